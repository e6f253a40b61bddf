"""A page's tree is freed as soon as the page is read: an archive has thousands of them."""

from __future__ import annotations

import gc
import re

import pytest
from builders import REPOSITORY

from pipeline.ingest.documents import make_document
from pipeline.run.page import read_document
from pipeline.web import page_cache

PAGES = sorted((REPOSITORY / "tests" / "pages").glob("*/*.html"))
OF_NODES = re.compile(r"@(?:lru_)?cache\b.*\ndef \w+\(\w+: (?:Element|Node|NodeRange|Page)\b")


def test_nothing_of_a_page_is_left_for_a_search_for_cycles() -> None:
    for path in PAGES:
        document = make_document(path.name, path.read_bytes(), "https://example.org/page")
        read_document(document)
        gc.collect()
        gc.disable()
        try:
            read_document(document)
            assert gc.collect() == 0, path
        finally:
            gc.enable()
        assert not any(cache.cache_info().currsize for cache in page_cache.CACHES), path


@pytest.mark.parametrize("folder", ["parse", "web"])
def test_what_is_remembered_of_nodes_is_forgotten_with_their_page(folder: str) -> None:
    sources = sorted((REPOSITORY / "pipeline" / folder).rglob("*.py"))
    assert not [path for path in sources if OF_NODES.search(path.read_text())]


def test_a_page_that_was_read_can_be_asked_for_its_tree_again() -> None:
    page = read_document(make_document("", b"<title>Tea</title><h1>Why?</h1><p>Because it is hot.")).page
    assert page is not None
    assert page.dom.select_one("title") is not None
