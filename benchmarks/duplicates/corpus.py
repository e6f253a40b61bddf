"""Questions and answers with planted duplicates, and with some that only look so."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dedup.near.match import PAIRS
from pipeline.dedup.near.words import answer_fingerprint
from pipeline.schema.tables import rows_to_table

WORKERS = 2
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()
_ASKED = (
    "What is the best {} for a {} {}?|How do I {} my {} in {}?|Can {} {} the {}?|Why does the {} {} a {}?"
    "|Is it safe to {} a {} with {}?|When should you {} your {} {}?"
).split("|")
_COMMON = "the of and to in is that for it as with on be at by this you are or from have an they which can".split()
_BOILERPLATES = [
    "Click here to read more about this topic. ",
    "Thanks for asking! ",
    "Short answer: ",
    "According to our experts, ",
]


class Source:
    """Words and texts, always the same ones for a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        words = random.Random(0)
        self.rare = ["".join(words.choices(_SYLLABLES, k=3)) for _ in range(20_000)]
        self._answer_words = _COMMON + self.rare
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._answer_words))))

    def question(self) -> str:
        """Return a question of which there is hardly another."""
        return self.draw.choice(_ASKED).format(*self.draw.choices(self.rare, k=3))

    def word(self) -> str:
        """Return a word of an answer."""
        return self._answer_words[bisect(self._weights, self.draw.random() * self._weights[-1])]

    def answer(self) -> str:
        """Return an answer of 15 to 80 words in sentences."""
        words = self.draw.choices(self._answer_words, cum_weights=self._weights, k=self.draw.randint(15, 80))
        for at in range(0, len(words), 12):
            words[at] = words[at].capitalize()
            words[at - 1] += "."
        if self.draw.random() < 0.3:
            words[len(words) // 2] = f"{self.draw.randint(2, 90)} {self.draw.choice(['years', 'days', 'mg', '%'])}"
        return " ".join(words)


def edited(source: Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    for _ in range(source.draw.randint(1, 3)):
        at = source.draw.randrange(len(words))
        words[at : at + source.draw.randint(0, 1)] = [source.word()] * source.draw.randint(0, 1)
    return question, " ".join(words)


def _asked_otherwise(_: Source, question: str, answer: str) -> tuple[str, str]:
    for word, other in ((" the ", " a "), (" a ", " the "), (" my ", " your "), ("do I ", "do you ")):
        if word in question:
            return question.replace(word, other, 1), answer
    return question.replace("?", " ?"), answer + " Yes."


def cut(source: Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    return question, " ".join(words[: source.draw.randint(8, len(words) - 1)]).rstrip(".") + " ..."


def _loud(_: Source, question: str, answer: str) -> tuple[str, str]:
    return question.upper().replace("?", "??"), answer.replace(".", " !").replace(" ", "  ", 3)


def _framed(source: Source, question: str, answer: str) -> tuple[str, str]:
    return question, source.draw.choice(_BOILERPLATES) + answer


def _answered_otherwise(source: Source, question: str, _: str) -> tuple[str, str]:
    return question, source.answer()


def _other_number(source: Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    words[source.draw.randrange(len(words))] = str(source.draw.randint(100, 999))
    return question, " ".join(words)


def _negated(source: Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    words.insert(source.draw.randrange(len(words)), "not")
    return question, " ".join(words)


def _about_another(source: Source, question: str, answer: str) -> tuple[str, str]:
    words = question.rstrip("?").split()
    return " ".join([*words[:-1], source.question().rstrip("?").split()[-1]]) + "?", answer


Plant = Callable[[Source, str, str], tuple[str, str]]
_PLANTS: dict[str, tuple[Plant, int]] = {
    "edited answer": (edited, 5),
    "edited question": (_asked_otherwise, 3),
    "cut": (cut, 2),
    "case and punctuation": (_loud, 2),
    "boilerplate": (_framed, 2),
    "other answer": (_answered_otherwise, 4),
    "other number": (_other_number, 2),
    "negation": (_negated, 1),
    "other question": (_about_another, 2),
}
"""What happens to a record's copies, and how often."""

CORPUS = pa.schema(
    [*(field for field in PAIRS if field.name != "block"), ("family", pa.int64()), ("plant", pa.string())]
)
_SLICE = 50_000


def write_corpus(path: Path, records: int) -> Path:
    """Write questions and answers as Parquet, the most complete of each family first."""
    slices = [(start, min(_SLICE, records - start)) for start in range(0, records, _SLICE)]
    with ProcessPoolExecutor(WORKERS) as pool, pq.ParquetWriter(path, CORPUS) as writer:
        for part in pool.map(_corpus_slice, *zip(*slices, strict=True)):
            writer.write_table(part)
    return path


def _corpus_slice(start: int, records: int) -> pa.Table:
    source = Source(start)
    rows: list[tuple[int, str, str, str]] = []
    while len(rows) < records:
        family = start + len(rows)
        rows += [(family, *member) for member in _family(source)]
    members = [
        (f"{source.draw.getrandbits(64):016x}", question, answer, "", None, None, family, plant)
        for family, plant, question, answer in rows[:records]
    ]
    members.sort(key=lambda row: (row[2].endswith("..."), -len(answer_fingerprint(row[2])), row[0]))
    return corpus_table(members)


def corpus_table(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Return records as a corpus holds them."""
    return rows_to_table((dict(zip(CORPUS.names, row, strict=True)) for row in rows), CORPUS)


def _family(source: Source) -> Iterator[tuple[str, str, str]]:
    """A record, and for three in ten one to four that were made of it."""
    question, answer = source.question(), source.answer()
    yield "base", question, answer
    if source.draw.random() < 0.3:
        weights = [weight for _, weight in _PLANTS.values()]
        for name in source.draw.choices(list(_PLANTS), weights, k=source.draw.randint(1, 4)):
            yield name, *_PLANTS[name][0](source, question, answer)
