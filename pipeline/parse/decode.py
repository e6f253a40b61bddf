"""Bytes -> text: byte order mark, strict UTF-8, declared or stated charset, detection; says which one it was."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..schema import HTML, PRINTED, Document, Reason, Rejected, Stage
from ..text.charsets import codec_of, meant_by, wider_than
from ..text.clean import BLANK
from ..text.misread import looks_misread
from ..text.patterns import pattern
from ..web.occurrences import holds
from .page import Page
from .shown import shown

_BOMS = (  # the longer first: UTF-32's mark starts with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_BOMS = tuple(mark for mark, encoding in _BOMS if encoding != "utf-8")
_BINARY_STARTS = (
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"PAR1\x15",
    b"SQLite format 3\0",
)
_PDF = pattern(rb"%PDF-\d\.\d[ \t]*[\r\n]")  # and not a page that asks what `%PDF-` means
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
SAMPLE = 65_536
"""Bytes (chosen) from the start that tell a binary file and UTF-16 or UTF-32."""
_MOST_CONTROLS = 0.05  # share of a sample (chosen); text has next to none, and a page with a few NULs is far below
_MOST_DAMAGE = 0.01  # share of the characters (chosen); above it the encoding was guessed wrong
_UTF16_AND_32 = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SHIFT = b"\x1b$"  # with which ISO-2022-JP leaves ASCII; its bytes are valid UTF-8 all the same
_BLANK_PAGE = pattern(f"[{re.escape(BLANK)}]*")
# What Chrome and its kin (a table with a cell for each line) and Firefox save of their view of a page's source.
_VIEW_SOURCE = pattern(
    r"""class\s*=\s*["']?(?:webkit-)?line-content["']?\s*>\s*+(?:<span[^<>]*+>\s*+)*+&lt;"""
    r"""|<body[^<>]*?\sid\s*=\s*["']?viewsource["'\s>]|/viewsource\.css["']""",
    re.IGNORECASE,
)
_VIEW_NAMES = (b"line-content", b"viewsource")
"""One of them is in whatever the pattern finds, in any letter case; looking for them in bytes takes a fraction of its
time."""
_HANGUL = pattern("[\uac00-\ud7a3]")
# Small letters, capitals that open a word, and quotes: other encodings, read as this one, have capitals within words.
_OF_MAC = pattern(
    "[\u00e0-\u00f6\u00f8-\u00ff\u0153\u2018-\u201d\u2013\u2014\u2026\u00ab\u00bb\u00a0]|(?<!\\w)[\u00c0-\u00d6\u00d8-\u00de\u0152]"
)
_MOST_OTHERS = 0.8  # share (chosen) of such letters in what is not ASCII on a page in such an encoding
_FEWEST_OF_MAC = 8  # such letters (chosen): a few bytes are damage
_SURROGATES = pattern("[\udc80-\udcff]")


def decode(document: Document) -> Page | Rejected:
    """Return the document as text with the encoding and how it was found, or why it is no text.

    Bytes that are wrong in the found encoding become lone surrogates in the text (PEP 383), so
    that a record which holds one is rejected and the others live; nothing becomes U+FFFD.
    """
    if document.media_type in PRINTED:
        return shown(Page(document, "", "", "document"))
    page = _decode_marked(document) or _decode_utf16_or_32(document) or _decode_bytes(document)
    if isinstance(page, Page) and _BLANK_PAGE.fullmatch(page.text):
        return _refuse(Reason.EMPTY_DOCUMENT, f"{document.path or 'the page'}: nothing in it")
    if isinstance(page, Page) and document.media_type == HTML and _shows_source(page.text[:SAMPLE]):
        return _refuse(Reason.VIEW_SOURCE, f"{document.path or 'the page'}: shows the source of a page")
    return page if isinstance(page, Rejected) else shown(page)


def page_in_utf8(document: Document) -> Page | None:
    """Return the page of a document in UTF-8, without its text; None where only `decode` knows how it is encoded.

    The first SAMPLE bytes of a document are enough.
    """
    content = document.content[:SAMPLE]
    if content.startswith(codecs.BOM_UTF8):
        return Page(document, "", "utf-8", "bom")
    is_other = content.startswith(_OTHER_BOMS) or b"\0" in content or _is_binary(content)
    return None if is_other else Page(document, "", "utf-8", "utf-8")


def utf8_pieces(pieces: Iterable[bytes]) -> Iterator[str]:
    """Return as text the bytes of a page that `page_in_utf8` returns, given in pieces.

    What yields them raises UnicodeDecodeError, also where they turn out to be in another encoding.
    """
    return codecs.iterdecode(_without_shift(pieces), "utf-8-sig")


