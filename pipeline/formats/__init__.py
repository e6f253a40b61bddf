"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.formats import attribution
from pipeline.schema import Findings, Page

Extract = Callable[[Page], Findings]

FORMATS: dict[str, Extract] = {
    attribution.NAME: attribution.extract,
}
