"""What becomes of a record whose words or source a person edits."""

from __future__ import annotations

from ..schema import Reason
from ..schema.record import Record
from ..text.clean import clean, clean_line
from ..text.fingerprint import fingerprint, pair_id, question_id
from ..web.hosts import named_host, registrable_domain
from .answer_type import classify_answer
from .candidates import cited_host, find_fault, web_address
from .flags import FORMAT_FLAGS, find_flags
from .language import UNDETERMINED, detect_language
from .question_type import classify_question


def edit(
    record: Record, question: str | None = None, answer: str | None = None, source: str | None = None
) -> Record | Reason:
    """Return a record with other words or another source, or why it can be no record with them.

    What is worked out from the words is worked out again. A source may be a host or a web address.
    """
    words = clean_line(question) if question else record.question, clean(answer) if answer else record.answer
    prints = fingerprint(words[0]), fingerprint(words[1])
    cited = record.source if source is None else cited_host(source, source) or named_host(source)
    if fault := find_fault(*prints):
        return fault
    if cited is None:
        return Reason.BAD_SOURCE
    stated = "" if record.language == UNDETERMINED else record.language
    language = detect_language(*words, stated)
    asked = classify_question(words[0], language)
    changes = {
        "id": pair_id(*prints),
        "question": words[0],
        "answer": words[1],
        "source": cited,
        "source_domain": registrable_domain(cited),
        "source_url": record.source_url if source is None else _link(record, cited, source),
        "question_id": question_id(prints[0]),
        "question_type": asked,
        "answer_type": classify_answer(words[1], asked),
        "language": language,
        "flags": find_flags(*words, "".join(words), _given(record, is_same_answer=words[1] == record.answer)),
    }
    return record.model_copy(update=changes)


def _link(record: Record, cited: str, source: str) -> str | None:
    """The link of an edited source: the one that was given, or the page's where that is of this host."""
    if "://" in source:
        return web_address(source.strip())
    return record.source_url if cited_host(record.source_url, None) == cited else None


def _given(record: Record, is_same_answer: bool) -> list[str]:
    """The flags of a record that do not come from its words; a page that was cut off truncates an answer, too."""
    kept = (*FORMAT_FLAGS, "truncated") if is_same_answer else FORMAT_FLAGS
    return [flag for flag in record.flags.split() if flag in kept]
