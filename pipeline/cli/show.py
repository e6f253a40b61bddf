"""Results as sentences, tables and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..schema.counts import named_counts
from ..schema.manifest import Change, Manifest
from ..schema.rows import SUPPORT_STATES
from ..text.counted import count_of
from .output import escaped, is_terminal, print_drawn, print_line, print_row

if TYPE_CHECKING:
    from ..audit.explain import Explanation
    from ..audit.verify import Verdict
    from ..curate import Outcome
    from ..emit.pull import Pulled
    from ..purge.purge import Purged
    from ..release.withdrawn import Withdrawal
    from ..run.page import PageResult
    from ..schema import Pair

VERSIONS_HEAD = ("version", "records", *Change._fields, "documents", "content", "")
_CONTENT_DIGITS = 12  # of a content hash on the screen, chosen; 8 are enough to pin a release
_MOST_VALUES = 12  # of a column in `stats`, chosen to fit a screen
_LONGEST_REJECTED = 200  # characters, chosen: two or three lines
_WHY = "The table rejected.parquet says why; `qamill help reasons` explains."
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
_OF_SEVERAL_PAGES = {"times_seen", "sources_seen", "last_seen", "superseded_by", "edited_from", "support", "usage"}
"""Columns of a record that one page alone says nothing of."""
_NOTHING = (
    "Nothing was rejected: no question was found on them. What an archive holds that is no page is counted"
    " in the column boilerplate of documents.parquet."
)


def pulled(pulled: Pulled) -> str:
    """Say what was brought."""
    if pulled.was_there:
        return f"{pulled.folder} is there already, and nothing was brought."
    files = f"{count_of(len(pulled.fetched), 'file')} of {pulled.bytes / 1e6:,.1f} MB"
    here = f", {len(pulled.copied)} more from releases that are here" if pulled.copied else ""
    return f"Brought {pulled.folder}: {files}{here}."


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: drawn on a terminal, tab-separated elsewhere."""
    if not is_terminal():
        for row in (head, *rows):
            print_row(row)
        return
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name in head:
        drawn.add_column(Text(escaped(name)), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(escaped("" if value is None else str(value))) for value in row))
    print_drawn(drawn)


def outcome(outcome: Outcome) -> Iterator[str]:
    """Yield the outcome of a run, in sentences."""
    yield from outcome.notes
    manifest = outcome.manifest
    counts = manifest.counts
    if not outcome.is_new:
        yield f"Nothing changed: {outcome.folder} is up to date, {count_of(counts['records'], 'record')}."
        return
    if outcome.known:
        yield f"{count_of(outcome.known, 'file')} had been read by an earlier run."
    yield (
        f"Read {count_of(counts['documents'], 'page')}: {count_of(counts['candidates'], 'pair')} found,"
        f" {count_of(counts['records'], 'record')}, {counts['merged']:,} merged, {counts['rejected']:,} rejected"
        + (f" ({_listed(manifest.rejected)})." if manifest.rejected else ".")
    )
    if counts.get("superseded") or counts.get("gone"):
        past = f"{counts['superseded']:,} superseded and {counts['gone']:,} gone"
        verb = "is" if counts["current"] == 1 else "are"
        yield f"Of the records {counts['current']:,} {verb} current, {past} (`qamill help history`)."
    if states := {state: number for state in SUPPORT_STATES if (number := counts.get(f"support_{state}"))}:
        what = count_of(sum(states.values()), "answer")
        completed = f"; {number:,} completed from it" if (number := counts.get("completed")) else ""
        yield f"The cited page of {what} was read, too: {_listed_before(states)}{completed} (`qamill help fetching`)."
    if reserved := counts.get("reserved"):
        verb = "is shown by a page that reserves its" if reserved == 1 else "are shown by pages that reserve their"
        yield f"{count_of(reserved, 'record')} {verb} use (`qamill help rights`)."
    if conflicts := counts.get("conflicts"):
        yield f"Answers to one question contradict each other in {count_of(conflicts, 'pair')}: qamill conflicts."
    if gone := counts.get("documents_gone"):
        yield f"{count_of(gone, 'page')} {'was' if gone == 1 else 'were'} gone: the server answered 404 or 410."
    if nothing := counts.get("documents_without_pairs"):
        verb = "it has" if nothing == 1 else "they have"
        yield f"{count_of(nothing, 'page')} gave no pair; in the table documents {verb} pairs = 0."
    verb = f"Released {outcome.folder}" if outcome.folder else f"Would release {manifest.version}"
    if manifest.previous is None:
        yield f"{verb}, the first release."
    else:
        change = {word: number for word, number in manifest.change.items() if number}
        yield f"{verb}; since {manifest.previous}: {_listed(change) or 'no record changed, something else did'}."
    if not counts["records"]:
        yield f"No record came out of these pages. {_WHY if counts['rejected'] else _NOTHING}"


