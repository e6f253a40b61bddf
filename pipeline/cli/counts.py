"""`qamill stats`: what a release holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from .arguments import OUT_ANYWHERE
from .completion import complete_version
from .group import JSON, main
from .output import is_terminal, print_json, print_line
from .tables import print_table

_MOST_VALUES = 12  # of a column in `stats`, chosen to fit a screen
_MEASURED = {"question_length", "answer_length", "pairs_of_a_page"}
_PLAIN = {
    "archive_parts": "pages in archives",
    "candidates": "pairs found",
    "completed": "answers completed from their cited page",
    "conflicts": "contradictions between answers",
    "current": "records that are current",
    "documents": "documents",
    "documents_gone": "pages that were gone",
    "documents_rejected": "documents that could not be read, or are copies",
    "documents_without_pairs": "pages without a pair",
    "edited": "records edited by people",
    "gone": "records that their page has dropped, or whose page is gone",
    "later_version": "contradictions with a later version",
    "lenient": "pages read by the lenient reader",
    "licensed": "records with a licence that a page names",
    "merged": "pairs merged into another",
    "pii_card": "records with the number of a payment card",
    "pii_coordinates": "records with the coordinates of a place",
    "pii_email": "records with an address of e-mail",
    "pii_iban": "records with the number of a bank account",
    "pii_ip": "records with the address of a computer",
    "pii_phone": "records with a telephone number",
    "pii_ssn": "records with a social security number",
    "raw_files": "raw files",
    "records": "records",
    "rejected": "rejected",
    "reserved": "records of pages that reserve their use",
    "sightings": "places where pairs were seen",
    "sources_disagree": "contradictions between sources",
    "support_absent": "answers that their cited page does not give",
    "support_changed": "answers that their cited page gives otherwise",
    "support_found": "answers that their cited page gives word for word",
    "support_unchecked": "answers of which their cited page tells nothing",
    "superseded": "records that their page has replaced",
    "question_length": "characters of a question",
    "answer_length": "characters of an answer",
    "pairs_of_a_page": "pairs of a page",
    "least": "least",
    "nine_in_ten": "nine in ten have at most",
    "source_domain": "source",
}
"""What `stats` calls counts and columns on a terminal; the other counts are for checking that nothing is lost."""


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@OUT_ANYWHERE
@JSON
def stats(version: str, out: Path | str, as_json: bool) -> None:
    """Count what a release holds.

    \b
    Example: qamill stats 1.0.0
    """
    from ..release.stats import measure, stats
    from ..schema.counts import named_counts

    manifest, counted = stats(version, out)
    of_run = {"counts": named_counts(manifest), "rejected": manifest.rejected}
    measured = measure(version, out)
    if as_json:
        print_json({"version": manifest.version, **of_run, **counted, **measured})
        return
    rows = [*_rows({**of_run, **measured}), *_rows(counted, most=_MOST_VALUES)]
    if is_terminal():
        print_line(f"Release {manifest.version}")
        rows = [*_in_plain_words(rows)]
    print_table(("what", "value", "number"), rows)


def _rows(counts: Mapping[str, Mapping[str, int]], most: int | None = None) -> Iterator[Sequence[object]]:
    """Yield a row for each count, at most so many of a kind and those beyond as one."""
    for what, numbers in counts.items():
        values = [*numbers.items()]
        yield from ((what, value, number) for value, number in values[:most])
        if most is not None and len(values) > most:
            yield what, f"({len(values) - most:,} more)", sum(number for _, number in values[most:])


def _in_plain_words(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    """Yield those that are not 0, in words for people."""
    before = None
    for what, value, number in rows:
        if what == "counts" and (not number or value not in _PLAIN):
            continue
        words = _PLAIN.get(str(what), str(what).replace("_", " "))
        named = _PLAIN.get(str(value), value) if what == "counts" or what in _MEASURED else value
        yield "" if what == before else words, named, f"{number:,}"
        before = what
