"""`qamill parse`: what one page gives, without a release."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text.counted import count_of
from .arguments import MODE, PAGE_FILE, RECIPES, name_of, read_page_file
from .group import main, wants_json
from .output import is_terminal, print_json, say, say_json

if TYPE_CHECKING:
    from ..run.page import PageResult
    from ..schema import Pair

_LONGEST_REJECTED = 200  # characters, chosen: two or three lines
_OF_SEVERAL_PAGES = {"times_seen", "sources_seen", "last_seen", "superseded_by", "edited_from", "support", "usage"}
"""Columns of a record that one page alone says nothing of."""


@main.command()
@PAGE_FILE
@click.option("--url", help="The address the page was read at.")
@click.option("--charset", help="The page's encoding, if the page does not say it.")
@click.option("--format", "format", help="Read it as this format only.")
@MODE
@click.option("--recipe", "recipe_path", type=RECIPES, help="Try this recipe on it.")
@click.pass_obj
def parse(
    volume: int, file: Any, url: str | None, charset: str | None, format: str | None, mode: str,
    recipe_path: str | None,
) -> None:  # fmt: skip
    """Print the pairs of one page (a file, or - for standard input), or of those in a file.

    On a terminal as cards, elsewhere and with --json as JSON lines. What was rejected goes to standard error; with -v
    boilerplate as well.

    \b
    Example: pbpaste | qamill parse -
    """
    from ..run.contents import is_packed, results_of
    from ..run.guarded import parse_guarded

    content, name = read_page_file(file), name_of(file)
    options: dict[str, Any] = {"url": url, "charset": charset, "format": format, "mode": mode}
    if recipe_path:
        _try_recipe(volume, Path(recipe_path), content, options)
    elif is_packed(name or ""):
        results = list(results_of(name or "", content, **options))
        _print_results(volume, results)
        if not any(result.page for result in results):
            sys.exit(1)
    else:
        result = parse_guarded(content, media_type=_stated_type(name, content), **options)
        _print_results(volume, [result])
        _exit_unless_read(result)


def _try_recipe(volume: int, file: Path, content: bytes, options: dict[str, Any]) -> None:
    """Print what a page gives with a recipe. Raises RecipeElsewhere."""
    from ..parse import recipes
    from ..run.guarded import parse_guarded
    from ..schema import HTML

    recipe = recipes.load(file)
    result = parse_guarded(content, media_type=HTML, recipes=[recipe], **options)
    if result.page and not recipes.recipes_for(result.page, [recipe]):
        raise recipes.RecipeElsewhere(file, recipe, result.page.address)
    _print_results(volume, [result])
    locators = [sighting.locator for sighting in result.sightings] + [r.locator for r in result.rejected]
    if not any(locator.startswith("recipe=") for locator in locators):
        say(volume, f"{file} found no block {recipe.block!r} on the page.")
    _exit_unless_read(result)


def _exit_unless_read(result: PageResult) -> None:
    if result.page is None and result.rejected:
        sys.exit(1)


def _print_results(volume: int, results: list[PageResult]) -> None:
    """Print the pairs of some pages, and what was rejected."""
    if is_terminal() and not wants_json():
        _show_results(volume, results)
    else:
        for result in results:
            for pair in _pairs_json(result):
                print_json(pair, indent=None)
            for rejected in result.rejected if volume else ():
                say_json(rejected._asdict())
            for boilerplate in _boilerplate_json(result) if volume > 1 else ():
                say_json(boilerplate)
    if not any(result.pairs or result.rejected for result in results):
        say(volume, f"No question with an answer was found on {'this page' if len(results) == 1 else 'these pages'}.")


def _show_results(volume: int, results: list[PageResult]) -> None:
    """Show the pairs of some pages to a person, and what was rejected."""
    number = _print_pairs(results)
    for result in results:
        for line in _rejected_words(result):
            say(volume, line)
        for boilerplate in _boilerplate_json(result) if volume > 1 else ():
            say(volume, f"Boilerplate, {boilerplate['boilerplate']}: {' '.join(boilerplate['text'].split())}")
    if number:
        say(volume, f"{count_of(number, 'pair')}. --json prints them for programs.")


def _pairs_json(result: PageResult) -> Iterator[dict[str, Any]]:
    """Yield each pair of a page once, as it would be released, for programs."""
    kept: dict[str, list[Pair]] = {}
    for pair in result.pairs:
        if pair.merge.kept_id == pair.record.id:
            kept.setdefault(pair.record.id, []).append(pair)
    for pairs in kept.values():
        pair = min(pairs, key=_incompleteness)
        row = pair.record.model_dump(mode="json", exclude=_OF_SEVERAL_PAGES)
        yield {**row, "format": pair.sighting.format, "locator": pair.sighting.locator}


def _incompleteness(pair: Pair) -> tuple[bool, int]:
    """What makes the most complete of the same pairs the least."""
    return "truncated" in pair.record.flags.split(), -len(pair.record.answer)


def _print_pairs(results: Iterable[PageResult]) -> int:
    """Draw the pairs of pages as cards, for people; return how many there are."""
    from .cards import Card, print_card

    number = 0
    for result in results:
        for pair in _pairs_json(result):
            number += 1
            print_card(number, Card(pair["question"], pair["answer"], (pair["source"], pair["flags"], pair["id"])))
    return number


def _rejected_words(result: PageResult) -> Iterator[str]:
    """Yield what of a page was rejected, in words."""
    for rejected in result.rejected:
        text = " ".join(rejected.text.split())
        shown = f"{text[:_LONGEST_REJECTED]}..." if len(text) > _LONGEST_REJECTED else text
        yield f"Rejected, {rejected.reason}: {shown}"


def _boilerplate_json(result: PageResult) -> Iterator[dict[str, Any]]:
    """Yield the boilerplate of a page, for programs."""
    if result.page:
        for rule, start, end in result.boilerplate:
            yield {"boilerplate": rule, "text": result.page.text[start:end], "locator": f"chars={start}-{end}"}


def _stated_type(name: str | None, content: bytes) -> str | None:
    """Return the media type of a page by its name and bytes; None where neither tells."""
    from ..ingest.documents import type_of
    from ..schema import CONTAINERS

    stated = type_of(name or "", content)
    return None if stated in CONTAINERS else stated
