"""The tree is the one that browsers build: compared with html5lib, which follows the same specification."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import pytest
import turbohtml
from bs4 import BeautifulSoup, Tag
from bs4.element import CData, Comment, Doctype, NavigableString
from builders import SHARED, examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from turbohtml import Element, Node, Text

from pipeline.web.dom import parse

PAGES = SHARED / "pages"
TAGS = "p b i a div span table tr td th ul ol li h3 h4 details summary dl dt dd strong section button br".split()

pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["Why?", "Because &lt;b&gt; &amp; so", " ", "<!-- no -->", "<script>a < b</script>", "&nbsp;", "<p class=x"]
    ),
    st.text("ab ?&;<>=\"'", max_size=6),
)


def shape(node: Node) -> Iterator[str]:
    """The tags and texts of our tree in order, every text without blanks."""
    stack: list[Node] = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            yield "".join(node.data.split())
        else:
            if isinstance(node, Element):
                yield f"<{node.tag}>"
            stack.extend(reversed(node.children))


def oracle_shape(node: Tag) -> Iterator[str]:
    for descendant in node.descendants:
        if isinstance(descendant, Tag):
            yield f"<{descendant.name}>"
        elif isinstance(descendant, NavigableString) and not isinstance(descendant, Comment | Doctype | CData):
            yield "".join(descendant.split())


def tokens(shapes: Iterator[str]) -> list[str]:
    """Neighbouring texts as one: parsers cut them differently."""
    joined: list[str] = []
    for token in shapes:
        if not token:
            continue
        if joined and not token.startswith("<") and not joined[-1].startswith("<"):
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def oracle(page: str) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib tells of what it will drop one day
        return tokens(oracle_shape(BeautifulSoup(page, "html5lib")))


@settings(max_examples=examples(400))
@given(st.lists(pieces, max_size=25).map("".join))
def test_tag_soup_gives_the_tree_of_the_specification(page: str) -> None:
    assume("<table" not in page or "<button" not in page)  # html5lib loses a button that a table puts out; we do not
    assume(not re.search("<table.*<(?:p|li|dd|dt).*<(?:li|dd|dt)", page, re.DOTALL))  # and leaves the last in it
    assume("<summary" not in page or not re.search("<(?:a|b|i|strong|dd|dt|li)>", page))  # nor knows what ends there
    assert tokens(shape(turbohtml.parse(page, positions=False))) == oracle(page)


@pytest.mark.parametrize(
    "name", ["dl_schemaorg_howwework", "st_boost_filesystem", "eg0186_microdata", "hd_pyconau2013"]
)
def test_real_pages_give_the_tree_of_the_specification(name: str) -> None:
    page = PAGES / f"{name}.html"
    if not page.exists():
        pytest.skip("the real pages are not here (../shared/pages)")
    text = page.read_text(encoding="utf-8", errors="replace")
    assert tokens(shape(parse(text).document)) == oracle(text)
