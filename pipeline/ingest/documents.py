"""Bytes as documents, and which media type they have."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from io import BytesIO

from ..schema import (
    ARCHIVE,
    ASCIIDOC,
    CSV,
    DOCX,
    HTML,
    JSON,
    JSON_LINES,
    MARKDOWN,
    MHTML,
    PDF,
    RESTRUCTURED_TEXT,
    TABLES_OF_PAIRS,
    TEXT,
    WACZ,
    ZIP,
    Document,
    Reason,
    Rejected,
    Stage,
)
from ..text.fenced import without_fenced
from ..text.languages import LANGUAGES, all_phrases
from ..text.patterns import pattern
from ..web.addresses import escape
from ..web.captures import Capture, unwrap
from .html_start import starts_like_html, starts_like_page

MAX_PAGE_BYTES = 128_000_000
"""Of an unpacked page. Chosen: copies of it fit into the 1 GB of a page."""
MEDIA_TYPES = {
    **dict.fromkeys((".txt", ".text"), TEXT),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
    **dict.fromkeys((".csv", ".tsv"), CSV),
    **dict.fromkeys((".jsonl", ".ndjson"), JSON_LINES),
    ".json": JSON,
    **dict.fromkeys((".md", ".markdown", ".mdx"), MARKDOWN),
    **dict.fromkeys((".rst", ".rest"), RESTRUCTURED_TEXT),
    ".docx": DOCX,
    ".pdf": PDF,
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), ASCIIDOC),
}
"""What qamill reads besides containers, by the ending of the file's name; each may be followed by `.gz`."""
CONTAINER_TYPES = {".zip": ZIP, ".wacz": WACZ, ".mht": MHTML, ".mhtml": MHTML}
"""The files of several pages besides web archives, by the ending of their names."""
_MAY_BE_PAGES = (RESTRUCTURED_TEXT, ASCIIDOC, *TABLES_OF_PAIRS)
"""What never begins like a whole page of HTML: under such a name a server's page was saved instead."""
_ARCHIVE_NAME = pattern(r"\.(?:warc(?:\.(?:gz|zst|lz4))?|arc(?:\.gz)?)$", re.IGNORECASE)
_GZIP = ".gz"
_MOST_TIMES = 200  # its own length (chosen) that a packed page may have; ordinary ones have ten
_LEAST_ALLOWED = 1_000_000  # bytes (chosen): so much hurts nobody
_GAP = rb"[\s\xa0\xc2]+"
_WHOLE = rb"(?:the" + _GAP + rb")?(?:complete|full|entire|whole)"
_PASTED = pattern(
    _GAP.join([rb"\bview", rb"complete", rb"answer\b"])
    # said otherwise, only where a host follows, and not within a sentence
    + rb"|(?:^|request.{1,9}|\|)[ \t\xa0\xc2*_\[(>-]{0,20}"
    + _GAP.join([rb"view", _WHOLE, rb"answer", rb"(?:on|at)", rb"\S{1,2000}\.\S{1,2000}[ \t\r]*$"]),
    re.IGNORECASE | re.MULTILINE,
)
"""The words of an attribution, in the encodings that are read without being told."""
_COLUMNS = {
    **dict.fromkeys(all_phrases(each.question_labels for each in LANGUAGES), "question"),
    **dict.fromkeys(all_phrases(each.answer_labels for each in LANGUAGES), "answer"),
}
_PAIR = {"question", "answer"}
_LONGEST_HEAD = 1000  # bytes (chosen) in which the first two rows of a table begin


def make_document(
    path: str,
    content: bytes,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
) -> Document:
    """Return bytes as a document; where no media type is given, the name and the bytes decide it."""
    sha256 = hashlib.sha256(content).hexdigest()
    address = escape(url) if url else None
    return located(
        Document(path, content, sha256, address, charset, None, media_type or type_of(path, content) or TEXT)
    )


def located(document: Document) -> Document:
    """Return a document with where and when it was read, as far as its address or whoever saved it says so.

    The address of a web archive stands for the page that was captured. What is known of a page comes first.
    """
    url, when = document.url, document.retrieved_at
    saved_at = None
    if document.media_type == HTML and (url is None or when is None):
        from ..web.saved_from import saved_from

        saved = saved_from(document.content)
        url, saved_at = url or saved.address, saved.time
    captured = unwrap(url) if url else Capture("", None)
    return document._replace(url=captured.address or None, retrieved_at=when or captured.time or saved_at)


