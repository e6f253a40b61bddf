"""A PDF -> HTML: its lines as paragraphs and, where they are larger than the others, as headings.

A PDF says where each piece of text stands and how large it is, not what it is. So paragraphs are told by the space
between lines, and what stands at the top or the foot of most pages is left out.
"""

from __future__ import annotations

import html
import logging
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from ...text.patterns import pattern
from .render import CannotRender, NeedsPassword

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is no message of ours
_LARGER = 1.12  # times the size of most text (chosen) that makes a heading
_WIDE_GAP = 1.45  # times the usual distance of lines (chosen) that parts paragraphs
_MOST_PAGES = 2_000  # chosen
_MOST_OF_PAGES = 0.5  # share of the pages (chosen) on which a running head is
_LEAST_PAGES = 3  # chosen: of fewer, two may say the same by chance
_EDGE_LINES = 2  # at the top and at the foot of a page, that may be a running head
_NUMBERS = pattern(r"\d+")
_BULLET = pattern(r"[\u2022\u25aa\u25cf\u25e6\u2043\u2219\uf0b7\u2013-][ \t]+")
_BOLD = pattern(r"bold|black|heavy|semibold", re.IGNORECASE)


class _Line(NamedTuple):
    """A line of a page."""

    text: str
    size: float
    """Of its letters, in points."""
    is_bold: bool
    y: float
    """Where it stands, from below."""
    page: int


def to_html(content: bytes) -> str:
    """Return the text of a PDF as HTML. Raises CannotRender, NeedsPassword."""
    lines = list(_without_running_heads(_lines(content)))
    if not lines:
        raise CannotRender("it holds no text, only pictures")
    return "\n".join(_blocks(lines))


def _lines(content: bytes) -> list[_Line]:
    """The lines of all pages, in reading order."""
    found: list[_Line] = []
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NeedsPassword("it has a password")
        for number, page in enumerate(reader.pages):
            if number == _MOST_PAGES:
                raise CannotRender(f"more than {_MOST_PAGES:,} pages")
            found += _lines_of_page(page, number)
    except (CannotRender, RecursionError):
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise NeedsPassword(f"it is encrypted ({error})") from error
    except Exception as error:  # pypdf raises whatever its parts raise on a file that is none
        raise CannotRender(f"{type(error).__name__}: {error}") from error
    return found


def _lines_of_page(page: Any, number: int) -> Iterator[_Line]:
    """The lines of a page: pieces of text up to the next line end."""
    pieces: list[tuple[str, float, bool, float]] = []
    lines: list[_Line] = []

    def end_line() -> None:
        shown = [piece for piece in pieces if piece[0].strip()]
        text = " ".join("".join(piece[0] for piece in pieces).split())
        if text:
            size = max(piece[1] for piece in shown)
            lines.append(_Line(text, round(size, 1), all(piece[2] for piece in shown), shown[0][3], number))
        pieces.clear()

    def take(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        scale = (abs(tm[3]) or abs(tm[1]) or 1) * (abs(cm[3]) or abs(cm[1]) or 1)
        y = tm[5] * (cm[3] or 1) + cm[5]
        is_bold = bool(_BOLD.search(str((font or {}).get("/BaseFont", ""))))
        for i, part in enumerate(text.split("\n")):
            if i:
                end_line()
            if part:
                pieces.append((part, size * scale, is_bold, y))

    page.extract_text(visitor_text=take)
    end_line()
    yield from lines


def _without_running_heads(lines: list[_Line]) -> Iterator[_Line]:
    """The lines without those at the edges of pages that most pages have, numbers aside, and without lone numbers."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = {number: [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]] for number, page in pages.items()}
    times = Counter(text for page in edges.values() for text in {_NUMBERS.sub("#", line.text) for line in page})
    least = max(_LEAST_PAGES, _MOST_OF_PAGES * len(pages))
    for number, page in pages.items():
        for line in page:
            is_edge = any(line is edge for edge in edges[number])
            text = _NUMBERS.sub("#", line.text)
            if not (is_edge and (text == "#" or times[text] >= least)):
                yield line


def _blocks(lines: list[_Line]) -> Iterator[str]:
    """The lines as headings and paragraphs."""
    usual = _usual_size(lines)
    larger = sorted({line.size for line in lines if line.size >= usual * _LARGER}, reverse=True)
    level = {size: min(6, number) for number, size in enumerate(larger, start=1)}
    words = Counter(word for line in lines for word in line.text.split())
    for block in _paragraphs(lines):
        text = _joined(block, words)
        if block[0].size in level:
            yield f"<h{level[block[0].size]}>{text}</h{level[block[0].size]}>"
        elif block[0].is_bold:
            yield f"<p><b>{text}</b></p>"
        else:
            yield f"<p>{text}</p>"


def _usual_size(lines: list[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _paragraphs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together: of one size and weight, with no more than the usual space between them."""
    alike = ((a, b) for a, b in pairwise(lines) if (a.page, a.size) == (b.page, b.size) and a.y > b.y)
    gaps = Counter(round(above.y - below.y, 1) for above, below in alike)
    most = max(gaps.values(), default=0)
    usual = min((gap for gap, times in gaps.items() if times == most), default=0.0)
    block: list[_Line] = []
    for line in lines:
        if block and not _goes_on(block[-1], line, usual):
            yield block
            block = []
        block.append(line)
    yield block


def _goes_on(before: _Line, line: _Line, usual: float) -> bool:
    if (before.size, before.is_bold) != (line.size, line.is_bold):
        return False
    if before.page != line.page:
        return not before.text.endswith((".", "?", "!", ":")) and line.text[:1].islower()
    gap = before.y - line.y
    return 0 <= gap <= usual * _WIDE_GAP and not before.text.endswith("?")


def _joined(block: list[_Line], words: Counter[str]) -> str:
    """The text of some lines; items of a list on lines of their own."""
    text = html.escape(block[0].text, quote=False)
    for before, line in pairwise(block):
        shown = html.escape(line.text, quote=False)
        if _BULLET.match(line.text):
            text += f"<br>{shown}"
        elif before.text.endswith("-") and before.text[-2:-1].isalpha() and line.text[:1].islower():
            whole = before.text.split()[-1][:-1] + line.text.split()[0]
            text = (text[:-1] if words[whole.strip(".,;:?!")] else text) + shown
        else:
            text += f" {shown}"
    return text
