"""A diff can be read by people and put into a pull request, whatever the pages say."""

from __future__ import annotations

import re

import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Pair, Project, Run
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.cli.changes import print_markdown, print_records
from pipeline.release.diff import ChangedRecord, Text
from pipeline.schema.manifest import Manifest

BEFORE, AFTER = (
    Text("What is a weir?", "A low dam.", "a.example.org"),
    Text("What is a weir?", "A low wall.", "b.example.org"),
)
REWORDED = ChangedRecord("reworded", "0" * 16, "1" * 16, BEFORE, AFTER, {})
HOSTILE = "\x1b[31m\u202e```\n```\n# A heading\n<script>alert(1)</script> @everyone #1 https://evil.example [x](y)\n~~~"
TEXTS = st.text(alphabet=st.sampled_from(f"{HOSTILE} \r\tab"), max_size=60) | st.just(HOSTILE)


def _printed(capsys: pytest.CaptureFixture[str], record: ChangedRecord, markdown: bool = False) -> str:
    if markdown:
        print_markdown("1.0.0 to 2.0.0", [record], {record.change: 1})
    else:
        print_records([record], {record.change: 1})
    return capsys.readouterr().out


def test_the_words_that_differ_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert _printed(capsys, REWORDED) == (
        "Reworded (1)\n"
        "  0000000000000000 -> 1111111111111111  b.example.org\n"
        "    Q: What is a weir?\n"
        "    A: A low [-dam-]{+wall+}.\n"
        "    source: [-a.example.org-]{+b.example.org+}\n"
        "\n"
    )


def test_what_is_far_from_a_change_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(f"word{i}" for i in range(100))
    texts = (BEFORE._replace(answer=f"{words} {word} {words}") for word in ("tea", "water"))
    before, after = texts
    shown = _printed(capsys, REWORDED._replace(before=before, after=after))
    [line] = [line for line in shown.splitlines() if "tea" in line]
    assert re.fullmatch(r"    A:  \.\.\. word\d.* word99 \[-tea-\]\{\+water\+\} word0 .* \.\.\.", line)
    assert len(line) < 220


def test_a_record_that_came_or_went_has_no_marks(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _printed(capsys, ChangedRecord("added", "0" * 16, None, None, AFTER, {}))
    assert shown == "Added (1)\n  0000000000000000  b.example.org\n    Q: What is a weir?\n    A: A low wall.\n\n"


def test_a_column_that_changed_is_named_with_both_values(capsys: pytest.CaptureFixture[str]) -> None:
    columns: dict[str, tuple[str | None, str | None]] = {"times_seen": ("1", "2"), "page_url": (None, "https://x.org/")}
    shown = _printed(capsys, ChangedRecord("changed", "0" * 16, None, BEFORE, BEFORE, columns))
    assert "    times_seen: [-1-]{+2+}\n    page_url: {+https://x.org/+}\n" in shown


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "gone", "{+gone+}"),
        ("gone", "", "[-gone-]"),
        ("gone", "gone mostly_links", "gone{+ mostly_links+}"),
        ("gone mostly_links", "mostly_links", "[-gone -]mostly_links"),
    ],
)
def test_of_the_flags_only_those_that_came_or_went_are_marked(
    capsys: pytest.CaptureFixture[str], before: str, after: str, shown: str
) -> None:
    record = ChangedRecord("changed", "0" * 16, None, BEFORE, BEFORE, {"flags": (before, after)})
    assert f"    flags: {shown}\n" in _printed(capsys, record)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("2026-01-01T00:00:00.000000", "2026-02-01T00:00:00.000000", "[-2026-01-01-]{+2026-02-01+}"),
        (
            "2026-01-01T10:00:00.000000",
            "2026-01-01T10:00:00.250000",
            "[-2026-01-01T10:00:00-]{+2026-01-01T10:00:00.250000+}",
        ),
    ],
)
def test_a_time_is_shown_as_short_as_it_can_be_said(
    capsys: pytest.CaptureFixture[str], before: str, after: str, shown: str
) -> None:
    record = ChangedRecord("changed", "0" * 16, None, BEFORE, BEFORE, {"last_seen": (before, after)})
    assert f"    last_seen: {shown}\n" in _printed(capsys, record)


