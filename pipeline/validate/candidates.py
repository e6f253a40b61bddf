"""Candidate -> Record, or Rejected with the one reason; one rule per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..schema import Candidate, Document, Reason, Rejected, Sighting, Stage
from ..schema.record import Record
from ..text.clean import clean, clean_line, is_damaged
from ..text.fingerprint import fingerprint, pair_id, question_id
from ..web.hosts import host_of, registrable_domain
from .answer_type import answer_type
from .flags import flags
from .language import language as detect_language
from .question_type import question_type

_HOW_TO_NAME_IT = "(The page does not say where it lives. Give its address: in raw/index.csv, or with --url.)"


class Clean(NamedTuple):
    """A candidate made ready to be judged."""

    question: str
    answer: str
    question_fingerprint: str
    answer_fingerprint: str
    source: str | None
    """The cited host, or None where the page names none."""


class Valid(NamedTuple):
    """A candidate that is a record."""

    record: Record
    sighting: Sighting
    question_fingerprint: str


class _Sound(NamedTuple):
    """A record, wherever it stands."""

    record: Record
    question_fingerprint: str


def validate_all(candidates: Iterable[Candidate], document: Document) -> Iterator[Valid | Rejected]:
    """Yield what `validate` says of each; several formats may give the same words, which are judged once."""
    known: dict[tuple[object, ...], _Sound | Reason] = {}
    for candidate in candidates:
        said = (candidate.question, candidate.answer, candidate.source, candidate.source_url, candidate.flags)
        if said not in known:
            known[said] = _judge(candidate, document)
        yield _placed(known[said], candidate, document)


def validate(candidate: Candidate, document: Document) -> Valid | Rejected:
    """Return the record that a candidate is and where it was seen, or why it cannot be one."""
    return _placed(_judge(candidate, document), candidate, document)


def _judge(candidate: Candidate, document: Document) -> _Sound | Reason:
    if is_damaged(candidate.question) or is_damaged(candidate.answer):
        return Reason.DAMAGED_TEXT
    ready = _prepare(candidate)
    reason = fault(ready) or (Reason.NO_SOURCE if candidate.source is None else None)
    if reason or ready.source is None:
        return reason or Reason.BAD_SOURCE
    return _Sound(_record(ready, ready.source, candidate, document), ready.question_fingerprint)


def _placed(judged: _Sound | Reason, candidate: Candidate, document: Document) -> Valid | Rejected:
    if isinstance(judged, Reason):
        return _refuse(judged, candidate)
    record = judged.record
    sighting = Sighting(
        record.id,
        document.sha256,
        candidate.locator,
        candidate.format,
        record.source,
        record.source_url,
        document.retrieved_at,
    )
    return Valid(record, sighting, judged.question_fingerprint)


def fault(ready: Clean) -> Reason | None:
    """Return what is wrong with a candidate, or None."""
    if not ready.question_fingerprint:
        return Reason.EMPTY_QUESTION
    if not ready.answer_fingerprint:
        return Reason.EMPTY_ANSWER
    if ready.answer_fingerprint == ready.question_fingerprint:
        return Reason.ANSWER_REPEATS_QUESTION
    return None


def _prepare(candidate: Candidate) -> Clean:
    question, answer = clean_line(candidate.question), clean(candidate.answer)
    source = host_of(candidate.source or "")
    if source is None and candidate.source_url:
        source = host_of(candidate.source_url)
    return Clean(question, answer, fingerprint(question), fingerprint(answer), source)


def _record(ready: Clean, source: str, candidate: Candidate, document: Document) -> Record:
    language = detect_language(ready.question, ready.answer)
    asked = question_type(ready.question, language)
    return Record(
        id=pair_id(ready.question_fingerprint, ready.answer_fingerprint),
        question=ready.question,
        answer=ready.answer,
        source=source,
        source_domain=registrable_domain(source),
        source_url=_url(candidate.source_url),
        page_url=_url(document.url),
        question_id=question_id(ready.question_fingerprint),
        question_type=asked,
        answer_type=answer_type(ready.answer, asked),
        language=language,
        flags=flags(ready.question, ready.answer, candidate.question + candidate.answer, candidate.flags),
        times_seen=1,
        sources_seen=1,
        retrieved_at=document.retrieved_at,
    )


@lru_cache(maxsize=256)  # a page's own address stands in each of its pairs
def _url(address: str | None) -> str | None:
    """A link as released: without blanks and control characters, and only if it is a web address."""
    if address is None or is_damaged(address):
        return None
    url = clean_line(address)
    return url if url.lower().startswith(("http://", "https://")) and " " not in url else None


def _refuse(reason: Reason, candidate: Candidate) -> Rejected:
    text = f"{candidate.question}\n\n{candidate.answer}"
    if reason is Reason.BAD_SOURCE:
        text += f"\n\n{candidate.source}"
    if reason is Reason.NO_SOURCE:
        text += f"\n\n{_HOW_TO_NAME_IT}"
    return Rejected(reason, Stage.VALIDATE, text, candidate.locator)
