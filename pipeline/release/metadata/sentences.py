"""What the card and other files say of a release in sentences: how it was made, its limits, how to cite, removal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow.compute as pc

from ...schema.counts import named_counts
from ...schema.nouns import PERSONAL_DATA_FLAGS
from ...text.counted import count_of
from ..read import read_table
from ..versions import Release
from .facts import date_of, name_of, said_of, title_of

_MUCH = 0.5  # the share of one domain at which it is a limit of the dataset, chosen
_PEOPLE = "Texts may name people. Nothing was removed because of that."
_KINDS = "addresses of e-mail and of computers, telephone numbers, numbers of accounts, cards and persons, places"
_TREATED = {
    "mask": f"Rules put masks such as `[EMAIL_1]` in the place of personal data: {_KINDS}.",
    "reject": f"Rules rejected pairs that hold personal data: {_KINDS}. Elsewhere masks take its place.",
}


def made_of(release: Release) -> list[str]:
    """Return how a release was made."""
    return [*_made(release)]


def _made(release: Release) -> Iterator[str]:
    package, settings = release.manifest.package, release.manifest.settings
    yield (
        f"By {package['name']} {package['version']}, a program that reads pages by rules: no model wrote, chose or"
        " changed a word."
    )
    yield (
        "What a page gives as question and answer is cleaned of layout, checked, and merged with its duplicates;"
        " nothing that was read disappears: it is a record, or a copy that was merged, or rejected with a reason."
    )
    if similarity := settings.get("similarity"):
        yield (
            f"Pairs of which at least {similarity} is the same became one record, unless they differ in a number or"
            " another word that matters."
        )
    if settings.get("mode") == "markup":
        yield "Only what pages themselves mark as questions was read."
    if settings.get("recipes"):
        yield "The pages of some sites were read as their recipes say."
    if settings.get("complete_snippets"):
        yield (
            "An answer that was cut, flagged `completed`, is the full passage of the page that it cites; the table"
            " `support` has what was read."
        )
    if "reviews" in release.manifest.content:
        yield "People decided about single pairs: the table `reviews` says what and why."
    yield "The same pages, settings and version of the program give the same bytes again."


def limits_of(release: Release) -> list[str]:
    """Return what a user of a release should not trust in."""
    return [*_limits(release)]


def _limits(release: Release) -> Iterator[str]:
    yield "Whether an answer is true was not checked by anybody. It is what a page says."
    yield (
        "Rules find the pairs. They miss some, and some records are none, or begin or end at the wrong place; `flags`"
        " marks what looks doubtful."
    )
    yield (
        "`question_type` knows English only; `language` is worked out from the text, and is sometimes wrong for short"
        " ones."
    )
    yield from people_in(release)
    counts = named_counts(release.manifest)
    if past := counts.get("superseded", 0) + counts.get("gone", 0):
        verb = "is" if past == 1 else "are"
        yield (
            f"{count_of(past, 'record')} {verb} of the past, as no page says so any more: `superseded_by` and the flag"
            " `gone` tell which."
        )
    if other := counts.get("support_changed", 0) + counts.get("support_absent", 0):
        pages = "the page that it cites does not" if other == 1 else "the pages that they cite do not"
        yield f"Of {count_of(other, 'answer')} {pages} say so word for word: the column `support`."
    yield from rights_in(release)
    if conflicts := counts.get("conflicts"):
        pairs = count_of(conflicts, "pair")
        yield f"In {pairs} the answers to one question contradict each other: the table `conflicts`."
    if date_of(release) is None:
        yield "No page has a date. What is out of date cannot be known."
    yield from _one_sided(release)


def people_in(release: Release) -> list[str]:
    """Return what a release may hold of people, and what rules found of it."""
    manifest = release.manifest
    if treated := _TREATED.get(manifest.settings.get("pii", "")):
        return [f"Texts may name people. {treated} Names, and what the rules do not know, stay."]
    if any(manifest.counts.get(flag) for flag in PERSONAL_DATA_FLAGS):
        return [f"{_PEOPLE} The flags that begin with `pii_` tell which records hold {_KINDS}, as far as rules see it."]
    return [_PEOPLE]


def rights_in(release: Release) -> list[str]:
    """Return what pages say of the reuse of the records."""
    counts = named_counts(release.manifest)
    records, licensed, reserved = (counts.get(name, 0) for name in ("records", "licensed", "reserved"))
    known = f"A page names the licence of {count_of(licensed, 'record')}" if licensed else "No page names a licence"
    unknown = f"; that of {count_of(records - licensed, 'record')} is unknown, which does not mean free"
    said = [f"{known}{unknown if records > licensed else ''}."]
    if reserved:
        verb = "stands on a page that reserves its" if reserved == 1 else "stand on pages that reserve their"
        said.append(f"{count_of(reserved, 'record')} {verb} use: the column `usage`.")
    return said


def _one_sided(release: Release) -> Iterator[str]:
    domains, records = values_of(release, "source_domain"), release.manifest.counts["records"]
    if len(domains) > 1 and domains[0][1] > _MUCH * records:
        yield f"`{domains[0][0]}` alone is the source of {share(domains[0][1], records)} of the records."


def citation_of(release: Release) -> str:
    """Return how to cite a release, in a line."""
    manifest, day = release.manifest, date_of(release)
    dated = f", pages up to {day.isoformat()}" if day else ""
    return f"{title_of(release)}. Version {manifest.version}{dated}. Content hash {manifest.content_hash}."


def bibtex_of(release: Release) -> str:
    """Return the same as an entry of BibTeX."""
    manifest, day = release.manifest, date_of(release)
    title = "".join(character for character in title_of(release) if character not in "{}\\")
    fields = {
        "title": title,
        "version": manifest.version,
        "year": str(day.year) if day else "",
        "note": f"Content hash {manifest.content_hash}",
    }
    written = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{name_of(release)}-{manifest.version}, {written}}}"


def removal_of(release: Release) -> list[str]:
    """Return how to ask for the removal of a record, and what comes of it."""
    contact = said_of(release).contact
    whom = f"Ask {contact}." if contact else "No contact is set: ask whoever gave you this release."
    return [
        f"{whom} Name the `id` of the record, or the address of the page.",
        "Whoever makes the dataset takes the page away, or rejects the record in `reviews.csv` with a reason; the next"
        " release is without it, and the release that had it can be withdrawn. Copies that others hold do not change"
        " by that: use the newest release.",
    ]


def values_of(release: Release, column: str) -> list[tuple[str, int]]:
    """Return how many records have each value of a column, the most frequent first."""
    counted = pc.value_counts(read_table(release, "records", [column]).column(column))
    return most((item["values"], item["counts"]) for item in counted.to_pylist())


def most(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return values with their numbers, the most frequent first, equals by their name."""
    return sorted(counts, key=lambda count: (-count[1], count[0]))


def share(part: int, whole: int) -> str:
    """Return a part of a whole in percent."""
    return f"{part / whole:.1%}"
