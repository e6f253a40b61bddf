"""Page -> what the formats find on it."""

from __future__ import annotations

from pipeline.formats import FORMATS
from pipeline.schema import Findings, Page


def find(page: Page, format: str | None = None) -> Findings:
    """Return all candidates, rejections and furniture on a page, read by one format or by all that fit."""
    names = [format] if format else list(FORMATS)
    findings = [FORMATS[name](page) for name in names]
    if len(findings) == 1:
        return findings[0]
    return Findings(
        [candidate for found in findings for candidate in found.candidates],
        [rejected for found in findings for rejected in found.rejected],
        [furniture for found in findings for furniture in found.furniture],
    )
