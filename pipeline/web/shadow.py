"""What a page shows of components that bring a tree of their own along: `<template shadowrootmode="open">`."""

from __future__ import annotations

from turbohtml import Document, Element, ShadowRoot, Text

MARKER = b"shadowrootmode"
"""A page without it has no such tree."""
_UNSEEN = frozenset("style link script template".split())


def open_shadow_roots(tree: Document) -> None:
    """Put the trees of components in their place, and what the page says in their slots."""
    hosts = _hosts(tree)
    while hosts:
        host = hosts.pop()
        if (root := host.shadow_root) is not None:
            hosts += _hosts(root)  # before its slots are filled, with components that may have been opened
            if not _is_empty(root):
                _fill(host, root)


def _hosts(tree: Document | ShadowRoot) -> list[Element]:
    return [element for element in tree.select("*") if element.shadow_root is not None]


def _is_empty(root: ShadowRoot) -> bool:
    """Whether a tree has no words and no elements to be seen: a script is to write them."""
    elements = (node.tag for node in root.children if isinstance(node, Element))
    words = (node.data for node in root.children if isinstance(node, Text))
    return _UNSEEN.issuperset(elements) and not any(map(str.strip, words))


def _fill(host: Element, root: ShadowRoot) -> None:
    """Fill a component with its own tree, and the slots in that with what the component holds; the rest is hidden."""
    for template in root.select("template"):
        template.clear()
    assigned = [(slot, nodes) for slot in root.select("slot") if (nodes := slot.assigned_nodes())]
    for slot, nodes in assigned:
        slot.clear()
        slot.extend(nodes)
    shown = root.children
    host.clear()
    host.extend(shown)
