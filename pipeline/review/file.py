"""`reviews.csv` beside `raw/`: the decisions of people, read and checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..project import beside
from ..storage.kept import content_of
from ..text.table import BadTable, Mistake, Row, decoded, plain, separator_of, whole_rows
from .contradictions import contradictions
from .decision import COLUMNS, NOTE, Decision, faults
from .errors import BadReviews, DoubledReviews

REVIEWS = "reviews.csv"


def reviews_beside(roots: Iterable[Path | str]) -> list[str]:
    """Return where the decisions about the pages of some raw folders may be written, each place once.

    >>> reviews_beside(["raw", "other/raw", "raw/", "s3://bucket/raw/?region=eu"])
    ['reviews.csv', 'other/reviews.csv', 's3://bucket/reviews.csv?region=eu']
    """
    return beside(roots, REVIEWS)


def read_all(roots: Iterable[Path | str]) -> list[Decision]:
    """Return the decisions beside some raw folders, in an order that does not depend on the lines.

    Raises BadReviews, DoubledReviews.
    """
    found = {path: read_reviews(path) for path in reviews_beside(roots)}
    together = [decision for decisions in found.values() for decision in decisions]
    if len([path for path in found.values() if path]) > 1:
        for mistake in contradictions(together):
            raise DoubledReviews([path for path, decisions in found.items() if decisions], mistake.why)
    return sorted(together, key=lambda decision: decision.said)


def digest_of(decisions: Iterable[Decision]) -> str:
    """Return a hash over what decisions say, 64 hex digits; empty where there are none."""
    said = [repr(decision.said) for decision in decisions]
    return hashlib.sha256("\n".join(said).encode("utf-8", "backslashreplace")).hexdigest() if said else ""


def read_reviews(path: Path | str) -> list[Decision]:
    """Return the decisions of a file, line by line; none if there is no file.

    Raises BadReviews, which names the mistakes with their lines, the header being line 1.
    """
    try:
        content = content_of(path)
    except BadTable as error:
        raise BadReviews(path, [error.mistake]) from error
    return [] if content is None else parse_reviews(path, content)


def parse_reviews(path: Path | str, content: bytes) -> list[Decision]:
    """Return the decisions that the bytes of a file hold. Raises BadReviews."""
    try:
        text = decoded(content)
    except BadTable as error:
        raise BadReviews(path, [error.mistake]) from error
    mistakes: list[Mistake] = []
    rows_there = whole_rows(text, separator_of(text, "action"), mistakes)
    whole = [row for row in rows_there if any(map(str.strip, row.fields))]  # spreadsheets leave others
    if not whole and not mistakes:
        return []
    header, *rows = whole or [Row(1, 1, [])]
    names = [*map(plain, header.fields)]
    if wrong := [*_wrong_header(header, names)]:
        raise BadReviews(path, mistakes if mistakes and not header.fields else wrong)
    decisions = []
    for row in rows:
        if wrong := [*_wrong_row(row, names)]:
            mistakes += wrong
            continue
        decision = _decision(row, names)._replace(path=str(path))
        mistakes += [Mistake(row.line, why) for why in faults(decision)][:1]
        decisions.append(decision)
    mistakes = mistakes or [*contradictions(decisions)]
    if mistakes:
        raise BadReviews(path, mistakes)
    return decisions


def _decision(row: Row, names: Sequence[str]) -> Decision:
    fields = {name: field.strip() for name, field in zip(names, row.fields, strict=False) if name}
    for name in ("id", "other", "action"):
        fields[name] = fields.get(name, "").lower()
    return Decision(**fields, line=row.line)


def _wrong_header(header: Row, names: Sequence[str]) -> Iterator[Mistake]:
    known = ",".join(COLUMNS)
    if "action" not in names or "id" not in names:
        yield Mistake(header.line, f"the first line must name the columns {known}")
    for name, times in Counter(names).items():
        if name and name not in (*COLUMNS, NOTE):
            yield Mistake(header.line, f"there is no column {name!r}, only {known} and {NOTE}")
        elif name and times > 1:
            yield Mistake(header.line, f"the column {name} is there {times} times")


def _wrong_row(row: Row, names: Sequence[str]) -> Iterator[Mistake]:
    if any(field.strip() for field in row.fields[len(names) :]):
        yield Mistake(row.line, "more fields than the first line has columns; quote fields with a comma")
    for name, field in zip(names, row.fields, strict=False):
        if not name and field.strip():
            yield Mistake(row.line, f"{field.strip()!r} is in a column without a name")