def without_pairs(outcome: Outcome) -> Iterator[str]:
    """Yield the pages that gave no pair, a line each, also where nothing changed since the release was made."""
    paths = outcome.without_pairs
    if not outcome.is_new and isinstance(outcome.folder, Path):
        from ..release.stats import pages_without_pairs

        paths = pages_without_pairs(outcome.folder)
    yield from (f"No pair in {path}" for path in paths)


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """Return the outcome of a run, for programs."""
    return {
        "version": outcome.manifest.version,
        "is_new": outcome.is_new,
        "folder": str(outcome.folder) if outcome.folder else None,
        "counts": outcome.manifest.counts,
        "rejected": outcome.manifest.rejected,
        "change": outcome.manifest.change,
        "known": outcome.known,
        "notes": list(outcome.notes),
    }


def pairs_json(result: PageResult) -> Iterator[dict[str, Any]]:
    """Yield each pair of a page once, as it would be released, for programs."""
    kept: dict[str, list[Pair]] = {}
    for pair in result.pairs:
        if pair.merge.kept_id == pair.record.id:
            kept.setdefault(pair.record.id, []).append(pair)
    for pairs in kept.values():
        pair = min(pairs, key=_incompleteness)
        row = pair.record.model_dump(mode="json", exclude=_OF_SEVERAL_PAGES)
        yield {**row, "format": pair.sighting.format, "locator": pair.sighting.locator}


def print_pairs(results: Iterable[PageResult]) -> int:
    """Draw the pairs of pages as cards, for people; return how many there are."""
    from .cards import Card, print_card

    number = 0
    for result in results:
        for pair in pairs_json(result):
            number += 1
            print_card(number, Card(pair["question"], pair["answer"], (pair["source"], pair["flags"], pair["id"])))
    return number


def rejected_words(result: PageResult) -> Iterator[str]:
    """Yield what of a page was rejected, in words."""
    for rejected in result.rejected:
        text = " ".join(rejected.text.split())
        shown = f"{text[:_LONGEST_REJECTED]}..." if len(text) > _LONGEST_REJECTED else text
        yield f"Rejected, {rejected.reason}: {shown}"


def _incompleteness(pair: Pair) -> tuple[bool, int]:
    """What makes the most complete of the same pairs the least."""
    return "truncated" in pair.record.flags.split(), -len(pair.record.answer)


def rejected_json(result: PageResult, boilerplate: bool) -> Iterator[dict[str, Any]]:
    """Yield each rejection of a page, and its boilerplate if wanted, for programs."""
    for rejected in result.rejected:
        yield rejected._asdict()
    if boilerplate:
        yield from boilerplate_json(result)


def boilerplate_json(result: PageResult) -> Iterator[dict[str, Any]]:
    """Yield the boilerplate of a page, for programs."""
    if result.page:
        for rule, start, end in result.boilerplate:
            yield {"boilerplate": rule, "text": result.page.text[start:end], "locator": f"chars={start}-{end}"}


def version_rows(
    manifests: Sequence[Manifest], latest: str | None, withdrawn: Mapping[str, Withdrawal]
) -> Iterator[Sequence[object]]:
    """Yield the rows of a table of versions."""
    for manifest in manifests:
        mark = f"withdrawn: {withdrawn[manifest.version].reason}" if manifest.version in withdrawn else ""
        change = [number if manifest.previous else "" for number in manifest.changes]
        yield (
            manifest.version,
            manifest.counts["records"],
            *change,
            manifest.counts["documents"],
            manifest.content_hash[:_CONTENT_DIGITS],
            "latest" if manifest.version == latest else mark,
        )


def stats(manifest: Manifest, counted: dict[str, dict[str, int]], measured: dict[str, dict[str, int]]) -> None:
    """Print the counts of a release; on a terminal those that are not 0, in plain words."""
    rows: list[Sequence[object]] = [("counts", name, number) for name, number in named_counts(manifest).items()]
    rows += [("rejected", reason, number) for reason, number in manifest.rejected.items()]
    rows += [(name, which, number) for name, spread in measured.items() for which, number in spread.items()]
    for column, counts in counted.items():
        rows += [(column, value, number) for value, number in list(counts.items())[:_MOST_VALUES]]
        if len(counts) > _MOST_VALUES:
            rows.append((column, f"({len(counts) - _MOST_VALUES:,} more)", sum(list(counts.values())[_MOST_VALUES:])))
    if is_terminal():
        print_line(f"Release {manifest.version}")
        rows = [*_in_plain_words(rows)]
    table(("what", "value", "number"), rows)