@pytest.mark.parametrize(("name", "value"), [("TERM", "xterm"), ("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_shows_colours_or_marks_and_nothing_left_of_the_record(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    words = " ".join(f"word{i}" for i in range(30))
    shown = _printed(capsys, REWORDED._replace(before=BEFORE._replace(answer=f"{words} tea")))
    assert ("\x1b[" in shown) == (value == "xterm")
    assert ("tea-]" in shown) == (value != "xterm")
    if value == "xterm":
        assert all(
            line.startswith("  ") and len(re.sub("\x1b[^m]*m", "", line)) <= 80 for line in shown.splitlines()[1:-1]
        )


@given(TEXTS, TEXTS)
def test_no_page_can_open_a_line_or_steer_the_terminal(before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("pipeline.cli.changes.print_line", lines.append)
        record = REWORDED._replace(before=BEFORE._replace(answer=before), after=AFTER._replace(question=after))
        print_records([record], {"reworded": 1})
    assert lines[2:-1]
    assert all(line.startswith("    ") for line in lines[2:-1])
    assert not any("\n" in line for line in lines)


@given(TEXTS, TEXTS)
def test_in_markdown_what_a_page_says_is_code_and_nothing_else(before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("pipeline.cli.changes.print_line", lines.append)
        record = REWORDED._replace(before=BEFORE._replace(answer=before), after=AFTER._replace(answer=after))
        print_markdown("1.0.0 to 2.0.0", [record], {"reworded": 1})
    tokens = MarkdownIt().parse("\n".join(lines))
    assert [token.type for token in tokens if not token.type.endswith(("_close", "inline"))] == [
        "heading_open", "paragraph_open", "heading_open", "fence",
    ]  # fmt: skip
    outside = [token.content for token in tokens if token.type == "inline"]
    assert outside == ["1.0.0 to 2.0.0", "1 reworded", "Reworded (1)"]
    assert "\x1b" not in "".join(lines)


def _changed(project: Project) -> None:
    project.page("page.txt", COST, CONTACT)
    project.page("other.txt", TEXTING)
    project.curate()
    project.page(
        "page.txt", COST._replace(answer="It costs $5 a month."), EMAIL, TEXTING._replace(host="b.example.net")
    )
    project.curate(allow_loss=True)


@pytest.fixture
def changed(copy_of: CopyOf) -> Project:
    """Two releases that differ in each way in which pages alone can make them differ."""
    return copy_of(_changed)


def test_changes_are_grouped_by_their_kind(changed: Project, qamill: Run) -> None:
    shown = qamill(changed, "diff", "1.0.0")
    assert re.findall(r"^\w.*", shown.stdout, re.MULTILINE) == [
        "Added (1)",
        "Removed (1)",
        "Changed (1)",
        "Reworded (1)",
    ]
    assert "    A: It costs $[-4.50-]{+5+} a month.\n" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert shown.stderr == "1.0.0 to 2.0.0: 1 added, 1 removed, 1 changed, 1 reworded, 0 superseded, 0 merged\n"


def test_one_kind_alone_can_be_asked_for(changed: Project, qamill: Run) -> None:
    shown = qamill(changed, "diff", "1.0.0", "--only", "reworded", "--only", "merged")
    assert re.findall(r"^\w.*", shown.stdout, re.MULTILINE) == ["Reworded (1)"]
    assert (shown.exit_code, shown.stderr) == (1, "1.0.0 to 2.0.0: 1 reworded, 0 merged\n")
    none = qamill(changed, "diff", "1.0.0", "--only", "superseded")
    assert (none.exit_code, none.stdout) == (0, "")
    assert qamill(changed, "diff", "1.0.0", "--only", "moved").exit_code == 2


def test_markdown_has_a_heading_for_each_kind(changed: Project, qamill: Run) -> None:
    shown = qamill(changed, "diff", "1.0.0", "--markdown").stdout
    assert shown.startswith(
        "## 1.0.0 to 2.0.0\n\n1 added, 1 removed, 1 changed, 1 reworded\n\n### Added (1)\n\n```text\n"
    )
    assert "\nA: It costs $[-4.50-]{+5+} a month.\n```\n" in shown


def test_json_and_markdown_at_once_are_refused(changed: Project, qamill: Run) -> None:
    told = qamill(changed, "diff", "1.0.0", "--json", "--markdown")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Only one of --json and --markdown can be given" in told.stderr


def test_the_manifest_of_each_release_is_read_once(
    changed: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def from_json(content: bytes) -> Manifest:
        manifest = parse(content)
        read.append(manifest.version)
        return manifest

    parse = Manifest.from_json
    monkeypatch.setattr(Manifest, "from_json", from_json)
    qamill(changed, "diff", "1.0.0", "2.0.0")
    assert read == ["1.0.0", "2.0.0"]


def test_many_changes_are_cut_in_markdown_and_whole_in_a_pipe(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    project.page("more.txt", *(Pair(f"What is the number {n}?", f"The number {n}, of course.") for n in range(60)))
    project.curate()
    assert qamill(project, "diff", "1.0.0").stdout.count("    Q: ") == 60
    shown = qamill(project, "diff", "1.0.0", "--markdown").stdout
    assert shown.count("\nQ: ") == 50
    assert shown.endswith("\n... and 10 more: --json prints them all\n")