def _without_shift(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass on pieces of bytes. Raises UnicodeDecodeError where one is of ISO-2022-JP."""
    end = b""
    for piece in pieces:
        if _SHIFT in end + piece[:1] or _SHIFT in piece:
            raise UnicodeDecodeError("utf-8", piece, 0, 1, "leaves ASCII as ISO-2022-JP does")
        yield piece
        end = piece[-1:]


def _shows_source(start: str) -> bool:
    lower = start.encode("utf-8", "surrogatepass").lower()
    return any(holds(name, lower) for name in _VIEW_NAMES) and _VIEW_SOURCE.search(start) is not None


def _decode_marked(document: Document) -> Page | Rejected | None:
    """Decode what follows a byte order mark, if there is one."""
    for mark, encoding in _BOMS:
        if document.content.startswith(mark):
            content = document.content[len(mark) :]
            if encoding == "utf-8":
                return Page(document, content.decode("utf-8", "surrogateescape"), encoding, "bom")
            text = _utf16_or_32_text(content, encoding)
            if text is None:
                return _refuse(Reason.UNDECODABLE, f"{document.path}: marked as {encoding}, but is not")
            return Page(document, text, encoding, "bom")
    return None


def _decode_utf16_or_32(document: Document) -> Page | None:
    """Decode UTF-16 and UTF-32 without a mark; a blank is at least one NUL byte in them."""
    content = document.content
    if b"\0" not in content[:SAMPLE]:
        return None
    declared = codec_of(document.charset)
    for encoding in _UTF16_AND_32:
        is_declared = declared is not None and encoding.startswith(declared)
        if is_declared or _looks_like_text_in(content[:SAMPLE], encoding):
            text = _utf16_or_32_text(content, encoding)
            if text is not None:
                return Page(document, text, encoding, "declared" if is_declared else "detected")
    return None


def _utf16_or_32_text(content: bytes, encoding: str) -> str | None:
    """Decode UTF-16 or UTF-32; a truncated unit at the end is damage, not a reason to stop."""
    unit = 4 if encoding.startswith("utf-32") else 2
    whole = len(content) - len(content) % unit
    try:
        text = content[:whole].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text + "\udcff" * (len(content) > whole)


def _looks_like_text_in(sample: bytes, encoding: str) -> bool:
    """Whether every character of a sample would be one that text has, blanks among them."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    kinds = {char: unicodedata.category(char) for char in set(text)}
    strange = sum(text.count(char) for char, kind in kinds.items() if kind in ("Cc", "Cn", "Co") and not char.isspace())
    return (" " in kinds or "\n" in kinds) and strange <= _MOST_DAMAGE * len(text)


def _decode_bytes(document: Document) -> Page | Rejected:
    """Decode an encoding whose units are bytes: UTF-8 if it is valid, else as declared or detected."""
    content = document.content
    if _is_binary(content):
        return _refuse(Reason.BINARY_FILE, f"{document.path or 'the page'}: not text")
    if content.isascii() and _SHIFT in content:  # ISO-2022-JP has only bytes of seven bits
        page = _decode_iso2022_jp(document)
        if page:
            return page
    try:
        return Page(document, content.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        return _decode_other(document)


def _decode_iso2022_jp(document: Document) -> Page | None:
    encoding = "iso2022_jp"
    try:
        text = document.content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Page(document, text, encoding, "declared" if codec_of(document.charset) == encoding else "detected")


def _decode_other(document: Document) -> Page | Rejected:
    """Decode what is not UTF-8: as declared or stated, as UTF-8 with some damage, or as detected.

    What was declared is doubted where its letters stand as they do in no language; then what is detected counts, if
    that reads better.
    """
    doubted = None
    for page in _decode_as_told(document):
        if page.encoding == "utf-8" or not looks_misread(page.text):
            return page
        doubted = doubted or replace(page, encoding_from="doubted")
    detected = _decode_damaged_utf8(document) or _decode_as_detected(document)
    if doubted and (detected is None or looks_misread(detected.text)):
        return doubted
    return detected or _refuse(Reason.UNDECODABLE, f"{document.path}: in no encoding that could be found")


def _decode_as_told(document: Document) -> Iterator[Page]:
    """The document as its charset says: by index.csv or the server first, then by the page."""
    for charset, found in ((document.charset, "declared"), (_stated_charset(document), "stated")):
        encoding = codec_of(charset)
        if encoding and not encoding.startswith(("utf-16", "utf-32")):  # of which it would have the NUL bytes
            page = _decode_as(document, encoding, "utf-8-damaged" if encoding == "utf-8" else found)
            if page:
                yield page


def _stated_charset(document: Document) -> str | None:
    if document.media_type != HTML:
        return None
    from ..web.stated_charset import stated_charset

    return stated_charset(document.content)


def _decode_damaged_utf8(document: Document) -> Page | None:
    damaged = document.content.decode("utf-8", "surrogateescape")
    wrong = len(_SURROGATES.findall(damaged))
    right = len(damaged) - wrong - _ascii_length(document.content)
    return Page(document, damaged, "utf-8", "utf-8-damaged") if right > wrong else None


def _decode_as_detected(document: Document) -> Page | None:
    from resiliparse.parse.encoding import detect_encoding

    encoding = meant_by(detect_encoding(document.content) or "")
    if encoding and encoding != "utf-8":
        return _decode_as(document, encoding, "detected")
    # The detector takes both of these for UTF-8, or names nothing.
    for name, letters, fewest in (("euc_kr", _HANGUL, 1), ("mac_roman", _OF_MAC, _FEWEST_OF_MAC)):
        page = _decode_as(document, name, "detected")
        found = len(letters.findall(page.text)) if page else 0
        if page and found >= fewest and found > _MOST_OTHERS * _non_ascii_length(page.text):
            return page
    return None


def _decode_as(document: Document, encoding: str, found: str) -> Page | None:
    """Decode a document by an encoding, or by what pages call so as well if that leaves less damage."""
    best: Page | None = None
    least = len(document.content)
    for name in (encoding, *wider_than(encoding)):
        try:
            text = document.content.decode(name, "surrogateescape")
        except (LookupError, UnicodeError):
            continue
        damage = len(_SURROGATES.findall(text))
        if damage < least and damage <= _MOST_DAMAGE * len(text) + 1:
            best, least = Page(document, text, name, found), damage
        if not damage:
            break
    return best


def _non_ascii_length(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _ascii_length(content: bytes) -> int:
    return len(content.translate(None, bytes(range(0x80, 0x100))))


def _is_binary(content: bytes) -> bool:
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    has_binary_start = sample.startswith(_BINARY_STARTS) or _PDF.match(sample) is not None
    return has_binary_start or controls > max(2, _MOST_CONTROLS * len(sample))


def _refuse(reason: Reason, text: str) -> Rejected:
    return Rejected(reason, Stage.DECODE, text, "")
