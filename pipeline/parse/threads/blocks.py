"""Blocks of one form on a page: what each says of its own, and who signs it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from turbohtml import Element, Node

from ...text.stamps import holds_date
from ..visible.flat import LEVELS, Flat
from . import names

MOST_LACKING = 0.3
"""How many of the blocks (chosen) may say nothing: notes of the system, pictures."""
_MOST_LEVELS = 12  # (chosen) between a block and its parts
_FLOW = frozenset("p ul ol dl pre blockquote table figure".split())
_INLINE = frozenset("b i em strong a code span u s del sub sup font br".split())
_OF_TABLE = frozenset("tbody tr td th".split())
_NAMES_COMPARED = (9, 1, 0)
"""How many class names of an element must be the same in all blocks: one more may say that an answer is the best."""
_LOOSE = ("", "")

Look = tuple[str, str]
"""Tag and class names of an element."""


class Block(NamedTuple):
    """The pieces of text of what may be a post: [first, end), below one element."""

    top: int
    first: int
    end: int


class Said(NamedTuple):
    """What one block says."""

    block: Block
    text: Element
    apart: frozenset[Node]
    """Nodes of the text that are none of it: who signs, buttons."""
    pieces: frozenset[int]
    words: str


class Signed(NamedTuple):
    """A block that somebody signed."""

    said: Said
    author: str
    """Empty where the block with the title is signed in another place than the others."""


class _Unit(NamedTuple):
    """A part of a block that holds no sign of who wrote it and when."""

    element: int
    """-1 for loose text."""
    parent: int
    first: int
    end: int


class Blocks:
    """Some blocks that hold a date, or a score, in the same place."""

    def __init__(self, shown: Flat, blocks: list[Block], marked: list[bool], lead: Block | None) -> None:
        self._shown = shown
        self._blocks = blocks
        self._marked = marked
        self._before = [0, *accumulate(marked)]
        self._lead = lead
        """The block that holds the title; its text may have another form."""
        self._names = 0

    def signed(self) -> list[Signed]:
        """Return those that say something and are signed in the same place, if these are most of them."""
        units = {block: self._units(block) for block in self._blocks}
        same = self._same(units)
        own = {block: [each for each in found if not self._is_aside(each, same)] for block, found in units.items()}
        for self._names in _NAMES_COMPARED:
            said = list(self._said(own, same))
            if len(said) >= 1 and len(said) >= (1 - MOST_LACKING) * self._number:
                return self._with_authors(said)
        return []

    @property
    def _number(self) -> int:
        return len(self._blocks) - (self._lead is not None)

    def _look(self, element: int) -> Look:
        if element < 0:
            return _LOOSE
        return self._shown.tags[element], " ".join(self._shown.classes[element].split()[: self._names])

    # --- what they say -----------------------------------------------------------------------------

    def _said(self, own: dict[Block, list[_Unit]], same: frozenset[str]) -> Iterator[Said]:
        """What blocks say by the parts that are their own, where so many names of classes are compared as now."""
        holder = self._holder(own)
        inside = {
            block: [each for each in found if self._path(each.parent, block.top) == holder]
            for block, found in own.items()
        }
        looks: Counter[Look] = Counter()
        for unit in (each for found in inside.values() for each in found if self._may_say(each)):
            looks[self._look(unit.element)] += len(self._shown.text(unit.first, unit.end))
        main = max(looks, key=lambda look: looks[look], default=_LOOSE)
        for block, found in inside.items():
            kept = [each for each in found if self._goes_with(each, main)]
            parents = {each.parent for each in kept}
            if len(parents) == 1:
                yield self._text(block, kept, same)

    def _may_say(self, unit: _Unit) -> bool:
        """Whether a part may be what a block says: no heading is that alone."""
        return unit.element < 0 or self._shown.tags[unit.element] not in LEVELS

    def _units(self, block: Block) -> list[_Unit]:
        """The largest parts of a block without signs."""
        shown = self._shown
        units = []
        piece = block.first
        while piece < block.end:
            if self._marked[piece]:
                piece += 1
                continue
            element = shown.holders[piece]
            if element == block.top or not self._is_pure(element, block):
                units.append(_Unit(-1, element, piece, piece + 1))
                piece += 1
                continue
            while (above := shown.parents[element]) != block.top and self._is_pure(above, block):
                element = above
            units.append(_Unit(element, above, shown.first[element], shown.end[element]))
            piece = shown.end[element]
        return units

    def _is_pure(self, element: int, block: Block) -> bool:
        first, end = self._shown.first[element], self._shown.end[element]
        is_pure = block.first <= first and end <= block.end and self._before[first] == self._before[end]
        return is_pure and not self._is_layout(element, block)

    def _is_layout(self, element: int, block: Block) -> bool:
        """Whether an element is a row or a cell of the table that a block is: who writes may have a cell beside."""
        shown = self._shown
        if shown.tags[block.top] != "table" or shown.tags[element] not in _OF_TABLE:
            return False
        return block.top in islice(shown.ancestors(element), len(_OF_TABLE) - 1)

    def _same(self, units: dict[Block, list[_Unit]]) -> frozenset[str]:
        """What at least half of the blocks say, numbers aside: buttons, labels, links at the end of a text."""
        counted: Counter[str] = Counter()
        for found in units.values():
            said = {self._words_without_digits(each.first, each.end) for each in found}
            counted.update(said | {self._words_without_digits(*self._links_at_end(each)) for each in found})
        return frozenset(said for said, number in counted.items() if number > 1 and 2 * number >= len(units))

    def _links_at_end(self, unit: _Unit) -> tuple[int, int]:
        """The pieces of a part's last child, if that is nothing but links."""
        shown = self._shown
        last = shown.child(unit.element, unit.end - 1) if unit.element >= 0 else None
        first = unit.first if last is None else shown.first[last]
        are_links = all(is_link(shown, piece) for piece in range(first, unit.end))
        return first if are_links else unit.first, unit.end

    def _words_without_digits(self, first: int, end: int) -> str:
        return names.without_digits(self._shown.text(first, end))

    def _is_aside(self, unit: _Unit, same: frozenset[str]) -> bool:
        """Whether a part says nothing of its own: the same in other blocks, no letters, nothing but links."""
        said = self._words_without_digits(unit.first, unit.end)
        return said in same or not any(map(str.isalpha, said))

    def _holder(self, units: dict[Block, list[_Unit]]) -> Hashable:
        """The place in blocks in which most is said."""
        lengths: Counter[Hashable] = Counter()
        holding: defaultdict[Hashable, set[Block]] = defaultdict(set)
        for block, found in units.items():
            for unit in filter(self._may_say, found) if block != self._lead else ():
                path = self._path(unit.parent, block.top)
                holding[path].add(block)
                lengths[path] += len(self._shown.text(unit.first, unit.end))
        common = (path for path, blocks in holding.items() if len(blocks) >= (1 - MOST_LACKING) * self._number)
        return max(common, key=lambda path: lengths[path], default=None)

    def _path(self, element: int, top: int) -> tuple[Look, ...] | None:
        path: list[Look] = []
        while element != top and len(path) < _MOST_LEVELS:
            if element < 0:
                return None
            path.append(self._look(element))
            element = self._shown.parents[element]
        return tuple(path)

    def _goes_with(self, unit: _Unit, main: Look) -> bool:
        """Whether a part is of the text whose largest parts look as given: the same, or flowing text around it."""
        look = self._look(unit.element)
        return look == main or (self._is_flow(look) and self._is_flow(main))

    def _is_flow(self, look: Look) -> bool:
        return look == _LOOSE or look[0] in _FLOW or (look[0] in _INLINE and not look[1])

    def _text(self, block: Block, kept: list[_Unit], same: frozenset[str]) -> Said:
        shown = self._shown
        pieces = frozenset(piece for each in kept for piece in range(each.first, each.end))
        words = " ".join(shown.text(each.first, each.end) for each in kept)
        if len(kept) == 1 and kept[0].element >= 0:
            text = kept[0].element
            own = self._without_asides(text, same)
            apart = self._others_in(text, own) if own else ()
            return Said(block, shown.elements[text], frozenset(apart), own or pieces, words)
        parent = kept[0].parent
        return Said(block, shown.elements[parent], frozenset(self._others_in(parent, pieces)), pieces, words)

    def _without_asides(self, text: int, same: frozenset[str]) -> frozenset[int]:
        """The pieces of a text that are in no child that says the same in other blocks."""
        shown = self._shown
        pieces = range(shown.first[text], shown.end[text])
        children = {piece: shown.child(text, piece) for piece in pieces}
        asides = {
            each
            for each in set(children.values())
            if each is not None and self._words_without_digits(shown.first[each], shown.end[each]) in same
        }
        return frozenset(piece for piece in pieces if children[piece] not in asides)

    def _others_in(self, parent: int, pieces: frozenset[int]) -> Iterator[Node]:
        """The children of an element that hold none of some pieces of text."""
        shown = self._shown
        kept = {shown.child(parent, piece) for piece in pieces}
        for piece in range(shown.first[parent], shown.end[parent]):
            if piece in pieces:
                continue
            child = shown.child(parent, piece)
            if child is None:
                yield shown.nodes[piece]
            elif child not in kept:
                yield shown.elements[child]

    # --- who signs ---------------------------------------------------------------------------------

    def _with_authors(self, said: list[Said]) -> list[Signed]:
        """The same with who wrote each; none, if they are not signed in the same place, but for that with the title."""
        places: defaultdict[Hashable, dict[Block, int]] = defaultdict(dict)
        for each in said:
            for piece in range(each.block.first, each.block.end):
                if piece not in each.pieces and self._may_sign(piece):
                    path = self._path(self._shown.holders[piece], each.block.top)
                    places[path].setdefault(each.block, piece)
        signed = {each.block for each in said} - {self._lead}
        signing = sorted((found for found in places.values() if signed <= found.keys()), key=len, reverse=True)
        place = min(filter(self._may_be_authors, signing), key=self._doubts, default=None)
        if place is None:
            return []
        return [Signed(each, self._author(place[each.block]) if each.block in place else "") for each in said]

    def _may_be_authors(self, found: dict[Block, int]) -> bool:
        return self._are_named(found) or len({self._author(piece) for piece in found.values()}) > 1

    def _doubts(self, found: dict[Block, int]) -> tuple[bool, bool, bool]:
        """What speaks against that authors sign: no name says so, they differ by numbers alone, a day is with them."""
        authors = {names.without_digits(self._author(piece)) for piece in found.values()}
        dated = any(holds_date(self._shown.texts[piece]) for piece in found.values())
        return not self._are_named(found), len(authors) == 1, dated

    def _are_named(self, found: dict[Block, int]) -> bool:
        return all(is_signature(self._shown, piece) for piece in found.values())

    def _may_sign(self, piece: int) -> bool:
        return names.is_name(self._author(piece))

    def _author(self, piece: int) -> str:
        return names.author_in(self._shown.texts[piece])


def is_link(shown: Flat, piece: int) -> bool:
    """Whether a piece of text is a link, or parts links: `Reply | Quote`."""
    return shown.tags[shown.holders[piece]] == "a" or not any(map(str.isalnum, shown.texts[piece]))


def is_signature(shown: Flat, piece: int) -> bool:
    """Whether class names or a link say that a piece of text is somebody's name."""
    element = shown.holders[piece]
    for each in (element, *islice(shown.ancestors(element), 2)):
        if names.names_author(shown.classes[each]):
            return True
        link = shown.elements[each] if shown.tags[each] == "a" else None
        if link is not None and (link.attr("rel") == "author" or names.is_profile(link.attr("href") or "")):
            return True
    return False


def names_around(shown: Flat, piece: int) -> str:
    """Return what the element around a piece of text is called, with its tag, and the one around that."""
    element = shown.holders[piece]
    parent = shown.parents[element]
    own = f"{shown.tags[element]} {shown.classes[element]}"
    return f"{own} {shown.classes[parent]}" if parent >= 0 else own
