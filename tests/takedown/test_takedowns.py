"""What is taken down is in no release from then on, whatever somebody tries, and nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run, decide, id_of, rows
from disguises import disguises, pairs

from pipeline.audit.takedowns import prove
from pipeline.audit.verify import verify
from pipeline.curate import curate
from pipeline.release.versions import versions
from pipeline.takedown.beside import read_takedowns
from pipeline.takedown.errors import BadTakedowns, DoubledTakedowns, NoKey

WHY = ("--reason", "asked by the author", "--date", "2026-11-26")
CANARY = "quagga"
SECRET = Pair(
    "Where does the quagga live?", "The quagga lives in the dunes, and nobody has seen it for years.", "zoo.org"
)


def takedown(qamill: Run, project: Project, *arguments: str, stdin: str = "") -> str:
    result = qamill(project, "takedown", *arguments, stdin=stdin.encode())
    assert result.exit_code == 0, result.stderr
    return result.stdout + result.stderr


def texts_of(folder: Path) -> str:
    """All that the files of a folder hold, also what their format compresses."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            found.append(json.dumps(pq.read_table(path).to_pylist(), default=str))
        elif path.suffix == ".arrow":
            with pa.memory_map(str(path)) as source:
                found.append(json.dumps(_read_arrow(source).to_pylist(), default=str))
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
        found.append(path.name)
    return "\n".join(found).casefold()


def _read_arrow(source: pa.MemoryMappedFile) -> pa.Table:
    try:
        return pa.ipc.open_file(source).read_all()
    except pa.ArrowInvalid:
        source.seek(0)
        return pa.ipc.open_stream(source).read_all()


def assert_sound(project: Project) -> None:
    assert not verify("latest", project.out, project.raw).problems
    proof = prove(read_takedowns([project.raw]), project.out)
    assert proof.rows.total()
    assert proof.left == []


@pytest.fixture
def released(project: Project) -> Project:
    project.page("first.txt", TEXTING, SECRET, EMAIL)
    project.page("second.txt", COST, SECRET._replace(host="other.net"))
    project.curate()
    return project


