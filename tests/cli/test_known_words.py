"""Options and arguments that take a known word: a wrong one is answered with the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from conftest import Project, Run

from pipeline import parse
from pipeline.arguments import BadSetting
from pipeline.cli.arguments import OneOf
from pipeline.cli.commands import main


def parameters(command: click.Command) -> Iterator[click.Parameter]:
    """Yield the parameters of a command and of all below it."""
    yield from command.params
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from parameters(below)


OF_WORDS = [parameter for parameter in parameters(main) if isinstance(parameter.type, click.Choice)]


@pytest.mark.parametrize("parameter", OF_WORDS, ids=lambda parameter: parameter.name)
def test_each_parameter_of_known_words_names_the_nearest(parameter: click.Parameter) -> None:
    assert isinstance(parameter.type, OneOf)
    for word in filter(lambda word: len(word) > 3, parameter.type.choices):
        with pytest.raises(click.BadParameter, match=rf"is not known\. Did you mean '{word}'\?"):
            parameter.type.convert(f"{word}x", parameter, None)


def test_a_word_that_is_like_none_is_answered_with_all(history: Project, qamill: Run) -> None:
    said = qamill(history, "rejected", "--reason", "zebra").stderr
    assert "'zebra' is not one of 'unreadable_file'" in said


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("rejected", "--reason", "no_sorce"), 2, "Did you mean 'no_source'?\n"),
        (("show", "--columns", "qestion"), 2, "Did you mean 'question'? There are: id"),
        (("parse", "-", "--format", "jsonl"), 2, "Did you mean 'jsonld'?\n"),
        (("export", "parquet"), 2, "each release has it already: curated/VERSION/records.parquet\n"),
        (("parse", "https://example.org/faq"), 2, "Fetch the page first: qamill fetch https://example.org/faq\n"),
        (("review", "next", "--flag", "zebra"), 0, "No record has the flag 'zebra'.\n"),
    ],
)
def test_a_misspelt_word_is_answered_with_a_question(
    history: Project, qamill: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = qamill(history, *arguments, stdin=b"Is it? Yes.")
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr


def test_a_misspelt_word_of_the_environment_says_where_it_stands(
    history: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QAMILL_MODE", "markp")
    assert "Did you mean 'markup'? (QAMILL_MODE)\n" in qamill(history, "curate").stderr


def test_functions_name_the_nearest_word_too() -> None:
    with pytest.raises(BadSetting, match=r"one of full, markup\. Did you mean 'markup'\?"):
        parse("Is it? Yes.", mode="markupp")
