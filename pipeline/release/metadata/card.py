"""The dataset card: `README.md` of a release, for people, with the lines at its top that dataset loaders read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...schema.counts import named_counts
from ...schema.descriptions import COLUMN_MEANINGS
from ...text.counted import count_of
from ..layout import CSV, MANIFEST, PARQUET, RIGHTS, SUMS, is_part, name_of_all
from ..rights import licences_of
from ..versions import Release
from .facts import Table, date_of, is_identifier, is_link, languages_of, said_of, tables_of, title_of
from .sentences import bibtex_of, citation_of, limits_of, made_of, most, removal_of, rights_in, share, values_of

_SHOWN_SOURCES = 20  # of the most cited domains, chosen: a card is read to its end
_SIZES = (
    ("n<1K", 1_000),
    ("1K<n<10K", 10_000),
    ("10K<n<100K", 100_000),
    ("100K<n<1M", 1_000_000),
    ("1M<n<10M", 10_000_000),
)
_MORE = "10M<n<100M"
_COUNTS = {
    "records": "Records: distinct questions with an answer",
    "current": "of these current: a page may still say so",
    "superseded": "of these superseded by a later answer of the same page",
    "gone": "of these gone: the page dropped the question, or is gone itself",
    "edited": "of these edited by a person",
    "support_found": "of these said word for word by the page that they cite",
    "support_changed": "of these said by the page that they cite in other words, or in part",
    "support_absent": "of these not said by the page that they cite",
    "support_unchecked": "of these of which the page that they cite tells nothing",
    "licensed": "of these with a licence that a page names",
    "reserved": "of these shown by a page that reserves its use",
    "completed": "of these cut where they were read, and completed from the page that they cite",
    "pii_email": "of these with an address of e-mail, masked or not",
    "pii_phone": "of these with a telephone number, masked or not",
    "pii_iban": "of these with the number of a bank account, masked or not",
    "pii_card": "of these with the number of a payment card, masked or not",
    "pii_ssn": "of these with a social security number, masked or not",
    "pii_ip": "of these with the address of a computer, masked or not",
    "pii_coordinates": "of these with the coordinates of a place, masked or not",
    "documents": "Pages that were read",
    "documents_gone": "of these gone: the server answered that there is no such page",
    "documents_without_pairs": "of these without a sound pair",
    "merged": "Copies that were merged into a record",
    "rejected": "Rejections, each with its reason",
    "conflicts": "Pairs of answers that contradict each other",
}
"""What the card counts, in its words; of what is none, only the first line is written."""


def describe(release: Release) -> str:
    """Return the text of `README.md`."""
    return "\n".join([*_front_matter(release), *_what_it_is(release), *_sections(release)]).rstrip() + "\n"


# --- what loaders read -----------------------------------------------------------------------


def _front_matter(release: Release) -> Iterator[str]:
    said, tables = said_of(release), tables_of(release)
    yield "---"
    yield f"pretty_name: {_quoted(title_of(release))}"
    yield from _licence_lines(said.licence)
    yield from _listed("language", languages_of(release))
    yield from _listed("task_categories", ["question-answering"])
    yield from _listed("size_categories", [_size_of(release.manifest.counts["records"])])
    yield "configs:"
    for table in tables:
        if table.rows:  # of a table without rows a loader finds that it "corresponds to no data"
            yield from _config(table)
    yield "---"
    yield ""


def _licence_lines(licence: str) -> Iterator[str]:
    if not licence:
        return
    yield f"license: {licence.lower() if is_identifier(licence) else 'other'}"
    if is_link(licence):
        yield f"license_link: {_quoted(licence)}"


def _listed(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"- {_quoted(value)}" for value in values)


def _config(table: Table) -> Iterator[str]:
    yield f"- config_name: {table.name}"
    if table.name == "records":
        yield "  default: true"
    yield f"  data_files: {f'{table.name}/*.{PARQUET}' if table.is_in_parts else table.files[0]}"


def _quoted(text: str) -> str:
    """A text as YAML reads it, where a character that is not printable is written by its number."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _size_of(rows: int) -> str:
    return next((name for name, below in _SIZES if rows < below), _MORE)


# --- what people read ------------------------------------------------------------------------


def _what_it_is(release: Release) -> Iterator[str]:
    said, manifest = said_of(release), release.manifest
    records, documents = (count_of(manifest.counts[name], word) for name, word in _MAIN)
    day = date_of(release)
    yield f"# {_plain(title_of(release))}"
    yield ""
    if missing := [name for name, value in said._asdict().items() if not value]:
        yield f"> Not set by whoever made this release: {', '.join(missing)}. They are lines of `qamill.toml`."
        yield ""
    if said.description:
        yield from (said.description, "")
    yield (
        f"Questions with their answers, collected from web pages: {records} from {documents}. Each names the source"
        " that it cites and leads back to the place on the page where it was read."
    )
    yield ""
    yield (
        f"This is version {manifest.version}"
        + (f"; the one before is {manifest.previous}. " if manifest.previous else ", the first one. ")
        + (f"The newest page is of {day.isoformat()}." if day else "When the pages were retrieved is not known.")
    )
    yield ""


_MAIN = (("records", "record"), ("documents", "page"))