def test_a_pair_that_is_taken_down_is_in_no_file_of_the_next_release(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    result = qamill(released, "curate")
    assert "1 pair taken down: qamill takedown sheet" in result.stderr
    assert versions(released.out) == ["1.0.0", "2.0.0"]
    assert CANARY not in texts_of(released.out / "2.0.0")
    assert CANARY not in texts_of(released.out / ".cache")
    assert {row["id"] for row in rows(released, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    removed = rows(released, "removals")
    assert [(row["id"], row["what"], row["scope"], row["rule"]) for row in removed] == [
        (id_of(SECRET), "pair", "id", 1)
    ] * 2
    assert {(row["reason"], row["date"]) for row in removed} == {("asked by the author", "2026-11-26")}
    counts = released.release().manifest.counts
    assert (counts["candidates"], counts["removed_pairs"], counts["records"]) == (5, 2, 3)
    assert_sound(released)
    assert qamill(released, "curate").stderr.startswith("Nothing changed")


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("https://zoo.org/a b", "https://zoo.org/a b"),
        ("https://z\u00f6o.example.org/(a)", "http://xn--zo-fka.example.org./b/../%28a%29"),
    ],
)
def test_a_page_is_kept_out_in_whatever_spelling_its_address_is(
    project: Project, qamill: Run, known: str, asked: str
) -> None:
    project.page("page.txt", TEXTING)
    project.page("quagga.html", f"<!doctype html><h2>{SECRET.question}</h2><p>{SECRET.answer}</p>")
    project.index(f"quagga.html,{known},,,")
    takedown(qamill, project, "add", "--url", asked, *WHY)
    project.curate()
    assert [row["question"] for row in rows(project, "records")] == [TEXTING.question]
    assert_sound(project)


def test_reports_sites_and_exports_hold_nothing_of_it(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--pattern", "(?i)quagga", *WHY)
    released.curate()
    (released.root / "new").mkdir()
    for command in (
        ("report", "-o", "new/report.html"),
        ("site", "-o", "new/site"),
        ("export", "jsonl", "-o", "new/x.jsonl"),
    ):
        assert qamill(released, *command).exit_code == 0
    assert CANARY not in texts_of(released.root / "new")


def test_no_disguise_comes_back_and_no_other_pair_is_lost(project: Project, qamill: Run, tmp_path: Path) -> None:
    taken, others = pairs(20), pairs(200, seed=2)
    project.page("others.txt", *others)
    for number, pair in enumerate(taken):
        letter = tmp_path / f"{number}.letter"
        letter.write_text(f"{pair.question}\n\n{pair.answer}\n", encoding="utf-8")
        takedown(qamill, project, "add", "--text", str(letter), *WHY)
    for pair in taken:
        for name, disguised in disguises(pair):
            project.page(f"{name}/{pair.host}-{taken.index(pair)}.txt", disguised)
    project.curate(workers=2)
    assert {row["question"] for row in rows(project, "records")} == {pair.question for pair in others}
    assert len([row for row in rows(project, "removals") if row["what"] == "pair"]) == 9 * len(taken)
    assert_sound(project)


def test_a_site_that_is_taken_down_goes_with_its_pages_and_with_what_cites_it(project: Project, qamill: Run) -> None:
    project.page("own.txt", TEXTING, SECRET._replace(host="a.org"))
    project.page("citing.txt", EMAIL, COST._replace(host="faq.zoo.org"))
    project.index("own.txt,https://www.zoo.org/faq,,,", "citing.txt,https://example.org/,,,")
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    project.curate()
    assert [row["id"] for row in rows(project, "records")] == [id_of(EMAIL)]
    assert [row["path"] for row in rows(project, "documents")] == ["citing.txt"]
    assert sorted((row["what"], row["id"]) for row in rows(project, "removals") if row["id"]) == sorted(
        ("pair", id_of(pair)) for pair in (TEXTING, SECRET, COST)
    )
    assert [row["what"] for row in rows(project, "removals") if not row["id"]] == ["file"]
    assert "zoo.org" not in texts_of(project.out / "2.0.0")
    assert_sound(project)


def test_an_answer_that_another_site_gives_stays_without_the_site(project: Project, qamill: Run) -> None:
    project.page("first.txt", TEXTING._replace(host="zoo.org"))
    project.page("second.txt", TEXTING._replace(host="other.net"))
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    project.curate()
    assert [(row["id"], row["source"], row["sources_seen"]) for row in rows(project, "records")] == [
        (id_of(TEXTING), "other.net", 1)
    ]
    assert "zoo.org" not in texts_of(project.out / project.release().version)


def test_no_decision_brings_it_back(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    decide(
        released,
        {"action": "edit", "id": id_of(COST), "field": "question", "value": SECRET.question},
        {"action": "edit", "id": id_of(COST), "field": "answer", "value": SECRET.answer},
        {"action": "edit", "id": id_of(SECRET), "field": "answer", "value": "The quagga is where it was."},
        {"action": "flag", "id": id_of(TEXTING), "value": "fine", "reason": SECRET.answer},
    )
    released.curate()
    assert {row["id"] for row in rows(released, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    assert sorted(row["effect"] for row in rows(released, "reviews")) == [
        "applied",
        "not_found",
        "taken_down",
        "taken_down",
    ]
    assert CANARY not in texts_of(released.out / "2.0.0")
    assert_sound(released)


@pytest.mark.parametrize("which", ["as read", "as edited"])
def test_an_edited_pair_goes_with_what_its_page_has(released: Project, qamill: Run, which: str) -> None:
    edited = SECRET._replace(answer="The quagga is in the old zoo of the town, they say, and has been for years.")
    decide(released, {"action": "edit", "id": id_of(SECRET), "field": "answer", "value": edited.answer})
    released.curate()
    assert id_of(edited) in {row["id"] for row in rows(released, "records")}
    takedown(qamill, released, "add", "--id", id_of(SECRET if which == "as read" else edited), *WHY)
    released.curate()
    assert {row["id"] for row in rows(released, "records")} == {id_of(pair) for pair in (TEXTING, EMAIL, COST)}
    assert CANARY not in texts_of(released.out / released.release().version)
    assert_sound(released)


def test_a_rejection_does_not_repeat_it(project: Project, qamill: Run) -> None:
    project.page(
        "page.txt", TEXTING, "Where does the quagga live?\n\n\nTakedown request | View complete answer on zoo.org\n"
    )
    takedown(qamill, project, "add", "--pattern", "quagga", *WHY)
    project.curate()
    assert CANARY not in texts_of(project.out / "1.0.0")
    assert {row["what"] for row in rows(project, "removals")} <= {"rejection", "rejected_pair"}
    assert rows(project, "removals")


@pytest.mark.parametrize("said", [SECRET, Pair("Is the quagga safe?", "Yes.", "zoo.org")])
def test_a_rejection_repeats_neither_its_question_nor_all_of_it(project: Project, qamill: Run, said: Pair) -> None:
    link = "Takedown request | View complete answer on"
    project.page(
        "page.txt", TEXTING, said, f"{said.question}\n\n\n{link} zoo.org\n\n\n", str(said._replace(host="zoo"))
    )
    project.curate()
    assert len(rows(project, "rejected")) == 2
    assert takedown(qamill, project, "add", "--id", id_of(said), *WHY)
    project.curate()
    assert rows(project, "rejected") == []
    assert CANARY not in texts_of(project.out / "2.0.0")
    assert {each.table for each in prove(read_takedowns([project.raw]), project.out, "1.0.0").left} == {
        "records",
        "rejected",
    }
    assert_sound(project)


def test_neither_a_difference_nor_a_history_shows_what_older_releases_have_of_it(
    released: Project, qamill: Run
) -> None:
    takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    released.curate()
    for asked in (["diff", "1.0.0", "2.0.0"], ["diff", "1.0.0", "2.0.0", "--json"], ["history", id_of(SECRET)]):
        result = qamill(released, *asked)
        assert CANARY not in result.stdout + result.stderr, asked
    assert f"{id_of(SECRET)}\n    taken down" in qamill(released, "diff", "1.0.0", "2.0.0").stdout
    assert qamill(released, "history", SECRET.question).exit_code == 2


def test_the_bytes_do_not_depend_on_workers_and_a_lifted_takedown_gives_all_back(
    released: Project, qamill: Run
) -> None:
    before = {row["id"] for row in rows(released, "records")}
    takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    found = [curate(released.raw, released.root / f"out{workers}", workers=workers) for workers in (1, 2)]
    assert found[0].manifest == found[1].manifest
    assert takedown(qamill, released, "remove", "1").startswith("Lifted takedown 1 (id)")
    released.curate()
    assert {row["id"] for row in rows(released, "records")} == before
    takedown(qamill, released, "add", "--domain", "example.com", *WHY)
    listed = takedown(qamill, released, "list")
    assert [line.split("\t")[:2] for line in listed.splitlines()[1:]] == [["1", "lifted"], ["2", "domain"]]


def test_without_its_key_nothing_is_released(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    key = released.root / "takedowns.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert "/takedowns.key" in (released.root / ".gitignore").read_text().splitlines()
    content = key.read_text()
    key.unlink()
    with pytest.raises(NoKey, match=r"is missing.*Nothing was released"):
        released.curate()
    key.write_text("0" * 64)
    with pytest.raises(NoKey, match="is not the key"):
        released.curate()
    key.write_text(content)
    assert released.curate().manifest.version == "2.0.0"


def test_rules_of_addresses_need_no_key(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--domain", "zoo.org", *WHY)
    (released.root / "takedowns.key").unlink()
    released.curate()
    assert rows(released, "removals")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1,robots,x,,,,why,,2026-11-26", "there is no kind 'robots'"),
        ("x,domain,zoo.org,,,,why,,2026-11-26", "number must be a number"),
        ("1,domain,zoo.org,,,,,,2026-11-26", "the reason is missing"),
        ("1,domain,no domain,,,,why,,2026-11-26", "what must be a domain"),
        ("1,text,,,x:whole:AAAA,00000000,why,,2026-11-26", "a fingerprint is damaged"),
        ("1,domain,zoo.org,,,,why,,soon", "date must be like"),
        ("1,domain,zoo.org", "there are 3 fields for 9 columns"),
        ("1,domain,a.org,,,,why,,2026-11-26\n1,domain,b.org,,,,why,,2026-11-26", "the number 1 is that of line 2, too"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_stops_the_run(released: Project, line: str, why: str) -> None:
    head = "number,kind,what,question,text,key,reason,requested_by,date\n"
    (released.root / "takedowns.csv").write_text(f"{head}{line}\n", encoding="utf-8")
    with pytest.raises(BadTakedowns, match=why):
        released.curate()
    assert versions(released.out) == ["1.0.0"]


def test_a_reason_that_tells_what_is_taken_down_is_refused(released: Project, qamill: Run) -> None:
    for asked in (("--pattern", "(?i)jane d[oe]+"), ("--domain", "doe.example.org")):
        told = qamill(released, "takedown", "add", *asked, "--reason", "Jane Doe of doe.example.org asked for it")
        assert (told.exit_code, "the reason repeats" in told.stderr.lower()) == (2, True)
    assert not (released.root / "takedowns.csv").exists()


def test_takedowns_in_two_files_are_refused(released: Project, qamill: Run) -> None:
    takedown(qamill, released, "add", "--domain", "zoo.org", *WHY)
    other = Project(released.root / "other")
    other.page("page.txt", COST)
    takedown(qamill, other, "add", "--domain", "b.org", *WHY)
    with pytest.raises(DoubledTakedowns, match="keep all takedowns in one file"):
        curate([released.raw, other.raw], released.out)


def test_the_command_says_what_it_did_and_what_keeps_a_letter_out(released: Project, qamill: Run) -> None:
    assert qamill(released, "takedown", "add", *WHY).exit_code == 2
    assert qamill(released, "takedown", "add", "--id", "0" * 16, *WHY).exit_code == 2
    added = takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    assert "Made takedowns.key: keep a copy of it" in added
    assert "Wrote takedown 1 to takedowns.csv" in added
    assert "says so already" in takedown(qamill, released, "add", "--id", id_of(SECRET), *WHY)
    letter = f"{SECRET.question}\n\n{SECRET.answer}\n".encode()
    kept = qamill(released, "takedown", "check", "-", stdin=letter)
    assert kept.stdout == "Takedown 1 (id, 2026-11-26: asked by the author) keeps this out.\n"
    assert qamill(released, "takedown", "check", "-", stdin=b"Why?\n\nBecause of that.").exit_code == 1
    released.curate()
    sheet = qamill(released, "takedown", "sheet").stdout.splitlines()
    assert sheet == ["id,scope,rule,reason,date,last", f"{id_of(SECRET)},id,1,asked by the author,2026-11-26,1.0.0"]
    assert "nothing left" in qamill(released, "takedown", "prove").stderr
    left = qamill(released, "takedown", "prove", "1.0.0")
    assert (left.exit_code, left.stdout.splitlines()[0]) == (1, f"records {id_of(SECRET)}: takedown 1 (id)")
    told = qamill(released, "explain", id_of(SECRET))
    assert told.exit_code == 2
    assert told.stderr.endswith("was taken down in 2.0.0 (takedown 1, by id, 2026-11-26): asked by the author.\n")
    assert CANARY not in told.stdout + told.stderr