def sniff(content: bytes) -> str:
    """Return `text/html` for bytes that start like a page of HTML, and `text/plain` for others."""
    return HTML if starts_like_html(content) else TEXT


def type_of(path: str, content: bytes) -> str | None:
    """Return the media type of a file: by its name, but HTML by its bytes whatever the name; None if neither tells.

    A name says more of Markdown, which may begin with tags, and of HTML, which may begin with anything. Pasted text
    that was saved as Markdown is told by its attributions; those in fenced code among other text are an example. What
    else begins like a whole page is one. Text that begins with the names of columns is a table.

    >>> type_of("faq.php", b"<!DOCTYPE html>"), type_of("faq.html", b"FAQ <p>"), type_of("faq.php", b"FAQ")
    ('text/html', 'text/html', None)
    """
    named = media_type_of(path)
    if named == MARKDOWN:
        return HTML if starts_like_page(content) else TEXT if _is_pasted(content) else named
    if named in (TEXT, None):
        return HTML if starts_like_html(content) else CSV if _is_table(content) else named
    return HTML if named in _MAY_BE_PAGES and starts_like_page(content) else named


def _is_table(content: bytes) -> bool:
    """Whether bytes begin with a row of names, `question` and `answer` among them, and a row below it.

    Pasted text may have such a title; its attributions are lines of their own.

    >>> _is_table(b"Question;Answer\\nWhy?;So.\\n"), _is_table(b"Question, answer\\nand more\\n")
    (True, False)
    """
    lines = content[:_LONGEST_HEAD].decode("utf-8-sig", "ignore").splitlines()[:2]
    return any(
        {_COLUMNS.get(name.strip(' "').lower()) for name in lines[0].split(separator)} >= _PAIR
        and separator in lines[1]
        and all(separator.encode() in line for line in content.split(b"\n") if _PASTED.search(line))
        for separator in ",;\t"
        if len(lines) > 1
    )


def _is_pasted(content: bytes) -> bool:
    """Whether Markdown has attributions outside of fenced code, or all that it holds is fenced."""
    if not _PASTED.search(content):
        return False
    unfenced = without_fenced(content)
    return _PASTED.search(unfenced) is not None or not unfenced.strip()


def media_type_of(path: str) -> str | None:
    """Return the media type that a file's name promises, or None for one that qamill does not read.

    >>> media_type_of("faq.html.gz"), media_type_of("crawl.warc.gz"), media_type_of("faq.zip.gz")
    ('text/html', 'application/warc', None)
    """
    if _ARCHIVE_NAME.search(path):
        return ARCHIVE
    if is_gzip(path):
        path = path[: -len(_GZIP)]
        return MEDIA_TYPES.get(os.path.splitext(path)[1].lower())
    ending = os.path.splitext(path)[1].lower()
    return MEDIA_TYPES.get(ending) or CONTAINER_TYPES.get(ending)


def is_gzip(path: str) -> bool:
    """Whether a file's name says that it is packed with gzip."""
    return path.lower().endswith(_GZIP)


def unpacked(path: str, content: bytes) -> bytes | Rejected:
    """Return the bytes of a page that may be packed with gzip, by its name, or why they cannot be had."""
    if not is_gzip(path):
        return content
    try:
        page = gzip.GzipFile(fileobj=BytesIO(content)).read(MAX_PAGE_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        return refuse(Reason.UNREADABLE_FILE, f"{path}: no gzip, or damaged ({error})")
    if expands_too_much(len(page), len(content)):
        return refuse(Reason.DOCUMENT_TOO_LARGE, f"{path}: {too_large(len(page), len(content))}")
    return page


def expands_too_much(size: int, packed: int) -> bool:
    """Whether a page of `size` bytes is larger than a page may be, or a bomb."""
    return size > MAX_PAGE_BYTES or size > max(_LEAST_ALLOWED, _MOST_TIMES * packed)


def too_large(size: int, packed: int) -> str:
    """Say why a page for which `expands_too_much` holds is not read."""
    if size > MAX_PAGE_BYTES:
        return f"more than {MAX_PAGE_BYTES // 1_000_000} MB unpacked"
    return f"{packed:,} bytes that unpack to {size:,} or more, as no page does"


def refuse(reason: Reason, text: str) -> Rejected:
    """Return a rejection of a whole file."""
    return Rejected(reason, Stage.INGEST, text, "")
