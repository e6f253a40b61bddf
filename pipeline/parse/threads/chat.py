"""The messages of a chat on a page: who speaks is in elements of one form, and what is said in elements of another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from turbohtml import Element

from ...text.patterns import pattern
from ...web.occurrences import holds
from ..page import Page
from ..visible.flat import LEVELS, Flat, flat
from ..visible.nodes import names_with
from ..visible.walk import where

_SPEAKERS = "author from name nick nickname sender speaker user username who".split()
_ROLES = (
    "agent ai assistant bot client customer human in incoming left me mine model operator other out outgoing prompt"
    " received response right self sent user visitor you"
).split()
_ROLE = pattern(rf"(?<![^\s_-])(?:{'|'.join(_ROLES)})(?![^\s_-])", re.IGNORECASE)
"""What a class name says of who speaks, where no name is shown: `message--user`, `message--bot`."""
_WHO = frozenset((*_SPEAKERS, *_ROLES))
_names_speaker = names_with(pattern(rf"(?:^|[-_])(?:{'|'.join(_SPEAKERS)})(?:$|[-_])", re.IGNORECASE))
_names_who = names_with(pattern(rf"(?:^|[-_])(?:{'|'.join(sorted(_WHO))})(?:$|[-_])", re.IGNORECASE))
_NUMBER = pattern(r"\d+")
"""What class names of one kind differ in, as where each name has a colour: `nick-color-3`."""
_TIME = pattern(r"\W?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?\W?", re.IGNORECASE)
_ROLE_ATTRIBUTE = "data-message-author-role"
_CHAT = tuple("chat conversation dialogue interview message msg nick sender transcript".split())
"""What names hold that a chat gives its parts: names above words stand in lists of articles and programmes, too."""
_CHAT_AS_BYTES = tuple(part.encode() for part in _CHAT)
_DEPTH = 40  # elements (chosen) around a name or a text that are looked at
_MOST_KINDS = 4  # (chosen) of names that are tried: those that come most
_FEWEST = 6  # messages (chosen): three questions with their answers
_LONGEST_NAME = 50  # characters (chosen)
_MOST = 4 / 5  # share of the names (chosen) that a message of one form follows
_TITLES = frozenset((*LEVELS, "a"))
"""What is said below a name in a list of articles."""


class Message(NamedTuple):
    """What somebody says at a time."""

    name: str
    element: Element
    """What is said, without the name."""


class _Form(NamedTuple):
    """How an element and the one around it are called."""

    tag: str
    classes: str
    holder_tag: str
    holder_class: str
    """The first one: others may say who speaks."""


class _Said(NamedTuple):
    """A piece of text in an element."""

    element: int
    letters: int
    """How many it has: a time is longer than a short answer."""


class _Bubble(NamedTuple):
    """An element that says who speaks in it."""

    role: str
    element: int


_Kind = TypeVar("_Kind", int, _Bubble)


def messages_of(page: Page) -> list[Message]:
    """Return the messages of the chat that a page shows, in their order; none on other pages."""
    shown = flat(page)
    if shown.marked.count(True) < _FEWEST // 2 or not shown.has_class_with(_CHAT_AS_BYTES):
        return []
    called = sorted(shown.called(_names_who, _WHO))
    return _by_name(shown, called) or _by_role(page, shown, called)


def _by_name(shown: Flat, called: Sequence[int]) -> list[Message]:
    """The messages behind names in elements that are called so."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for element in called:
        if _names_speaker(shown.classes[element]):
            for kind in dict.fromkeys((shown.classes[element], _NUMBER.sub("", shown.classes[element]))):
                kinds[kind].append(element)
    found = (_said(shown, names) for names in _most(kinds) if _are_names(shown, names))
    return max(found, key=len, default=[])


def _most(kinds: Mapping[str, list[_Kind]]) -> list[list[_Kind]]:
    """The kinds that come most, of those that come often enough."""
    often = [each for each in kinds.values() if len(each) >= _FEWEST]
    return sorted(often, key=len, reverse=True)[:_MOST_KINDS]


def _form(shown: Flat, element: int) -> _Form:
    holder = shown.parents[element]
    return _Form(
        shown.tags[element], shown.classes[element], shown.tags[holder], shown.classes[holder].partition(" ")[0]
    )


def _is_in_chat(shown: Flat, element: int) -> bool:
    """Whether an element, or one around it, is called a chat or a part of one."""
    classes = " ".join(shown.classes[each] for each in _around(shown, element)).lower()
    return any(part in classes for part in _CHAT)


def _around(shown: Flat, element: int) -> list[int]:
    """An element and those around it, the inner ones first."""
    return [element, *islice(shown.ancestors(element), _DEPTH)]


def _are_names(shown: Flat, elements: Sequence[int]) -> bool:
    """Whether elements of one form hold names of speakers: short, and one of them again and again."""
    names = Counter(_name(shown, each) for each in elements)
    is_again = max(names.values()) >= _FEWEST // 2 and max(map(len, names)) <= _LONGEST_NAME
    return is_again and _is_in_chat(shown, elements[0])


def _name(shown: Flat, element: int) -> str:
    """The first words of an element, as a time may be behind the name."""
    first = shown.first[element]
    return shown.texts[first].rstrip(":\uff1a ") if first < shown.end[element] else ""


def _said(shown: Flat, names: Sequence[int]) -> list[Message]:
    """The elements of the form that comes behind most names, each with the name before it."""
    ends = [*(shown.first[name] for name in names[1:]), len(shown.texts)]
    forms = _forms_behind(shown, [_behind(shown, name, end) for name, end in zip(names, ends, strict=True)])
    if not forms or any(form.tag in _TITLES for form in forms):
        return []
    alike = where({form.classes for form in forms}, shown.classes)
    texts = _outermost(shown, (each for each in alike if each > names[0] and _form(shown, each) in forms))
    return [Message(_name(shown, names[bisect_left(names, each) - 1]), shown.elements[each]) for each in texts]


