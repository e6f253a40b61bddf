"""Which of the records that a release lost it has in other words: the same page and place, or the same question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..text.patterns import pattern
from ..text.word_changes import likeness, words_of
from .page_states import pages_of

_ALIKE = 0.6  # of the words of two texts that are one reworded, chosen: unrelated ones of a language share up to 0.4
_MOST_PAIRS = 400  # of lost and new records that are compared for one key, chosen: 20 with 20
_KNOWN_TEXTS = 10_000  # whose words are kept, chosen
_PLACE_OF_QUESTION = pattern("[^,;]*")  # of a locator: an answer that grew ends elsewhere

TEXTS = pa.schema([(name, pa.string()) for name in ("id", "question_id", "question", "answer")])
"""What of a record is compared."""
PLACES = pa.schema([(name, pa.string()) for name in ("id", "path", "page_url", "locator")])
"""Where it was seen."""


class Rows(NamedTuple):
    """Records that only one of two releases has."""

    texts: pa.Table
    places: pa.Table


class _Record:
    """A record with its pages and places; its texts are read when they are compared."""

    __slots__ = ("_row", "_side", "id", "places", "question_id")

    def __init__(self, side: _Side, row: int) -> None:
        self._side, self._row = side, row
        self.id: str = side.ids[row]
        self.places: set[tuple[str, str]] = side.places.get(self.id, set())
        """Its pages, and where on each its question stands."""
        self.question_id: str = side.questions[row]

    @property
    def pages(self) -> set[str]:
        """The paths and addresses of its pages."""
        return {page for page, _ in self.places}

    def text(self, column: str) -> str:
        """Its question or its answer."""
        return str(self._side.texts.column(column)[self._row])


class _Side:
    """The records of one release that may have become others, or come from them."""

    def __init__(self, rows: Rows) -> None:
        self.texts = rows.texts
        self.ids, self.questions = (rows.texts.column(name).to_pylist() for name in ("id", "question_id"))
        self.places: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        columns = [rows.places.column(name).to_pylist() for name in PLACES.names]
        for id, path, url, locator in zip(*columns, strict=True):
            found = _PLACE_OF_QUESTION.match(locator)
            self.places[id] |= {(page, found[0] if found else "") for page in (path, url) if page is not None}

    def records(self) -> Iterator[_Record]:
        return (_Record(self, row) for row in range(len(self.ids)))


def find_reworded(gone: Rows, new: Rows) -> dict[str, str]:
    """Return the ids of new records by those of the lost ones that they are in other words, each once.

    The same from the other side: what is found for `new` and `gone` is this, turned round.
    """
    gone, new = _by_page(gone), _by_page(new)
    gone, new = _concerned(gone, new), _concerned(new, gone)
    found: dict[str, str] = {}
    left, right = list(_Side(gone).records()), list(_Side(new).records())
    for stage in _STAGES:
        taken = set(found.values())
        left = [record for record in left if record.id not in found]
        right = [record for record in right if record.id not in taken]
        for pair in sorted(_scored(stage, left, right)):
            if pair.old not in found and pair.new not in taken:
                found[pair.old] = pair.new
                taken.add(pair.new)
    return found


def _by_page(rows: Rows) -> Rows:
    """The same with one spelling for all addresses of a page."""
    at = PLACES.get_field_index("page_url")
    pages = pages_of(pa.chunked_array(rows.places.column("page_url"), pa.string()))
    return rows._replace(places=rows.places.set_column(at, PLACES.field(at), pages))


def _concerned(rows: Rows, others: Rows) -> Rows:
    """Those records whose question or page the other side has as well."""
    shares_page = [
        rows.places.filter(pc.is_in(rows.places.column(name), value_set=others.places.column(name).drop_null()))
        for name in ("path", "page_url")
    ]
    on_page = pa.concat_tables(shares_page).column("id")
    asked = pc.is_in(rows.texts.column("question_id"), value_set=others.texts.column("question_id"))
    texts = rows.texts.filter(pc.or_(asked, pc.is_in(rows.texts.column("id"), value_set=on_page)))
    return Rows(texts, rows.places.filter(pc.is_in(rows.places.column("id"), value_set=texts.column("id"))))


class _Pair(NamedTuple):
    """A lost record and a new one that may be one; ordered, the most alike first, whichever came first in time."""

    unlikeness: float
    ids: tuple[str, str]
    """Both, the smaller first."""
    old: str
    new: str


class _Stage(NamedTuple):
    """Records that share a key are compared, and are one if they are alike enough."""

    keys: Callable[[_Record], Iterable[Hashable]]
    alike: Callable[[_Record, _Record], float]
    least: float = _ALIKE
    """How alike they must be to be one."""


def _scored(stage: _Stage, left: Sequence[_Record], right: Sequence[_Record]) -> set[_Pair]:
    old = _by_key(stage, left)
    new = _by_key(stage, right, old.keys())
    pairs = {
        (one, other)
        for key, others in new.items()
        if len(old[key]) * len(others) <= _MOST_PAIRS
        for one in old[key]
        for other in others
    }
    often = Counter(record.id for pair in pairs for record in pair)
    scored = ((one.id, other.id, _share(stage, one, other, often)) for one, other in pairs)
    return {_Pair(-share, (min(a, b), max(a, b)), a, b) for a, b, share in scored if share >= stage.least}


def _share(stage: _Stage, one: _Record, other: _Record, often: Mapping[str, int]) -> float:
    """How alike two are; they are not looked at where they are one in any case, and no other is compared with them."""
    is_only_choice = often[one.id] == often[other.id] == 1
    return 1.0 if is_only_choice and stage.least == 0 else stage.alike(one, other)


def _by_key(
    stage: _Stage, records: Sequence[_Record], wanted: Container[Hashable] | None = None
) -> Mapping[Hashable, list[_Record]]:
    """The records by each key that they have; of `wanted` keys alone, if that is given."""
    found: defaultdict[Hashable, list[_Record]] = defaultdict(list)
    for record in records:
        for key in stage.keys(record):
            if wanted is None or key in wanted:
                found[key].append(record)
    return found


@lru_cache(_KNOWN_TEXTS)
def _words(text: str) -> Counter[str]:
    return words_of(text)


def _alike(one: _Record, other: _Record) -> float:
    """How much of question and answer together is the same."""
    texts = (f"{record.text('question')}\n{record.text('answer')}" for record in (one, other))
    return likeness(*map(_words, texts))


def _answers_alike(one: _Record, other: _Record) -> float:
    return likeness(*(_words(record.text("answer")) for record in (one, other)))


_STAGES: tuple[_Stage, ...] = (
    _Stage(lambda record: {(*place, record.question_id) for place in record.places}, _alike, least=0),
    _Stage(lambda record: {(page, record.question_id) for page in record.pages}, _alike),
    _Stage(lambda record: record.places, _alike),
    _Stage(lambda record: record.pages, _alike),
    _Stage(lambda record: {record.question_id}, _answers_alike),
)
"""One after the other: the question at its place, whatever the answer; then the page's question, what else is at the
place, or on the page, in nearly the same words; then the same question elsewhere with nearly the same answer."""
