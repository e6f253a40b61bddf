"""The page formats, one module each; a new one gets one line here.

The module of a format is imported when a page is first read as this format: a run over plain text loads no HTML
parser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from ...schema import HTML, SHOWN_AS_HTML, TABLES_OF_PAIRS, TEXT, Findings
from ..locators import RawPair
from ..markers import (
    ANSWER_LINK,
    ANSWER_OF_QUESTION,
    ATTRIBUTE_DATA,
    INVITATION,
    JSON_SCRIPT,
    LOOSE_QUESTION_TYPE,
    PUSHED_DATA,
    QUESTION_TYPE,
    WINDOW_DATA,
    is_answer_link,
    is_itemtype,
    is_page_data,
    is_typeof,
    is_whole_word,
)
from ..page import Page
from ..threads.asking import TITLE_MARKERS, may_be_thread
from ..threads.engines import MARKERS


@dataclass(frozen=True)
class Format:
    """Which pages a format is for, and how they are read."""

    name: str
    """Of the format, and of its module in this folder."""
    media_types: tuple[str, ...]
    is_markup: bool
    """Whether the page itself says what is a question. Only such formats are read in `markup` mode, for whole crawls:
    they need markers, so that not every page of a crawl is given to them."""
    markers: tuple[bytes, ...] = ()
    """Of these a page must hold one, or the format finds nothing on it; without markers it is always asked."""
    is_meant: Callable[[bytes, int, int], bool] = lambda content, start, end: True
    """Called with the page's bytes and where a marker starts and ends; it must hold for one of the markers found."""
    gives_way_to: str = ""
    """The format whose findings count instead, where it finds a pair on the page."""

    def reads(self, media_type: str) -> bool:
        """Whether it is for documents of a media type: one for HTML is for all that is shown as HTML, too."""
        return media_type in self.media_types or (HTML in self.media_types and media_type in SHOWN_AS_HTML)

    def extract(self, page: Page) -> Findings:
        """Return all that the format finds on a page."""
        if self.name in VISIBLE:
            from ..visible.reader import find

            return find(page, self.name)
        found: Findings = _module(self.name).extract(page)
        return found

    def resolve(self, page: Page, locator: str) -> RawPair:
        """Return the question and answer at one of the format's locators.

        Raises a LookupError (best: NothingThere), a ValueError or a TypeError where there are none.
        """
        if self.name in VISIBLE:
            from ..visible.locators import resolve

            return resolve(page, locator)
        pair: RawPair = _module(self.name).resolve(page, locator)
        return pair


@cache  # a look at what is imported takes longer than many a text
def _module(name: str) -> ModuleType:
    return import_module(f".{name}", __name__)


VISIBLE = ("details", "labelled", "accordion", "deflist", "headings", "bold", "paragraphs")
"""The formats that go by what a page looks like; one reader reads them all."""
FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("attribution", (TEXT,), is_markup=True, gives_way_to="plain"),
        Format("plain", (TEXT,), is_markup=True),
        Format("rows", TABLES_OF_PAIRS, is_markup=True),
        Format("aggregator", (HTML,), is_markup=True, markers=ANSWER_LINK, is_meant=is_answer_link),
        Format(
            "jsonld", (HTML,), is_markup=True, markers=(*QUESTION_TYPE, *ANSWER_OF_QUESTION), is_meant=is_whole_word
        ),
        Format("microdata", (HTML,), is_markup=True, markers=LOOSE_QUESTION_TYPE, is_meant=is_itemtype),
        Format("rdfa", (HTML,), is_markup=True, markers=LOOSE_QUESTION_TYPE, is_meant=is_typeof),
        Format(
            "pagedata",
            (HTML,),
            is_markup=True,
            markers=(*ANSWER_LINK, *JSON_SCRIPT, *WINDOW_DATA, *PUSHED_DATA, *ATTRIBUTE_DATA),
            is_meant=is_page_data,
        ),
        Format("thread", (HTML,), is_markup=False, markers=(*MARKERS, *TITLE_MARKERS), is_meant=may_be_thread),
        Format("chat", (HTML,), is_markup=False),
        Format("ama", (HTML,), is_markup=False, markers=INVITATION),
        Format("preformatted", (HTML,), is_markup=False),
        *(Format(name, (HTML,), is_markup=False) for name in VISIBLE),
    )
}
