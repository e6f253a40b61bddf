"""A record of a block, as it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ...text.fingerprint import fingerprint
from .beginnings import is_enough
from .compared import ComparedAnswer, compare_answer
from .guards import ANSWER_GUARDS, QUESTION_GUARDS, Value, read, values
from .similar import Shingles
from .truncated import Beginning
from .words import shingles, split_words, with_words_before

Rank = tuple[bool, bool, int, int, int, bool, int, str]
Guards = tuple[tuple[Value, ...], tuple[Value, ...]]
_NEVER = 1 << 63  # microseconds; later than any time that 64 bits can hold
# All questions of a block have the same content words.
GUARDS_IN_A_BLOCK = {name: guard for name, guard in QUESTION_GUARDS.items() if name != "content_word"}


class Question(NamedTuple):
    """A question, as it is compared."""

    words: tuple[str, ...]
    guards: tuple[Value, ...]


@lru_cache(1 << 8)
def _read_question(question: str) -> Question:
    """Read a question once, however many answers in a row it has."""
    text = read(split_words(fingerprint(question)))
    return Question(tuple(text.words), values(text, GUARDS_IN_A_BLOCK))


class Member:
    """A record of a block. What only comparing needs is worked out when it is asked for."""

    def __init__(
        self,
        id: str,
        question: str,
        answer: str,
        flags: str,
        retrieved_at: int | None,
        outdated_at: int | None,
        compared: ComparedAnswer | None = None,
    ) -> None:
        """`compared` is the answer as it is compared, where that is known."""
        self.id = id
        self._question = question
        self._compared = compared = compared or compare_answer(answer)
        self.answer, self.beginning = compared.text, compared.beginning
        self.begun = begun(self.words, self.beginning) if self.beginning else ()
        is_truncated = self.beginning is not None or "truncated" in flags
        is_marred = mars(flags)
        self.rank = rank(is_truncated, outdated_at, compared.length, compared.repeated, is_marred, retrieved_at, id)

    @cached_property
    def question(self) -> Question:
        """The question."""
        return _read_question(self._question)

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the answer, as they are compared."""
        return self._compared.words

    @cached_property
    def guards(self) -> Guards:
        """What must not differ in question and answer."""
        return self.question.guards, values(read(self.words), ANSWER_GUARDS)

    @cached_property
    def answer_shingles(self) -> Shingles:
        """The pairs of neighbouring words of the answer."""
        return shingles(self.words)

    @cached_property
    def shingles(self) -> Shingles:
        """The pairs of neighbouring words of question and answer."""
        return with_words_before(self.question.words, self.words, self.answer_shingles)


def mars(flags: str) -> bool:
    """Whether some flags say that a record holds left markup, or letters of a wrong encoding."""
    return "leftover_markup" in flags or "mojibake" in flags


def rank(
    is_truncated: bool,
    outdated_at: int | None,
    length: int,
    repeated: int,
    is_marred: bool,
    retrieved_at: int | None,
    id: str,
) -> Rank:
    """Return by what records of a block are sorted, the best first."""
    first = _NEVER if retrieved_at is None else retrieved_at
    return is_truncated, outdated_at is not None, -(outdated_at or 0), -length, repeated, is_marred, first, id


def begun(words: Sequence[str], beginning: Beginning) -> Sequence[str]:
    """Return the whole words of a truncated answer, if they are enough to find answers that begin nearly so."""
    whole = words if beginning.is_whole else words[:-1]
    return whole if is_enough(whole) else ()
