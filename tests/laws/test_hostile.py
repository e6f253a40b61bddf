"""Pages made to hurt a reader are contained: they are read, or rejected with the reason, and the others live."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import curate, load
from pipeline.audit.verify import verify
from pipeline.engine.limits import Limits
from pipeline.web.dom import parse, parse_leniently

PAIR = "<details><summary>Is it a page worth reading?</summary><p>Yes, it is a page worth reading.</p></details>"
CANONICAL = "<link rel=canonical href='https://example.org/page'>"


def script(json: str) -> str:
    return f"<script type='application/ld+json'>{json}</script>"


HOSTILE: dict[str, str] = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>",
    "long-text": "<p>" + "word " * 4_000_000 + "</p>",
    "long-script": "<script>" + "var x;" * 4_000_000 + "</script>",
    "long-comment": "<!--" + "x " * 10_000_000 + "-->",
    "opened-comments": "<!-- -->" * 10 + "<!--" * 300_000 + "-->",
    "nuls": "\0" * 20_000 + "words " * 100_000,
    "deep-json": script('{"@type":"Question","name":"Why?","acceptedAnswer":' + "[" * 100_000 + "]" * 100_000 + "}"),
    "long-json": script('{"@type":"Question","name":"Why?","text":"' + "word " * 2_000_000 + '"}'),
    "entities": "<p>" + "&amp;lt;" * 500_000 + "</p>",
    "scripts": "<script type=application/ld+json>" * 30_000 + "</script>",
    "many-questions": "".join(f"<h3>Is it {n}?</h3><p>It is {n}.</p>" for n in range(60_000)),
}
UNCLOSED = {
    "unclosed-comment": "<!--" + "<p>x</p>" * 50_000,
    "nested-bold": "<b><i>" * 100_000 + "x",
    "nested": "<div>" * 1_000_000 + "x",  # below 512 levels the parser flattens, as browsers do
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of all hostile pages, each with a good pair behind or before it, and of a harmless one."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    for name, hostile in HOSTILE.items():
        (raw / f"{name}.html").write_text(f"{CANONICAL}{hostile}{PAIR}", encoding="utf-8")
    for name, hostile in UNCLOSED.items():
        (raw / f"{name}.html").write_text(f"{CANONICAL}{PAIR}{hostile}", encoding="utf-8")
    (raw / "surrogates.html").write_bytes(f"{CANONICAL}{PAIR}".encode() + b"\xed\xa0\x80\xff\xfe" * 10_000)
    (raw / "harmless.html").write_text(f"{CANONICAL}{PAIR}", encoding="utf-8")
    curate(raw, out, limits=Limits(seconds=4.0, megabytes=600))
    assert not verify(out=out, raw=raw).problems
    return out


SLOW = pytest.mark.slow("reads pages that take all the time they may")


@SLOW
@pytest.mark.parametrize("name", [*HOSTILE, *UNCLOSED, "surrogates", "harmless"])
def test_every_page_is_read_or_rejected_with_the_reason(release: Path, name: str) -> None:
    documents = {row["path"]: row for row in load(table="documents", engine="arrow", out=release).to_pylist()}
    document = documents[f"{name}.html"]
    rejected = load(table="rejected", engine="arrow", out=release).to_pylist()
    reasons = {row["reason"] for row in rejected if row["document"] == document["key"]}
    contained = reasons & {"parser_timeout", "parser_memory", "parser_crash", "binary_file"}
    assert document["candidates"] > 0 or contained


@SLOW
def test_a_harmless_page_beside_them_is_read(release: Path) -> None:
    records = load(engine="arrow", out=release).to_pylist()
    assert any(row["question"] == "Is it a page worth reading?" and row["times_seen"] > 5 for row in records)


def test_the_lenient_reader_sees_the_same_words() -> None:
    page = f"<p>One &lt; two<p>three{PAIR}"
    assert "".join(parse_leniently(page).text.split()) == "".join(parse(page).document.text.split())
