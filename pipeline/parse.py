"""Page -> what the formats find on it."""

from __future__ import annotations

from pipeline.formats import FORMATS, formats_for
from pipeline.schema import Findings, Page


def find(page: Page, format: str | None = None, mode: str = "full") -> Findings:
    """Return all candidates, rejections and furniture on a page, read by one format or by all that fit."""
    whole = Findings([], [], [])
    for name in [format] if format else formats_for(page.document.media_type, mode):
        found = FORMATS[name].extract(page)
        whole.candidates.extend(found.candidates)
        whole.rejected.extend(found.rejected)
        whole.furniture.extend(found.furniture)
    return whole
