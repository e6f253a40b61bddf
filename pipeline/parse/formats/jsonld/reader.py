"""A page -> a candidate for each answer to each Question in its JSON-LD scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ....schema import Candidate, Findings, Reason, Rejected, Stage
from ....text.patterns import pattern
from ....web.lenient_json import Loaded, NotJson, load
from ....web.markup_in_text import text_of_html
from ....web.occurrences import holds
from ....web.spilled import spilled, texts_of
from ...locators import NothingThere, RawPair
from ...markers import ANSWER_OF_QUESTION, QUESTION_TYPE
from ...page import Page
from ...schema_org import ANSWER, ANSWER_TEXTS, ANSWERS, QUESTION, QUESTION_TEXTS, SUGGESTED
from .graph import Graph
from .nodes import last_pointer, question_at
from .script_tags import Script, number_and_pointer, scripts

NAME = "jsonld"
_MARKERS = (*QUESTION_TYPE, *ANSWER_OF_QUESTION)
_ASKS = pattern(r"\bQuestion(?![\w\s])|\b(?:accepted|suggested)Answer\b")
_LANGUAGE = b"inLanguage"
_SHOWN = 2_000  # characters (chosen) of a script that cannot be read
_UNREADABLE = "this JSON-LD cannot be read"
_MISREAD = "this part of a JSON-LD script cannot be read"
_WORD = pattern(r"\w+")
_FORM = "FAQPage mainEntity type context id https http www schema org br p quot undefined null true false"
_SAYS_NOTHING = frozenset((*ANSWERS, *QUESTION_TEXTS, *ANSWER_TEXTS, QUESTION, ANSWER, *_FORM.split()))
"""Words of a script that are of its form."""


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question, wherever it sits in whichever script."""
    found = Findings([], [], [])
    for script in scripts(page.utf8):
        if any(page.utf8.find(marker, script.start, script.end) >= 0 for marker in _MARKERS):
            inside = _read_script(page, script)
            found.candidates.extend(inside.candidates)
            found.rejected.extend(inside.rejected)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    number, pointer = number_and_pointer(locator)
    script = next((script for script in scripts(page.utf8) if script.number == number), None)
    if script is None:
        raise NothingThere(f"nothing at {locator}")
    graph = _graph_of(script.content(page.utf8))
    question, answer = question_at(pointer, graph.root)
    if not graph.is_question(question):
        raise NothingThere(f"no Question at {locator}")
    return RawPair(graph.question_text(question), graph.answer_text(answer))


@lru_cache(maxsize=1)  # who resolves one locator of a script resolves others
def _graph_of(content: str) -> Graph:
    return Graph(load(content).value)


def _read_script(page: Page, script: Script) -> Findings:
    content = script.content(page.utf8)
    try:
        loaded = load(content)
    except NotJson:
        return Findings([], [_unreadable(script, content)], [])
    found = _Questions(page, script, loaded).read()
    if loaded.is_guess:
        found.rejected.extend(_untold(loaded, script, found))
    if loaded.repaired and not (found.candidates or found.rejected) and _ASKS.search(content):
        found.rejected.append(_unreadable(script, content))
    return found


class _Questions:
    """The Questions of one script."""

    def __init__(self, page: Page, script: Script, loaded: Loaded) -> None:
        self._page = page
        self._allowance = page.allowance
        self._graph = Graph(loaded.value)
        self._script = script.locator
        self._is_repaired = loaded.repaired
        self._end = last_pointer(loaded.value) if loaded.cut else None
        self._torn = spilled(loaded.value) if loaded.is_guess else []
        self._states_language = holds(_LANGUAGE, page.utf8)
        self._found = Findings([], [], [])

    def read(self) -> Findings:
        """Return a candidate for each answer, and what is none."""
        for pointer, node in self._graph.questions():
            if any(_is_within(place, pointer) for place in self._torn):
                self._found.rejected.append(_misread("\n".join(texts_of(node)), self._script + pointer))
            elif question := self._graph.question_text(node):
                self._read_answers(pointer, node, question)
            else:
                self._reject_without_question(pointer, node)
        return self._found

    def _read_answers(self, pointer: str, node: dict[str, Any], question: str) -> None:
        answers = list(self._graph.answers(node))
        if not answers:
            self._reject(Reason.NO_ANSWER, question, pointer)
        flags = ("repaired_markup",) if self._is_repaired or not self._graph.is_typed(node) else ()
        cut = _cut_answers(pointer, [step for _, step, _ in answers], self._end)
        for name, step, answer in answers:
            place = f"{pointer}/{step}"
            text = self._graph.answer_text(answer)
            if not self._allowance.spend(len(text)):
                self._reject(Reason.REPEATED_ANSWER, question, place)
            elif not text or (name == SUGGESTED and self._graph.is_exercise(node)):
                self._reject(Reason.NO_ANSWER, question, place)
            elif question_at(place, self._graph.root) != (node, answer):
                self._reject(Reason.NO_EVIDENCE, f"{question}\n\n{text}", place)
            else:
                suggested = ("suggested_answer",) if name == SUGGESTED else ()
                truncated = ("truncated",) if step in cut else ()
                self._take(question, text, place, (*flags, *suggested, *truncated))

    def _take(self, question: str, answer: str, place: str, flags: tuple[str, ...]) -> None:
        address = self._page.address
        candidate = Candidate(question, answer, address, address, self._script + place, NAME)
        language = self._graph.language(place) if self._states_language else ""
        self._found.candidates.append(candidate._replace(flags=flags, language=language))

    def _reject_without_question(self, pointer: str, node: dict[str, Any]) -> None:
        answers = [answer for _, _, answer in self._graph.answers(node)]
        if answers:
            texts = [self._graph.answer_text(answer) for answer in answers if not self._allowance.is_spent]
            self._allowance.spend(sum(map(len, texts)))
            self._reject(Reason.NO_QUESTION, "\n\n".join(texts), pointer)

    def _reject(self, reason: Reason, text: str, place: str) -> None:
        self._found.rejected.append(Rejected(reason, Stage.PARSE, text, self._script + place))


def _is_within(place: str, pointer: str) -> bool:
    """Whether a JSON pointer leads to a value, or into it."""
    return f"{place}/".startswith(f"{pointer}/")


def _cut_answers(question: str, steps: list[str], end: str | None) -> list[str]:
    """Which answers of a question lost words where its script was cut, at a pointer: the one that is there, or all."""
    if end is None or not _is_within(end, question):
        return []
    return [step for step in steps if _is_within(end, f"{question}/{step}")] or steps


def _unreadable(script: Script, content: str) -> Rejected:
    return _broken(f"{_UNREADABLE}: {content.strip()[:_SHOWN]}", script.locator)


def _misread(text: str, locator: str) -> Rejected:
    return _broken(f"{_MISREAD}: {text[:_SHOWN]}", locator)


def _broken(text: str, locator: str) -> Rejected:
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, text, locator)


def _untold(loaded: Loaded, script: Script, found: Findings) -> Iterator[Rejected]:
    """What a repair that guesses put into no question of its script, or left out."""
    told = [text for each in found.candidates for text in (each.question, each.answer)]
    told += [each.text for each in found.rejected]
    known = _SAYS_NOTHING.union(*map(_WORD.findall, told))
    texts = [text_of_html(text) for text in texts_of(loaded.value) if not text.startswith(("http:", "https:"))]
    missing = [text for text in (*texts, *loaded.lost) if not known.issuperset(_WORD.findall(text))]
    if missing:
        yield _misread("\n".join(missing), script.locator)
