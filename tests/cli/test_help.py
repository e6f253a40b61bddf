"""`qamill help`: the pages of the docs are found by name and by heading, and messages name what is there."""

from __future__ import annotations

import json
import re

import click
import pytest
from builders import REPOSITORY
from conftest import Project, Run

from pipeline.cli.commands import main
from pipeline.cli.group import PURPOSES
from pipeline.cli.manual import parts_about, topics
from pipeline.schema import Reason

MESSAGES = re.compile(r"`qamill help ([\w -]+)`")
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "pipeline").rglob("*.py")}


def test_the_list_has_every_page(project: Project, qamill: Run) -> None:
    listed = [line.split("\t")[0] for line in qamill(project, "help").stdout.splitlines()[1:]]
    assert sorted(listed) == sorted(path.stem for path in (REPOSITORY / "docs").glob("*.md") if path.stem != "README")
    assert [each["topic"] for each in json.loads(qamill(project, "help", "--json").stdout)] == listed


def test_a_page_is_printed_as_it_is_with_its_pointers_turned_to_this_command(project: Project, qamill: Run) -> None:
    said = qamill(project, "help", "raw").stdout
    assert said.startswith("# ")
    assert "`docs/" not in said


@pytest.mark.parametrize("topic", [*main.commands, *Reason])
def test_every_command_and_every_reason_has_help(topic: str) -> None:
    assert any(part.text.strip() for part in parts_about(topic))


def test_what_stands_below_a_heading_ends_with_the_next_one() -> None:
    (found,) = parts_about("qamill rejected")
    assert found.page == "commands"
    assert found.text.startswith("## qamill rejected\n")
    assert "## qamill parse" not in found.text


def test_a_name_that_several_parts_have_shows_all_of_them() -> None:
    assert {part.page for part in parts_about("rejected")} == {"commands", "schema"}


def test_a_comment_in_a_block_of_code_is_no_heading() -> None:
    assert [part.text.splitlines()[0] for part in parts_about("recipes")] == ["# Recipes"]
    with pytest.raises(Exception, match="There is no help on"):
        parts_about("recipes/help.example.org.toml")


@pytest.mark.parametrize(("topic", "near"), [("comands", "commands"), ("no_anwser", "no_answer")])
def test_an_unknown_topic_is_told_with_the_nearest_one(project: Project, qamill: Run, topic: str, near: str) -> None:
    result = qamill(project, "help", topic)
    assert result.exit_code == 2
    assert f"Did you mean '{near}'?" in result.stderr


def test_a_word_that_is_no_heading_is_answered_with_the_pages_that_speak_of_it(project: Project, qamill: Run) -> None:
    said = qamill(project, "help", "Excel").stderr
    assert re.search(r"Pages that speak of it: .*\bexports\b.*\. `qamill help` lists all pages", said)
    assert "Pages that speak" not in qamill(project, "help", "zebra-print").stderr


def test_the_functions_say_what_they_do(project: Project, qamill: Run) -> None:
    assert "## load\n\nReturn " in qamill(project, "help", "reference").stdout


def test_every_topic_that_a_message_names_is_there() -> None:
    named = {topic for text in SOURCES.values() for topic in MESSAGES.findall(text)}
    assert len(named) >= 8
    assert [topic for topic in named if not parts_about(topic)] == []


def test_no_message_points_to_a_file_that_only_the_checkout_has() -> None:
    texts = {name: re.sub(r'"""(?s:.*?)"""|#.*', "", text) for name, text in SOURCES.items() if name != "manual.py"}
    assert [name for name, text in texts.items() if re.search(r"docs/\w+\.md", text)] == []


def test_every_command_is_listed_by_its_purpose_and_said_whole() -> None:
    listed = [name for names in PURPOSES.values() for name in names]
    assert sorted(listed) == sorted(main.commands)
    assert not re.search(r"\w\.\.\.", main.get_help(click.Context(main)))


def test_the_docs_list_the_commands_by_the_same_purposes() -> None:
    page = (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")
    listed = {
        purpose: tuple(re.findall(r"\[(\w+)\]\(#qamill-\1\)", names))
        for purpose, names in re.findall(r"^- ([^:\n]+): (\[.+)$", page, re.MULTILINE)
    }
    assert {purpose: listed[purpose] for purpose in PURPOSES} == PURPOSES


def test_topics_say_what_they_are_about() -> None:
    assert all(what and "](" not in what for what in topics().values())
