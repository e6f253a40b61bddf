"""AsciiDoc -> HTML: sections, lists of questions and other lists, blocks, and the marks within a line.

No library that is kept reads AsciiDoc in Python. This reads what documents are made of, not all that the language has.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from ...text.patterns import pattern

_SECTION = pattern(r"(={1,6}|#{1,6})[ \t]+(\S.*)")
_ATTRIBUTE = pattern(r":(!?[\w-]+!?):(?:[ \t]+(.*))?")
_ATTRIBUTES = pattern(r"\[(?![*\-!])([^\]]*)\]|\[\[[^\]]*\]\]")
_TITLE = pattern(r"\.(?![.\s])(.+)")
_DELIMITER = pattern(r"(-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|--|`{3,}[\w,-]*|\|={3,})[ \t]*")
_LANGUAGE = pattern(r"(?<=`)[\w,-]+")  # of a fence, after its signs
_MACRO = pattern(r"(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::\S*\[[^\]]*\][ \t]*")
_BULLET = pattern(r"[ \t]*(\*{1,5}|-|\.{1,5}|\d{1,3}\.|[a-z]\.)[ \t]+(?=\S)(?:\[[ x*]\][ \t]+)?(.*)")
_TERM = pattern(r"[ \t]*(\S.*?|\S)(:{2,4}|;;)(?:[ \t]+(.*))?")
_RULE = ("'''", "---", "***", "<<<")
_NOTES = pattern(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_VERBATIM = ("-", ".", "`")
_LINK = pattern(
    r"(?:link:|xref:)?((?:https?|ftp)://[^\s\[\]<>]{1,2000}+|mailto:[^\s\[\]]{1,200}+)\[([^\[\]]{0,1000}+)\]"
)
_LOCAL = pattern(r"(?:xref:|link:)([^\s\[\]]{1,2000}+)\[([^\[\]]{0,1000}+)\]")
_REFERENCE = pattern(r"&lt;&lt;([^,&]{1,200})(?:,([^&]{1,500}))?&gt;&gt;")
_INLINE_MACRO = pattern(r"(?:kbd|btn|menu|icon|pass|footnote):([^\s\[\]]{0,200}+)\[([^\[\]]{0,1000}+)\]")
_IMAGE = pattern(r"image:[^\s\[\]:]{1,1000}+\[[^\[\]]{0,1000}+\]")
_VALUE = pattern(r"\{([\w-]{1,60})\}")
_ANCHOR = pattern(r"\[\[[^\[\]]{0,200}+\]\]|\[#[\w-]*\](?=#)")
_LITERAL = pattern(r"(?<![\w`])`\+([^`\n]+)\+`(?![\w`])")
_MARKS = (
    (pattern(r"\"`([^`\n]+)`\""), "\u201c\\1\u201d"),
    (pattern(r"'`([^`\n]+)`'"), "\u2018\\1\u2019"),
    (pattern(r"(?<![\w`])`([^`\n]+)`(?![\w`])"), r"<code>\1</code>"),
    (pattern(r"\*\*([^*\n]+)\*\*|(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])"), r"<strong>\1\2</strong>"),
    (pattern(r"__([^_\n]+)__|(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])"), r"<em>\1\2</em>"),
    (pattern(r"(?<![\w#&])#(?=\S)([^#\n]*[^\s#])#(?![\w#])"), r"\1"),
)
_BUILT_IN = {
    "nbsp": "\u00a0",
    "empty": "",
    "sp": " ",
    "plus": "+",
    "cpp": "C++",
    "asterisk": "*",
    "lt": "&lt;",
    "gt": "&gt;",
    "amp": "&amp;",
}
_MOST_LEVELS = 30  # chosen: of blocks in blocks


def to_html(text: str) -> str:
    """Return AsciiDoc as HTML."""
    return _Reader(text.split("\n"), {}, 0).blocks()


class _Reader:
    """Reads the lines of a document, or of a block in it."""

    def __init__(self, lines: Sequence[str], values: dict[str, str], level: int) -> None:
        self._lines = lines
        self._values = values
        self._level = level
        self._at = 0
        self._title = ""
        self._about = ""

    def blocks(self) -> str:
        """Return all blocks as HTML."""
        parts = []
        while self._at < len(self._lines):
            parts.append(self._block())
        return "\n".join(filter(None, parts))

    @property
    def _line(self) -> str:
        return self._lines[self._at] if self._at < len(self._lines) else ""

    def _block(self) -> str:
        line = self._line
        if not line.strip() or (line.startswith("//") and not line.startswith("////")):
            self._at += 1
            return ""
        for form, read in self._forms():
            if found := form.fullmatch(line.rstrip()):
                self._at += 1
                return read(found)
        if line.strip() in _RULE:
            self._at += 1
            return "<hr>"
        shown = self._list([]) if self._marker() else self._paragraph()
        self._title = self._about = ""
        return shown

    def _forms(self) -> Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
        return (
            (_ATTRIBUTE, self._set_value),
            (_MACRO, lambda _: ""),
            (_DELIMITER, self._delimited),
            (_ATTRIBUTES, self._set_about),
            (_SECTION, self._section),
            (_TITLE, self._set_title),
        )

    def _set_value(self, found: re.Match[str]) -> str:
        self._values[found[1].strip("!").lower()] = found[2] or ""
        return ""

    def _set_about(self, found: re.Match[str]) -> str:
        self._about += f"{found[1] or ''},"
        return ""

    def _set_title(self, found: re.Match[str]) -> str:
        self._title = found[1]
        return ""

    def _section(self, found: re.Match[str]) -> str:
        self._title = self._about = ""
        level = len(found[1])
        return f"<h{level}>{self._inline(found[2].removesuffix(found[1]))}</h{level}>"

    def _delimited(self, found: re.Match[str]) -> str:
        """A block between two lines of the same signs."""
        mark = found[1]
        closing = _LANGUAGE.sub("", mark)
        start = self._at
        while self._at < len(self._lines) and self._line.rstrip() != closing:
            self._at += 1
        inner = self._lines[start : self._at]
        self._at += 1
        title, about = self._title, self._about
        self._title = self._about = ""
        if mark[0] in "/+":
            return ""
        if mark[0] in _VERBATIM and mark != "--":
            return f"<pre><code>{html.escape(chr(10).join(inner))}</code></pre>"
        if mark[0] == "|":
            return self._table(inner)
        shown = self._inner(inner)
        if "%collapsible" in about:
            return f"<details><summary>{self._inline(title or 'Details')}</summary>\n{shown}\n</details>"
        tag = "blockquote" if mark[0] == "_" else "aside" if mark[0] == "*" else "div"
        head = f"<p><strong>{self._inline(title)}</strong></p>\n" if title else ""
        return f"<{tag}>{head}{shown}</{tag}>"

    def _inner(self, lines: Sequence[str]) -> str:
        if self._level >= _MOST_LEVELS:
            return f"<p>{self._inline(' '.join(lines))}</p>"
        return _Reader(lines, self._values, self._level + 1).blocks()

    def _table(self, lines: Sequence[str]) -> str:
        rows: list[list[str]] = []
        width = 0
        for line in lines:
            cells = [cell.strip() for cell in line.split("|")[1:]]
            if cells and (not rows or not width or len(rows[-1]) >= width):
                rows.append([])
                width = width or len(cells)
            if cells:
                rows[-1] += cells
            elif line.strip() and rows and rows[-1]:
                rows[-1][-1] += f"\n{line}"
        shown = ("".join(f"<td>{self._inline(cell)}</td>" for cell in row) for row in rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in shown) + "</table>"

    # --- lists ---

    def _marker(self) -> str:
        """What the line says it is an item of; empty where it is none."""
        line = self._line
        bullet = _BULLET.fullmatch(line)
        if bullet:
            return "1." if bullet[1][0].isdigit() else "a." if bullet[1][0].isalpha() else bullet[1]
        term = _TERM.fullmatch(line)
        return term[2] if term and "://" not in line.partition(term[2])[0] else ""

    def _list(self, outer: list[str]) -> str:
        """The items of one list with the lists in them, from the line that is next."""
        marker, about = self._marker(), self._about
        self._about = ""
        items = []
        while self._marker() == marker:
            items.append(self._item(marker, [*outer, marker], "qanda" in about))
            self._skip_blanks(marker)
        if marker[0] in ":;":
            return "\n".join(items) if "qanda" in about else f"<dl>{''.join(items)}</dl>"
        tag = "ol" if marker[0] in ".1a" else "ul"
        return f"<{tag}>{''.join(items)}</{tag}>"

    def _item(self, marker: str, markers: list[str], is_question: bool) -> str:
        line = self._line
        self._at += 1
        if marker[0] not in ":;":
            bullet = _BULLET.fullmatch(line)
            return f"<li>{self._body(bullet[2] if bullet else line, markers)}</li>"
        term = _TERM.fullmatch(line)
        name = self._inline(term[1] if term else line)
        if term and not term[3]:
            self._skip_blanks_before_text(marker)
        body = self._body((term[3] if term else "") or "", markers)
        if is_question:
            return f"<details><summary>{name}</summary>{body}</details>"
        return f"<dt>{name}</dt>" + (f"<dd>{body}</dd>" if body else "")

    def _body(self, first: str, markers: list[str]) -> str:
        """The text of an item, the blocks that are attached to it, and the lists in it."""
        text = [first] if first else []
        while self._line.strip() and self._line.strip() != "+" and not self._ends_text():
            text.append(self._line.strip())
            self._at += 1
        parts = [f"<p>{self._inline(chr(10).join(text))}</p>"] if text else []
        while True:
            if self._line.strip() == "+":
                self._at += 1
                parts.append(self._attached(markers))
                continue
            at = self._at
            self._skip_blanks("")
            marker = self._marker()
            if marker and marker not in markers and len(markers) < _MOST_LEVELS:
                parts.append(self._list(markers))
                continue
            if marker:
                return "".join(parts)
            self._at = at if self._line.strip() != "+" else self._at
            if self._line.strip() != "+":
                return "".join(parts)

    def _attached(self, markers: list[str]) -> str:
        """What a plus sign joins to an item of the last of some lists; the next item of any of them ends it."""
        while self._at < len(self._lines) and self._marker() not in markers:
            shown = self._joined(markers)
            if shown or not self._line.strip():
                return shown
        return ""

    def _joined(self, markers: list[str]) -> str:
        if self._is_form():
            return self._block()
        return self._list(markers) if self._marker() and len(markers) < _MOST_LEVELS else self._paragraph(markers)

    def _is_form(self) -> bool:
        return any(form.fullmatch(self._line.rstrip()) for form, _ in self._forms())

    def _ends_text(self) -> bool:
        return bool(self._marker()) or bool(_DELIMITER.fullmatch(self._line)) or self._line.startswith("[")

    def _skip_blanks(self, marker: str) -> None:
        """Go on to the next item, if there is one after blank lines and comments."""
        at = self._at
        while at < len(self._lines) and (not self._lines[at].strip() or self._lines[at].startswith("// ")):
            at += 1
        before, self._at = self._at, at
        if marker and self._marker() != marker:
            self._at = before

    def _skip_blanks_before_text(self, marker: str) -> None:
        """An answer may stand below its term after a blank line."""
        at = self._at
        self._skip_blanks("")
        is_text = self._at != at and not (self._marker() or self._is_form()) and self._line.strip()
        if not is_text and self._marker() in ("", marker):
            self._at = at

    # --- text ---

    def _paragraph(self, markers: Sequence[str] = ()) -> str:
        """A paragraph; one that is attached to an item ends where the next item of these lists begins."""
        lines = [self._line]
        self._at += 1
        is_literal = lines[0][:1] in " \t"
        while self._line.strip() and not (self._is_form() or self._line.strip() == "+" or self._marker() in markers):
            lines.append(self._line)
            self._at += 1
        if is_literal:
            return f"<pre><code>{html.escape(chr(10).join(lines))}</code></pre>"
        text = _NOTES.sub("", "\n".join(line.strip() for line in lines), count=1)
        head = f"<p><strong>{self._inline(self._title)}</strong></p>\n" if self._title else ""
        return f"{head}<p>{self._inline(text)}</p>"

    def _inline(self, text: str) -> str:
        """A text with its marks as HTML."""
        shown = html.escape(_ANCHOR.sub("", _IMAGE.sub("", text)), quote=False)
        shown = _VALUE.sub(lambda found: self._value(found), shown)
        shown = _LINK.sub(lambda found: f'<a href="{found[1]}">{_label(found[2]) or found[1]}</a>', shown)
        shown = _LOCAL.sub(lambda found: _label(found[2]) or found[1], shown)
        shown = _REFERENCE.sub(lambda found: (found[2] or found[1]).strip(), shown)
        shown = _INLINE_MACRO.sub(lambda found: f"{found[1]} {found[2]}".strip(), shown)
        shown = _LITERAL.sub(_literal, shown)
        for mark, markup in _MARKS:
            shown = mark.sub(markup, shown)
        return shown.replace(" +\n", "<br>\n").replace(" -- ", " \u2014 ")

    def _value(self, found: re.Match[str]) -> str:
        name = found[1].lower()
        value = self._values.get(name, _BUILT_IN.get(name))
        return found[0] if value is None else value if name in _BUILT_IN else html.escape(value, quote=False)


def _literal(found: re.Match[str]) -> str:
    """Code in which nothing is a mark."""
    text = found[1].translate({ord(sign): f"&#{ord(sign)};" for sign in "*_#`"})
    return f"<code>{text}</code>"


def _label(attributes: str) -> str:
    """The text of a link without what says how it is opened."""
    return attributes.split(",window=")[0].split(",role=")[0].removesuffix("^").strip('"')
