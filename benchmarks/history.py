"""A generated history: pages that were read at several dates, with planted edits; what is expected, and what is found.

python benchmarks/history.py [PAGES]      300 pages at five dates; exit code 1 if a record differs from what is expected
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import checkout

from pipeline import load
from pipeline.curate import curate

DATES = [f"2026-{month:02}-01" for month in range(1, 6)]
QUESTIONS_A_PAGE = 12
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()


class Answered(NamedTuple):
    """A question with what a page answers at each date; None where it is not asked."""

    question: str
    answers: list[str | None]


class Expected(NamedTuple):
    """What a record should come to."""

    status: str
    """`current`, `superseded` or `gone`."""
    by: str | None = None
    """The answer that took its place."""


class Planted(NamedTuple):
    """A question that was planted, and what its records should come to."""

    kind: str
    asked: Answered
    elsewhere: list[str | None]
    """What the next page answers to it at each date."""
    records: dict[str, Expected]
    """By their answers."""


class History(NamedTuple):
    """Pages at several dates, and what they hold."""

    planted: list[list[Planted]]
    """Of each page."""

    @property
    def expected(self) -> dict[str, Expected]:
        """What each record should come to, by its answer."""
        return {answer: end for page in self.planted for plant in page for answer, end in plant.records.items()}

    def states(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the path, address, date and HTML of each state of a page."""
        for number, page in enumerate(self.planted):
            before = self.planted[number - 1]
            for at, date in enumerate(DATES):
                own = [(plant.asked.question, plant.asked.answers[at]) for plant in page]
                moved = [(plant.asked.question, plant.elsewhere[at]) for plant in before]
                yield f"{number:04}-{date}.html", f"https://site{number}.example.org/faq", date, _html(own + moved)


def make_history(pages: int, seed: int = 1) -> History:
    """Return a history of some pages, the same one for a seed."""
    draw = random.Random(seed)
    kinds = [kind for kind, often in _KINDS.items() for _ in range(often)]
    return History([[_plant(draw, kinds[n % len(kinds)]) for n in range(QUESTIONS_A_PAGE)] for _ in range(pages)])


