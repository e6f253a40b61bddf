"""The command: data on stdout, words on stderr, a sentence for every mistake."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import write_seed
from conftest import COST, EMAIL, QAMILL, TEXTING, Project, Run
from filelock import FileLock

from pipeline.cli import explaining
from pipeline.cli.commands import main

VERBS = sorted(main.commands)
STOPPED = "qamill: Stopped; nothing was left half done, and the next run goes on from here.\n"


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("two"))
    project.page("first.txt", TEXTING, EMAIL, "A heading that belongs to nobody\n")
    project.curate()
    project.page("second.txt", COST, TEXTING._replace(host="b.example.net"))
    project.curate()
    return project


@pytest.fixture
def released(project: Project, two_releases: Project) -> Project:
    """A project with two releases that a test may change."""
    shutil.copytree(two_releases.root, project.root, dirs_exist_ok=True)
    return project


# --- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_of_every_verb_has_an_example_of_it(project: Project, qamill: Run, verb: str, option: str) -> None:
    result = qamill(project, verb, option)
    assert result.exit_code == 0
    assert re.search(rf"Example: .*qamill {verb}\b", result.stdout)


def test_the_help_names_every_verb(project: Project, qamill: Run) -> None:
    result = qamill(project, "-h")
    assert [verb for verb in VERBS if not re.search(rf"^  {verb}  ", result.stdout, re.MULTILINE)] == []


def test_the_version_is_the_package_s(project: Project, qamill: Run) -> None:
    assert re.fullmatch(r"qamill \d+\.\d+\.\d+\S*\n", qamill(project, "--version").stdout)


# --- curate ----------------------------------------------------------------------------------


def test_curate_says_what_it_read_and_what_it_released(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, EMAIL, TEXTING, "A heading that belongs to nobody\n")
    first = qamill(project, "curate", "--workers", "1")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines() == [
        "Read 1 page: 3 pairs found, 2 records, 1 merged; rejected 1 piece that gave no pair (1 no_answer).",
        f"Released {Path('curated/1.0.0')}, the first release.",
    ]
    again = qamill(project, "curate", "--workers", "1")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "Nothing changed: curated/1.0.0 is up to date, 2 records.\n"
    project.page("more.txt", COST)
    assert (
        qamill(project, "curate", "--dry-run").stderr.splitlines()[-1] == "Would release 1.1.0; since 1.0.0: 1 added."
    )
    assert qamill(project, "curate").stderr.splitlines()[-1] == "Released curated/1.1.0; since 1.0.0: 1 added."


def test_rejected_pairs_pages_and_pieces_are_counted_apart(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, EMAIL._replace(answer=""), "A heading that belongs to nobody\n")
    project.page("again.txt", TEXTING._replace(host="localhost"))
    (project.raw / "copy.txt").write_bytes((project.raw / "page.txt").read_bytes())
    (first, *_) = qamill(project, "curate", "--workers", "1").stderr.splitlines()
    assert first == (
        "Read 3 pages: 2 pairs found, 1 record, 0 merged; rejected 1 pair, 1 whole page, 2 pieces that gave no pair"
        " (1 bad_source, 1 duplicate_document, 2 no_answer)."
    )


def test_a_release_in_which_no_record_changed_says_what_did(project: Project, qamill: Run) -> None:
    def last(*options: str) -> str:
        return qamill(project, "curate", "--workers", "1", *options).stderr.splitlines()[-1]

    project.page("page.txt", TEXTING, EMAIL)
    last()
    project.page("other.txt", "A heading that belongs to nobody\n")
    assert last().endswith("1.0.0: no record changed, but the table documents and the table rejected did.")
    (project.root / "qamill.toml").write_text('[dataset]\ntitle = "Tea"\n')
    assert last().endswith("1.0.1: no record changed, but the title of the dataset did.")
    assert last("--shard-rows", "1").endswith("1.0.2: no record changed, but the files that hold the tables did.")
    (project.raw / "other.txt").unlink()
    told = json.loads(qamill(project, "curate", "--dry-run", "--json").stdout)
    assert (told["differences"], told["causes"]) == (["the table documents", "the table rejected"], [])


def test_curate_tells_a_program_what_came_of_it(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    told = json.loads(qamill(project, "curate", "--dry-run", "--json").stdout)
    assert (told["version"], told["is_new"], told["folder"]) == ("1.0.0", True, None)
    told = json.loads(qamill(project, "curate", "--json").stdout)
    assert (told["version"], told["is_new"], told["folder"]) == ("1.0.0", True, "curated/1.0.0")
    assert told["counts"]["records"] == 1
    assert json.loads(qamill(project, "curate", "--json").stdout)["is_new"] is False


def test_pages_without_a_single_record_are_a_problem(project: Project, qamill: Run) -> None:
    project.raw.mkdir()
    (project.raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = qamill(project, "curate")
    assert result.exit_code == 1
    assert "rejected 1 whole page (1 binary_file)" in result.stderr
    assert "rejected.parquet says why" in result.stderr


def test_a_run_that_rejected_nothing_does_not_name_the_table_of_rejections(project: Project, qamill: Run) -> None:
    project.raw.mkdir()
    head = "WARC/1.0\r\nWARC-Type: revisit\r\nContent-Type: application/http\r\nContent-Length: 4\r\n\r\n"
    (project.raw / "crawl.warc").write_bytes(f"{head}None\r\n\r\n".encode())
    result = qamill(project, "curate")
    assert "Nothing was rejected" in result.stderr
    assert "in the column boilerplate of documents.parquet" in result.stderr
    assert "says why" not in result.stderr


def test_quiet_says_nothing_but_errors(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, "A heading of nobody\n")
    for verb in (["curate"], ["verify"], ["parse", "raw/page.txt"], ["add", "raw/page.txt"]):
        assert (verb, qamill(project, "-q", *verb).stderr) == (verb, "")
    assert qamill(project, "-q", "verify", "9.9.9").stderr.startswith("qamill: ")


# --- parse and add ---------------------------------------------------------------------------


def test_parse_prints_pairs_as_json_lines_and_rejections_beside_them(project: Project, qamill: Run) -> None:
    page = "".join(map(str, [TEXTING, "A heading of nobody\n\n\n", EMAIL, "Advertisement\n"]))
    result = qamill(project, "parse", "-", "--url", "https://example.org/p", stdin=page.encode())
    pairs = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(pair["question"], pair["page_url"]) for pair in pairs] == [
        (TEXTING.question, "https://example.org/p"),
        (EMAIL.question, "https://example.org/p"),
    ]
    assert [json.loads(line)["reason"] for line in result.stderr.splitlines()] == ["no_answer"]
    verbose = qamill(project, "-v", "parse", "-", stdin=page.encode())
    assert {"boilerplate", "text", "locator"} in [set(json.loads(line)) for line in verbose.stderr.splitlines()]
    assert not project.out.exists()


def test_parse_prints_a_pair_once_however_often_the_page_says_it(project: Project, qamill: Run) -> None:
    pair = '"name": "Is it open?", "acceptedAnswer": {"@type": "Answer", "text": "Yes, it is open on all days."}'
    markup = f'<script type="application/ld+json">{{"@type": "Question", {pair}}}</script>'
    shown = "<details><summary>Is it open?</summary><p>Yes, it is open on all days.</p></details>"
    other = "<details><summary>Is it far?</summary><p>No, it is near.</p></details>"
    page = f"<!DOCTYPE html><body>{markup}{shown}{other}{shown}"
    result = qamill(project, "parse", "-", "--url", "https://example.org/p", stdin=page.encode())
    assert [json.loads(line)["question"] for line in result.stdout.splitlines()] == ["Is it open?", "Is it far?"]


def test_parse_of_what_is_no_text_is_a_problem(project: Project, qamill: Run) -> None:
    result = qamill(project, "parse", "-", stdin=b"%PDF-1.7" + bytes(50))
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(result.stderr)["reason"] == "binary_file"


def test_parse_says_that_it_found_nothing(project: Project, qamill: Run) -> None:
    result = qamill(project, "parse", "-", "--format", "jsonld", stdin=str(TEXTING).encode())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No question with an answer was found on this page.\n"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="NOT RUN: there is no file here that fails to be read")
def test_a_page_that_cannot_be_read_is_named(project: Project, qamill: Run) -> None:
    assert qamill(project, "parse", "/proc/self/mem").stderr == "qamill: /proc/self/mem: Input/output error\n"


def test_parse_names_the_formats_there_are(project: Project, qamill: Run) -> None:
    result = qamill(project, "parse", "-", "--format", "nonsense")
    assert result.exit_code == 2
    assert "attribution" in result.stderr


def test_a_page_from_standard_input_is_added_once(project: Project, qamill: Run) -> None:
    page = str(TEXTING).encode()
    first = qamill(project, "add", "-", "--url", "https://example.org/p", stdin=page)
    again = qamill(project, "add", "-", "--url", "https://example.org/p", stdin=page)
    name = next(path.name for path in project.raw.glob("*.txt"))
    assert (first.exit_code, again.exit_code, first.stdout) == (0, 0, "")
    assert first.stderr == f"Added raw/{name}, 1 question/answer pair. Next: qamill curate\n"
    assert again.stderr == f"Already there: raw/{name}, 1 question/answer pair. Next: qamill curate\n"
    assert project.curate().manifest.counts["records"] == 1


@pytest.mark.parametrize("command", ["parse", "add"])
def test_a_page_may_come_through_a_pipe_that_was_named(project: Project, command: str) -> None:
    project.page("../page.txt", TEXTING)
    line = f'"$0" {command} <(cat page.txt)'
    result = subprocess.run(
        ["bash", "-c", line, QAMILL], cwd=project.root, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0
    assert [path.name[:7] for path in project.raw.glob("*.txt")] == ["pasted-"] * (command == "add")


@pytest.mark.parametrize("command", ["parse", "add"])
@pytest.mark.parametrize("file", ["pipe", "socket", "/dev/zero", "raw"])
def test_what_is_no_file_is_refused_without_waiting(project: Project, qamill: Run, command: str, file: str) -> None:
    project.raw.mkdir()
    os.mkfifo(project.root / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(project.root / "socket"))
        result = qamill(project, command, file)
    assert (result.exit_code, result.stdout) == (1 if (command, file) == ("parse", "pipe") else 2, "")
    assert list(project.raw.iterdir()) == []


def test_a_file_is_added_under_its_name(project: Project, qamill: Run) -> None:
    (project.root / "Downloads.txt").write_text(str(TEXTING))
    (project.root / "other").mkdir()
    (project.root / "other" / "Downloads.txt").write_text(str(EMAIL))
    assert qamill(project, "add", "Downloads.txt", "--retrieved-at", "2026-01-31").exit_code == 0
    assert "raw/Downloads-2.txt" in qamill(project, "add", "other/Downloads.txt").stderr


# --- looking at releases ---------------------------------------------------------------------


def test_versions_are_listed_oldest_first(released: Project, qamill: Run) -> None:
    lines = [line.split("\t") for line in qamill(released, "versions").stdout.splitlines()]
    assert [(line[0], line[1], line[-1]) for line in lines] == [
        ("version", "records", ""), ("1.0.0", "2", ""), ("1.1.0", "3", "latest"),
    ]  # fmt: skip
    told = json.loads(qamill(released, "versions", "--json").stdout)
    assert [(one["version"], one["previous"]) for one in told] == [("1.0.0", None), ("1.1.0", "1.0.0")]


def test_versions_before_the_first_release_are_none(project: Project, qamill: Run) -> None:
    result = qamill(project, "versions", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "Nothing is released" in result.stderr


def test_diff_is_one_where_something_differs_and_zero_where_nothing_does(released: Project, qamill: Run) -> None:
    result = qamill(released, "diff", "1.0.0", "1.1.0")
    assert result.exit_code == 1
    said = "1.0.0 to 1.1.0: 1 added, 0 removed, 1 changed, 0 reworded, 0 superseded, 0 merged\n"
    assert result.stderr == said
    told = [json.loads(line) for line in qamill(released, "diff", "1.0.0", "--json").stdout.splitlines()]
    assert [one["change"] for one in told] == ["added", "changed"]
    assert qamill(released, "diff", "1.1.0", "1.1.0").exit_code == 0


def test_verify_is_zero_where_all_is_well_and_one_where_it_is_not(released: Project, qamill: Run) -> None:
    sound = qamill(released, "verify")
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert sound.stderr == "curated/1.1.0 is whole; 4 locators gave their pairs again.\n"
    assert json.loads(qamill(released, "verify", "--json").stdout)["problems"] == []
    (released.release().file("records.csv")).write_text("id\n")
    broken = qamill(released, "verify")
    assert broken.exit_code == 1
    assert broken.stdout == "records.csv: does not have the checksum that SHA256SUMS states\n"
    assert "not as it was released: 1 problem" in broken.stderr
    told = json.loads(qamill(released, "verify", "--json").stdout)
    assert {problem["file"] for problem in told["problems"]} == {"records.csv"}


def test_explain_shows_the_record_its_lines_and_its_merges(released: Project, qamill: Run) -> None:
    id = next(row["id"] for row in _records(released) if row["question"] == TEXTING.question)
    result = qamill(released, "explain", id[:6])
    assert f"id\t{id}\n" in result.stdout
    assert f">     1 {TEXTING.question}\n" in result.stdout
    assert "Seen in second.txt at chars=" in result.stdout
    assert "Merged into it:\n  The pair at chars=" in result.stdout
    told = json.loads(qamill(released, "explain", id, "--json").stdout)
    assert (told["record"]["id"], len(told["sightings"]), len(told["merged"])) == (id, 2, 1)


def _records(project: Project) -> list[dict[str, str]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, str]] = pq.read_table(project.release().table("records")).to_pylist()
    return rows


def test_explain_shows_a_person_no_empty_rows(released: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    id = _records(released)[0]["id"]
    rows = qamill(released, "explain", id).stdout.partition("\n\n")[0].splitlines()
    monkeypatch.setattr(explaining, "is_terminal", lambda: True)
    told = qamill(released, "explain", id).stdout.partition("\n\n")[0].splitlines()
    assert told == [row for row in rows if not row.endswith("\t")] != rows


def test_explain_does_not_let_a_page_command_the_terminal(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING._replace(answer="Many \x1b]0;owned\x07 use\x9b31m \u202etexting."))
    project.curate()
    shown = qamill(project, "explain", _records(project)[0]["id"]).stdout
    assert "owned" in shown
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown) == []


def test_stats_count_what_a_release_holds(released: Project, qamill: Run) -> None:
    lines = qamill(released, "stats").stdout.splitlines()
    assert {"counts\trecords\t3", "counts\tmerged\t1", "rejected\tno_answer\t1", "question_type\tyes_no\t2"} <= {*lines}
    told = json.loads(qamill(released, "stats", "1.0.0", "--json").stdout)
    assert (told["version"], told["counts"]["records"]) == ("1.0.0", 2)
    assert sum(told["source_domain"].values()) == 2


# --- mistakes --------------------------------------------------------------------------------


def _nothing(project: Project) -> None:
    """Leave the project as it is."""


def _tear_parquet(project: Project) -> None:
    project.release().table("records").write_bytes(b"PAR1")


def _lose_manifest(project: Project) -> None:
    (project.out / "1.0.0" / "manifest.json").unlink()


def _break_latest(project: Project) -> None:
    (project.out / "LATEST").write_bytes(b"1.\xff.0\n")


MISTAKES: list[tuple[str, Callable[[Project], object], int, str]] = [
    ("curate nowhere", _nothing, 2, "There is no nowhere. Create the folder and drop pages into it"),
    ("curate empty", lambda p: (p.root / "empty").mkdir(), 2, "empty holds no page, and 1.1.0 has 3 records"),
    ("curate raw --out raw", _nothing, 2, "Name another folder for the releases"),
    ("curate raw", lambda p: p.index("a.txt,,,,", "a.txt,,,,"), 2, "raw/index.csv, line 3: a.txt has a line above"),
    ("curate raw", _lose_manifest, 1, "1.0.0 is damaged: it has no manifest.json. Put the folder back"),
    ("verify 9.0.0", _nothing, 2, "curated has no release '9.0.0'. There are: 1.0.0, 1.1.0."),
    ("verify --out raw", _nothing, 2, "raw is not a release"),
    ("verify --out nowhere", _nothing, 2, "Nothing is released in nowhere yet: run qamill curate."),
    ("stats 1.0", _nothing, 2, "There are: 1.0.0, 1.1.0."),
    ("stats", _tear_parquet, 1, "records.parquet cannot be read"),
    ("stats", _break_latest, 2, "There are: 1.0.0, 1.1.0."),
    ("stats --out raw", _nothing, 2, "raw is not a release"),
    ("diff 1.0.0 2.0.0", _nothing, 2, "has no release '2.0.0'"),
    ("diff 1.0.0", _tear_parquet, 1, "records.parquet cannot be read"),
    ("versions", _lose_manifest, 1, "it has no manifest.json"),
    ("explain 0000", _nothing, 2, "Ids are 16 hex digits"),
    ("explain xyz", _nothing, 2, "Ids are 16 hex digits"),
    ("explain 0000 --version 9.0.0", _nothing, 2, "There are: 1.0.0, 1.1.0."),
    ("parse missing.txt", _nothing, 2, "missing.txt"),
    ("parse raw", _nothing, 2, "Is a directory"),
    ("add missing.txt", _nothing, 2, "missing.txt"),
    ("add raw/first.txt --url example.org", _nothing, 2, "a web address such as https://host/path"),
    ("add raw/first.txt --retrieved-at today", _nothing, 2, "no time like 2026-01-31T12:00:00Z"),
    ("curate --workers 0", _nothing, 2, "0 is not in the range"),
    ("stats --out raw/first.txt", _nothing, 2, "raw/first.txt is not a release (it is no folder)"),
    ("versions --out raw/first.txt", _nothing, 2, "raw/first.txt is not a release (it is no folder)"),
    ("verify --out raw/first.txt", _nothing, 2, "raw/first.txt is not a release (it is no folder)"),
    ("curate --out raw/first.txt", _nothing, 2, "raw/first.txt is not a release (it is no folder)"),
    ("curat", _nothing, 2, "No such command"),
    ("diff", _nothing, 2, "Missing argument"),
    ("export", _nothing, 2, "Missing argument 'SHAPE'. Choose from jsonl, chat, prompt,"),
    ("show", lambda p: (p.out / "LATEST").write_text("1.0.0x"), 2, "curated/LATEST names '1.0.0x', and there is none"),
    ("versions --out nowhere", _nothing, 2, "Nothing is released in nowhere yet"),
    ("prune --keep 1 --out nowhere", _nothing, 2, "Nothing is released in nowhere yet"),
    ("lookup example.org --out nowhere", _nothing, 2, "Nothing is released in nowhere yet"),
    ("pull nowhere", _nothing, 2, "There is no nowhere. Nothing was brought."),
    ("verify --raw nowhere", _nothing, 2, "There is no nowhere. Name the folder of the pages with --raw."),
]


@pytest.mark.parametrize(("command", "spoil", "code", "answer"), MISTAKES)
def test_a_mistake_is_answered_with_what_to_do_next(
    released: Project, qamill: Run, command: str, spoil: Callable[[Project], object], code: int, answer: str
) -> None:
    spoil(released)
    before = released.files()
    result = qamill(released, *command.split())
    assert answer in result.stderr.replace("\n", " ")
    assert (result.exit_code, result.stdout) == (code, "")
    assert "Traceback" not in result.stderr
    assert released.files() == before


def test_debug_shows_the_traceback(project: Project) -> None:
    plain, debug = project.run("curate"), project.run("--debug", "curate")
    assert plain.stderr.count("\n") == 1
    assert "Traceback" in debug.stderr
    assert debug.stderr.splitlines()[-1].endswith(plain.stderr.removeprefix("qamill: ").strip())


# --- pipes, terminals, signals ---------------------------------------------------------------


@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_closed_pipe_ends_the_command_without_a_word(released: Project, reader: str) -> None:
    piped = f"unset PYTHONUNBUFFERED; {QAMILL} stats | {reader}; echo ${{PIPESTATUS[0]}} >&2"
    run = subprocess.run(["bash", "-c", piped], cwd=released.root, capture_output=True, text=True, check=True)
    assert run.stderr == "0\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_goes_down_a_pipe_is_utf8_whatever_the_locale(project: Project, encoding: str) -> None:
    project.page("page.txt", TEXTING._replace(answer="“Größe” – 身長 😀"))
    run = subprocess.run(
        [QAMILL, "parse", "raw/page.txt"],
        cwd=project.root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout.decode("utf-8"))["answer"] == "“Größe” – 身長 😀"


def _on_terminal(project: Project, *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal of its own; its exit code and all that it showed."""
    controller, terminal = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(
        [QAMILL, *arguments], cwd=project.root, stdin=terminal, stdout=terminal, stderr=terminal, env=env
    ) as run:
        os.close(terminal)
        shown = b""
        while True:
            try:
                shown += os.read(controller, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
    os.close(controller)
    return run.returncode, shown.decode()


def test_on_a_terminal_there_are_a_progress_bar_and_drawn_tables(released: Project) -> None:
    released.page("third.txt", COST._replace(answer="Nothing at all."))
    code, shown = _on_terminal(released, "curate", "--workers", "1")
    assert code == 0
    assert "Reading pages" in shown
    assert "━" in shown
    code, shown = _on_terminal(released, "stats")
    assert "\t" not in shown
    assert re.search(r"\x1b\[1m *what", shown)
    code, shown = _on_terminal(released, "diff", "1.0.0", "1.1.0")
    assert (code, "\t" in shown, "Added (1)" in shown) == (1, False, True)


def test_off_a_terminal_there_are_neither_bars_nor_colours(released: Project) -> None:
    released.page("third.txt", COST._replace(answer="Nothing at all."))
    for arguments in (("curate", "--workers", "1"), ("stats",)):
        run = released.run(*arguments)
        assert (run.returncode, "\x1b" in run.stdout + run.stderr, "━" in run.stderr) == (0, False, False)


def test_ctrl_c_while_waiting_ends_with_130_and_a_word(released: Project) -> None:
    released.page("third.txt", COST)  # a run that has nothing to do does not wait
    before = released.files()
    with (
        FileLock(released.out / ".lock"),
        subprocess.Popen([QAMILL, "curate"], cwd=released.root, stderr=subprocess.PIPE, text=True) as run,
    ):
        assert run.stderr
        assert "waiting for it to finish" in run.stderr.readline()
        run.send_signal(signal.SIGINT)
        words = run.communicate(timeout=30)[1]
    assert (run.returncode, words) == (130, STOPPED)
    assert released.files() == before


def test_ctrl_c_while_workers_read_ends_with_130_and_one_word_of_all(released: Project) -> None:
    for number in range(200):
        released.page(f"more-{number}.txt", COST._replace(answer=f"It costs {number} dollars."))
    before = released.files()
    results = set(released.out.glob(".cache/read-*"))
    code = (
        "from pipeline.run import raw_files; raw_files._TASK_FILES = 1; from pipeline.cli.commands import main; main()"
    )
    command = [sys.executable, "-c", code, "curate", "--workers", "2"]
    with subprocess.Popen(command, cwd=released.root, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        while run.poll() is None and results == set(released.out.glob(".cache/read-*")):
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)
        words = run.communicate(timeout=30)[1]
    assert (run.returncode, words) == (130, STOPPED)
    assert released.files() == before


def test_the_command_of_the_readme_releases_the_seed_page(project: Project) -> None:
    write_seed(project.root / "pages")
    run = project.run("curate", "pages", "--workers", "1")
    assert (run.returncode, run.stdout) == (0, "")
    assert "24 records" in run.stderr


# --- mistakes that cost a release, and small ones ---------------------------------------------


def test_an_empty_run_does_not_replace_a_release_that_has_records(released: Project, qamill: Run) -> None:
    for page in released.raw.glob("*.txt"):
        page.unlink()
    released.page("empty.txt", "A heading that belongs to nobody\n")
    refused = qamill(released, "curate")
    assert refused.exit_code == 1
    assert "--allow-loss" in refused.stderr
    assert (released.out / "LATEST").read_text() == "1.1.0\n"
    assert qamill(released, "curate", "--allow-loss").exit_code == 1  # it still found no record
    assert (released.out / "LATEST").read_text() == "2.0.0\n"


def test_a_copy_under_a_name_that_is_not_read_hides_no_page(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    (project.raw / "a-copy.bak").write_bytes((project.raw / "page.txt").read_bytes())
    assert "1 record," in qamill(project, "curate").stderr


def test_a_page_that_was_read_by_its_own_name_is_checked_by_it(project: Project, qamill: Run) -> None:
    project.page("a.txt", TEXTING)
    project.page("b.txt", COST)
    page = str(project.raw / "a.txt")
    assert qamill(project, "curate", page).exit_code == 0
    run = qamill(project, "verify", "--raw", page)
    assert run.exit_code == 0
    assert "1 locator gave its pair again" in run.stderr


def test_verify_of_raw_pages_that_are_not_there_is_a_mistake(released: Project, qamill: Run) -> None:
    result = qamill(released, "verify", "--raw", "rw")
    assert result.exit_code == 2
    assert "There is no rw" in result.stderr


def test_verify_without_the_pages_is_no_success(released: Project, qamill: Run) -> None:
    released.raw.rename(released.root / "moved")
    result = qamill(released, "verify")
    assert result.exit_code == 1
    assert "2 of the pages are not in raw as they were read: first.txt, second.txt" in result.stderr
    assert "but only 0 of 4 locators could be read again" in result.stderr
    assert "There is no raw. Name the folder of the pages with --raw, or leave them out: --no-raw." in result.stderr
    assert json.loads(qamill(released, "verify", "--json").stdout)["missing"] == ["first.txt", "second.txt"]
    files_alone = qamill(released, "verify", "--no-raw")
    assert (files_alone.exit_code, files_alone.stdout) == (0, "")
    assert "no page was looked at" in files_alone.stderr


def test_verify_names_the_first_pages_that_are_missing_and_with_verbose_all(project: Project, qamill: Run) -> None:
    for number in range(5):
        project.page(f"{number}.txt", COST._replace(answer=f"It costs {number} dollars a month."))
    project.curate()
    project.raw.rename(project.root / "moved")
    told, more = qamill(project, "verify").stderr, qamill(project, "verify", "-v").stderr
    assert "are not in raw as they were read: 0.txt, 1.txt, 2.txt and 2 more.\n" in told
    assert [line for line in more.splitlines() if line.startswith("Not as")] == [
        f"Not as it was read: {number}.txt" for number in range(5)
    ]
    assert "Not as" not in told


def test_pages_without_a_pair_are_counted_and_named(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    project.page("notes/empty.txt", "Nothing is asked here.\n")
    (project.raw / "picture.png").write_bytes(b"\x89PNG")
    assert "1 page gave no pair; in the table documents it has pairs = 0." in qamill(project, "curate").stderr
    assert qamill(project, "-v", "curate").stderr.endswith("\nNo pair in notes/empty.txt\n")
    project.page("more.txt", EMAIL)
    for arguments in (["--dry-run"], []):
        told = qamill(project, "-v", "curate", *arguments).stderr
        assert [line for line in told.splitlines() if line.startswith("No pair")] == ["No pair in notes/empty.txt"]


def test_an_empty_page_is_there_as_it_was_read(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    (project.raw / "empty.txt").write_bytes(b"")
    qamill(project, "curate")
    assert "Note" not in qamill(project, "verify").stderr


def test_a_binary_file_is_not_added(project: Project, qamill: Run) -> None:
    (project.root / "ls.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 10)
    result = qamill(project, "add", "ls.txt")
    assert result.exit_code == 2
    assert "binary_file" in result.stderr
    assert not (project.raw / "ls.txt").exists()


def test_without_latest_the_newest_release_is_read_and_a_sentence_says_so(released: Project, qamill: Run) -> None:
    (released.out / "LATEST").unlink()
    result = qamill(released, "stats")
    assert result.exit_code == 0
    assert result.stdout == qamill(released, "stats", "1.1.0").stdout
    assert [line for line in result.stderr.splitlines() if "LATEST is missing" in line and "1.1.0" in line]
    assert qamill(released, "-q", "stats").stderr == ""
    (released.out / "LATEST").mkdir()
    assert qamill(released, "stats").exit_code == 0


def test_the_run_needs_no_standard_output(project: Project) -> None:
    project.page("page.txt", TEXTING)
    command = f"exec {sys.executable} -m pipeline.cli curate >&-"
    done = subprocess.run(["sh", "-c", command], cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_curate_says_where_to_read_what_to_do_about_pages_without_an_address(project: Project, qamill: Run) -> None:
    project.page("page.html", "<details><summary>Who is it?</summary><p>It is you and nobody else.</p></details>")
    assert "What to do about 1 of the rejected: `qamill help no_source`." in qamill(project, "curate").stderr
