"""A page in a markup language, or a printed document -> the HTML that it is shown as."""

from __future__ import annotations

from dataclasses import replace

from ..schema import PRINTED, SHOWN_AS_HTML, Document, Reason, Rejected, Stage
from .page import Page


def shown(page: Page) -> Page | Rejected:
    """Return a page in a markup language, or a document, as the HTML that it is shown as; any other as it is."""
    if page.document.media_type not in SHOWN_AS_HTML:
        return page
    from .rendered.render import CannotRender, NeedsPassword, render, render_printed

    document = page.document
    try:
        if document.media_type in PRINTED:
            return replace(page, text=render_printed(document.media_type, document.content), source="")
        return replace(page, text=render(document.media_type, page.text), source=page.text)
    except ModuleNotFoundError as error:
        return _refuse(document, Reason.MISSING_LIBRARY, f"needs the library {error.name}, which is not installed")
    except NeedsPassword as error:
        return _refuse(document, Reason.ENCRYPTED, str(error))
    except (CannotRender, RecursionError) as error:
        return _refuse(document, Reason.BROKEN_MARKUP, f"cannot be shown ({error})")


def _refuse(document: Document, reason: Reason, why: str) -> Rejected:
    return Rejected(reason, Stage.DECODE, f"{document.path or 'the page'}: {why}", "")
