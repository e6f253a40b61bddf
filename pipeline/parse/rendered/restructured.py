"""reStructuredText -> HTML, by docutils: nothing is included from elsewhere; what only Sphinx knows is shown, too."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_parts
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.body import CodeBlock

from ...text.patterns import pattern
from .render import CannotRender

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,  # no message of docutils becomes part of the page
    "halt_level": 5,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "initial_header_level": 1,
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "syntax_highlight": "none",
    "smart_quotes": False,
    "toc_backlinks": False,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
}
_ROLE = pattern(r":(?!math\b)[a-zA-Z][\w:.+-]{0,40}:`([^`<\n]*?)(?:\s*<[^`>\n]*>)?`")
_DIRECTIVE = pattern(r"^[ \t]*\.\. ([\w:+.-]+)::", re.MULTILINE)
_CODE = ("code-block", "sourcecode", "prompt", "ipython", "console")
_SHOW_NOTHING = pattern(r"toctree|index|highlight|.*include|raw|meta|auto.*|tags|currentmodule|program|module")
_OPENS = frozenset("dropdown collapse collapsible details toggle".split())


class _AnyOptions(dict[str, Any]):
    """Options of whatever name, as they are written."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged

    def __bool__(self) -> bool:
        return True


class _Content(Directive):  # type: ignore[misc,unused-ignore]  # untyped where docutils has no stubs
    """What a directive that docutils does not know holds."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOptions()

    def run(self) -> list[nodes.Node]:
        holder = nodes.container()
        if self.arguments and self.name not in _OPENS:
            holder += nodes.paragraph("", self.arguments[0])
        self.state.nested_parse(self.content, self.content_offset, holder)
        if self.name not in _OPENS or not self.arguments:
            return [holder]
        title = nodes.paragraph("", "", nodes.Text(self.arguments[0]))
        return [_raw("<details><summary>"), title, _raw("</summary>"), holder, _raw("</details>")]


class _Nothing(_Content):
    """A directive that shows nothing of its own."""

    def run(self) -> list[nodes.Node]:
        return []


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")


def to_html(text: str) -> str:
    """Return reStructuredText as HTML. Raises CannotRender."""
    _learn(text)
    try:
        parts = publish_parts(_ROLE.sub(r"\1", text), writer="html5_polyglot", settings_overrides=_SETTINGS)
    except RecursionError:
        raise
    except Exception as error:  # docutils raises whatever its parts raise on a page that they were not made for
        raise CannotRender(f"{type(error).__name__}: {error}") from error
    return str(parts["body"])


def _learn(text: str) -> None:
    """Register the directives of a text that docutils does not know; what each becomes depends on its name alone."""
    for name in {found[1].lower() for found in _DIRECTIVE.finditer(text)}:
        if name in _CODE:
            directives.register_directive(name, CodeBlock)
        elif _SHOW_NOTHING.fullmatch(name):
            directives.register_directive(name, _Nothing)
        elif name not in _known():
            directives.register_directive(name, _Content)


def _known() -> set[str]:
    from docutils.parsers.rst.languages import en

    return {*en.directives}
