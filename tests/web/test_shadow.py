"""Components that bring their tree along are read as browsers show them."""

from __future__ import annotations

import pytest

from pipeline import parse
from pipeline.web import dom
from pipeline.web.shadow import open_shadow_roots

_ROOT = "<template shadowrootmode=open>"
SHOWN = {
    "its own tree": (f"<x-a>{_ROOT}<h3>Own</h3></template></x-a>", "Own"),
    "what fills its slots": (
        f"<x-a>{_ROOT}<slot name=top></slot>, <slot></slot></template>last<b slot=top>first</b></x-a>",
        "first, last",
    ),
    "what an empty slot says": (f"<x-a>{_ROOT}<slot>Nothing yet</slot></template></x-a>", "Nothing yet"),
    "nothing that fits no slot": (f"<x-a>{_ROOT}<slot name=top>Top</slot></template>hidden</x-a>", "Top"),
    "what it holds where a script is to write its tree": (
        f"<x-a>{_ROOT}<style>b {{}}</style></template>All</x-a>",
        "All",
    ),
    "components in its slots": (f"<x-a>{_ROOT}<slot></slot></template><x-b>{_ROOT}In</template></x-b></x-a>", "In"),
    "components in its tree": (
        f"<x-a>{_ROOT}<x-b>{_ROOT}(<slot></slot>)</template>Deep</x-b></template></x-a>",
        "(Deep)",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_component_shows(name: str) -> None:
    markup, text = SHOWN[name]
    for tree in (dom.parse(markup).document, dom.parse_leniently(markup)):
        open_shadow_roots(tree)
        assert tree.text == text


def test_questions_of_components_are_found_again() -> None:
    item = f"<x-i>{_ROOT}<details><summary>How deep is the lake?</summary><slot></slot></details></template>40 m.</x-i>"
    found = parse(
        f"<x-list>{_ROOT}<slot></slot></template>{item}</x-list>",
        url="https://a.example.org/faq",
        media_type="text/html",
    )
    assert [(record.question, record.answer) for record in found.records] == [("How deep is the lake?", "40 m.")]
