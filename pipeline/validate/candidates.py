"""Check candidates: each becomes a pair (a record and where it was seen), or is rejected with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from ..schema import Candidate, Document, Pair, Reason, Rejected, Stage
from ..schema.pairs import NO_PAIRS, Pairs
from ..schema.record import check_records
from ..text.clean import clean, clean_line, clean_lines, is_damaged
from ..text.fingerprint import fingerprint, ids_of
from ..web.addresses import escape, fault_of, without_user
from ..web.hosts import host_of, named_host, registrable_domain
from .answer_type import classify_answer
from .flags import UNLISTED, find_flags
from .language import detect_language
from .question_type import classify_question

_AT_ONCE = 1 << 12  # candidates that are checked together; chosen: some 10 MB
_CHECKED = ("question", "answer", "source", "source_url", "flags", "language", "licence")
_words_of = itemgetter(*map(Candidate._fields.index, _CHECKED))
"""Returns all of a candidate that is checked."""
_HOW_TO_NAME_IT = "(The page does not say where it lives. Give its address: in raw/index.csv, or with --url.)"


class Prepared(NamedTuple):
    """A candidate, cleaned and with fingerprints, ready to be checked."""

    question: str
    answer: str
    question_fingerprint: str
    answer_fingerprint: str
    source: str
    """The cited host."""


class Validated(NamedTuple):
    """What comes of candidates, each in their order."""

    pairs: Pairs
    """Those that are sound, merged into nothing yet."""
    rejected: list[Rejected]


def validate(candidate: Candidate, document: Document) -> Pair | Rejected:
    """Return the pair of a candidate, merged into nothing yet, or the candidate rejected with its reason."""
    pairs, rejected = validate_all([candidate], document)
    return rejected[0] if rejected else pairs[0]


def validate_all(candidates: Iterable[Candidate], document: Document) -> Validated:
    """Return what comes of candidates of a page; those with the same words are checked once."""
    checked = _Checked(document)
    rows: list[int] = []
    sound: list[Candidate] = []
    rejected: list[Rejected] = []
    waiting = iter(candidates)
    while piece := [*islice(waiting, _AT_ONCE)]:
        for candidate, row in zip(piece, checked.rows_of(piece), strict=True):
            if isinstance(row, Reason):
                rejected.append(_reject(row, candidate))
            else:
                rows.append(row)
                sound.append(candidate)
    return Validated(_with_sightings(checked.at(rows), sound, document) if sound else NO_PAIRS, rejected)


class _Checked:
    """The columns of what is sound, a row for all candidates with the same words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows: dict[object, int | Reason] = {}
        self._columns: defaultdict[str, list[object]] = defaultdict(list)

    def rows_of(self, candidates: Sequence[Candidate]) -> list[int | Reason]:
        """Return the row of each candidate, or why it has none."""
        keys = self._keys_of(candidates)
        free = len(self._columns["id"])
        texts: list[Prepared] = []
        sound: list[Candidate] = []
        for key, candidate in zip(keys, candidates, strict=True):
            if key in self._rows:
                continue
            prepared = _prepare(candidate)
            if isinstance(prepared, Reason):
                self._rows[key] = prepared
            else:
                self._rows[key] = free + len(texts)
                texts.append(prepared)
                sound.append(candidate)
        for name, values in _columns_of(texts, sound, self._document).items() if texts else ():
            self._columns[name] += values
        return [*map(self._rows.__getitem__, keys)]

    def _keys_of(self, candidates: Sequence[Candidate]) -> Sequence[object]:
        """What is the same for candidates with the same words: all of them, or a number where all questions differ."""
        if len({candidate.question for candidate in candidates}) < len(candidates):
            return [*map(_words_of, candidates)]
        return range(len(self._rows), len(self._rows) + len(candidates))

    def at(self, rows: list[int]) -> dict[str, list[object]]:
        """Return the columns of some rows."""
        if rows == [*range(len(self._columns["id"]))]:
            return self._columns
        return {name: [values[row] for row in rows] for name, values in self._columns.items()}