def _in_plain_words(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    before = None
    for what, value, number in rows:
        if what == "counts" and (not number or value not in _PLAIN):
            continue
        words = _PLAIN.get(str(what), str(what).replace("_", " "))
        named = _PLAIN.get(str(value), value) if what == "counts" or what in _MEASURED else value
        yield "" if what == before else words, named, f"{number:,}"
        before = what


def evidence(verdict: Verdict, no_raw: bool, quick: bool) -> str:
    """Return how much of a release's evidence was read again, in words."""
    if quick:
        return "no table and no page was read"
    if no_raw:
        return "no page was looked at"
    if verdict.missing:
        return f"but only {verdict.locators:,} of {verdict.sightings:,} locators could be read again"
    whose = "its pair" if verdict.locators == 1 else "their pairs"
    return f"{count_of(verdict.locators, 'locator')} gave {whose} again" if verdict.sightings else "it has no pairs"


def explanation(explanation: Explanation) -> None:
    """Print a record with its evidence; first, where it went if the release no longer has it."""
    for step in explanation.gone:
        print_line(step)
    if explanation.gone:
        print_line(f"As it was in {explanation.version}:")
    table(("column", "value"), explanation.record.items())
    for sentence in explanation.later:
        print_line("")
        print_line(sentence)
    if explanation.decisions:
        print_line("")
    for sentence in explanation.decisions:
        print_line(sentence)
    for evidence in explanation.evidence:
        sighting = evidence.sighting
        print_line("")
        address = f", {evidence.page_url}," if evidence.page_url else ""
        print_line(f"Seen in {evidence.path}{address} at {sighting['locator']} ({sighting['format']}):")
        if any(line.number is None for line in evidence.lines):
            print_line("  (the lines of the file are not known; this is what was read)")
        for number, line, inside in evidence.lines:
            print_line(f"{'>' if inside else ' '}{number or '':>6} {line.expandtabs(4)}")
        if not evidence.lines:
            print_line("  (the page is not in raw/ as it was read)")
        if evidence.rights:
            print_line("Said of its reuse:")
        for sentence in evidence.rights:
            print_line(f"  {sentence}")
    _support(explanation.support, explanation.is_completed)
    if explanation.merged:
        print_line("")
        print_line("Merged into it:")
        for sentence in explanation.sentences():
            print_line(f"  {sentence}")


def _support(rows: Sequence[Mapping[str, Any]], is_completed: bool) -> None:
    """Print what the cited page says of an answer, if it was read."""
    for row in rows:
        gone = row["locator"].removeprefix("gone=") if row["locator"].startswith("gone=") else ""
        at = f" at {row['locator']}" if row["locator"] and not gone else ""
        if row["sentence"] == 0:
            print_line("")
            what = "was cut, and completed from" if is_completed else f"is {row['state']} on"
            was = f", which was gone (status {gone})" if gone else ""
            print_line(f"Its answer {what} the cited page{was}, {row['path']}, {row['page_url']}{at}:")
        if row["sentence"] == 0 and is_completed:
            print_line(f"  as it was read: {row['text']}")
        if row["sentence"] == 0 and row["full_answer"]:
            print_line(f"  full answer: {row['full_answer']}")
        elif row["sentence"]:
            there = f": {row['passage']}" if row["passage"] else ""
            print_line(f"  {row['sentence']}. {row['state']}{at}{there}")


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return a record with its evidence, for programs."""
    return {
        "version": explanation.version,
        "gone": list(explanation.gone),
        "later": list(explanation.later),
        "decisions": list(explanation.decisions),
        "record": explanation.record,
        "sightings": [
            {
                **evidence.sighting,
                "path": evidence.path,
                "lines": [{"line": n, "text": text, "evidence": inside} for n, text, inside in evidence.lines],
                "rights": list(evidence.rights),
            }
            for evidence in explanation.evidence
        ],
        "merged": [
            {**row, "sentence": sentence}
            for row, sentence in zip(explanation.merged, explanation.sentences(), strict=True)
        ],
        "support": list(explanation.support),
    }


def _listed_before(counts: dict[str, int]) -> str:
    return ", ".join(f"{word} {number:,}" for word, number in counts.items())


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in counts.items())


def purged(done: Purged, is_dry: bool) -> Iterator[str]:
    """Yield what was purged, or would be, line by line."""
    verb = "would be " if is_dry else ""
    yield from (f"{change.path}: {verb}{change.how}" for change in done.files if change.how != "left")
    for version, now in done.releases.items():
        yield f"{version}: {verb}written again" + (f" as {now}" if now else "")
    if done.is_cache_removed:
        yield f"The cache: {verb}removed"
    if not (done.files or done.releases):
        yield "Nothing to purge."
