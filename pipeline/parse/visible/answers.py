"""An answer without what is not its own: boilerplate inside it, and what closes a page at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from turbohtml import Element, Node, Text

from ...text.bylines import is_byline
from ...text.stamps import is_date, is_moment, is_stamp
from ...web.render import text_of
from .calls import is_call, is_offer, is_tail, leads_on, leads_to_other
from .closing import closes, is_way_up, short_line
from .elements import LONGEST_CONTROL, bare, shows_only_buttons
from .labels import COLONS, says_who_answers
from .nodes import NodeRange, is_blank
from .regions import is_form, is_left_out

_LONGEST_CALL = 400  # characters (chosen) of a paragraph that opens with a call
_HOLDERS = frozenset("div section article main center dd".split())
_PANELS = _HOLDERS | {"nav"}
"""What a script may open; Webflow has answers in menus."""
_PARAGRAPHS = frozenset("p div span small em i time".split())
_TITLES = _PARAGRAPHS | frozenset("b strong h1 h2 h3 h4 h5 h6".split())
_BREAKS_OFF = ("...", "\u2026")
_BREAKS_OFF_IN = " \n])"


def own_text(ranges: Iterable[NodeRange], asks_who: bool = False) -> list[NodeRange]:
    """Return an answer without what is not its own: shares, sign-up, related posts, `Back to top` at its end.

    Nor is a line its own that says when it was written, before or after all others: `Updated: 24 March 2026`; or by
    whom, unless the question `asks_who`.
    """
    is_note = is_stamp if asks_who else _is_about_text
    ranges = _opened(list(ranges))
    own = [piece for node_range in ranges for piece in _without_regions(_before_next(node_range))]
    while own and (shorter := _without_tail(own[-1], is_note)) != own[-1:]:
        own[-1:] = shorter
    while own and (shorter := _without_note(own[0], is_note)) != own[:1]:
        own[:1] = shorter
    return _without_bullet(own or ranges)


def without_line(ranges: list[NodeRange], line: str) -> list[NodeRange]:
    """Return an answer without a first block that says some words alone, as panels repeat their question."""
    shorter = _without_note(ranges[0], lambda text: text == line, _TITLES)
    rest = [*shorter, *ranges[1:]]
    return rest if any(not is_blank(node) for nodes in rest for node in nodes.nodes) else ranges


def without_link_on(ranges: list[NodeRange]) -> list[NodeRange]:
    """Return a whole answer without a last block that is the link to more of it: `Read more`."""
    shorter = [*ranges[:-1], *_without_tail(ranges[-1], leads_on)]
    text = text_of([node for nodes in shorter for node in nodes.nodes]).rstrip(_BREAKS_OFF_IN)
    return shorter if text and not text.endswith(_BREAKS_OFF) else ranges


def _without_bullet(ranges: list[NodeRange]) -> list[NodeRange]:
    """The inside of an answer that is one item of the list that its question is in, too."""
    shown = [node for node_range in ranges for node in node_range.nodes if not is_blank(node)]
    if len(shown) == 1 and isinstance(shown[0], Element) and shown[0].tag == "li":
        return [NodeRange(shown[0], 0, len(shown[0].children))]
    return ranges


def _without_note(
    node_range: NodeRange, is_note: Callable[[str], bool], tags: Set[str] = _PARAGRAPHS
) -> list[NodeRange]:
    """Leave out a block at the start of an answer that is a note, as one that says when and by whom it was written.

    Also inside its first block.
    """
    nodes = node_range.nodes
    start = next((i for i, node in enumerate(nodes) if not is_blank(node)), len(nodes))
    if start == len(nodes):
        return [node_range]
    first = nodes[start]
    after = NodeRange(node_range.parent, node_range.start + start + 1, node_range.stop)
    if isinstance(first, Element) and first.tag in tags and is_note(short_line(first)):
        return [after] if after.stop > after.start else []
    if isinstance(first, Element) and first.tag in _HOLDERS:
        whole = NodeRange(first, 0, len(first.children))
        inner = _without_note(whole, is_note, tags)
        if inner != [whole]:
            return [*inner, after] if after.stop > after.start else inner
    return [node_range]


def _is_about_text(line: str) -> bool:
    """Whether a line says only when a text was written, or who wrote it."""
    return is_stamp(line) or is_moment(line) or is_byline(line) or says_who_answers(line)


def _opened(ranges: list[NodeRange]) -> list[NodeRange]:
    """Where nothing is shown but a panel that a script will open, what the panel holds."""
    nodes = [node for node_range in ranges for node in node_range.nodes]
    if all(is_blank(node) for node in nodes):
        panels = (node for node in nodes if isinstance(node, Element) and node.tag in _PANELS and node.text.strip())
        return [NodeRange(panel, 0, len(panel.children)) for panel in panels] or ranges
    return ranges


def _before_next(node_range: NodeRange) -> NodeRange:
    """End an answer at a link up the page, and where the page turns to its readers: `Did you make it?`"""
    shown = False
    for i, node in enumerate(node_range.nodes, start=node_range.start):
        text = node.text if isinstance(node, Element) else ""
        if shown and "?" in text and len(text) < _LONGEST_CALL and _turns_to_readers(node, text.partition("?")[0]):
            return NodeRange(node_range.parent, node_range.start, i)
        if shown and len(text) <= LONGEST_CONTROL and isinstance(node, Element) and is_way_up(node):
            return NodeRange(node_range.parent, node_range.start, i)
        shown = shown or not is_blank(node)
    return node_range


def _turns_to_readers(node: Node, asked: str) -> bool:
    """Whether a paragraph asks the readers of a page, or what they want, where a list of links follows.

    An answer goes on after a form that does.
    """
    if is_call(asked):
        return not (isinstance(node, Element) and is_form(node) and _next_shown(node) is not None)
    return is_offer(asked) and _is_list_of_links(_next_shown(node))


def _next_shown(node: Node) -> Node | None:
    after = node.next_sibling
    while after is not None and is_blank(after):
        after = after.next_sibling
    return after


def _is_list_of_links(node: Node | None) -> bool:
    """Whether nothing but links is in the items of a list."""
    if not isinstance(node, Element) or node.tag not in ("ul", "ol"):
        return False
    return bool(node.text.strip()) and bare(node.text) == "".join(bare(link.text) for link in node.select("a[href]"))


def _without_regions(node_range: NodeRange) -> Iterator[NodeRange]:
    start = node_range.start
    for i, node in enumerate(node_range.nodes, start=node_range.start):
        if not isinstance(node, Element) or not (_holds_region(node) or _leads_to_other(node)):
            continue
        if i > start:
            yield NodeRange(node_range.parent, start, i)
        if not (is_left_out(node) or _leads_to_other(node) or (i > node_range.start and _is_form_below_call(node))):
            yield from _without_regions(NodeRange(node, 0, len(node.children)))
        start = i + 1
    if node_range.stop > start:
        yield NodeRange(node_range.parent, start, node_range.stop)


def _is_form_below_call(node: Element) -> bool:
    """Whether a block with a form opens with a call: what else is said around a form is part of an answer."""
    asked, mark, _ = node.text.partition("?")
    return bool(mark) and is_form(node) and is_call(" ".join(asked.split()))


def _leads_to_other(node: Element) -> bool:
    """Whether a paragraph between others is a link to another article: `Read also: ...`."""
    return node.tag == "p" and leads_to_other(short_line(node)) and node.select_one("a[href]") is not None


def _holds_region(node: Element) -> bool:
    """Whether an element is a region, or a plain holder with one somewhere inside.

    Lists and tables stay whole: their items would lose their numbers.
    """
    if is_left_out(node):
        return True
    return node.tag in _HOLDERS and any(
        is_left_out(inner) for inner in node.select("[class], [id], nav, aside, footer, form")
    )


def _without_tail(node_range: NodeRange, is_note: Callable[[str], bool]) -> list[NodeRange]:
    """Leave out the words that close a section at the end of an answer, also inside its last block."""
    parent, start, _ = node_range
    nodes = node_range.nodes
    end = len(nodes)
    while stop := _end_of_shown(nodes, end):
        last = nodes[stop - 1]
        if _is_announced(nodes, stop - 1) or _is_one_day_of_several(nodes, stop - 1):
            break
        if closes(last, is_note):
            end = stop - 1
            continue
        if isinstance(last, Element) and (last.tag in _HOLDERS or _ends_in_way_up(last)):
            whole = NodeRange(last, 0, len(last.children))
            inner = _without_tail(whole, is_note)
            if inner != [whole]:
                return [NodeRange(parent, start, start + stop - 1), *inner] if stop > 1 else inner
        break
    return [NodeRange(parent, start, start + end)] if end else []


def _end_of_shown(nodes: Sequence[Node], end: int) -> int:
    """Where the nodes end of the first `end` that show anything."""
    while end and (is_blank(nodes[end - 1]) or shows_only_buttons(nodes[end - 1])):
        end -= 1
    return end


def _ends_in_way_up(paragraph: Element) -> bool:
    """Whether a link within the page closes a section at the end of a paragraph: `It is open. [back to top]`."""
    last = next((node for node in reversed(paragraph.children) if not is_blank(node)), None)
    if paragraph.tag != "p" or not isinstance(last, Element) or last.tag != "a":
        return False
    return (last.attr("href") or "").startswith("#") and is_tail(short_line(last))


def _is_announced(nodes: Sequence[Node], at: int) -> bool:
    """Whether what comes before a node ends with a colon: `They say it loudly:`, `Guten Appetit!`."""
    before = (nodes[each] for each in reversed(range(at)))
    last = next((node for node in before if not isinstance(node, Text) or node.data.strip()), None)
    return last is not None and last.text.rstrip().endswith(COLONS)


def _is_one_day_of_several(nodes: Sequence[Node], at: int) -> bool:
    """Whether a block says a day, and so does the one before it: they tell when something is."""
    if not is_date(short_line(nodes[at])):
        return False
    above = next((node for each in reversed(range(at)) if not is_blank(node := nodes[each])), None)
    return above is not None and is_date(short_line(above))
