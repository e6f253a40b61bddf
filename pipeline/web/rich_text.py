"""The text documents of content systems (Contentful, Sanity, Strapi, TipTap, Lexical) as HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

_TEXTS = ("text", "value")
_INNER = ("children", "content", "root", "json", "document", "blocks", "nodes")
_WRAPPED = ("html", "rendered", "raw", "markdown", "@value", "body")
_TAGS = {
    "paragraph": "p",
    "block": "p",
    "heading": "p",
    "listitem": "li",
    "unorderedlist": "ul",
    "bulletlist": "ul",
    "bulletedlist": "ul",
    "orderedlist": "ol",
    "numberedlist": "ol",
    "list": "ul",
    "hardbreak": "br",
    "linebreak": "br",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
    "codeblock": "pre",
}
"""The element that a kind of node becomes; others become what is in them."""
_MOST_LEVELS = 200  # (chosen) of a text document; lists in lists have some ten
_MOST_WRAPPERS = 3  # objects (chosen) around a text, one in the other
_NUMBERED = ("number", "ordered")


def is_text(value: Any) -> bool:
    """Whether a value of page data is a text; a list of choices is none.

    >>> is_text("Yes."), is_text(["One.", "Two."]), is_text([{"text": "red", "votes": 3}])
    (True, True, False)
    """
    if isinstance(value, list):
        return all(isinstance(each, str) or (isinstance(each, Mapping) and _is_node(each)) for each in value)
    return isinstance(value, str) or (isinstance(value, Mapping) and (_is_node(value) or _wrapped(value) is not None))


def _is_node(value: Mapping[str, Any]) -> bool:
    return any(isinstance(value.get(name), list | dict) for name in _INNER)


def html_of(value: Any, level: int = 0) -> str:
    """Return a value of page data as HTML: a string is HTML already; empty where it holds no text, or is too deep.

    >>> html_of({"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "a < b"}]})
    '<p>a &lt; b</p>'
    """
    if isinstance(value, str):
        return value
    if level > _MOST_LEVELS:
        return ""
    if isinstance(value, list):
        return _joined(value, level + 1)
    if not isinstance(value, Mapping):
        return ""
    wrapped = _wrapped(value)
    return _node(value, level + 1) if wrapped is None else wrapped


def _wrapped(value: Mapping[str, Any], level: int = 0) -> str | None:
    """The text in an object that holds nothing else: `{"html": ...}`, `{"childMarkdownRemark": {"html": ...}}`."""
    text = next((value[name] for name in _WRAPPED if isinstance(value.get(name), str)), None)
    if text is not None or len(value) != 1 or level >= _MOST_WRAPPERS:
        return text
    inner = next(iter(value.values()))
    return _wrapped(inner, level + 1) if isinstance(inner, Mapping) else None


def _joined(values: list[Any], level: int) -> str:
    parts = [f"<p>{value}</p>" if isinstance(value, str) else html_of(value, level) for value in values]
    return "".join(parts).replace("</ul><ul>", "").replace("</ol><ol>", "")


def _node(node: Mapping[str, Any], level: int) -> str:
    tag = _tag(node)
    if tag == "br":
        return "<br>"
    inner = next((html_of(node[name], level) for name in _INNER if isinstance(node.get(name), list | dict)), None)
    if inner is None:
        text = next((str(node[name]) for name in _TEXTS if isinstance(node.get(name), str)), "")
        inner = html.escape(text, quote=False)
    if item := node.get("listItem"):
        around = "ol" if item in _NUMBERED else "ul"
        return f"<{around}><li>{inner}</li></{around}>"
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _tag(node: Mapping[str, Any]) -> str:
    kind = next((node[name] for name in ("nodeType", "_type", "type") if isinstance(node.get(name), str)), "")
    name = kind.lower().replace("-", "").replace("_", "")
    if name == "list" and (node.get("listType") in _NUMBERED or node.get("format") in _NUMBERED):
        return "ol"
    return "p" if name[:-1] == "heading" else _TAGS.get(name, "")
