"""What was taken down goes from old releases, from the pages and from the cache, and all else stays as it was."""

from __future__ import annotations

import errno
import gzip
import itertools
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from builders import ALL_TESTS, examples
from click.testing import CliRunner
from conftest import COST, EMAIL, TEXTING, CopyOf, Pair, Project, Run, decide, id_of, rows
from crawl import BY_DATE, BY_DIGEST, FIRST, HEAD, LATER, RESPONSE, SEVEN, Said, record
from hypothesis import given, settings
from hypothesis import strategies as st
from test_takedowns import CANARY, SECRET, WHY, takedown, texts_of

from pipeline import curate, load
from pipeline.audit import verify as checking
from pipeline.audit.reread import resolve
from pipeline.audit.verify import verify
from pipeline.cli.commands import main
from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.page import Page
from pipeline.purge.blank import Words, blank
from pipeline.purge.purge import purge as purge_now
from pipeline.release import load as reader
from pipeline.release.errors import PurgedVersion, UnknownVersion
from pipeline.release.read import read_table
from pipeline.release.versions import Release, latest, open_release, versions
from pipeline.release.withdrawn import WithdrawnRelease
from pipeline.run.page import read_document
from pipeline.takedown.beside import read_takedowns
from pipeline.text.clean import clean, clean_line

NAMES = (
    "Amber Birch Cedar Delta Ember Fjord Grove Heron Inlet Jetty Knoll Larch Maple Nook Otter Pine Quay Reed".split()
)
ANNOUNCED = ("LATEST", "CHANGELOG.md", "index.json")
"""They may lag after a kill."""
ELSEWHERE = SECRET._replace(host="other.net")
HTML_PAGE = f"""<!doctype html><html lang=en><head><title>Animals</title>
<meta name="description" content="{SECRET.answer}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [
{{"@type": "Question", "name": "{SECRET.question}", "acceptedAnswer": {{"@type": "Answer",
"text": "<p>The <b>quagga</b> lives in the dunes, and nobody has seen it for years.</p>"}}}},
{{"@type": "Question", "name": "{COST.question}", "acceptedAnswer": {{"@type": "Answer", "text": "{COST.answer}"}}}}]}}
</script></head><body><h1>Animals and prices</h1>
<details><summary>{SECRET.question}</summary><p>The <em>quagga</em> lives in the dunes, and nobody has seen it for
&nbsp;years.</p></details>
<details><summary>{COST.question}</summary><p>{COST.answer}</p></details></body></html>"""
CSV_PAGE = f'question,answer\n"{SECRET.question}","{SECRET.answer}"\n{COST.question},{COST.answer}\n'
JSON_PAGE = json.dumps([{"question": pair.question, "answer": pair.answer} for pair in (SECRET, COST)])
MARKDOWN_PAGE = f"# FAQ\n\n## {SECRET.question}\n\n{SECRET.answer}\n\n## {COST.question}\n\n{COST.answer}\n"


def everything(project: Project) -> str:
    """All that the files of a project hold, also what their format packs."""
    packed = [path for path in project.root.rglob("*.gz") if path.is_file()]
    return texts_of(project.root) + "".join(
        gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in packed
    )


def purge(qamill: Run, project: Project, *arguments: str, code: int = 0) -> str:
    result = qamill(project, "takedown", "purge", "--yes", *arguments)
    assert result.exit_code == code, result.output + result.stderr + str(result.exception)
    return result.stdout + result.stderr


def assert_whole(project: Project) -> None:
    """Each release verifies with the pages, none of which is missing."""
    for version in versions(project.out):
        verdict = verify(version, project.out, project.raw)
        assert (version, verdict.problems, verdict.missing) == (version, [], ())


def released(project: Project) -> Project:
    project.page("first.txt", TEXTING, SECRET, EMAIL)
    project.page("second.txt", COST, ELSEWHERE)
    project.curate()
    return project