def _with_sightings(columns: dict[str, list[object]], of: Sequence[Candidate], document: Document) -> Pairs:
    """The pairs of some columns of records, each as it was found and merged into nothing yet."""
    return Pairs(
        {
            **columns,
            "document": [document.key] * len(of),
            "path": [document.path] * len(of),
            "locator": [each.locator for each in of],
            "format": [each.format for each in of],
            "retrieved_at": [document.retrieved_at] * len(of),
            "page_date": [document.page_date] * len(of),
            "takedown_url": [web_address(each.takedown_url) for each in of],
            "kept_id": columns["id"],
            "method": ["exact"] * len(of),
            "similarity": [1.0] * len(of),
        }
    )


def find_fault(question_fingerprint: str, answer_fingerprint: str) -> Reason | None:
    """Return what is wrong with a candidate whose texts have some fingerprints, or None."""
    if not question_fingerprint:
        return Reason.EMPTY_QUESTION
    if not answer_fingerprint:
        return Reason.EMPTY_ANSWER
    if answer_fingerprint == question_fingerprint:
        return Reason.ANSWER_REPEATS_QUESTION
    return None


def _prepare(candidate: Candidate) -> Prepared | Reason:
    question, answer = candidate.question, candidate.answer
    if clean_lines(question) != 1 or not clean_lines(answer):
        if is_damaged(question) or is_damaged(answer):
            return Reason.DAMAGED_TEXT
        question, answer = clean_line(question), clean(answer)
    source = cited_host(candidate.source, candidate.source_url)
    if source is None and UNLISTED in candidate.flags:
        source = named_host(candidate.source or "")
    asked, said = fingerprint(question), fingerprint(answer)
    if reason := find_fault(asked, said):
        return reason
    if candidate.source is None:
        return Reason.NO_SOURCE
    return Reason.BAD_SOURCE if source is None else Prepared(question, answer, asked, said, source)


def cited_host(source: str | None, source_url: str | None) -> str | None:
    """Return the host that a source names, as written or else by its address; None where it names none."""
    return host_of(source or "") or host_of(source_url or "")


def _columns_of(
    texts: Sequence[Prepared], found: Sequence[Candidate], document: Document
) -> dict[str, Sequence[object]]:
    """The columns of the records of sound candidates, and the fingerprints of their questions.

    One after the other: the model reads a text in half of the time where it has just read another, as its tables fill
    the processor's cache.
    """
    questions, answers, asked_prints, answer_prints, sources = map(list, zip(*texts, strict=True))
    languages = [*map(detect_language, questions, answers, [of.language for of in found])]
    asked = [*map(classify_question, questions, languages)]
    raws = [of.question + of.answer for of in found]
    ids, question_ids = ids_of(asked_prints, answer_prints)
    columns: dict[str, Sequence[object]] = {
        "id": ids,
        "question": questions,
        "answer": answers,
        "source": sources,
        "source_domain": [*map(registrable_domain, sources)],
        "source_url": [web_address(of.source_url) for of in found],
        "page_url": [web_address(document.url)] * len(texts),
        "question_id": question_ids,
        "question_type": asked,
        "answer_type": [*map(classify_answer, answers, asked)],
        "language": languages,
        "flags": [*map(find_flags, questions, answers, raws, [of.flags for of in found])],
        "times_seen": [1] * len(texts),
        "sources_seen": [1] * len(texts),
        "first_seen": [document.retrieved_at] * len(texts),
        "last_seen": [document.retrieved_at] * len(texts),
        "licence": [of.licence or None for of in found],
        "usage": [None] * len(texts),
    }
    check_records(columns)
    return {**columns, "question_fingerprint": asked_prints}


@lru_cache(maxsize=256)  # addresses; each pair of a page has the page's own
def web_address(address: str | None) -> str | None:
    """A link as it is released: escaped, without a user's name and password; None if it is no web address."""
    if address is None or is_damaged(address):
        return None
    url = without_user(escape(address))
    return None if fault_of(url) else url


def _reject(reason: Reason, candidate: Candidate) -> Rejected:
    text = f"{candidate.question}\n\n{candidate.answer}"
    if reason is Reason.BAD_SOURCE:
        text += f"\n\n{candidate.source}"
    if reason is Reason.NO_SOURCE:
        text += f"\n\n{_HOW_TO_NAME_IT}"
    return Rejected(reason, Stage.VALIDATE, text, candidate.locator)
