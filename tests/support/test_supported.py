"""Answers of pasted pages and the pages that they cite, from `raw/` to the release and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import CopyOf, Project, Run, rows

from pipeline import curate, load
from pipeline.audit.explain import explain
from pipeline.audit.support import reread_support, wrong_support
from pipeline.audit.verify import Verdict, verify
from pipeline.engine import Step
from pipeline.engine.local import Local
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.run import supporting
from pipeline.schema.tables import ADDED_LATER, RECORDS, SUPPORT

PASTED = {
    "How long does tea keep?": (
        "About a year, if it is kept dry and dark. After that it ...",
        "www.tea.example.org/keeping/",
    ),
    "How is tea made?": ("Boil the water. Wait for four minutes.", "tea.example.org/keeping?utm_source=mail"),
    "Where does tea come from?": ("It comes from hills in the south of China.", "tea.example.org/keeping"),
    "Who drinks tea in the morning?": ("Half of all people drink it.", "tea.example.org/who"),
}
KEEPING = """<!doctype html><html><head><title>Keeping tea</title></head><body><p>About a <b>year</b>, if it is kept dry
and dark. After that it loses its taste. Throw it away.</p><ol><li>Boil the water.</li><li>Wait for three minutes.</li>
</ol><!-- It comes from hills in the south of China. --></body></html>"""


def paste(project: Project, pasted: dict[str, tuple[str, str]] = PASTED, name: str = "pasted.txt") -> None:
    blocks = (
        f"{question}\n\n{answer}\nTakedown request | [View complete answer on {url.split('/')[0]}](https://{url})\n\n\n"
        for question, (answer, url) in pasted.items()
    )
    project.page(name, *blocks)


def cite(project: Project) -> None:
    paste(project)
    project.page("keeping.html", KEEPING)
    project.index("keeping.html,https://tea.example.org/keeping,2026-01-31,,")
    project.curate()


def support_of(project: Project) -> dict[str, str | None]:
    return {row["question"]: row["support"] for row in rows(project, "records")}


def test_each_answer_says_what_the_page_that_it_cites_says_of_it(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    assert support_of(project) == {
        "How long does tea keep?": "found",
        "How is tea made?": "changed",
        "Where does tea come from?": "absent",
        "Who drinks tea in the morning?": None,
    }


def test_the_evidence_is_in_its_table_and_is_read_again(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    found = rows(project, "support")
    assert [(row["sentence"], row["state"]) for row in found if "Boil" in row["text"] or "four" in row["text"]] == [
        (0, "changed"),
        (1, "found"),
        (2, "changed"),
    ]
    [full] = [row["full_answer"] for row in found if row["full_answer"]]
    assert full == "About a year, if it is kept dry and dark. After that it loses its taste. Throw it away."
    assert load(out=project.out).set_index("question")["answer"]["How long does tea keep?"].endswith("...")
    assert {row["path"] for row in found} == {"keeping.html"}
    assert verify(out=project.out, raw=project.raw) == Verdict("1.0.0", [], [], 4, 4)


def test_a_cited_page_that_has_gone_is_named(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    (project.raw / "keeping.html").unlink()
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.missing) == ([], ("keeping.html",))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"state": "unchecked"}, "has the support"),
        ({"passage": "It is so.", "full_answer": "It is so."}, "does not show the passage"),
        ({"locator": "shown=0-9"}, "does not show the passage"),
        ({"document": "0123456789abcdef"}, "is no document of this release"),
    ],
)
def test_evidence_that_does_not_hold_is_told(copy_of: CopyOf, change: dict[str, str], told: str) -> None:
    project = copy_of(cite)
    release = project.release()
    found = [{**row, **{name: new for name, new in change.items() if row[name]}} for row in rows(project, "support")]
    pq.write_table(pa.Table.from_pylist(found, SUPPORT), release.table("support"))
    problems = [*wrong_support(release), *map(str, reread_support(release, [project.raw], 1, lambda *_: None).problems)]
    assert told in " ".join(problems)


def test_explain_shows_the_passage_and_the_full_answer(copy_of: CopyOf, qamill: Run) -> None:
    project = copy_of(cite)
    ids = {row["question"]: row["id"] for row in rows(project, "records")}
    shown = qamill(project, "explain", ids["How long does tea keep?"]).stdout
    assert "Its answer is found on the cited page, keeping.html, https://tea.example.org/keeping at shown=" in shown
    assert "full answer: About a year, if it is kept dry and dark. After that it loses its taste. Throw" in shown
    shown = qamill(project, "explain", ids["How is tea made?"]).stdout
    assert "1. found at shown=" in shown
    assert ": Wait for three minutes" in shown
    assert len(explain(ids["How is tea made?"], out=project.out, raw=project.raw).support) == 3


def test_it_is_counted_and_shown(copy_of: CopyOf, qamill: Run) -> None:
    project = copy_of(cite)
    counts = project.release().manifest.counts
    assert {name: number for name, number in counts.items() if name.startswith("support")} == {
        "support_absent": 1,
        "support_changed": 1,
        "support_found": 1,
    }
    shown = qamill(project, "curate", "--out", "again").stderr
    assert "The cited page of 3 answers was read, too: found 1, changed 1, absent 1" in shown
    assert "counts\tsupport_changed\t1" in qamill(project, "stats").stdout
    card = (project.release().folder / "README.md").read_text(encoding="utf-8")
    assert "| of these not said by the page that they cite | 1 |" in card
    assert "Of 2 answers the pages that they cite do not say so word for word" in card
    assert qamill(project, "report", "-o", "report.html").exit_code == 0
    report = (project.root / "report.html").read_text(encoding="utf-8")
    assert "Records by what the page that they cite says of their answer" in report


def test_counts_that_the_records_do_not_have_are_told(copy_of: CopyOf) -> None:
    release = copy_of(cite).release()
    release.manifest.counts["support_absent"] = 2
    assert [*wrong_support(release)] == ["1 records have the support absent, the manifest counts 2"]


def test_a_site_says_it_beside_the_cited_page(copy_of: CopyOf, qamill: Run) -> None:
    project = copy_of(cite)
    assert qamill(project, "site", "-o", "public", "--workers", "1").exit_code == 0
    pages = [path.read_text(encoding="utf-8") for path in (project.root / "public").rglob("*.html")]
    for state in ("found", "changed", "absent"):
        assert any(f", where this answer is {state}</dd>" in page for page in pages)


def test_the_newest_state_of_a_page_counts(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    project.page("later.html", "<html><body><p>About two years, if it is kept dry and dark. No more.</p></body></html>")
    project.index(
        "keeping.html,https://tea.example.org/keeping,2026-01-31,,",
        "later.html,https://www.tea.example.org/keeping,2026-03-01,,",
    )
    project.curate()
    states = support_of(project)
    assert (states["How long does tea keep?"], states["How is tea made?"]) == ("changed", "absent")
    assert {row["path"] for row in rows(project, "support")} == {"later.html"}


ONCE = "It is picked by hand in spring, and dried on the same day in the sun."


def test_the_page_that_a_copy_cites_counts_where_its_own_was_not_read(project: Project) -> None:
    asked = "How is white tea picked?"
    for number, host in enumerate(("aaa", "tea", "zzz", "tea")):
        paste(project, {asked: (ONCE, f"{host}.example.org/white")}, f"{number}.txt")
    project.page("white.html", f"<html><body><p>{ONCE}</p></body></html>")
    project.index("white.html,https://tea.example.org/white,2026-01-31,,")
    project.curate()
    [record] = rows(project, "records")
    assert "aaa" in record["source_url"]
    assert record["support"] == "found"
    assert {(row["path"], row["page_url"]) for row in rows(project, "support")} == {
        ("white.html", "https://tea.example.org/white")
    }
    assert verify(out=project.out, raw=project.raw).problems == []


def test_its_own_cited_page_counts_before_that_of_a_copy(project: Project) -> None:
    asked = "How is white tea picked?"
    for number, host in enumerate(("aaa", "tea", "zzz")):
        paste(project, {asked: (ONCE, f"{host}.example.org/white")}, f"{number}.txt")
        said = ONCE if host == "tea" else "It is picked by machines."
        project.page(f"{host}.html", f"<html><body><p>{said}</p></body></html>")
    project.index(*(f"{host}.html,https://{host}.example.org/white,2026-01-31,," for host in ("aaa", "tea", "zzz")))
    project.curate()
    [record] = rows(project, "records")
    [path] = {row["path"] for row in rows(project, "support")}
    assert path.removesuffix(".html") == record["source"].split(".")[0]
    assert record["support"] == ("found" if path == "tea.html" else "absent")


def test_a_record_of_the_page_that_a_copy_cites_is_not_checked(project: Project) -> None:
    asked = "How is white tea picked?"
    paste(project, {asked: (f"{ONCE[:-1]} ...", "tea.example.org/white")})
    project.page("white.html", f"<html><body><h2>{asked}</h2><p>{ONCE}</p><h2>Who?</h2><p>We do.</p></body></html>")
    project.index("white.html,https://tea.example.org/white,2026-01-31,,")
    project.curate()
    assert support_of(project)[asked] is None


def test_a_page_that_answers_itself_is_not_checked(project: Project) -> None:
    project.page("faq.html", "<h2>Why is tea green?</h2><p>It is not fermented.</p><h2>Who says so?</h2><p>We do.</p>")
    project.index("faq.html,https://tea.example.org/faq,,,")
    project.curate()
    assert {*support_of(project).values()} == {None}
    assert "support" not in project.release().manifest.content
    assert load(table="support", engine="arrow", out=project.out).schema == SUPPORT


def test_without_a_cited_page_nothing_is_looked_up(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object) -> None:
        raise AssertionError

    steps: list[str] = []
    reduce = Local.reduce

    def noted(self: Local, step: Step, *more: Any) -> Any:
        steps.append(step.name)
        return reduce(self, step, *more)

    monkeypatch.setattr(supporting, "shown_text", look)
    monkeypatch.setattr(Local, "reduce", noted)
    paste(project)
    project.curate()
    assert {*support_of(project).values()} == {None}
    assert not {"claims", "support"} & {*steps}
    assert "support.parquet" not in project.released()


def test_any_number_of_workers_and_buckets_gives_the_same_bytes(project: Project) -> None:
    for number in range(30):
        question, (answer, _) = f"What is number {number} of teas?", (f"It is tea number {number % 7} of our list.", "")
        paste(project, {question: (answer, f"tea{number % 5}.example.org/list")}, f"{number}.txt")
    for number in range(4):
        items = "".join(f"<li>It is tea number {tea} of our list.</li>" for tea in range(number, number + 3))
        project.page(f"list{number}.html", f"<html><body><ul>{items}</ul></body></html>")
    project.index(*(f"list{number}.html,https://tea{number}.example.org/list,2026-01-31,," for number in range(4)))
    made = []
    for workers, bucket_bytes in ((1, 10**9), (2, 1_500)):
        out = project.root / f"out{workers}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pipeline.run.settings._BUCKET_BYTES", bucket_bytes)
            curate(project.raw, out, workers=workers)
        made.append({path.name: path.read_bytes() for path in sorted((out / "1.0.0").iterdir())})
    assert made[0] == made[1]
    states = load(out=project.root / "out1")["support"].value_counts(dropna=False).to_dict()
    assert states["found"] >= 5
    assert states["changed"] >= 5


def test_reading_again_finds_what_was_read_before(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    paste(project, {"What is green tea?": ("Throw it away. Boil the water.", "tea.example.org/keeping")}, "more.txt")
    project.curate()
    assert support_of(project)["What is green tea?"] == "found"
    assert support_of(project)["How is tea made?"] == "changed"


def test_a_page_that_changes_during_the_run_stops_it(copy_of: CopyOf, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_of(cite)
    monkeypatch.setattr(supporting, "reread_document", lambda *_: None)
    with pytest.raises(ChangedWhileReading):
        supporting._words_of({"path": "keeping.html", "boilerplate": ""}, [project.raw], ())


def test_a_release_without_the_column_is_read_as_any() -> None:
    old = Path(__file__).parents[1] / "releases" / "version_3" / "curated"
    columns = load("1.0.0", engine="arrow", out=old).column_names
    assert columns == [name for name in RECORDS.names if name not in ADDED_LATER["records"]]
    assert "support" not in pq.read_schema(old / "1.0.0" / "records.parquet").names
    assert verify("1.0.0", old, None).problems == []