def _forms_behind(shown: Flat, parts: Sequence[Sequence[_Said]]) -> set[_Form]:
    """The form that comes behind most names; else the one behind some, and the one behind most of the others."""
    usual = _usual(shown, parts)
    if usual is not None:
        return {usual}
    one = _usual(shown, parts, least=_FEWEST // 2)
    others = [part for part in parts if all(_form(shown, each.element) != one for each in part)]
    other = _usual(shown, others) if len(others) >= _FEWEST // 2 else None
    return {one, other} if one and other else set()


def _outermost(shown: Flat, elements: Iterable[int]) -> Iterator[int]:
    """Yield those of some elements that show something and are in none of the others."""
    end = 0
    for each in elements:
        if end <= shown.first[each] < shown.end[each]:
            end = shown.end[each]
            yield each


def _behind(shown: Flat, name: int, end: int) -> list[_Said]:
    """What is behind a name, in the outermost elements that hold neither the name nor the time right behind it."""
    around = {*_around(shown, name), *_around_time(shown, shown.end[name], end)}
    found = (_part(shown, piece, around) for piece in range(shown.end[name], end) if shown.holders[piece] not in around)
    return [each for each in found if each]


def _around_time(shown: Flat, first: int, end: int) -> list[int]:
    """The elements around the time that a message begins with, in an element of its own, that hold more than it."""
    if first >= end or not _TIME.fullmatch(shown.texts[first]):
        return []
    around = [each for each in _around(shown, shown.holders[first]) if shown.end[each] > first + 1]
    return around if set(around).isdisjoint(shown.holders[first:end]) else []


def _part(shown: Flat, piece: int, around: set[int]) -> _Said | None:
    """A piece in the outermost element that is in one of some others."""
    for element in _around(shown, shown.holders[piece]):
        if shown.parents[element] in around:
            return _Said(element, _letters(shown.texts[piece]))
    return None


def _usual(shown: Flat, parts: Sequence[Sequence[_Said]], least: float = 0) -> _Form | None:
    """The form of elements that most parts of a page have, or at `least` some; of several the one that says most."""
    letters: Counter[_Form] = Counter()
    times: Counter[_Form] = Counter()
    for part in parts:
        forms = [_form(shown, each.element) for each in part]
        times.update(set(forms))
        for form, each in zip(forms, part, strict=True):
            letters[form] += each.letters
    usual = (form for form, count in times.items() if letters[form] and count >= (least or _MOST * len(parts)))
    return max(usual, key=letters.__getitem__, default=None)


def _by_role(page: Page, shown: Flat, called: Sequence[int]) -> list[Message]:
    """The messages without names, whose elements say whether the user or the model speaks."""
    kinds: defaultdict[str, list[_Bubble]] = defaultdict(list)
    for element in called:
        classes = shown.classes[element]
        if role := _ROLE.search(classes):
            kinds[_ROLE.sub("*", classes)].append(_Bubble(role[0].lower(), element))
    kinds["-"] = [*_by_tag(shown)]
    if holds(_ROLE_ATTRIBUTE.encode(), page.utf8):
        marked = (each for each in page.dom.select(f"[{_ROLE_ATTRIBUTE}]") if each in shown.numbers)
        kinds[""] = [_Bubble(each.attr(_ROLE_ATTRIBUTE) or "", shown.numbers[each]) for each in marked]
    found = (_of_roles(shown, bubbles) for bubbles in _most(kinds) if _is_in_chat(shown, bubbles[0].element))
    return max(found, key=len, default=[])


def _by_tag(shown: Flat) -> Iterator[_Bubble]:
    """Yield the elements whose own tags say who speaks: `<user-query>`, `<model-response>`."""
    tags = {tag: role[0] for tag in set(shown.tags) if "-" in tag and (role := _ROLE.search(tag))}
    for element in where(tags, shown.tags):
        yield _Bubble(tags[shown.tags[element]], element)


def _of_roles(shown: Flat, bubbles: Sequence[_Bubble]) -> list[Message]:
    """What bubbles of one kind say, where each of several roles has some: in each, the elements that say most."""
    outer = set(_outermost(shown, [each.element for each in bubbles]))
    roles: defaultdict[str, list[int]] = defaultdict(list)
    for each in bubbles:
        if each.element in outer:
            roles[each.role].append(each.element)
    if len(roles) < 2 or min(map(len, roles.values())) < _FEWEST // 2:
        return []
    said = [Message(role, each) for role, own in roles.items() for each in _inside(shown, own)]
    return sorted(said, key=lambda message: shown.numbers[message.element])


def _inside(shown: Flat, bubbles: Sequence[int]) -> Iterator[Element]:
    """The elements of the form that most bubbles of one role hold, or the bubbles themselves."""
    parts = [[*_within(shown, each)] for each in bubbles]
    form = _usual(shown, parts)
    for part in parts:
        yield from dict.fromkeys(shown.elements[each.element] for each in part if _form(shown, each.element) == form)


def _within(shown: Flat, bubble: int) -> Iterator[_Said]:
    """What a bubble says, in its children or in itself."""
    for piece in range(shown.first[bubble], shown.end[bubble]):
        part = _part(shown, piece, {bubble}) if shown.holders[piece] != bubble else None
        yield part or _Said(bubble, _letters(shown.texts[piece]))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
