"""A site's owner says where questions and answers stand, and is told what is wrong with how it was said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import REPOSITORY
from click.testing import CliRunner, Result

from pipeline import curate, parse
from pipeline.audit.reread import resolve
from pipeline.audit.verify import verify
from pipeline.cli.commands import main
from pipeline.parse import recipes
from pipeline.parse.locators import NothingThere
from pipeline.parse.recipes import BadRecipe, Recipe
from pipeline.run.page import PageResult
from pipeline.run.settings import Settings
from pipeline.schema import Reason

DOCS = REPOSITORY / "docs" / "recipes.md"
ADDRESS = "https://help.example.org/delivery"
RECIPE = Recipe(address="https://help.example.org/*", block=".item", question=".q", answer=".a")
WRITTEN = {"address": '"https://help.example.org/*"', "block": '".item"', "question": '".q"', "answer": '".a"'}


def page(body: str) -> str:
    """A page of the site that the recipe is for."""
    return f'<!doctype html><link rel="canonical" href="{ADDRESS}"><body>{body}</body>'


def item(question: str = "Do you deliver", answer: str = "Yes, we do.", more: str = "") -> str:
    """A block as the recipe describes it."""
    return f'<div class="item"><b class="q">{question}</b><div class="a">{answer}</div>{more}</div>'


def read(body: str, **changes: object) -> PageResult:
    """What a changed recipe finds."""
    return parse(page(body), recipes=[Recipe.model_validate({**RECIPE.model_dump(), **changes})])


def pairs(triples: PageResult) -> list[tuple[str, str]]:
    """The questions and answers, after reading each again at its place."""
    assert triples.page is not None
    for record, sighting in zip(triples.records, triples.sightings, strict=True):
        assert resolve(triples.page, sighting.locator) == (record.question, record.answer)
    return [(record.question, record.answer) for record in triples.records]


def toml(**changes: str | None) -> str:
    """A recipe as a file, some keys written otherwise or left out."""
    keys = {**WRITTEN, **changes}
    return "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None)


# --- reading ---------------------------------------------------------------------------------


def test_a_recipe_reads_its_blocks() -> None:
    triples = read(item() + item("How much is it", "5.50"))
    assert pairs(triples) == [("Do you deliver", "Yes, we do."), ("How much is it", "5.50")]
    assert {record.source for record in triples.records} == {"help.example.org"}
    assert {sighting.format for sighting in triples.sightings} == {"recipe"}


def test_a_page_that_no_recipe_is_for_is_read_as_ever() -> None:
    assert pairs(read(item(), address="https://other.example.org/*")) == []


def test_a_recipe_takes_the_place_of_the_formats_that_go_by_looks() -> None:
    details = "<details><summary>Do you sell tea?</summary>Yes, and coffee.</details>"
    assert len(parse(page(details)).records) == 1
    assert pairs(read(details + item())) == [("Do you deliver", "Yes, we do.")]


def test_markup_is_read_beside_a_recipe() -> None:
    markup = (
        '<script type="application/ld+json">{"@type": "Question", "name": "Do you sell tea?",'
        ' "acceptedAnswer": {"@type": "Answer", "text": "Yes."}}</script>'
    )
    assert [sighting.format for sighting in read(markup + item()).sightings] == ["jsonld", "recipe"]


def test_a_named_format_is_read_alone() -> None:
    assert parse(page(item()), recipes=[RECIPE], format="details").records == []


def test_a_recipe_is_read_in_both_modes() -> None:
    assert len(parse(page(item()), recipes=[RECIPE], mode="markup").records) == 1


def test_several_recipes_for_a_page_are_all_read() -> None:
    other = RECIPE.model_copy(update={"block": "li", "question": "i", "answer": "p"})
    triples = parse(page(item() + "<ul><li><i>Why?</i><p>So.</p></ul>"), recipes=[RECIPE, other])
    assert pairs(triples) == [("Do you deliver", "Yes, we do."), ("Why?", "So.")]


def test_a_block_may_hold_several_questions() -> None:
    flat = "<h3>One</h3><p>Its answer.</p><p>More of it.</p><h3>Two</h3><p>Another.</p>"
    found = read(flat, block="body", question="h3", answer="p")
    assert pairs(found) == [("One", "Its answer.\n\nMore of it."), ("Two", "Another.")]


def test_an_answer_before_all_of_several_questions_is_rejected() -> None:
    found = read("<p>Welcome.</p><h3>One</h3><p>A.</p><h3>Two</h3><p>B.</p>", block="body", question="h3", answer="p")
    assert [(rejected.reason, rejected.text) for rejected in found.rejected] == [(Reason.NO_QUESTION, "Welcome.")]


def test_the_answer_to_the_only_question_may_stand_before_it() -> None:
    assert pairs(read('<div class="item"><p class="a">Tea.</p><p class="q">What</p></div>')) == [("What", "Tea.")]


def test_a_hidden_answer_is_read() -> None:
    assert pairs(read('<div class="item"><b class="q">Why</b><p class="a" hidden>So.</p></div>')) == [("Why", "So.")]


def test_blocks_in_blocks_give_each_pair_once() -> None:
    assert len(read(f'<div class="item">{item()}</div>').records) == 1


def test_an_answer_in_an_answer_is_said_once() -> None:
    assert pairs(read(item(answer='Yes. <p class="a">Really.</p>'))) == [("Do you deliver", "Yes.\n\nReally.")]


def test_a_question_inside_its_answer_is_left_out() -> None:
    body = '<div class="item"><div class="a"><b class="q">Why</b><p>So.</p></div></div>'
    assert pairs(read(body)) == [("Why", "So.")]


def test_what_is_dropped_is_in_neither_question_nor_answer() -> None:
    body = item(
        "<i>7</i> Why", '<p>So <span class="x">Tweet <u>this</u></span>it is.</p><p class="x">Buy!</p><p>Yes.</p>'
    )
    assert pairs(read(body, drop=["i", ".x", "u"])) == [("Why", "So it is.\n\nYes.")]


def test_what_is_dropped_stays_on_the_page() -> None:
    triples = read(item("<i>7</i> Why"), drop=["i"])
    assert triples.page is not None
    assert triples.page.dom.select("i")


@pytest.mark.parametrize(
    ("source", "host", "url"),
    [
        ('<a class="s" href="https://post.example.com/prices">Post</a>', "post.example.com", "https://post.example.com/prices"),
        ('<a class="s" href="/rules">Rules</a>', "help.example.org", "https://help.example.org/rules"),
        ('<i class="s">post.example.com</i>', "post.example.com", None),
    ],
)  # fmt: skip
def test_a_source_is_a_link_or_a_host(source: str, host: str, url: str | None) -> None:
    (record,) = read(item(more=source), source=".s").records
    assert (record.source, record.source_url) == (host, url)


def test_a_block_that_names_no_source_is_rejected_where_the_recipe_has_the_key() -> None:
    assert [rejected.reason for rejected in read(item(), source=".s").rejected] == [Reason.NO_SOURCE]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ('<div class="item"><p class="a">So.</p></div>', Reason.NO_QUESTION),
        ('<div class="item"><p class="q">Why</p></div>', Reason.NO_ANSWER),
        (item(question="<!-- -->"), Reason.NO_QUESTION),
        (item(answer="<script>1</script>"), Reason.NO_ANSWER),
    ],
)
def test_a_block_that_lacks_something_is_rejected(block: str, reason: Reason) -> None:
    found = read(block)
    assert [rejected.reason for rejected in found.rejected] == [reason]
    assert found.records == []


@pytest.mark.parametrize("locator", ["recipe=h9;body[0:1]", "recipe=body;h9[0:1]", "recipe=body;body", "recipe=,;"])
def test_a_locator_that_names_nothing_is_refused(locator: str) -> None:
    found = parse(page(item()))
    assert found.page is not None
    with pytest.raises(NothingThere, match=r"."):
        resolve(found.page, locator)


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "address", "fits"),
    [
        ("https://help.example.org/*", "https://help.example.org/a/b?c=d#e", True),
        ("https://help.example.org/*", "http://www.HELP.example.org:8080", True),
        ("help.example.org/*", "https://help.example.org/", True),
        ("https://help.example.org/*", "https://example.org/help", False),
        ("https://help.example.org/*", "https://help.example.org.evil.com/", False),
        ("https://example.org/faq/*", "https://example.org/faq/1", True),
        ("https://example.org/faq/*", "https://example.org/FAQ/1", False),
        ("https://example.org/faq/*", "https://example.org/faq", False),
        ("https://example.org/*/faq*.html", "https://example.org/en/faq-2.html", True),
        ("https://example.org/*/faq*.html", "https://example.org/en/faq-2.htm", False),
        ("https://example.org/*a*a", "https://example.org/a", False),
        ("https://example.org/faq?page=*", "https://example.org/faq?page=2", True),
        ("https://example.org/faq", "https://example.org/faq", True),
        ("https://example.org/faq", "https://example.org/faq/1", False),
        ("https://*.example.org/*", "https://a.b.example.org/", True),
        ("https://*.example.org/*", "https://www.example.org/", True),
        ("https://*.example.org/*", "https://badexample.org/", False),
    ],
)
def test_a_pattern_fits_addresses(pattern: str, address: str, fits: bool) -> None:
    assert RECIPE.model_copy(update={"address": pattern}).fits(address) is fits


def test_a_page_is_looked_up_by_where_it_was_read_too() -> None:
    body = f'<!doctype html><link rel="canonical" href="https://mirror.example.com/"><body>{item()}'
    assert len(parse(body, url=ADDRESS, recipes=[RECIPE]).records) == 1
    assert len(parse(body, recipes=[RECIPE]).records) == 0


# --- mistakes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("block: .item", r"is no TOML \(.*line 1.*\)\. Write lines like: block = "),
        (toml(answer=None), r'`answer` is missing\. Write it like this: answer = "\.faq-answer"\.'),
        (toml(answer=None, anser='".a"'), r"`anser` is no key of a recipe\. Did you mean `answer`\?"),
        (toml(colour='"red"'), r"`colour` is no key of a recipe\. There are: address, block, question"),
        (toml(block="5"), r'`block` must be a text in quotes, not 5\. Write it like this: block = "'),
        (toml(block='""'), r"`block` is no CSS selector: expected a selector at position 0\."),
        (toml(question='"p["'), r"`question` is no CSS selector: expected an identifier at position 2\."),
        (toml(drop='".x"'), r"`drop` must be a list of texts, not '\.x'\. Write it like this: drop = \["),
        (toml(drop='[".x", "p::before"]'), r"`drop` is no CSS selector"),
        (
            toml(address='"https://help.example.org"'),
            r"`address` names a site, but no pages of it; .* put /\* after it",
        ),
        (toml(address='"ftp://example.org/*"'), r"`address` is no address of pages: 'ftp:"),
        (toml(address='"https://*/faq"'), r"`address` is no address of pages"),
        (toml(address='"https://*.com/*"'), r"`address` is no address of pages"),
        (toml(address='"faq/*"'), r"`address` is no address of pages"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "help.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadRecipe, match=rf"^{re.escape(str(file))}: {sentence}.*See `qamill help recipes`\.$"):
        recipes.load(file)


def test_a_recipe_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match=r"nope\.toml: cannot be read"):
        recipes.load(tmp_path / "nope.toml")


def test_a_recipe_may_have_been_saved_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(toml(), encoding="utf-8-sig")
    assert recipes.load(tmp_path / "help.toml") == RECIPE


def test_the_recipes_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml"):
        (tmp_path / name).write_text(toml(block=f'".{name[0]}"'), encoding="utf-8")
    (tmp_path / "README.md").write_text("no recipe", encoding="utf-8")
    assert [recipe.block for recipe in recipes.load_all(tmp_path)] == [".a", ".b"]


# --- the command, and releases ---------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page in raw/ and a recipe beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.html").write_text(page(item(answer="Yes, <i>we</i> do.")), encoding="utf-8")
    (tmp_path / "help.toml").write_text(toml(), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, arguments)


def test_a_recipe_is_tried_on_a_page(site: Path) -> None:
    tried = run("parse", "raw/page.html", "--recipe", "help.toml")
    assert tried.exit_code == 0
    assert '"question": "Do you deliver"' in tried.stdout
    assert site.is_dir()


@pytest.mark.parametrize(
    ("changes", "page_text", "words", "exit_code"),
    [
        ({"address": '"https://example.org/*"'}, page(item()), f"but the page lives at {ADDRESS}", 2),
        ({}, item(), "but nobody knows where the page lives. Give the page's address: --url", 2),
        ({"block": '".nothing"'}, page(item()), "help.toml found no block '.nothing' on the page.", 0),
    ],
)
def test_a_trial_says_why_nothing_was_found(
    site: Path, changes: dict[str, str], page_text: str, words: str, exit_code: int
) -> None:
    (site / "help.toml").write_text(toml(**changes), encoding="utf-8")
    (site / "raw" / "page.html").write_text(page_text, encoding="utf-8")
    tried = run("parse", "raw/page.html", "--recipe", "help.toml")
    assert (tried.exit_code, tried.stdout) == (exit_code, "")
    assert words in tried.stderr


def test_curate_reads_the_folder_recipes_and_a_changed_recipe_makes_a_new_run(site: Path) -> None:
    assert "0 records" in run("curate").stderr
    (site / "recipes").mkdir()
    (site / "help.toml").rename(site / "recipes" / "help.toml")
    assert "Released curated/1.1.0" in run("curate").stderr
    assert "Nothing changed" in run("curate").stderr
    (site / "recipes" / "help.toml").write_text(toml(drop='["i"]'), encoding="utf-8")
    assert "Released curated/2.0.0" in run("curate").stderr


def test_curate_names_the_recipe_that_is_wrong(site: Path) -> None:
    (site / "help.toml").write_text(toml(block=None), encoding="utf-8")
    failed = run("curate", "--recipes", "help.toml")
    assert failed.exit_code == 2
    assert failed.stderr.startswith("qamill: help.toml: `block` is missing.")


def test_the_evidence_holds_without_the_recipe(site: Path) -> None:
    outcome = curate(recipes=[recipes.load(site / "help.toml")])
    assert outcome.manifest.counts["records"] == 1
    verdict = verify()
    assert (verdict.problems, verdict.locators) == ([], 1)


def test_modes_and_recipes_are_settings_of_a_release() -> None:
    chosen = [Settings("markup"), *(Settings(recipes=recipes) for recipes in ((), (RECIPE,), (RECIPE, RECIPE)))]
    made = {str(sorted(settings.for_manifest().items())) for settings in chosen}
    assert len(made) == len(chosen)


# --- the docs --------------------------------------------------------------------------------


def test_the_docs_describe_each_key_as_the_code_does() -> None:
    described = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert described == {name: field.description for name, field in Recipe.model_fields.items()}


def test_the_example_in_the_docs_is_a_recipe(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.toml").write_text(example, encoding="utf-8")
    assert recipes.load(tmp_path / "example.toml").fits("https://help.example.org/delivery")
