"""A run that would lose much stops and says what; one that loses little says so and goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from conftest import Pair, Project, Run

from pipeline import Outcome, curate, versions
from pipeline.emit.errors import MuchLost
from pipeline.ingest.errors import PagesGone
from pipeline.release.loss import Loss, Lost, loss_between


def _pair(folder: str, number: int, answer: str = "") -> Pair:
    return Pair(f"What does page {number} of {folder} say?", answer or f"It says {folder} and {number * 7919}.")


@pytest.fixture
def pages(project: Project) -> Project:
    """Two folders with 15 pages each, one record a page, released."""
    for folder in ("water", "tea"):
        for number in range(15):
            project.page(f"{folder}/{number:02d}.txt", _pair(folder, number))
    project.curate()
    return project


def _delete(project: Project, *paths: str) -> Project:
    for path in paths:
        (project.raw / path).unlink()
    return project


def _unreadable(project: Project, path: str) -> None:
    """Put a link to nothing in the place of a page, which even root cannot read."""
    (project.raw / path).unlink()
    (project.raw / path).symlink_to("nowhere")


def _changed(project: Project) -> None:
    for number in range(6):
        project.page(f"tea/{number:02d}.txt", f"The heading {number} that belongs to nobody\n")


MUCH: dict[str, tuple[Callable[[Project], object], str]] = {
    "a folder that was moved away": (
        lambda project: shutil.move(project.raw / "water", project.root / "elsewhere"),
        "15 of the 30 records of 1.0.0 would be lost (water/: 15 pages vanished, 15 records)",
    ),
    "a page that cannot be read": (
        lambda project: _unreadable(project, "tea/03.txt"),
        "1 of the 30 records of 1.0.0 would be lost (tea/03.txt: 1 page unreadable_file, 1 record)",
    ),
    "pages that hold no pair any more": (
        _changed, "6 of the 30 records of 1.0.0 would be lost (tea/: 6 pages changed, 6 records)",
    ),
    "four pages that were deleted, of two folders": (
        lambda project: _delete(project, "tea/00.txt", "tea/01.txt", "tea/02.txt", "water/00.txt"),
        "(tea/: 3 pages vanished, 3 records; water/00.txt: 1 page vanished, 1 record)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("kind", MUCH)
def test_a_run_that_would_lose_much_stops_and_says_what(pages: Project, kind: str, dry_run: bool) -> None:
    change, said = MUCH[kind]
    change(pages)
    before = pages.files()
    with pytest.raises(MuchLost) as raised:
        pages.curate(dry_run=dry_run)
    assert said in str(raised.value)
    assert "the same command with --allow-loss (make curate ARGS=--allow-loss)" in str(raised.value)
    assert pages.files() == before


def test_what_is_meant_is_released_and_nothing_is_read_again_for_it(pages: Project) -> None:
    shutil.move(pages.raw / "water", pages.root / "elsewhere")
    pages.page("new.txt", _pair("new", 1))
    with pytest.raises(MuchLost):
        pages.curate()
    outcome = curate(pages.raw, pages.out, workers=1, allow_loss=True)
    assert (outcome.manifest.version, outcome.known) == ("2.0.0", 16)
    assert outcome.notes == ("Lost: 15 of the 30 records of 1.0.0 (water/: 15 pages vanished, 15 records).",)


LITTLE: dict[str, tuple[Callable[[Project], object], str | None]] = {
    "one deleted page of many": (
        lambda project: _delete(project, "tea/00.txt"),
        "Lost: 1 of the 30 records of 1.0.0 (tea/00.txt: 1 page vanished, 1 record).",
    ),
    "a deleted page whose pair another one has": (
        lambda project: (project.page("b.txt", _pair("tea", 0), "More\n"), _delete(project, "tea/00.txt")),
        "Lost: 0 of the 30 records of 1.0.0 (tea/00.txt: 1 page vanished, 0 records).",
    ),
    "a folder with another name": (lambda project: (project.raw / "tea").rename(project.raw / "coffee"), None),
    "a page that is there twice": (
        lambda project: shutil.copy(project.raw / "tea/00.txt", project.raw / "a-copy.txt"),
        None,
    ),
    "pages with corrected answers": (
        lambda project: [project.page(f"tea/{n:02d}.txt", _pair("tea", n, f"It is {n} now.")) for n in range(15)],
        None,
    ),
}


@pytest.mark.parametrize("kind", LITTLE)
def test_a_run_that_loses_little_goes_on_and_says_so(pages: Project, kind: str) -> None:
    change, note = LITTLE[kind]
    change(pages)
    outcome = pages.curate()
    assert outcome.is_new
    assert list(outcome.notes) == ([note] if note else [])


def test_a_run_that_reads_less_of_the_same_pages_says_that_the_settings_differ(project: Project) -> None:
    project.page("page.html", "<details><summary>Who is it?</summary><p>It is you and nobody else.</p></details>")
    project.index("page.html,https://example.org/page,,,")
    curate(project.raw, project.out, workers=1)
    with pytest.raises(MuchLost, match=r"page\.html: 1 page read otherwise, 1 record; mode was full and is markup"):
        curate(project.raw, project.out, workers=1, mode="markup")
    assert versions(project.out) == ["1.0.0"]


def test_a_run_whose_pages_have_no_address_any_more_says_so(project: Project) -> None:
    project.page("page.html", "<details><summary>Who is it?</summary><p>It is you and nobody else.</p></details>")
    project.page("other.txt", _pair("other", 1))
    project.index("page.html,https://example.org/page,,,")
    project.curate()
    (project.raw / "index.csv").unlink()
    advice = r"give the pages back the addresses that index\.csv gave them \(one page is page\.html\)"
    with pytest.raises(MuchLost, match=advice):
        project.curate()


def test_pages_of_an_unreadable_folder_are_lost_with_its_reason(pages: Project) -> None:
    shutil.rmtree(pages.raw / "tea")
    (pages.raw / "tea").symlink_to("nowhere")
    pages.index("tea,,,,")  # so that it is a row of `rejected`
    with pytest.raises(MuchLost, match=r"tea/: 15 pages unreadable_file, 15 records"):
        pages.curate()


def test_pages_that_lose_their_address_are_counted(project: Project) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        project.page(name, _pair(name, 1))
    project.index("a.txt,https://example.org/a,,,", "b.txt,https://example.org/b,,,")
    project.curate()
    project.page("b.txt", _pair("b.txt", 2))
    (project.raw / "index.csv").unlink()
    note = "1 page has no address any more; was an index.csv removed?"
    assert note in project.curate(dry_run=True, allow_loss=True).notes
    project.index("a.txt,https://example.org/other,,,")
    assert not [note for note in project.curate(allow_loss=True).notes if "no address" in note]


def test_addresses_that_are_left_out_for_personal_data_are_not_missed(project: Project) -> None:
    project.page("a.txt", _pair("a.txt", 1))
    project.index("a.txt,https://example.org/?from=ana@kettle.org,,,")
    project.curate()
    masked = curate(project.raw, project.out, workers=1, pii="mask")
    assert not [note for note in masked.notes if "no address" in note]


@pytest.mark.parametrize(
    ("reason", "settings", "advice"),
    [
        ("vanished", [], "To keep them, put the pages back (one page is tea/7.txt); then run again."),
        ("changed", [], "see what the pages give now: qamill parse PAGE (one page is tea/7.txt)"),
        ("read otherwise", [], "see what the pages give now"),
        ("read otherwise", ["mode was full and is markup"], "go back to the settings of before (one page is tea/7"),
        ("unreadable_file", [], "give the right to read the pages"),
        ("outside_raw", [], "--follow-links"),
        ("parser_timeout", [], "--page-seconds"),
        ("parser_memory", [], "--page-megabytes"),
        ("parser_crash", [], "report a page that crashes again"),
        ("damaged_text", [], "`qamill help reasons` says what is wrong"),
    ],
)
def test_the_advice_fits_the_reason(reason: str, settings: list[str], advice: str) -> None:
    said = str(MuchLost("1.0.0", Loss(5, 9, [Lost("tea/", reason, 1, 5, "tea/7.txt")], settings)))
    assert advice in said
    assert ("put the pages back" in said) == (reason == "vanished")


def test_a_folder_without_any_page_left_is_told_with_what_would_be_lost(pages: Project) -> None:
    for folder in ("tea", "water"):
        shutil.rmtree(pages.raw / folder)
    before = pages.files()
    for allow_loss in (False, True):
        with pytest.raises(PagesGone, match=r"raw holds no page, and 1\.0\.0 has 30 records\. Nothing was released"):
            pages.curate(allow_loss=allow_loss)
    assert pages.files() == before


def test_pages_of_an_archive_that_is_gone_are_counted_by_it(project: Project) -> None:
    record = (
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/{0}\r\nWARC-Date: 2026-01-01T00:00:00Z"
        "\r\nWARC-Record-ID: <urn:uuid:{0}>\r\nContent-Type: text/html\r\nContent-Length: {1}\r\n\r\n{2}\r\n\r\n"
    )
    project.index()
    bodies = [f"<details><summary>What is page {n}?</summary><p>It is the page {n}.</p></details>" for n in range(3)]
    (project.raw / "crawl").mkdir(parents=True)
    archive = project.raw / "crawl" / "a.warc"
    archive.write_bytes("".join(record.format(n, len(body), body) for n, body in enumerate(bodies)).encode())
    project.page("page.txt", _pair("tea", 1))
    assert project.curate().manifest.counts["records"] == 4
    archive.unlink()
    with pytest.raises(MuchLost, match=r"\(crawl/a\.warc: 3 pages vanished, 3 records\)"):
        project.curate()


def test_what_people_decided_away_is_no_loss(pages: Project) -> None:
    (pages.raw / "tea/00.txt").unlink()
    pages.curate()
    before, after = pages.release("1.0.0"), pages.release("2.0.0")
    loss = loss_between(before, after)
    assert (loss.records, loss.parts) == (1, [Lost("tea/", "vanished", 1, 1, "tea/00.txt")])
    [gone] = {*_ids(pages, "1.0.0")} - {*_ids(pages, "2.0.0")}
    assert loss_between(before, after, decided=[gone]).records == 0


def _ids(project: Project, version: str) -> list[str]:
    lines = (project.release(version).folder / "records.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.partition(",")[0] for line in lines]


def test_a_loss_is_printed_with_what_to_do_and_exit_code_1(pages: Project, qamill: Run) -> None:
    shutil.rmtree(pages.raw / "tea")
    refused = qamill(pages, "curate", "--json")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "make curate ARGS=--allow-loss" in refused.stderr
    allowed = qamill(pages, "curate", "--allow-loss")
    assert allowed.exit_code == 0
    assert "Lost: 15 of the 30 records of 1.0.0 (tea/: 15 pages vanished, 15 records)." in allowed.stderr


def test_a_file_that_may_not_be_read_stops_a_run_as_one_that_is_gone(pages: Project) -> None:
    if not os.geteuid():
        pytest.skip("root may read everything: NOT tested")
    (pages.raw / "tea").chmod(0)
    try:
        with pytest.raises((MuchLost, OSError)):
            pages.curate()
    finally:
        (pages.raw / "tea").chmod(0o755)


def test_the_outcome_of_a_first_run_notes_no_loss(project: Project) -> None:
    project.page("page.txt", _pair("tea", 1))
    outcome: Outcome = project.curate()
    assert outcome.notes == ()
