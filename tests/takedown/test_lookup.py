"""Whoever asks is told whether a site, a page or a text is in it, where from, and what keeps it out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run, id_of
from disguises import pairs

from pipeline.audit.asked_for import As, BadQuestion, Mentions, wanted
from pipeline.audit.lookup import lookup

POOL = Pair(
    "Where is the warm pool of the town?",
    "It is beside the old mill, and opens at nine in the morning.",
    "pool.zoo.org",
)
WHY = ("--reason", "the site asked", "--date", "2026-11-26")


@pytest.fixture
def released(project: Project) -> Project:
    project.page("own.txt", TEXTING, POOL)
    project.page("citing.txt", EMAIL, COST._replace(host="faq.zoo.org"))
    project.index("own.txt,https://www.zoo.org/faq?utm_source=a,,,", "citing.txt,https://notzoo.org/,,,")
    project.curate()
    project.page("third.txt", *pairs(3))
    project.curate()
    return project


def told(qamill: Run, project: Project, *arguments: str, stdin: str = "") -> dict[str, Any]:
    result = qamill(project, "lookup", "--json", *arguments, stdin=stdin.encode())
    found: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if found["found"] else 1)
    return found


def ids(found: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["how"] for each in found["records"]}


@pytest.mark.parametrize(
    ("said", "kind", "what"),
    [
        ("example.org", As.HOST, "example.org"),
        ("HTTPS://www.Example.org", As.HOST, "example.org"),
        ("bücher.example.org", As.HOST, "xn--bcher-kva.example.org"),
        ("https://example.org/faq#top", As.URL, "https://example.org/faq"),
        ("example.org/faq", As.URL, "https://example.org/faq"),
        ("example.org?a=1", As.URL, "https://example.org/?a=1"),
        ("Is example.org safe?", As.TEXT, "Is example.org safe?"),
        ("Why?", As.TEXT, "Why?"),
        ("main.rs is here", As.TEXT, "main.rs is here"),
    ],
)
def test_a_word_is_taken_for_what_it_looks_like(said: str, kind: As, what: str) -> None:
    assert wanted(said) == (kind, what)


@pytest.mark.parametrize(("said", "kind"), [("no site", As.HOST), ("ftp://a.org/x", As.URL), ("", As.URL)])
def test_what_is_no_address_is_refused_where_one_is_meant(said: str, kind: As) -> None:
    with pytest.raises(BadQuestion, match="--as text"):
        wanted(said, kind)


def test_a_site_is_found_where_it_was_read_and_where_it_is_cited(released: Project, qamill: Run) -> None:
    found = told(qamill, released, "zoo.org")
    assert ids(found) == {id_of(TEXTING): "read", id_of(POOL): "read", id_of(COST): "cited"}
    assert [(each["version"], each["records"], each["pages"]) for each in found["releases"]] == [
        ("1.1.0", 3, 1),
        ("1.0.0", 3, 1),
    ]
    assert found["read_on"] == ["https://www.zoo.org/faq?utm_source=a"]
    assert found["cited_as"] == ["faq.zoo.org", "pool.zoo.org"]
    assert ids(told(qamill, released, "faq.zoo.org")) == {id_of(COST): "cited"}
    assert told(qamill, released, "faq.zoo.org")["domain_records"] == 3
    assert len(told(qamill, released, "zoo.org", "--limit", "1")["records"]) == 1
    assert not told(qamill, released, "oo.org")["found"]


def test_pages_that_cite_it_without_an_address_of_their_own_are_counted(project: Project, qamill: Run) -> None:
    item = "<details><summary>How deep is the pool?</summary><p>It is two metres deep at its end.</p></details>"
    project.page("saved.html", f'<title>Pool</title><link rel="canonical" href="https://zoo.org/pool">{item}')
    project.curate()
    [release] = told(qamill, project, "https://zoo.org/pool")["releases"]
    assert (release["records"], release["pages"], release["pages_without_address"]) == (1, 0, 1)
    shown = qamill(project, "lookup", "zoo.org").stdout
    assert "1 record, 0 pages read, 0 rejected; cited by 1 page whose own address is not recorded" in shown
    assert "whose own address" not in qamill(project, "lookup", "How deep is the pool?").stdout


def test_a_page_is_found_in_every_spelling(released: Project, qamill: Run) -> None:
    found = told(qamill, released, "http://ZOO.org/faq/#top")
    assert ids(found) == {id_of(TEXTING): "read", id_of(POOL): "read"}
    assert not told(qamill, released, "http://zoo.org/other")["found"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f"{POOL.question}\n\n{POOL.answer}", "exact"),
        (POOL.question.upper(), "exact"),
        ("beside the old mill", "exact"),
        (f"{POOL.question}\n\nWe are told: {POOL.answer}", "exact"),
        ("It is beside the old mill, and it opens at nine in the morning.", "near"),
        (f"About us. {POOL.question} {POOL.answer} " + " ".join(pair.answer for pair in pairs(8, seed=7)), "exact"),
    ],
)
def test_a_text_is_found_as_it_is_or_nearly_so(released: Project, qamill: Run, text: str, how: str) -> None:
    assert ids(told(qamill, released, "-", stdin=text)) == {id_of(POOL): how}


def test_another_text_is_not_found_and_two_words_are_too_few(released: Project, qamill: Run) -> None:
    assert not told(qamill, released, "Where is the cold lake of the county?")["found"]
    few = qamill(released, "lookup", "old mill")
    assert (few.exit_code, "fewer than 3 words" in few.stderr) == (2, True)


def test_each_pair_is_found_by_its_own_words_cut_or_whole(project: Project) -> None:
    several = pairs(60)
    project.page("page.txt", *several)
    project.curate()
    for pair in several[::6]:
        for text in (pair.answer, f"{pair.question}\n\n{pair.answer}", pair.answer[len(pair.answer) // 4 :]):
            found = lookup(wanted(text, As.TEXT), project.out, [project.raw])
            assert id_of(pair) in {hit.id for hit in found.hits}


def test_texts_in_letters_without_blanks_are_looked_at() -> None:
    import pyarrow as pa

    texts = pa.chunked_array([["これは山の中を流れるとても冷たい川です。", "東京駅は千代田区にあります。"]])
    assert Mentions("山の中を流れるとても冷たい").among(texts).to_pylist() == [True, False]


def test_the_takedown_that_keeps_it_out_is_named(released: Project, qamill: Run) -> None:
    assert qamill(released, "takedown", "add", "--domain", "zoo.org", *WHY).exit_code == 0
    released.curate()
    kept = {"rule": 1, "scope": "domain", "reason": "the site asked", "date": "2026-11-26", "pairs": 3, "is_all": True}
    for asked in ("zoo.org", "faq.zoo.org", "https://zoo.org/faq"):
        found = told(qamill, released, asked)
        assert found["takedowns"] == [kept]
        assert "2.0.0" not in [each["version"] for each in found["releases"]]
    assert told(qamill, released, "example.com")["takedowns"] == []
    shown = qamill(released, "lookup", "zoo.org").stdout
    assert "Takedown 1 (domain, 2026-11-26: the site asked) keeps it out; 3 pairs went." in shown
    assert "is in 2 of 3 releases" in shown
    assert qamill(released, "takedown", "add", "--domain", "b.example.net", *WHY).exit_code == 0
    assert "Takedown 2 (domain, 2026-11-26: the site asked) keeps part of it out." in (
        qamill(released, "lookup", "example.net").stdout
    )


def test_a_takedown_of_an_id_that_no_release_has_is_refused(released: Project, qamill: Run) -> None:
    result = qamill(released, "takedown", "add", "--id", "000011", *WHY)
    told = "No release has a pair with the id '000011'. Give all of its 16 hex digits."
    assert (result.exit_code, result.stderr) == (2, f"qamill: {told}\n")


def test_what_cannot_be_looked_for_is_said_so(released: Project, qamill: Run) -> None:
    short = qamill(released, "lookup", "Yes")
    assert (short.exit_code, "give more of it" in short.stderr, "written" in short.stderr) == (2, True, False)
    word = qamill(released, "lookup", "-", stdin="Wo liegt das Café?".encode("latin-1"))
    assert (word.exit_code, "no text in UTF-8" in word.stderr) == (2, True)


def test_a_site_is_looked_for_without_the_key_of_other_takedowns(released: Project, qamill: Run) -> None:
    assert qamill(released, "takedown", "add", "--id", id_of(POOL), *WHY).exit_code == 0
    assert [each["rule"] for each in told(qamill, released, POOL.question + "\n\n" + POOL.answer)["takedowns"]] == [1]
    (released.root / "takedowns.key").unlink()
    assert told(qamill, released, "zoo.org")["found"]
    assert qamill(released, "lookup", POOL.answer).exit_code == 2
