"""The text documents of content systems (Contentful, Sanity, Strapi, TipTap, Lexical, Prismic, Draft.js) as HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from .framework_data import opened

_TEXTS = ("text", "value", "plain_text")
_INNER = ("children", "content", "root", "json", "document", "blocks", "nodes", "rich_text", "ops")
_WRAPPED = ("html", "rendered", "processed", "raw", "markdown", "@value", "body")
_PLAIN = ("text", "value", "content")
"""Where the text is in an object that is no node of a document."""
_KIND = ("nodeType", "_type", "type")
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
    "unstyled": "p",
}
"""The element that a kind of node becomes; others become what is in them."""
_MOST_LEVELS = 200  # (chosen) of a text document; lists in lists have some ten
_MOST_WRAPPERS = 3  # objects (chosen) around a text, one in the other
_NUMBERED = ("number", "ordered")
_ITEMS = {
    "unorderedlistitem": "ul",
    "bulletedlistitem": "ul",
    "orderedlistitem": "ol",
    "numberedlistitem": "ol",
    "olistitem": "ol",
}
"""The list around a kind of node that is an item without a list."""


def is_text(value: Any) -> bool:
    """Whether a value of page data is a text; a list of choices is none.

    >>> is_text("Yes."), is_text(["One.", "Two."]), is_text([{"text": "red", "votes": 3}])
    (True, True, False)
    """
    if isinstance(value, list):
        return all(isinstance(each, str) or (isinstance(each, Mapping) and _is_node(each)) for each in value)
    return isinstance(value, str) or (isinstance(value, Mapping) and (_is_node(value) or _held(value) is not None))


def _is_node(value: Mapping[str, Any]) -> bool:
    if any(isinstance(value.get(name), list | dict) for name in _INNER):
        return True
    return isinstance(value.get("spans"), list) or isinstance(value.get(_kind(value)), Mapping)


def _kind(node: Mapping[str, Any]) -> str:
    return next((node[name] for name in _KIND if isinstance(node.get(name), str)), "")


def _held(value: Mapping[str, Any]) -> str | None:
    """The text in an object that is no node: `{"text": "..."}`, `{"html": "..."}`."""
    text = next((value[name] for name in _PLAIN if isinstance(value.get(name), str)), None)
    return text if text is not None and not _kind(value) else _wrapped(value)


def html_of(value: Any, level: int = 0) -> str:
    """Return a value of page data as HTML: a string is HTML already; empty where it holds no text, or is too deep.

    >>> html_of({"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "a < b"}]})
    '<p>a &lt; b</p>'
    """
    if isinstance(value, str):
        document = opened(value) if level == 0 else value
        return html_of(document, 1) if isinstance(document, dict) and _is_node(document) else value
    if level > _MOST_LEVELS:
        return ""
    if isinstance(value, list):
        return _joined(value, level + 1)
    if not isinstance(value, Mapping):
        return ""
    if isinstance(value.get("ops"), list):
        return _lines(value["ops"])
    wrapped = _wrapped(value) if level or _is_node(value) else _held(value)
    return _node(value, level + 1) if wrapped is None else html_of(wrapped, level)


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


def _lines(pieces: list[Any]) -> str:
    """The lines of a document of Quill, whose pieces have nothing around them."""
    inserted = [piece.get("insert") for piece in pieces if isinstance(piece, Mapping)]
    text = "".join(each for each in inserted if isinstance(each, str))
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n"))


def _node(node: Mapping[str, Any], level: int) -> str:
    kind = _kind(node)
    tag = _tag(node, kind)
    if tag == "br":
        return "<br>"
    own = node.get(kind)
    inner = _block(node["data"]) if isinstance(node.get("data"), Mapping) else ""
    if not inner and isinstance(own, Mapping):  # a block of Notion: `{"type": "paragraph", "paragraph": {...}}`
        inner = html_of(own, level)
    if not inner:
        held = next((node[name] for name in _INNER if isinstance(node.get(name), list | dict)), None)
        inner = html.escape(_said(node), quote=False) if held is None else html_of(held, level)
    if around := _around_item(node, kind):
        return f"<{around}><li>{inner}</li></{around}>"
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _said(node: Mapping[str, Any]) -> str:
    return next((node[name] for name in _TEXTS if isinstance(node.get(name), str)), "")


def _block(data: Mapping[str, Any]) -> str:
    """The HTML in a block of Editor.js: its text, or its items."""
    if isinstance(text := data.get("text"), str):
        return text
    items = data["items"] if isinstance(data.get("items"), list) else []
    texts = [each.get("content", "") if isinstance(each, Mapping) else each for each in items]
    tag = "ol" if data.get("style") in _NUMBERED else "ul"
    shown = "".join(f"<li>{text}</li>" for text in texts if isinstance(text, str))
    return f"<{tag}>{shown}</{tag}>" if shown else ""


def _around_item(node: Mapping[str, Any], kind: str) -> str:
    """The list around a node that is an item without a list."""
    if item := node.get("listItem"):
        return "ol" if item in _NUMBERED else "ul"
    name = _plain(kind)
    return "ul" if name == "listitem" and "spans" in node else _ITEMS.get(name, "")


def _plain(kind: str) -> str:
    return kind.lower().replace("-", "").replace("_", "")


def _tag(node: Mapping[str, Any], kind: str) -> str:
    name = _plain(kind)
    if name == "list" and (node.get("listType") in _NUMBERED or node.get("format") in _NUMBERED):
        return "ol"
    return "p" if name[:-1] == "heading" or name.startswith("header") else _TAGS.get(name, "")
