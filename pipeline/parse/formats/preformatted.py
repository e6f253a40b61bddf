"""Text whose lines the page shows as they are, in a `<pre>`: questions and answers as in a file of plain text."""

from __future__ import annotations

from ...schema import Candidate, Findings, Rejected, Stage
from ..page import Page
from ..plain.pre import NAME, place_of, resolve
from ..visible.reader import Visible

__all__ = ["NAME", "extract", "resolve"]


def extract(page: Page) -> Findings:
    """Return the questions of each such element with their answers; not of one inside the answer to another.

    A locator is the CSS path of the element, and the words of question and answer in its text, counted from 0.
    """
    found = Findings([], [], [])
    for each in page.once(Visible).preformatted:
        for pair, locator in each.pairs:
            found.candidates.append(Candidate(*pair, page.address, page.address, locator, NAME))
        for reason, text in each.unsound:
            found.rejected.append(Rejected(reason, Stage.PARSE, text, place_of(each)))
    return found
