"""The screen: whether a pair, a page or a text was taken down, and by which rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..web.addresses import page_of
from ..web.hosts import host_of, named_host
from .likeness import Hashes, Sketch, Sketcher, likeness
from .rule import Kind, Rule, sketch_of

_ALIKE = 0.8
"""The share of one text that is in the other, from which on they are one (chosen, as in the merging of duplicates)."""
_THE_SAME = 0.9
"""The same for two answers to different questions, and for a question within another (chosen)."""
_MOSTLY = 0.75
"""The same for two answers to one question (chosen): pages of one template that differ in two words of a sentence, as
in a town and its hours, have less in common, and what is cut, lengthened or in another order has more."""
_HALF = 0.5
"""The share of a longer question that the one taken down is, from which on both ask the same (chosen)."""
_ENOUGH = 10
"""The shingles that a text must share with a passage to be taken for part of it (chosen): fewer are a phrase."""
_LONG = 20
"""The shingles that two answers must share to be one whatever is asked (chosen): shorter ones, such as whom to ask, are
given to many questions of a site."""
_FEW = 6
"""The same where nothing is asked, and both are one from beginning to end (chosen)."""


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
        if not by.question:
            is_all_of_it = least >= _THE_SAME and found.shared >= _FEW
            return is_all_of_it or (most >= _THE_SAME and found.shared >= _ENOUGH) or self._are_within(by.both)
        if most >= _THE_SAME and found.shared >= _LONG:
            return True
        asked = likeness(self.question, by.question)
        asks_it = asked.of_text >= _HALF or least >= _THE_SAME
        return most >= _MOSTLY and asked.of_sketch >= _THE_SAME and asks_it

    def _are_within(self, text: Hashes) -> bool:
        """Whether a text holds the question and the answer."""
        asked = likeness(self.question, text).of_sketch if self.question else 0.0
        return asked >= _THE_SAME and likeness(self.text, text).of_sketch >= _MOSTLY

    @property
    def exacts(self) -> Iterator[tuple[str, str]]:
        """The letters of a question and of an answer to it, or its words; no question where any may be asked."""
        for text in self.text.exacts:
            if self.question:
                yield self.question.exacts[0], text
            if self.question is None or len(self.text.hashes) >= _LONG:
                yield "", text

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
        self._exact = {exact: words.rule for words in reversed(self._words) for exact in words.exacts}

    def __reduce__(self) -> tuple[type[Screen], tuple[tuple[Rule, ...], bytes]]:
        return Screen, (self._rules, self._key)

    def pair(self, id: str, question: str, answer: str, addresses: Iterable[str | None] = ()) -> Rule | None:
        """Return the rule by which a pair was taken down; None if it was not.

        `addresses` are those of the page that has it, of the host and page that it cites: hosts or whole addresses.
        """
        return self._ids.get(id) or self.address(addresses) or self.words(question, answer)

    @property
    def has_addresses(self) -> bool:
        """Whether any page or site was taken down."""
        return bool(self._pages or self._domains)

    def address(self, addresses: Iterable[str | None]) -> Rule | None:
        """Return the rule by which a page or a host was taken down."""
        if not self.has_addresses:
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
        if rule := self._exactly(question, answer):
            return rule
        said = _Said(*self._sketcher.pair(question, answer))
        words = self._words
        of_text, of_question = self._texts.shared(said.both), self._questions.shared(said.question or said.both)
        near = {number for number, shared in of_text.items() if shared >= words[number].fewest}
        near |= {number for number, shared in of_question.items() if shared >= _THE_SAME * words[number].asked}
        return next((words[number].rule for number in sorted(near) if words[number].are_said(said)), None)

    def _exactly(self, question: str, answer: str) -> Rule | None:
        asked, answered = self._sketcher.exact(question)[0], self._sketcher.exact(answer)
        keys = ((asked, text) for asked in (asked, "") for text in answered)
        return next((rule for key in keys if (rule := self._exact.get(key))), None)

    def text(self, text: str) -> Rule | None:
        """Return the rule by which a text that is no pair was taken down: what is rejected, an edit, a passage."""
        return self.words("", text)

    def rejection(self, text: str) -> Rule | None:
        """Return the rule by which a text was taken down that became no record: it may be a question without answer."""
        return self.text(text) or self._question(text)

    def _question(self, text: str) -> Rule | None:
        said = self._sketcher.question(text)
        for number in sorted(self._questions.shared(said)):
            words = self._words[number]
            found = likeness(words.question, said) if words.question else None
            if found and min(found.of_sketch, found.of_text) >= _THE_SAME:
                return words.rule
        return None

    def holds_pair(self, question: str, answer: str) -> bool:
        """Whether a question with its answer was taken down."""
        return self.words(question, answer) is not None

    def holds(self, text: str) -> bool:
        """Whether a text, or an address, was taken down."""
        return (self.text(text) or self.address([text])) is not None

    def _matched(self, text: str) -> Rule | None:
        return next((rule for pattern, rule in self._patterns if pattern.search(text)), None)
