"""`qamill export`: what is chosen, where it is written, and what is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import COST, EMAIL, TEXTING, CopyOf, Pair, Project, Run, id_of, rows
from exported import json_lines
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import exports
from pipeline.ingest.folder import FETCHED
from pipeline.ingest.index import INDEX
from pipeline.project import PROJECT
from pipeline.release.export import lines
from pipeline.release.export.benchmark import Benchmark, read_benchmark
from pipeline.release.export.errors import BadBenchmark
from pipeline.release.export.files import KEPT
from pipeline.release.export.shapes import SHAPES
from pipeline.review.file import REVIEWS
from pipeline.takedown import KEY, TAKEDOWNS


def _released(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL, COST)
    project.curate()


@pytest.fixture
def released(copy_of: CopyOf) -> Project:
    return copy_of(_released)


def questions(path: Path) -> set[str]:
    return {row["question"] for row in json_lines(path)}


def test_the_command_knows_the_shapes() -> None:
    assert list(SHAPES) == exports.SHAPES


def test_a_file_is_named_by_its_version_and_shape(released: Project, qamill: Run) -> None:
    done = qamill(released, "export", "jsonl")
    assert done.exit_code == 0
    assert "Wrote 3 records of release 1.0.0 to records-1.0.0.jsonl." in done.stderr
    assert len(json_lines(released.root / "records-1.0.0.jsonl")) == 3


def test_lines_go_to_standard_output(released: Project, qamill: Run) -> None:
    done = qamill(released, "export", "prompt", "-o", "-")
    assert {json.loads(line)["prompt"] for line in done.stdout.splitlines()} == {
        pair.question for pair in (TEXTING, EMAIL, COST)
    }
    qamill(released, "export", "prompt", "-o", "file")
    assert (released.root / "file").read_text(encoding="utf-8") == done.stdout


def test_what_could_steer_a_terminal_is_escaped_and_read_back(project: Project, qamill: Run) -> None:
    project.page("page.txt", Pair("Is it \u200eleft?", "It is\u2028so."))
    project.curate()
    done = qamill(project, "export", "jsonl", "-o", "-")
    assert "\u2028" not in done.stdout
    assert "\u200e" not in done.stdout
    (row,) = rows(project, "records")
    assert json.loads(done.stdout)["answer"] == row["answer"]


@pytest.mark.parametrize("shape", ["xlsx", "csv-excel", "sqlite", "beir", "faqpage"])
def test_what_is_no_lines_does_not_go_to_standard_output(released: Project, qamill: Run, shape: str) -> None:
    done = qamill(released, "export", shape, "-o", "-")
    assert done.exit_code == 2
    assert "jsonl, chat, prompt, rag" in done.stderr


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        (["--where", "question_type = 'yes_no'"], [TEXTING, EMAIL]),
        (["--where", "question_type = 'yes_no'", "--where", "contains(answer, 'law')"], [EMAIL]),
        (["--where", "not has(flags, 'truncated')"], [TEXTING, EMAIL, COST]),
        (["--source", "example.com"], [EMAIL]),
        (["--source", "example.org"], [TEXTING]),
        (["--source", "example.com", "--source", "example.net"], [EMAIL, COST]),
        (["--language", "en", "--min-length", "30"], [TEXTING, EMAIL]),
        (["--language", "de"], []),
        (["--current"], [TEXTING, EMAIL, COST]),
    ],
)
def test_records_are_chosen(released: Project, qamill: Run, options: list[str], pairs: list[Pair]) -> None:
    done = qamill(released, "export", "jsonl", "-o", "-", *options)
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == set(map(id_of, pairs))


def test_a_record_that_no_page_gives_any_more_is_not_current(project: Project, qamill: Run) -> None:
    project.page("old.txt", TEXTING, EMAIL)
    project.page("new.txt", TEXTING)
    project.index(
        "old.txt,https://example.org/p,2026-01-01T00:00:00Z,,", "new.txt,https://example.org/p,2026-02-01T00:00:00Z,,"
    )
    project.curate()
    done = qamill(project, "export", "jsonl", "-o", "-", "--current")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [id_of(TEXTING)]


def test_a_file_that_is_there_is_kept(released: Project, qamill: Run) -> None:
    kept = released.root / "kept.jsonl"
    kept.write_text("mine")
    done = qamill(released, "export", "jsonl", "-o", "kept.jsonl")
    assert done.exit_code == 2
    assert "--force" in done.stderr
    assert kept.read_text() == "mine"
    assert qamill(released, "export", "jsonl", "-o", "kept.jsonl", "--force").exit_code == 0
    assert len(json_lines(kept)) == 3


def test_a_folder_of_others_is_kept_even_with_force(released: Project, qamill: Run) -> None:
    (released.root / "mine").mkdir()
    (released.root / "mine" / "notes.txt").write_text("mine")
    done = qamill(released, "export", "beir", "-o", "mine", "--force")
    assert done.exit_code == 2
    assert "notes.txt" in done.stderr
    assert (released.root / "mine" / "notes.txt").read_text() == "mine"
    assert qamill(released, "export", "jsonl", "-o", "mine", "--force").exit_code == 2


def test_a_folder_of_an_export_is_replaced_with_force(released: Project, qamill: Run) -> None:
    assert qamill(released, "export", "beir", "-o", "bench").exit_code == 0
    assert qamill(released, "export", "beir", "-o", "bench").exit_code == 2
    assert qamill(released, "export", "beir", "-o", "bench", "--force").exit_code == 0
    assert {path.name for path in (released.root / "bench").iterdir()} == {*SHAPES["beir"].holds}


@pytest.mark.parametrize("name", [*sorted(KEPT), "raw/first.txt", "raw/../raw/first.txt", "pipe", "link"])
def test_what_no_export_has_written_is_kept_even_with_force(released: Project, qamill: Run, name: str) -> None:
    os.mkfifo(released.root / "pipe")
    (released.root / "link").symlink_to("pipe")
    path = released.root / name
    if name in KEPT:
        path.write_text("# kept")
    elif "first" in name:
        released.page("first.txt", TEXTING)
    before = path.lstat()
    done = qamill(released, "export", "jsonl", "-o", name, "--force")
    assert done.exit_code == 2
    assert f"{name} is not replaced: " in done.stderr
    assert (path.lstat().st_ino, path.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_names_that_no_export_replaces_are_those_of_our_files() -> None:
    assert {FETCHED, INDEX, PROJECT, REVIEWS, TAKEDOWNS, KEY} == KEPT


def test_nothing_is_written_into_the_releases(released: Project, qamill: Run) -> None:
    before = released.files()
    for name in ("curated/1.0.0/records.jsonl", "curated/x.jsonl", "curated/../curated/1.0.0/manifest.json"):
        done = qamill(released, "export", "jsonl", "-o", name, "--force")
        assert done.exit_code == 2
        assert "where releases are" in done.stderr
    assert released.files() == before


def test_an_export_that_fails_leaves_nothing(released: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = released.files()
    monkeypatch.setattr(lines, "_TRAINING", ("id", "no_such_column"))
    assert qamill(released, "export", "chat").exit_code == 1
    assert released.files() == before


def test_a_full_disk_is_a_sentence(released: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.release.export.files.os.replace", refuse)
    done = qamill(released, "export", "jsonl")
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert "Nothing was exported" in done.stderr


def test_a_folder_that_is_not_there_is_a_sentence(released: Project, qamill: Run) -> None:
    done = qamill(released, "export", "jsonl", "-o", "no/such/folder.jsonl")
    assert (done.exit_code, "No such file or directory" in done.stderr) == (1, True)


def test_each_side_has_a_file_of_lines(released: Project, qamill: Run) -> None:
    done = qamill(released, "export", "jsonl", "-o", "pairs.jsonl", "--split", "train=0.5,test=0.5", "--json")
    found = json.loads(done.stdout)
    train, test = (questions(released.root / f"pairs.{side}.jsonl") for side in ("train", "test"))
    assert not train & test
    assert len(train) == found["sides"]["train"]
    assert len(train | test) == found["records"] == 3
    assert (
        "split"
        not in json_lines(released.root / "pairs.train.jsonl" if train else released.root / "pairs.test.jsonl")[0]
    )


def test_other_shapes_have_a_column_that_says_the_side(released: Project, qamill: Run) -> None:
    import pandas as pd

    done = qamill(released, "export", "csv.gz", "-o", "pairs.csv.gz", "--split", "train=0.5,test=0.5")
    frame = pd.read_csv(released.root / "pairs.csv.gz")
    assert set(frame["split"]) <= {"train", "test"}
    assert "Sides: train" in done.stderr
    assert "the shares are far from those asked for" in done.stderr


def test_each_side_of_a_benchmark_has_its_judgements(released: Project, qamill: Run) -> None:
    qamill(released, "export", "beir", "-o", "bench", "--split", "train=0.5,test=0.5")
    judged = {
        side: (released.root / "bench" / "qrels" / f"{side}.tsv").read_text().splitlines() for side in ("train", "test")
    }
    assert judged["train"][0] == judged["test"][0] == "query-id\tcorpus-id\tscore"
    assert sum(line.endswith("\t1") for side in judged.values() for line in side) == 3
    assert len(json_lines(released.root / "bench" / "queries.jsonl")) == 3


def test_a_split_does_not_go_to_standard_output(released: Project, qamill: Run) -> None:
    assert qamill(released, "export", "jsonl", "-o", "-", "--split", "a=0.5,b=0.5").exit_code == 2


BENCHMARKS = {
    "b.txt": "Can therapists text clients?\n\nWhat else?\n",
    "b.jsonl": '{"question": "can therapists TEXT clients"}\n',
    "b.json": '["Can therapists text clients?"]',
    "b.csv": 'id,query\n1,"Can therapists text clients?"\n',
    "b.tsv": "prompt\tx\nCan therapists text clients?\t1\n",
    "chat.jsonl": '{"messages": [{"role": "user", "content": "Can therapists text clients?"}]}\n',
}


@pytest.mark.parametrize("name", BENCHMARKS)
def test_what_a_benchmark_asks_is_left_out(released: Project, qamill: Run, name: str) -> None:
    (released.root / name).write_text(BENCHMARKS[name], encoding="utf-8")
    done = qamill(released, "export", "jsonl", "--not-in", name)
    assert questions(released.root / "records-1.0.0.jsonl") == {EMAIL.question, COST.question}
    assert "Left out 1 record whose question the benchmark asks, or nearly." in done.stderr


def test_our_own_exports_are_benchmarks(released: Project, qamill: Run) -> None:
    for shape in ("jsonl", "chat", "prompt"):
        qamill(released, "export", shape, "-o", "bench.jsonl", "--force", "--source", "example.com")
        done = qamill(released, "export", "jsonl", "-o", "-", "--not-in", "bench.jsonl")
        assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == {id_of(TEXTING), id_of(COST)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.txt", "\n\n"), ("b.pdf", "x"), ("b.jsonl", "{"), ("b.jsonl", "3\n"), ("b.json", "{}"),
        ("b.csv", "a,b\n1,2\n"), ("b.json", "[]"), ("b.jsonl", "[" * 100_000),
    ],
)  # fmt: skip
def test_a_benchmark_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(BadBenchmark, match=name):
        read_benchmark(tmp_path / name)


WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(12)]), max_size=12).map(" ".join)


@given(st.lists(WORDS, max_size=6), WORDS)
def test_a_near_question_is_found_as_by_comparing_all(asked: list[str], question: str) -> None:
    def alike(other: str) -> bool:
        left, right = set(question.split()), set(other.split())
        return bool(left | right) and len(left & right) / len(left | right) >= 0.8

    assert Benchmark(asked).has(question) == any(alike(other) for other in asked)
