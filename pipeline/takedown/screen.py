"""The screen: whether a pair, a page or a text was taken down, and by which rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..web.addresses import page_of
from ..web.hosts import host_of, named_host
from .likeness import Hashes, Sketch, Sketcher, likeness
from .rule import Kind, Rule, sketch_of

_ALIKE = 0.8
"""The share of one text that is in the other, from which on they are one (chosen, as in the merging of duplicates)."""
_THE_SAME = 0.9
"""The same for two answers to different questions (chosen)."""
_HALF = 0.5
"""The same for two answers to one question (chosen)."""
_ENOUGH = 10
"""The shingles that two texts must share to be taken for one whatever they answer (chosen): fewer are a phrase."""
_FEW = 6
"""The same for two texts that are one from beginning to end (chosen)."""


class _Words(NamedTuple):
    """What a rule says of words."""

    rule: Rule
    question: Sketch | None
    """None where the words may stand in any answer: a passage."""
    text: Sketch

    def are_said(self, by: _Said) -> bool:
        found = likeness(self.text, by.answer)
        most, least = max(found.of_sketch, found.of_text), min(found.of_sketch, found.of_text)
        if self.question is None:
            within = likeness(self.text, by.both)
            is_within = within.of_sketch >= _ALIKE and within.shared >= self.fewest
            return is_within or (found.of_text >= _ALIKE and found.shared >= _ENOUGH)
        if (most >= _THE_SAME and found.shared >= _ENOUGH) or (least >= _THE_SAME and found.shared >= _FEW):
            return True
        asked = likeness(self.question, by.question)
        return most >= _HALF and asked.of_sketch >= _ALIKE and asked.of_text >= _HALF

    @property
    def asked(self) -> int:
        """How many hashes the question has."""
        return len(self.question.hashes) if self.question else 0

    @property
    def fewest(self) -> int:
        """How many hashes a text shares at least whose words these are, unless it answers the same question."""
        return _FEW if self.question else min(_ENOUGH, len(self.text.hashes))


class _Said(NamedTuple):
    """The hashes of what somebody says."""

    question: Hashes
    answer: Hashes
    both: Hashes


class _Index:
    """Counts what texts share with the words of rules, without looking at each rule."""

    def __init__(self, sketches: Iterable[Sketch | None]) -> None:
        self._owners: defaultdict[int, list[int]] = defaultdict(list)
        for number, sketch in enumerate(sketches):
            for each in sketch.hashes if sketch else ():
                self._owners[each].append(number)

    def shared(self, hashes: Hashes) -> Counter[int]:
        """Return how many hashes a text shares with each rule, by its place, that shares any."""
        owners = self._owners
        return Counter(number for each in hashes if each in owners for number in owners[each])


class Screen:
    """Tells what was taken down. It can be handed to other processes."""

    def __init__(self, rules: Sequence[Rule], key: bytes) -> None:
        self._rules, self._key = tuple(rules), key
        self._sketcher = Sketcher(key)
        of: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            of[rule.kind].append(rule)
        self._ids = {rule.what: rule for rule in of[Kind.ID]}
        self._pages = {page_of(rule.what): rule for rule in of[Kind.URL]}
        self._domains = {rule.what: rule for rule in of[Kind.DOMAIN]}
        self._patterns = [(re.compile(rule.what), rule) for rule in of[Kind.PATTERN]]
        self._words = [
            _Words(rule, sketch_of(rule.question), text) for rule in rules if (text := sketch_of(rule.text)) is not None
        ]
        self._texts = _Index([words.text for words in self._words])
        self._questions = _Index([words.question for words in self._words])

    def __bool__(self) -> bool:
        return bool(self._rules)

    def __reduce__(self) -> tuple[type[Screen], tuple[tuple[Rule, ...], bytes]]:
        return Screen, (self._rules, self._key)

    def pair(self, id: str, question: str, answer: str, addresses: Iterable[str | None] = ()) -> Rule | None:
        """Return the rule by which a pair was taken down; None if it was not.

        `addresses` are those of the page that has it, of the host and page that it cites: hosts or whole addresses.
        """
        return self._ids.get(id) or self.address(addresses) or self.words(question, answer)

    def address(self, addresses: Iterable[str | None]) -> Rule | None:
        """Return the rule by which a page or a host was taken down."""
        if not (self._pages or self._domains):
            return None
        for address in filter(None, addresses):
            if rule := self._pages.get(page_of(address)) or self._host(host_of(address) or named_host(address) or ""):
                return rule
        return None

    def _host(self, host: str) -> Rule | None:
        labels = host.split(".")
        parents = (".".join(labels[at:]) for at in range(len(labels)))
        return next((rule for parent in parents if (rule := self._domains.get(parent))), None)

    def words(self, question: str, answer: str) -> Rule | None:
        """Return the rule by which what a pair says was taken down."""
        if rule := self._matched(question) or self._matched(answer):
            return rule
        if not self._words:
            return None
        said = _Said(*self._sketcher.pair(question, answer))
        words, of_text, of_question = self._words, self._texts.shared(said.both), self._questions.shared(said.question)
        near = {number for number, shared in of_text.items() if shared >= words[number].fewest}
        near |= {number for number, shared in of_question.items() if shared >= _ALIKE * words[number].asked}
        return next((words[number].rule for number in sorted(near) if words[number].are_said(said)), None)

    def text(self, text: str) -> Rule | None:
        """Return the rule by which a text that is no pair was taken down: what is rejected, an edit, a passage."""
        return self.words("", text)

    def holds_pair(self, question: str, answer: str) -> bool:
        """Whether a question with its answer was taken down."""
        return self.words(question, answer) is not None

    def holds(self, text: str) -> bool:
        """Whether a text, or an address, was taken down."""
        return (self.text(text) or self.address([text])) is not None

    def _matched(self, text: str) -> Rule | None:
        return next((rule for pattern, rule in self._patterns if pattern.search(text)), None)
