"""The text of a page in a markup language -> the HTML that a reader would be shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ...schema import ASCIIDOC, DOCX, MARKDOWN, PDF, RESTRUCTURED_TEXT
from ...text.labels import answer_label_end, has_letter
from ..plain.letters import lines_by_turns

_MODULES = {MARKDOWN: "markdown", RESTRUCTURED_TEXT: "restructured", ASCIIDOC: "asciidoc"}
"""By media type; imported when a page is first read as one, because each brings a library."""
_PRINTED = {DOCX: "docx", PDF: "pdf"}
_FENCES = ("```", "~~~", "----", "....")


class CannotRender(ValueError):
    """A library cannot take a page."""


class NeedsPassword(CannotRender):
    """A document can only be read by who knows its password."""


def render_printed(media_type: str, content: bytes) -> str:
    """Return a document as HTML. Raises CannotRender, NeedsPassword, RecursionError."""
    to_html: Callable[[bytes], str] = import_module(f".{_PRINTED[media_type]}", __package__).to_html
    return to_html(content)


def render(media_type: str, text: str) -> str:
    """Return a text as HTML. Raises CannotRender, or RecursionError for one that is nested too deeply."""
    to_html: Callable[[str], str] = import_module(f".{_MODULES[media_type]}", __package__).to_html
    return to_html(_with_labels_apart("\n".join(text.removeprefix("\ufeff").splitlines())))


def _with_labels_apart(text: str) -> str:
    """A text in which each line that opens with `Q:` or `A:` is a paragraph of its own, as its author meant it."""
    lines: list[str] = []
    is_code = False
    by_turns = lines_by_turns(text)
    for at, line in enumerate(text.split("\n")):
        is_fence = line.startswith(_FENCES)
        is_code = is_code != is_fence
        is_label = not is_code and not is_fence and (at in by_turns or _is_labelled(line))
        if is_label and lines and lines[-1].strip():
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _is_labelled(line: str) -> bool:
    return line[:1].isalpha() and (has_letter(line) or answer_label_end(line) > 0)
