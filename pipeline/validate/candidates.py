"""Check candidates: each becomes a pair (a record and where it was seen), or is rejected with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..schema import Candidate, Document, Merge, Pair, Reason, Rejected, Sighting, Stage
from ..schema.record import Record, records_of
from ..text.clean import clean, clean_line, is_damaged
from ..text.fingerprint import fingerprint, pair_id, question_id
from ..web.addresses import escape, fault_of, without_user
from ..web.hosts import host_of, named_host, registrable_domain
from .answer_type import classify_answer
from .flags import UNLISTED, find_flags
from .language import detect_language
from .question_type import classify_question

_AT_ONCE = 1 << 12  # candidates that are checked together; chosen: some 10 MB
_HOW_TO_NAME_IT = "(The page does not say where it lives. Give its address: in raw/index.csv, or with --url.)"


class Prepared(NamedTuple):
    """A candidate, cleaned and with fingerprints, ready to be checked."""

    question: str
    answer: str
    question_fingerprint: str
    answer_fingerprint: str
    source: str | None
    """The cited host, or None where the page names none."""


class _Sound(NamedTuple):
    """A record, without the place where it was seen."""

    record: Record
    question_fingerprint: str


def validate_all(candidates: Iterable[Candidate], document: Document) -> Iterator[Pair | Rejected]:
    """Yield what `validate` returns for each candidate; those with the same words are checked once."""
    checked: dict[tuple[object, ...], _Sound | Reason] = {}
    waiting, key_of_document = iter(candidates), document.key
    while piece := [*islice(waiting, _AT_ONCE)]:
        keys = [_words_of(candidate) for candidate in piece]
        new = {key: candidate for key, candidate in zip(keys, piece, strict=True) if key not in checked}
        checked |= zip(new, _check([*new.values()], document), strict=True)
        for key, candidate in zip(keys, piece, strict=True):
            yield _with_sighting(checked[key], candidate, document, key_of_document)


def _words_of(candidate: Candidate) -> tuple[object, ...]:
    """All of a candidate that is checked."""
    return (
        candidate.question,
        candidate.answer,
        candidate.source,
        candidate.source_url,
        candidate.flags,
        candidate.language,
        candidate.licence,
    )


def validate(candidate: Candidate, document: Document) -> Pair | Rejected:
    """Return the pair of a candidate, merged into nothing yet, or the candidate rejected with its reason."""
    [checked] = _check([candidate], document)
    return _with_sighting(checked, candidate, document, document.key)


def _check(candidates: Sequence[Candidate], document: Document) -> list[_Sound | Reason]:
    """What comes of each candidate."""
    prepared = [_prepare(candidate) for candidate in candidates]
    found = zip(prepared, candidates, strict=True)
    records = iter(_records([_Ready(each, of) for each, of in found if isinstance(each, Prepared)], document))
    return [each if isinstance(each, Reason) else next(records) for each in prepared]


def _with_sighting(checked: _Sound | Reason, candidate: Candidate, document: Document, key: str) -> Pair | Rejected:
    """What comes of a candidate; `key` is that of its document."""
    if isinstance(checked, Reason):
        return _reject(checked, candidate)
    record = checked.record
    sighting = Sighting(
        record.id,
        key,
        document.path,
        record.page_url,
        candidate.locator,
        candidate.format,
        record.source,
        record.source_url,
        document.retrieved_at,
        document.page_date,
        record.licence,
        web_address(candidate.takedown_url),
    )
    return Pair(record, sighting, checked.question_fingerprint, Merge(record.id, "exact", 1.0))


def find_fault(ready: Prepared) -> Reason | None:
    """Return what is wrong with a candidate, or None."""
    if not ready.question_fingerprint:
        return Reason.EMPTY_QUESTION
    if not ready.answer_fingerprint:
        return Reason.EMPTY_ANSWER
    if ready.answer_fingerprint == ready.question_fingerprint:
        return Reason.ANSWER_REPEATS_QUESTION
    return None


def _prepare(candidate: Candidate) -> Prepared | Reason:
    if is_damaged(candidate.question) or is_damaged(candidate.answer):
        return Reason.DAMAGED_TEXT
    question, answer = clean_line(candidate.question), clean(candidate.answer)
    source = cited_host(candidate.source, candidate.source_url)
    if source is None and UNLISTED in candidate.flags:
        source = named_host(candidate.source or "")
    ready = Prepared(question, answer, fingerprint(question), fingerprint(answer), source)
    reason = find_fault(ready) or (Reason.NO_SOURCE if candidate.source is None else None)
    return reason or (ready if source is not None else Reason.BAD_SOURCE)


def cited_host(source: str | None, source_url: str | None) -> str | None:
    """Return the host that a source names, as written or else by its address; None where it names none."""
    return host_of(source or "") or host_of(source_url or "")


class _Ready(NamedTuple):
    """A candidate that is sound, as it will be released and as it was found."""

    text: Prepared
    of: Candidate


def _records(ready: Sequence[_Ready], document: Document) -> list[_Sound]:
    """The records of candidates, a column after the other.

    The model reads a text in half of the time where it has just read another: its tables fill the processor's cache.
    """
    texts, found = [text for text, _ in ready], [of for _, of in ready]
    languages = [detect_language(text.question, text.answer, of.language) for text, of in ready]
    asked = [classify_question(text.question, language) for text, language in zip(texts, languages, strict=True)]
    sources = [text.source or "" for text in texts]
    seen = [document.retrieved_at] * len(ready)
    records = records_of(
        {
            "id": [pair_id(text.question_fingerprint, text.answer_fingerprint) for text in texts],
            "question": [text.question for text in texts],
            "answer": [text.answer for text in texts],
            "source": sources,
            "source_domain": [registrable_domain(source) for source in sources],
            "source_url": [web_address(of.source_url) for of in found],
            "page_url": [web_address(document.url)] * len(ready),
            "question_id": [question_id(text.question_fingerprint) for text in texts],
            "question_type": asked,
            "answer_type": [classify_answer(text.answer, kind) for text, kind in zip(texts, asked, strict=True)],
            "language": languages,
            "flags": [find_flags(text.question, text.answer, of.question + of.answer, of.flags) for text, of in ready],
            "times_seen": [1] * len(ready),
            "sources_seen": [1] * len(ready),
            "first_seen": seen,
            "last_seen": seen,
            "licence": [of.licence or None for of in found],
        }
    )
    return [_Sound(record, text.question_fingerprint) for record, text in zip(records, texts, strict=True)]


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
