"""Which records of a corpus are one, worked out slowly and without any index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import pyarrow as pa

from pipeline.dedup.near.beginnings import begins_alike, begins_otherwise, is_enough
from pipeline.dedup.near.compared import compare_answer
from pipeline.dedup.near.guards import Value, read, values
from pipeline.dedup.near.match import ANSWER_GUARDS, QUESTION_GUARDS
from pipeline.dedup.near.similar import Threshold, jaccard
from pipeline.dedup.near.substitution import is_substitution
from pipeline.dedup.near.words import Shingle, shingles, split_words
from pipeline.text.fingerprint import fingerprint

THRESHOLD = 0.8


class Member(NamedTuple):
    """A record, as the truth is worked out: slowly, and without any index."""

    number: int
    shingles: frozenset[Shingle]
    answer_shingles: frozenset[Shingle]
    question: tuple[Value, ...]
    answer: tuple[Value, ...]
    answer_words: Sequence[str]
    text: str
    is_cut: bool


def member(number: int, question: str, answer: str) -> Member:
    """Return a record as the truth sees it."""
    words, compared = split_words(fingerprint(question)), compare_answer(answer)
    answer_words = compared.words
    asked, said = values(read(words), QUESTION_GUARDS), values(read(answer_words), ANSWER_GUARDS)
    whole = shingles([*words, *answer_words])
    return Member(
        number, whole, shingles(answer_words), asked, said, answer_words, compared.text, answer.endswith("...")
    )


def is_alike(best: Member, other: Member) -> bool:
    """Whether two records reach the threshold."""
    return jaccard(best.shingles, other.shingles) >= THRESHOLD


def is_one(best: Member, other: Member) -> bool:
    """Whether two records are one: no guard tells them apart, and they are alike or one is a cut copy."""
    if best.question != other.question:
        return False
    is_copy = other.is_cut and (f"{best.text} ".startswith(f"{other.text} ") or begins_alike_anywhere(best, other))
    is_answered_alike = jaccard(best.answer_shingles, other.answer_shingles) >= THRESHOLD
    is_near = best.answer == other.answer and is_alike(best, other) and is_answered_alike
    return is_copy or (is_near and not is_substituted(best, other))


def is_substituted(best: Member, other: Member) -> bool:
    """Whether one answer is the other with some words replaced, or begins so where it is cut."""
    begun = other.answer_words if other.is_cut and is_enough(other.answer_words) else ()
    if begun and begins_otherwise(best.answer_words, begun, Threshold(THRESHOLD)):
        return True
    return is_substitution(best.answer_words, other.answer_words)


def begins_alike_anywhere(best: Member, cut: Member) -> bool:
    """Whether a cut answer of eight words is nearly what another begins with."""
    return is_enough(cut.answer_words) and begins_alike(best.answer_words, cut.answer_words, Threshold(THRESHOLD))


Truth = Callable[[Member, Member], bool]


class Removed(NamedTuple):
    """What a perfect tool removes, and which records have any duplicate at all."""

    perfect: set[int]
    paired: set[int]


def removed(groups: Iterable[Sequence[Member]], truth: Truth) -> Removed:
    """Compare all with all in each group, best first: what matches a kept one is removed."""
    perfect: set[int] = set()
    paired: set[int] = set()
    for group in groups:
        for best, other in combinations(group, 2):
            if truth(best, other):
                paired |= {best.number, other.number}
                if best.number not in perfect:
                    perfect.add(other.number)
    return Removed(perfect, paired)


def families(corpus: pa.Table) -> list[list[Member]]:
    """Return the records of each family in their order."""
    found: dict[int, list[Member]] = defaultdict(list)
    columns = [corpus.column(name).to_pylist() for name in ("family", "question", "answer")]
    for number, (family, question, answer) in enumerate(zip(*columns, strict=True)):
        found[family].append(member(number, question, answer))
    return [group for group in found.values() if len(group) > 1]
