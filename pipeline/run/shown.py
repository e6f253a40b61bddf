"""What a page shows to a reader, as text: the characters that `shown=` locators count."""

from __future__ import annotations

from ..parse.page import Page
from ..text.clean import clean


def shown_text(page: Page) -> str:
    """Return what a reader sees of a page: no scripts, comments, frames, forms or hidden text.

    Of plain text the lines that were wrapped are joined.
    """
    if page.reader == "text":
        return clean(page.text)
    from ..web.render import text_of

    body = page.dom.select_one("body")
    return text_of(body.children) if body else ""
