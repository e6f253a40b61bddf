"""Bytes -> text: byte order mark, strict UTF-8, declared charset, detection; says which one it was."""

from __future__ import annotations

import codecs
import re

from pipeline.schema import Document, Page, Reason, Rejected, Stage

_BOMS = (  # the longer first: UTF-32's mark starts with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"PAR1",
    b"SQLite format 3\0",
)
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SAMPLE = 65_536
_MOST_CONTROLS = 0.05  # of a sample; text has next to none, and a page with stray NULs is far below
_MOST_DAMAGE = 0.01  # of the characters; above it the encoding was guessed wrong
_CODECS = {"iso-8859-8-i": "iso-8859-8", "windows-874": "cp874", "x-mac-cyrillic": "mac_cyrillic"}
_SURROGATES = re.compile("[\udc80-\udcff]")


def decode(document: Document) -> Page | Rejected:
    """Return the document as text with the encoding and how it was found, or why it is no text.

    Bytes that are wrong in the found encoding stand in the text as lone surrogates (PEP 383), so
    that a record which holds one is rejected and the others live; nothing becomes U+FFFD.
    """
    content = document.content
    if not content.strip():
        return _refuse(Reason.EMPTY_DOCUMENT, f"{document.path}: nothing in it")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decode_marked(document, content[len(mark) :], encoding)
    wide = _unmarked_utf16(content)
    if wide:
        return Page(document, content.decode(wide), wide, "detected")
    if _is_binary(content):
        return _refuse(Reason.BINARY_FILE, f"{document.path}: not text")
    try:
        return Page(document, content.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        return _decode_other(document)


def _decode_marked(document: Document, content: bytes, encoding: str) -> Page | Rejected:
    """Decode what stands behind a byte order mark; a unit cut off at the end is damage, not a reason to stop."""
    if encoding == "utf-8":
        return Page(document, content.decode("utf-8", "surrogateescape"), encoding, "bom")
    unit = 4 if encoding.startswith("utf-32") else 2
    whole = len(content) - len(content) % unit
    try:
        text = content[:whole].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return _refuse(Reason.UNDECODABLE, f"{document.path}: marked as {encoding}, but is not")
    return Page(document, text + "\udcff" * (len(content) > whole), encoding, "bom")


def _decode_other(document: Document) -> Page | Rejected:
    """Decode what is not UTF-8: as declared, as UTF-8 with some damage, or as detected."""
    from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

    content = document.content
    if document.charset:
        declared = map_encoding_to_html5(document.charset, False)
        if declared and declared != "utf-8":
            page = _decode_as(document, declared, "declared")
            if page:
                return page
    damaged = content.decode("utf-8", "surrogateescape")
    wrong = len(_SURROGATES.findall(damaged))
    right = len(damaged) - wrong - _ascii_length(content)
    if right > wrong or document.charset:
        return Page(document, damaged, "utf-8", "utf-8-damaged")
    detected = detect_encoding(content)
    page = _decode_as(document, detected, "detected") if detected and detected != "utf-8" else None
    return page or _refuse(Reason.UNDECODABLE, f"{document.path}: in no encoding that could be found")


def _decode_as(document: Document, encoding: str, found: str) -> Page | None:
    try:
        text = document.content.decode(_CODECS.get(encoding, encoding), "surrogateescape")
    except (LookupError, UnicodeDecodeError):
        return None
    damage = len(_SURROGATES.findall(text))
    return Page(document, text, encoding, found) if damage <= _MOST_DAMAGE * len(text) + 1 else None


def _ascii_length(content: bytes) -> int:
    return len(content.translate(None, bytes(range(0x80, 0x100))))


def _unmarked_utf16(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of western text is NUL."""
    sample = content[: _SAMPLE - _SAMPLE % 2]
    if b"\0" not in sample or len(content) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) > 0.7 * len(high):
            try:
                content.decode(encoding)
            except UnicodeDecodeError:
                return None
            return encoding
    return None


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return sample.startswith(_MAGIC) or controls > max(2, _MOST_CONTROLS * len(sample))


def _refuse(reason: Reason, text: str) -> Rejected:
    return Rejected(reason, Stage.DECODE, text, "")
