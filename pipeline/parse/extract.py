"""Page -> what the formats find on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..schema import Findings
from .formats import FORMATS, HTML, formats_for, recipe
from .page import Page
from .recipes import Recipe, recipes_for


def find(page: Page, formats: Sequence[str] | None = None, recipes: Sequence[Recipe] = ()) -> Findings:
    """Return all candidates, rejections and furniture on a page, read by some formats or by all that may find any.

    Where a recipe is for the page, it is read in the place of the formats that go by what a page looks like.
    """
    whole = Findings([], [], [])
    for found in _read(page, formats_for(page.document) if formats is None else formats, recipes):
        whole.candidates.extend(found.candidates)
        whole.rejected.extend(found.rejected)
        whole.furniture.extend(found.furniture)
    return whole


def _read(page: Page, formats: Sequence[str], recipes: Sequence[Recipe]) -> Iterator[Findings]:
    own = recipes_for(page, recipes) if page.document.media_type == HTML else []
    for name in formats:
        if FORMATS[name].is_markup or not own:
            yield FORMATS[name].extract(page)
    for description in own:
        yield recipe.extract(page, description)