def write(history: History, raw: Path) -> None:
    """Write a history's pages, and an index with their addresses and dates."""
    raw.mkdir(parents=True, exist_ok=True)
    lines = ["path,url,retrieved_at"]
    for path, url, date, html in history.states():
        (raw / path).write_text(html, encoding="utf-8")
        lines.append(f"{path},{url},{date}")
    (raw / "index.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def found_in(out: Path | str) -> dict[str, Expected]:
    """Return what each record of a release came to, by its answer."""
    rows = load(out=out, engine="arrow", columns=["id", "answer", "flags", "superseded_by"]).to_pylist()
    answers = {row["id"]: row["answer"] for row in rows}
    return {row["answer"]: _found(row["flags"], answers.get(row["superseded_by"])) for row in rows}


def _found(flags: str, by: str | None) -> Expected:
    return Expected("superseded" if by else "gone" if "gone" in flags.split() else "current", by)


# --- what is planted ----------------------------------------------------------------------------

Told = tuple[list[str | None], list[str | None], dict[str, Expected]]
"""What a page answers at each date, what the next page does, and what the records should come to."""
Plant = Callable[[random.Random, list[str]], Told]
_CURRENT, _GONE = Expected("current"), Expected("gone")
_NOWHERE: list[str | None] = [None] * len(DATES)


def _cut(draw: random.Random) -> int:
    """The number of the date at which something changes."""
    return draw.randrange(1, len(DATES))


def _stays(_: random.Random, texts: list[str]) -> Told:
    return [texts[0]] * len(DATES), _NOWHERE, {texts[0]: _CURRENT}


def _replaced(draw: random.Random, texts: list[str]) -> Told:
    at = _cut(draw)
    answers: list[str | None] = [*[texts[0]] * at, *[texts[1]] * (len(DATES) - at)]
    return answers, _NOWHERE, {texts[0]: Expected("superseded", texts[1]), texts[1]: _CURRENT}


def _replaced_twice(_: random.Random, texts: list[str]) -> Told:
    ends = {texts[0]: Expected("superseded", texts[2]), texts[1]: Expected("superseded", texts[2]), texts[2]: _CURRENT}
    return [texts[0], texts[0], texts[1], texts[2], texts[2]], _NOWHERE, ends


def _came_back(_: random.Random, texts: list[str]) -> Told:
    ends = {texts[0]: _CURRENT, texts[1]: Expected("superseded", texts[0])}
    return [texts[0], texts[1], texts[1], texts[0], texts[0]], _NOWHERE, ends


def _reworded(draw: random.Random, texts: list[str]) -> Told:
    at = _cut(draw)
    longer, shorter = f"{texts[0]} Ask at the desk.", texts[0]
    old, new = draw.sample([longer, shorter], 2)
    return [*[old] * at, *[new] * (len(DATES) - at)], _NOWHERE, {new: _CURRENT}


def _moved(draw: random.Random, texts: list[str]) -> Told:
    at = _cut(draw)
    here: list[str | None] = [*[texts[0]] * at, *[None] * (len(DATES) - at)]
    return here, [*[None] * at, *[texts[0]] * (len(DATES) - at)], {texts[0]: _CURRENT}


def _dropped(draw: random.Random, texts: list[str]) -> Told:
    at = _cut(draw)
    return [*[texts[0]] * at, *[None] * (len(DATES) - at)], _NOWHERE, {texts[0]: _GONE}


def _replaced_then_dropped(_: random.Random, texts: list[str]) -> Told:
    ends = {texts[0]: Expected("superseded", texts[1]), texts[1]: _GONE}
    return [texts[0], texts[0], texts[1], texts[1], None], _NOWHERE, ends


_PLANTS: dict[str, Plant] = {
    "stays": _stays,
    "superseded": _replaced,
    "superseded twice": _replaced_twice,
    "came back": _came_back,
    "reworded": _reworded,
    "moved": _moved,
    "gone": _dropped,
    "superseded, then gone": _replaced_then_dropped,
}
_KINDS = dict.fromkeys(_PLANTS, 1) | {"stays": 3, "superseded": 2, "reworded": 2}
"""What happens to the questions of a page, and to how many of them."""


def _plant(draw: random.Random, kind: str) -> Planted:
    question = f"When does the {_word(draw)} {_word(draw)} of {_word(draw)} begin?"
    answers, elsewhere, records = _PLANTS[kind](draw, [_text(draw) for _ in range(3)])
    return Planted(kind, Answered(question, answers), elsewhere, records)


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=4))


def _text(draw: random.Random) -> str:
    words = [_word(draw) for _ in range(draw.randint(25, 50))]
    return f"{' '.join(words).capitalize()}."


def _html(pairs: list[tuple[str, str | None]]) -> str:
    told = "".join(
        f"<details><summary>{question}</summary><p>{answer}</p></details>\n" for question, answer in pairs if answer
    )
    return f"<!DOCTYPE html>\n<html lang=en><title>FAQ</title><body><h1>FAQ</h1>\n{told}</body></html>\n"


def main(pages: int = 300) -> int:
    """Print what was planted and what was found; return 1 where they differ."""
    history = make_history(pages)
    kinds = Counter(plant.kind for page in history.planted for plant in page)
    with tempfile.TemporaryDirectory() as folder:
        write(history, Path(folder, "raw"))
        start = time.perf_counter()
        outcome = curate(Path(folder, "raw"), Path(folder, "curated"))
        seconds = time.perf_counter() - start
        found = found_in(Path(folder, "curated"))
    expected = history.expected
    print(f"{pages:,} pages at {len(DATES)} dates, {outcome.manifest.counts['sightings']:,} pairs, {seconds:.1f} s")
    print("planted: " + ", ".join(f"{number:,} {kind}" for kind, number in kinds.items()))
    print(f"{'':12}{'expected':>10}{'found':>10}{'the same':>10}")
    for status in ("current", "superseded", "gone"):
        want = {answer: end for answer, end in expected.items() if end.status == status}
        have = {answer: end for answer, end in found.items() if end.status == status}
        print(f"{status:12}{len(want):>10,}{len(have):>10,}{len(want.items() & have.items()):>10,}")
    return 0 if found == expected else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, checkout.arguments(__doc__)[:1])))
