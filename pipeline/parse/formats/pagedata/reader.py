"""Questions and answers in the data of a page's scripts, and what is at their locators."""

from __future__ import annotations

from collections import defaultdict

from ....schema import Candidate, Findings, Reason, Rejected, Stage
from ....text.patterns import pattern
from ....web.json_pointer import token
from ...locators import NothingThere, RawPair, escape_part, split_pointers
from ...page import Page
from ...visible.calls import is_call
from .entries import Entry, Path, answer_text, entries, question_text, value_at
from .sources import Data, all_data, list_data

NAME = "pagedata"
_SHARE = 1 / 2  # of the questions of one list (chosen): if they ask, the others do, too
_SHOWN = 2_000  # characters (chosen) of data that cannot be read
_DIGITS = pattern(r"\d+")


def extract(page: Page) -> Findings:
    """Return a candidate for each object that holds question and answer; those of one list are judged together."""
    found = Findings([], [], [])
    for data in all_data(page):
        if data.loaded is None:
            found.rejected.append(_unreadable(data))
            continue
        lists: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries(data.loaded.value, page):
            lists[_form(entry.path)].append(entry)
        flags = (("repaired_markup",) if data.loaded.repaired else ()) + (("truncated",) if data.loaded.cut else ())
        for each in lists.values():
            _judge(page, each, data.number, flags, found)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    number, _, paths = locator.partition("=")[2].partition("#")
    data = next((data for data in page.once(list_data) if data.number == int(number)), None)
    if data is None or data.loaded is None:
        raise NothingThere(f"nothing at {locator}")
    values = [value_at(data.loaded.value, path) for path in split_pointers(f"={paths}")]
    if len(values) != 2:
        raise NothingThere(f"nothing at {locator}")
    return RawPair(question_text(values[0]), answer_text(values[1]))


def _unreadable(data: Data) -> Rejected:
    text = f"this data cannot be read: {data.text.strip()[:_SHOWN]}"
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, text, f"{NAME}={data.number}#")


def _form(path: Path) -> tuple[str, ...]:
    """The way to an object without the numbers on it: what has the same is one list."""
    return tuple(_DIGITS.sub("", step) for step in path if isinstance(step, str))


def _judge(page: Page, entries: list[Entry], number: int, flags: tuple[str, ...], found: Findings) -> None:
    """Add the questions of one list, and what is none with the reason."""
    all_ask = sum(entry.asks for entry in entries) >= _SHARE * len(entries)
    for entry in entries:
        locator = f"{NAME}={number}#{escape_part(_pointer(entry.asked))};{escape_part(_pointer(entry.told))}"
        if not (all_ask or entry.has_mark):
            reason = Reason.NO_QUESTION
        elif is_call(entry.question):
            reason = Reason.CALL_TO_ACTION
        else:
            texts = entry.question, entry.answer, page.address, page.address
            found.candidates.append(Candidate(*texts, locator, NAME, (*flags, *entry.flags)))
            continue
        found.rejected.append(Rejected(reason, Stage.PARSE, f"{entry.question}\n\n{entry.answer}", locator))


def _pointer(path: Path) -> str:
    return "".join(f"/{token(step)}" for step in path)
