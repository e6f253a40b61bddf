"""Page -> what the formats find on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.formats import FORMATS, HTML, formats_for, recipe
from pipeline.recipes import Recipe, recipes_for
from pipeline.schema import Findings, Page


def find(page: Page, format: str | None = None, mode: str = "full", recipes: Sequence[Recipe] = ()) -> Findings:
    """Return all candidates, rejections and furniture on a page, read by one format or by all that fit.

    Where a recipe is for the page, it is read in the place of the formats that go by what a page looks like.
    """
    whole = Findings([], [], [])
    for found in [FORMATS[format].extract(page)] if format else _read(page, mode, recipes):
        whole.candidates.extend(found.candidates)
        whole.rejected.extend(found.rejected)
        whole.furniture.extend(found.furniture)
    return whole


def _read(page: Page, mode: str, recipes: Sequence[Recipe]) -> Iterator[Findings]:
    own = recipes_for(page, recipes) if page.document.media_type == HTML else []
    for name in formats_for(page.document, "markup" if own else mode):
        yield FORMATS[name].extract(page)
    for description in own:
        yield recipe.extract(page, description)