def test_a_canary_is_in_no_file_after_a_purge(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    assert CANARY in everything(project)
    said = purge(qamill, project)
    assert CANARY not in everything(project)
    assert "first.txt: blacked out" in said
    assert "1.0.0: written again as 1.0.0+purged.1" in said
    assert versions(project.out) == ["1.0.0+purged.1"]
    assert latest(project.out) == "1.0.0+purged.1"
    assert {row["id"] for row in rows(project, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    assert_whole(project)


def test_the_next_run_releases_what_is_left_and_loses_nothing(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    result = qamill(project, "curate")
    assert result.exit_code == 0, result.stderr
    assert "Lost" not in result.stderr
    assert CANARY not in everything(project)
    assert {row["id"] for row in rows(project, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    assert_whole(project)


def test_a_second_purge_finds_nothing_to_do(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    before = project.files()
    assert "Nothing to purge." in purge(qamill, project)
    assert project.files() == before


class Case(NamedTuple):
    name: str
    content: str | bytes


CASES = {
    "html": Case("page.html", HTML_PAGE),
    "html.gz": Case("page.html.gz", gzip.compress(HTML_PAGE.encode(), mtime=0)),
    "csv": Case("pairs.csv", CSV_PAGE),
    "json": Case("pairs.json", JSON_PAGE),
    "markdown": Case("faq.md", MARKDOWN_PAGE),
    "text": Case("page.txt", f"{SECRET}{COST}"),
    "latin-1": Case("page.txt", f"{SECRET}{COST}é".encode("latin-1")),
}


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("by", ["id", "pattern", "text"])
def test_a_page_of_each_kind_says_all_else_as_before(project: Project, qamill: Run, kind: str, by: str) -> None:
    case = CASES[kind]
    project.raw.mkdir()
    path = project.raw / case.name
    path.write_bytes(case.content if isinstance(case.content, bytes) else case.content.encode())
    project.index(f"{case.name},https://example.org/page,,")
    project.page("other.txt", TEXTING, EMAIL)
    project.curate()
    assert id_of(SECRET) in {row["id"] for row in rows(project, "records")}, "the case shows nothing"
    letter = f"{SECRET.question}\n\n{SECRET.answer}"
    what = {"id": id_of(SECRET), "pattern": "(?i)quagga", "text": "-"}[by]
    takedown(qamill, project, "add", f"--{by}", what, *WHY, stdin=letter)
    purge(qamill, project)
    assert path.is_file()
    (project.root / "takedowns.csv").unlink()  # which has the pattern
    assert CANARY not in everything(project)
    assert {row["id"] for row in rows(project, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    assert_whole(project)


def _archive(*pages: tuple[str, str]) -> bytes:
    return b"".join(
        record(
            Said(
                "response",
                url,
                "2026-01-01T12:00:00Z",
                HEAD + f"<!doctype html><html><body>{body}</body></html>".encode(),
            )
        )
        for url, body in pages
    )


def _section(pair: Pair) -> str:
    return f"<h2>{pair.question}</h2><p>{pair.answer}</p>"


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc"])
def test_a_record_is_taken_out_of_an_archive_and_the_others_stay_at_their_places(
    project: Project, qamill: Run, name: str
) -> None:
    project.raw.mkdir()
    content = _archive(
        ("https://a.org/1", _section(TEXTING)),
        ("https://b.org/2", _section(SECRET)),
        ("https://c.org/3", _section(COST)),
    )
    path = project.raw / name
    path.write_bytes(content if name.endswith(".gz") else gzip.decompress(content))
    project.curate()
    before = rows(project, "sightings")
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    assert f"{name}: would have records removed" in takedown(qamill, project, "purge", "--dry-run")
    assert "records removed" in purge(qamill, project)
    assert CANARY not in everything(project)
    after = rows(project, "sightings")
    assert after == [row for row in before if row["id"] != id_of(SECRET)]
    assert_whole(project)
    assert qamill(project, "curate").exit_code == 0
    assert_whole(project)


def test_a_domain_goes_with_its_pages_records_and_lines(project: Project, qamill: Run) -> None:
    project.raw.mkdir()
    (project.raw / "crawl.warc.gz").write_bytes(
        _archive(("https://a.org/1", _section(TEXTING)), ("https://www.zoo.org/2", _section(SECRET)))
    )
    (project.raw / "page.html").write_text(HTML_PAGE)
    (project.raw / "fetched.csv").write_text(
        "url,fetched_at,status,result,signal,file\nhttps://zoo.org/x,2026-01-01T00:00:00Z,404,gone,,\n"
        "https://a.org/x,2026-01-01T00:00:00Z,404,gone,,\n"
    )
    project.page("cites.txt", EMAIL, SECRET)
    project.index("page.html,https://zoo.org/page,,", "cites.txt,https://c.org/page,,")
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    purge(qamill, project)
    assert not (project.raw / "page.html").exists()
    assert "zoo.org" not in (project.raw / "index.csv").read_text()
    assert (project.raw / "fetched.csv").read_text().count("\n") == 2
    assert CANARY not in everything(project)
    assert {row["id"] for row in rows(project, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL)}
    assert_whole(project)
    result = qamill(project, "curate")
    assert result.exit_code == 0, result.stderr
    assert "Lost" not in result.stderr


def test_a_purged_version_names_its_successor(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    with pytest.raises(PurgedVersion, match=r"Its successor is 1\.0\.0\+purged\.1") as raised:
        load("1.0.0", out=project.out)
    assert isinstance(raised.value, UnknownVersion)
    assert len(load("1.0.0+purged.1", out=project.out)) == 3
    result = qamill(project, "explain", id_of(SECRET))
    assert "was taken down in 1.0.0+purged.1 (takedown 1, by id, 2026-11-26): asked by the author." in result.stderr
    assert id_of(SECRET) in takedown(qamill, project, "sheet")
    qamill(project, "curate")  # the page has other bytes now, and nothing on it is taken down any more
    assert versions(project.out)[-1] == "1.0.1"
    assert f"{id_of(SECRET)},id,1,asked by the author,2026-11-26,1.0.0\n" in takedown(qamill, project, "sheet")
    assert "**Purged**: 1.0.0 without what was taken down" in (project.out / "CHANGELOG.md").read_text()


def test_all_releases_are_purged_and_stay_a_line(project: Project, qamill: Run) -> None:
    released(project)
    project.page("third.txt", Pair("Why is tea green?", "It is not left to wither for long.", "tea.org"))
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    qamill(project, "curate")
    assert versions(project.out) == ["1.0.0", "1.1.0", "2.0.0"]
    row = f"{id_of(SECRET)},id,1,asked by the author,2026-11-26,1.1.0\n"
    assert row in takedown(qamill, project, "sheet")
    purge(qamill, project)
    assert versions(project.out) == ["1.0.0+purged.1", "1.1.0+purged.1", "2.0.0+purged.1"]
    assert row in takedown(qamill, project, "sheet")  # 2.0.0 lists it among what went, and never had it
    assert [project.release(version).manifest.previous for version in versions(project.out)] == [
        None, "1.0.0+purged.1", "1.1.0+purged.1",
    ]  # fmt: skip
    assert CANARY not in everything(project)
    assert_whole(project)
    for arguments in (("versions",), ("stats",), ("doctor",)):
        result = qamill(project, *arguments)
        assert result.exit_code == 0, result.output + result.stderr


def test_a_dry_run_changes_nothing_and_says_what_would_go(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    before = project.files()
    said = takedown(qamill, project, "purge", "--dry-run")
    assert project.files() == before
    assert "first.txt: would be blacked out" in said
    assert "1.0.0: would be written again" in said


def test_nobody_is_purged_by_accident(project: Project, qamill: Run) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    before = project.files()
    result = qamill(project, "takedown", "purge")
    assert (result.exit_code, project.files()) == (2, before)
    assert "--yes" in result.stderr


def test_a_copy_in_a_file_that_is_no_page_is_blacked_out_as_well(project: Project, qamill: Run) -> None:
    released(project)
    (project.raw / "README.md").write_text(f"From the zoo: {SECRET.answer} More there.")
    (project.raw / "notes.rtf").write_text(SECRET.answer.upper())
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert (project.raw / "README.md").read_text().startswith("From the zoo: ··")
    assert CANARY not in everything(project)


def test_what_only_a_person_can_take_out_is_named_and_fails(project: Project, qamill: Run) -> None:
    released(project)
    content = _archive(("https://a.org/1", _section(SECRET)), ("https://b.org/2", _section(TEXTING)))
    (project.raw / "cut.warc.gz").write_bytes(content[:-40])
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    said = purge(qamill, project, code=1)
    assert "Left: cut.warc.gz: it holds what was taken down, and it is cut off; take it out by hand" in said
    (project.raw / "cut.warc.gz").unlink()
    purge(qamill, project)
    assert CANARY not in everything(project)


def test_pages_in_a_zip_are_blacked_out(project: Project, qamill: Run) -> None:
    released(project)
    tea = Pair("Why is tea green?", "It is not left to wither for long.", "tea.org")
    with zipfile.ZipFile(project.raw / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.txt", f"{SECRET}{tea}")
        archive.writestr("deep/other.txt", str(tea._replace(host="tea.net")))
    project.curate()
    before = rows(project, "sightings")
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    assert "pages.zip: blacked out" in purge(qamill, project)
    places = [(row["id"], row["path"], row["locator"]) for row in rows(project, "sightings")]
    assert places == [(row["id"], row["path"], row["locator"]) for row in before if row["id"] != id_of(SECRET)]
    with zipfile.ZipFile(project.raw / "pages.zip") as archive:
        assert CANARY not in archive.read("page.txt").decode().casefold()
        assert archive.read("deep/other.txt").decode() == str(tea._replace(host="tea.net"))
    assert_whole(project)


def test_what_others_cite_of_a_record_stays_with_those_who_are_left(project: Project, qamill: Run) -> None:
    project.page("a.txt", SECRET, TEXTING)
    project.page("b.txt", ELSEWHERE._replace(host="other.net"), EMAIL)
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    purge(qamill, project)
    [left] = [row for row in rows(project, "records") if row["id"] == id_of(SECRET)]
    assert (left["source"], left["times_seen"], left["sources_seen"]) == ("other.net", 1, 1)
    assert rows(project, "merged") == []
    assert_whole(project)


@pytest.mark.parametrize("revisit", [BY_DATE, BY_DIGEST])
def test_a_page_that_was_as_before_goes_with_the_response_that_it_means(
    project: Project, qamill: Run, revisit: Said
) -> None:
    project.raw.mkdir()
    other = Said("response", "https://other.org/faq", FIRST, HEAD + _section(COST).encode())
    (project.raw / "a.warc.gz").write_bytes(record(other) + record(RESPONSE))
    (project.raw / "b.warc.gz").write_bytes(record(revisit) + record(other._replace(date=LATER)))
    project.curate()
    [seven] = [row["id"] for row in rows(project, "records") if row["answer"] == SEVEN]
    takedown(qamill, project, "add", "--id", seven, *WHY)
    purge(qamill, project)
    assert SEVEN.casefold() not in everything(project)
    assert_whole(project)
    result = qamill(project, "curate")
    assert result.exit_code == 0, result.stderr
    assert "Lost" not in result.stderr
    assert_whole(project)


def test_a_release_in_parts_stays_in_parts(project: Project, qamill: Run) -> None:
    pairs = [Pair(f"What is the name of lake number {n}?", f"Its name is {name}.") for n, name in enumerate(NAMES)]
    project.page("lakes.txt", *pairs, SECRET)
    project.page("more.txt", ELSEWHERE, *pairs[:9])
    curate(project.raw, project.out, workers=1, shard_rows=12)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    before = {*project.released()}
    purge(qamill, project)
    assert {*project.released()} == before | {"removals.parquet"}
    assert "records/part-00003.parquet" in before
    assert len(rows(project, "records")) == len(NAMES)
    assert CANARY not in everything(project)
    assert_whole(project)


def test_what_a_version_control_keeps_beside_the_pages_is_left_alone(project: Project, qamill: Run) -> None:
    released(project)
    (project.raw / ".git").mkdir()
    (project.raw / ".git" / "COMMIT_EDITMSG").write_text(SECRET.answer)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert (project.raw / ".git" / "COMMIT_EDITMSG").read_text() == SECRET.answer


WORDS = st.lists(
    st.sampled_from("amber birch cedar delta ember fjord grove heron inlet jetty".split()), min_size=6, max_size=12
)
FORMS: dict[str, Callable[[list[Pair]], str]] = {
    "page.txt": lambda pairs: "".join(map(str, pairs)),
    "page.md": lambda pairs: "# FAQ\n\n" + "".join(f"## {pair.question}\n\n{pair.answer}\n\n" for pair in pairs),
    "page.csv": lambda pairs: "question,answer\n" + "".join(f'{pair.question},"{pair.answer}"\n' for pair in pairs),
    "page.json": lambda pairs: json.dumps([{"question": pair.question, "answer": pair.answer} for pair in pairs]),
    "page.html": lambda pairs: f"<!doctype html><html><body>{''.join(map(_section, pairs))}</body></html>",
}


@given(
    answers=st.lists(WORDS.map(" ".join), min_size=4, max_size=8, unique=True),
    form=st.sampled_from(sorted(FORMS)),
    gone=st.sets(st.integers(0, 3), min_size=1, max_size=2),
)
@settings(max_examples=examples(60), deadline=None)
def test_on_any_page_what_was_taken_down_goes_and_no_place_of_the_rest_moves(
    answers: list[str], form: str, gone: set[int]
) -> None:
    pairs = [Pair(f"What is kept under mark {number:03}?", f"There {said}.") for number, said in enumerate(answers)]
    document = make_document(form, FORMS[form](pairs).encode(), "https://example.org/page")
    out = [Words(pair.question, pair.answer) for number, pair in enumerate(pairs) if number in gone]
    kept = [pair for number, pair in enumerate(pairs) if number not in gone]
    before = read_document(document)
    said = [text for pair in kept for text in pair[:2]]
    content = blank(document.content.decode(), out, said, document.media_type).encode()
    after = decode(make_document(form, content, "https://example.org/page"))
    assert isinstance(after, Page)
    assert before.records
    for pair, sighting in zip(before.records, before.sightings, strict=True):
        found = resolve(after, sighting.locator)
        if Words(pair.question, pair.answer) in out:
            assert not any(character.isalnum() for text in found for character in text)
        else:
            assert (clean_line(found.question), clean(found.answer)) == (pair.question, pair.answer)


def test_a_release_that_was_withdrawn_stays_so(project: Project, qamill: Run) -> None:
    released(project)
    project.page("third.txt", Pair("Why is tea green?", "It is not left to wither for long.", "tea.org"))
    project.curate()
    assert qamill(project, "withdraw", "1.0.0", "--reason", "wrong prices").exit_code == 0
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert "wrong prices" in qamill(project, "versions").stdout
    assert latest(project.out) == "1.1.0+purged.1"
    with pytest.warns(WithdrawnRelease, match="wrong prices"):
        assert_whole(project)


def test_a_release_at_an_address_is_refused(project: Project, qamill: Run) -> None:
    released(project)
    result = qamill(project, "takedown", "purge", "--yes", "--out", "s3://bucket/releases")
    assert result.exit_code == 2
    assert "s3://bucket/releases" in result.stderr


def test_without_takedowns_there_is_nothing_to_purge(project: Project, qamill: Run) -> None:
    released(project)
    result = qamill(project, "takedown", "purge", "--yes")
    assert (result.exit_code, result.stderr) == (
        2, "qamill: Nothing was taken down, so there is nothing to purge. See `qamill help takedowns`.\n",
    )  # fmt: skip


def test_a_full_disk_is_told_and_the_next_purge_goes_on(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)

    def refuse(source: object, target: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source), None, str(target))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        said = purge(qamill, project, code=1)
    assert "first.txt: No space left on device" in said
    assert not [*project.raw.glob(".purging-*")]
    purge(qamill, project)
    assert CANARY not in everything(project)
    assert_whole(project)


def test_two_raw_folders_are_purged_together(project: Project, qamill: Run) -> None:
    other = project.root / "other"
    project.page("first.txt", TEXTING, SECRET)
    project.page("../other/second.txt", COST, ELSEWHERE)
    curate([project.raw, other], project.out, workers=1)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project, "--raw", "raw", "--raw", "other")
    assert CANARY not in everything(project)
    verdict = verify("latest", project.out, [project.raw, other])
    assert (verdict.problems, verdict.missing) == ([], ())


def test_decisions_that_repeat_the_words_go_and_those_about_others_stay(project: Project, qamill: Run) -> None:
    released(project)
    edit = {"action": "edit", "id": id_of(COST), "field": "answer", "value": "It costs $5.50 a month."}
    decide(project, {**edit, "id": id_of(SECRET), "value": f"{SECRET.answer} Yes."}, edit)
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    said = purge(qamill, project)
    assert "reviews.csv: lines removed" in said
    assert (project.root / "reviews.csv").read_text().count("\n") == 2
    assert CANARY not in everything(project)
    assert_whole(project)
    assert qamill(project, "curate").exit_code == 0
    assert CANARY not in everything(project)


def test_a_purged_release_is_pruned_pulled_and_loaded_since_like_any_other(project: Project, qamill: Run) -> None:
    released(project)
    project.page("third.txt", Pair("Why is tea green?", "It is not left to wither for long.", "tea.org"))
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert len(load("1.1.0+purged.1", out=project.out, since="1.0.0+purged.1")) == 1
    pulled = qamill(project, "pull", str(project.out), "1.0.0+purged.1", "--out", "copy")
    assert pulled.exit_code == 0, pulled.stderr
    assert versions(project.root / "copy") == ["1.0.0+purged.1"]
    pruned = qamill(project, "prune", "--keep", "1")
    assert pruned.exit_code == 0, pruned.stderr
    assert versions(project.out) == ["1.1.0+purged.1"]


def test_an_answer_whose_successor_went_is_gone_as_well(project: Project, qamill: Run) -> None:
    first = Pair("How much does a ticket cost?", "A ticket costs 4 dollars for a grown person.", "zoo.org")
    later = first._replace(answer="Since spring nobody pays anything at the new gate.")
    project.page("old.txt", first, COST)
    project.page("new.txt", later, COST)
    project.index("old.txt,https://zoo.org/faq,2026-01-01,", "new.txt,https://zoo.org/faq,2026-03-01,")
    project.curate()
    [before] = [row for row in rows(project, "records") if row["id"] == id_of(first)]
    assert before["superseded_by"] == id_of(later)
    takedown(qamill, project, "add", "--id", id_of(later), *WHY)
    purge(qamill, project)
    [after] = [row for row in rows(project, "records") if row["id"] == id_of(first)]
    assert (after["superseded_by"], after["flags"]) == (None, "gone")
    assert_whole(project)


@pytest.mark.parametrize("pii", ["mask", "flag"])
def test_a_masked_release_is_purged_as_well(project: Project, qamill: Run, pii: str) -> None:
    mail = Pair("How do I reach the office?", "Write to jane.doe@acme-bakery.com about anything you need.", "tea.org")
    project.page("mail.txt", mail, SECRET)
    result = qamill(project, "curate", "--pii", pii)
    assert result.exit_code == 0, result.stderr
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert CANARY not in everything(project)
    assert len(rows(project, "records")) == 1
    assert_whole(project)


def test_links_are_not_followed_out_of_the_pages(project: Project, qamill: Run) -> None:
    released(project)
    elsewhere = project.root.parent / f"{project.root.name}-mine"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text(str(SECRET))
    (project.raw / "link.txt").symlink_to(elsewhere / "mine.txt")
    (project.raw / "folder").symlink_to(elsewhere)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    purge(qamill, project)
    assert (elsewhere / "mine.txt").read_text() == str(SECRET)


def test_the_latest_release_that_is_purged_while_it_is_read_is_read_as_its_successor(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)

    def purged_meanwhile(*arguments: Any) -> pa.Table:
        monkeypatch.setattr(reader, "read_table", read_table)
        purge(qamill, project)
        return read_table(*arguments)

    monkeypatch.setattr(reader, "read_table", purged_meanwhile)
    assert {*load(out=project.out)["id"]} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}


def test_a_version_that_is_purged_while_it_is_read_names_its_successor(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    opened = [open_release(project.out, "1.0.0")]
    purge(qamill, project)
    monkeypatch.setattr(reader, "open_release", lambda *asked: opened.pop() if opened else open_release(*asked))
    with pytest.raises(PurgedVersion, match=r"1\.0\.0\+purged\.1"):
        load("1.0.0", out=project.out)


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_release_that_is_purged_while_it_is_verified_is_no_damaged_one(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch, is_gone: bool
) -> None:
    released(project)
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    digests = checking._digests

    def purged_meanwhile(release: Release) -> dict[str, str]:
        monkeypatch.setattr(checking, "_digests", digests)
        found = digests(release)
        purge(qamill, project)
        return digests(release) if is_gone else found

    monkeypatch.setattr(checking, "_digests", purged_meanwhile)
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.version, verdict.problems) == ("1.0.0+purged.1", [])


STEPS = ("fsync", "replace", "rename", "unlink", "rmdir", "mkdir")


def _killed(project: Project, moment: int) -> bool:
    """Whether a purge was killed before its step of a number; without so many it has come to its end."""
    child = os.fork()
    if not child:
        _die_at(moment)
        purge_now(read_takedowns([project.raw]), [project.raw], project.out)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def _die_at(moment: int) -> None:
    steps = itertools.count(1)

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if next(steps) == moment:
                os._exit(9)
            return step(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def two_releases(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "crawl.warc.gz").write_bytes(
        _archive(("https://a.org/1", _section(SECRET)), ("https://www.zoo.org/2", _section(TEXTING)))
    )
    (project.raw / "page.html").write_text(HTML_PAGE)
    project.index("page.html,https://zoo.org/page,,")
    released(project)
    project.page("third.txt", Pair("Why is tea green?", "It is not left to wither for long.", "tea.org"))
    project.curate()
    for what in (("--id", id_of(SECRET)), ("--domain", "zoo.org")):
        places = ("--raw", str(project.raw), "--out", str(project.out))
        result = CliRunner().invoke(main, ["takedown", "add", *what, *WHY, *places])
        assert result.exit_code == 0, result.output


def test_a_purge_that_is_killed_at_any_moment_is_finished_by_the_next(copy_of: CopyOf, tmp_path: Path) -> None:
    original = copy_of(two_releases)
    expected = Project(tmp_path / "expected")
    shutil.copytree(original.root, expected.root, ignore=shutil.ignore_patterns("expected"))
    purge_now(read_takedowns([expected.raw]), [expected.raw], expected.out)
    assert CANARY not in everything(expected)
    assert_whole(expected)
    for moment in itertools.count(1, 1 if ALL_TESTS else 9):
        project = Project(tmp_path / str(moment))
        shutil.copytree(original.root, project.root, ignore=shutil.ignore_patterns("expected", "[0-9]*[!0.]"))
        was_killed = _killed(project, moment)
        for version in versions(project.out):
            read = verify(version, project.out, raw=None)
            assert [each for each in read.problems if each.file not in ANNOUNCED] == [], moment
        assert len(versions(project.out)) == 2
        purge_now(read_takedowns([project.raw]), [project.raw], project.out)
        assert project.files() == expected.files(), moment
        shutil.rmtree(project.root)
        if not was_killed:
            assert moment > 30
            return
