"""The compiled walk over the nodes of a page fills the same arrays as the Python that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import turbohtml
from builders import examples
from compiled import compiled
from hypothesis import example, given, settings
from hypothesis import strategies as st
from turbohtml import Document

from pipeline.parse.visible import opening, walk

part = compiled("parse.visible._walk")

PAGES = sorted(Path(__file__).parents[2].glob("pages/*/*.html"))
_TAGS = st.sampled_from("div p span b a li h2 td dt nav button dialog select script template svg details".split())
_ATTRIBUTES = st.sampled_from(
    "| class=ad| class='sr-only x'| hidden| aria-hidden=true| class| class=my-Accordion| class='x toggles'| onclick=a"
    "| href=/a onclick=a| aria-expanded=false| slot=title| data-toggle=tab| role=tab".split("|")
)
_OUTLINED = ", ".join((*opening.TAGS, opening._SAID, "[class*=accordion i]", "[class*=toggle]", "[class*=collaps]"))
_TEXTS = st.sampled_from(
    "Why?| Because |a  b|\u00a0|\u200b| |\n|#|\u00b6|\u00e9t\u00e9|\U0001f517|a\tb|a\x7fb|<br>|<hr>|<!-- a -->".split(
        "|"
    )
) | st.just("x" * 50)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, more, each: f"<{tag}{more}>{''.join(each)}</{tag}>", _TAGS, _ATTRIBUTES, st.lists(inner)
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_pages_of_the_tests_give_the_same_arrays(path: Path) -> None:
    _is_filled_alike(turbohtml.parse(path.read_text("utf-8", "replace")))


@pytest.mark.parametrize("char", [*sorted(walk._UNSEEN_TEXTS), "\u200c", "-"])
def test_a_character_without_width_is_no_piece_of_text(char: str) -> None:
    top = turbohtml.parse(f"<p>Why?<p> {char} <p><a>{char}</a><p>{char}a<p>{char}{char}")
    _is_filled_alike(top)
    assert (char in _filled(walk.fill_in_python, top)["texts"]) == (char not in walk._UNSEEN_TEXTS)


@given(st.lists(st.recursive(_TEXTS, _element)).map("".join))
@example("<p>" * 600)
@example("".join(f"<p>{number}" for number in range(600)))
@settings(max_examples=examples(200), deadline=None)
def test_any_markup_gives_the_same_arrays(markup: str) -> None:
    _is_filled_alike(turbohtml.parse(markup))


@given(st.lists(st.recursive(_TEXTS, _element)).map("".join))
@example("<template><tr></template><svg><label><select><button><noscript><dt><tr class=ACCORDION>")
@settings(max_examples=examples(200), deadline=None)
def test_the_outline_is_what_one_selection_would_find(markup: str) -> None:
    top = turbohtml.parse(markup)
    arrays = walk.Arrays()
    walk.walk(top, arrays)
    assert arrays.outlined == top.select(_OUTLINED)


@pytest.mark.parametrize("name", ["_look", "is_panel"])
def test_what_a_look_raises_is_passed_on(name: str) -> None:
    def fail(_: object) -> bool:
        raise RuntimeError("no look")

    looks = tuple(fail if getattr(look, "__name__", "") == name else look for look in walk._LOOKS)
    top = turbohtml.parse("<p>Why?<p class=ad hidden>Buy")
    arrays = walk.Arrays()
    arrays.numbers[top] = -1
    with pytest.raises(RuntimeError, match="no look"):
        part.fill(arrays, top.descendants, set(top.select("[hidden]")), looks)


@pytest.mark.parametrize("arguments", [(), (None, [], set(), walk._LOOKS), (walk.Arrays(), 1, set(), walk._LOOKS)])
def test_wrong_arguments_are_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        part.fill(*arguments)


@pytest.mark.parametrize("fill", [part.fill, walk.fill_in_python])
def test_a_number_that_no_element_of_the_walk_has_is_refused(fill: Callable[..., None]) -> None:
    top = turbohtml.parse("<p>Why?")
    arrays = walk.Arrays()
    arrays.numbers[top] = 1 << 20
    with pytest.raises(IndexError):
        fill(arrays, top.descendants, set(), walk._LOOKS)


def _is_filled_alike(top: Document) -> None:
    assert _filled(part.fill, top) == _filled(walk.fill_in_python, top)


def _filled(fill: Callable[..., None], top: Document) -> dict[str, Any]:
    arrays = walk.Arrays()
    arrays.numbers[top] = -1
    arrays.told += opening.opening_by_attribute(top)
    fill(arrays, top.descendants, set(top.select(walk._HIDDEN)), walk._LOOKS)
    return vars(arrays)