def _sections(release: Release) -> Iterator[str]:
    for heading, write in _SECTIONS.items():
        yield from (f"## {heading}", "", *write(release), "")


def _counts(release: Release) -> Iterator[str]:
    counts = named_counts(release.manifest)
    yield from _rows("what", "how many")
    for name, words in _COUNTS.items():
        if counts.get(name) or name == "records":
            yield _row(words, f"{counts[name]:,}")
    if rejected := release.manifest.rejected:
        named = ", ".join(f"`{reason}` {number:,}" for reason, number in most(rejected.items()))
        yield from ("", f"Rejected, by reason: {named}.")
    languages = values_of(release, "language")
    named = ", ".join(f"`{value}` {number:,}" for value, number in languages[:_SHOWN_SOURCES])
    if languages:
        yield from ("", f"Languages of the records (`und`: too short to tell): {named}.")


def _tables(release: Release) -> Iterator[str]:
    tables = tables_of(release)
    yield from _rows("table", "rows", "file", "what it holds")
    for table in tables:
        yield _row(f"`{table.name}`", f"{table.rows:,}", _files(table), table.meaning)
    yield ""
    if empty := [f"`{table.name}`" for table in tables if not table.rows]:
        yield f"Without rows in this release, and so no configuration of `datasets`: {', '.join(empty)}."
        yield ""
    csv = release.files_of("records", CSV)
    yield (
        f"`{name_of_all(csv)}` holds the same as the table `records`. Read it as text, or `NA` becomes missing and"
        " `007` a number:"
    )
    yield from ("", "```python", *(_LOADING_PARTS if is_part(csv[0]) else _LOADING).split("\n"), "```", "")
    yield f"`{SUMS}` has the checksum of each file (`sha256sum -c {SUMS}`), `{MANIFEST}` all counts and hashes."


_LOADING_PARTS = """\
import pandas
from pathlib import Path
records = pandas.read_parquet("records")
parts = sorted(Path("records-csv").iterdir())
records = pandas.concat(pandas.read_csv(part, dtype=str, keep_default_na=False) for part in parts)

from datasets import load_dataset
records = load_dataset("FOLDER", "records", split="train")  # the folder that this file is in"""
_LOADING = """\
import pandas
records = pandas.read_parquet("records.parquet")
records = pandas.read_csv("records.csv", dtype=str, keep_default_na=False)

from datasets import load_dataset
records = load_dataset("FOLDER", "records", split="train")  # the folder that this file is in"""


def _files(table: Table) -> str:
    return f"`{table.name}/`, {count_of(len(table.files), 'file')}" if table.is_in_parts else f"`{table.files[0]}`"


def _columns(release: Release) -> Iterator[str]:
    for table in tables_of(release):
        yield from (f"### {table.name}", "", table.meaning, "", *_rows("column", "type", "meaning"))
        for field in table.columns:
            kind = f"{field.type}{', nullable' if field.nullable else ''}"
            yield _row(f"`{field.name}`", kind, COLUMN_MEANINGS[table.name].get(field.name, ""))
        yield ""


def _limits(release: Release) -> list[str]:
    return [f"- {limit}" for limit in limits_of(release)]


def _sources(release: Release) -> Iterator[str]:
    domains, records = values_of(release, "source_domain"), release.manifest.counts["records"]
    yield RIGHTS
    licence = said_of(release).licence
    yield ""
    yield f"The collection as such: {_plain(licence)}" if licence else "No licence of the collection as such is set."
    yield ""
    yield " ".join(rights_in(release))
    if licences := licences_of(release) if release.manifest.counts.get("licensed") else {}:
        yield from ("", *_rows("licence that a page names", "records"))
        for name, number in [*licences.items()][:_SHOWN_SOURCES]:
            yield _row(_plain(name), f"{number:,}")
    if not domains:
        return
    yield ""
    yield f"The records cite {count_of(len(domains), 'domain')}" + (
        f"; the {_SHOWN_SOURCES} most frequent:" if len(domains) > _SHOWN_SOURCES else ":"
    )
    yield from ("", *_rows("domain", "records", "share"))
    for domain, number in domains[:_SHOWN_SOURCES]:
        yield _row(f"`{domain}`", f"{number:,}", share(number, records))


def _citation(release: Release) -> Iterator[str]:
    yield "Name the version and its content hash, by which anybody can check that they have the same:"
    yield ""
    yield f"> {_plain(citation_of(release))}"
    yield from ("", "```bibtex", bibtex_of(release), "```", "")
    yield "For a single record, cite its `source_url` or `page_url` first, then its `id`."


def _removal(release: Release) -> list[str]:
    return "\n\n".join(removal_of(release)).split("\n")


_SECTIONS = {
    "Counts": _counts,
    "Tables": _tables,
    "How it was made": made_of,
    "Known limits": _limits,
    "Sources and their rights": _sources,
    "How to cite": _citation,
    "How to ask for removal": _removal,
    "Columns": _columns,
}


# --- words and numbers -----------------------------------------------------------------------


def _rows(*names: str) -> list[str]:
    return [_row(*names), "|" + "---|" * len(names)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _plain(text: str) -> str:
    """A text that people gave, with nothing in it that Markdown or HTML would read as a sign."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
