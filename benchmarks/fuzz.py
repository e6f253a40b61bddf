"""Mutated pages: none ends in an exception, and every released pair is at its locator, with its source and its lines.

python benchmarks/fuzz.py [KIND ...] [--inputs 20000] [--seed 0] [--seconds 600]

Each input is a page (text, HTML, JSON-LD) or an archive (WARC) that was made of good ones by some of the mutations
below; its number and the seed give it again. Prints for each kind the inputs, the pairs, the seconds and the failures.
`tests/laws/test_fuzz.py` tries the same on fewer inputs.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import checkout  # noqa: F401

from pipeline.audit.reread import resolve, source_at
from pipeline.audit.source_lines import source_lines
from pipeline.ingest.documents import make_document
from pipeline.ingest.files import hash_few
from pipeline.ingest.listing import list_raw
from pipeline.ingest.warc.read import documents as archive_documents
from pipeline.ingest.warc.read import reread
from pipeline.parse.decode import decode
from pipeline.parse.formats import attribution
from pipeline.parse.locators import NothingThere, read_spans
from pipeline.parse.page import Page
from pipeline.run.page import read_document
from pipeline.schema import TEXT, Document, Pair, Rejected, Stage
from pipeline.text.clean import BLANK, clean, clean_line

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"
ADDRESS = "https://example.org/faq/page?a=1"

_TAGS = (
    "p div span b strong i a ul ol li dl dt dd table tr td th h1 h2 h3 h4 details summary template svg math noscript"
    " select option section article main aside nav form button label br hr img input iframe textarea title pre code sup"
    " sub q body html head frameset object ruby rt x;y foreignObject desc annotation-xml font center nobr marquee slot"
).split()
_NAMES = (
    *"faq;1 a,b a[1:2] a=b a>b a\"b a'b a\\b 1a - -- -1 é 日本 \U0001f600 a\x01b a\x7fb #a . :root a:b + ~ * a%b".split(
        " "
    ),
    *("a\nb", "a\tb", "a b", "a\u2028b", ""),
    *"late question faq-answer accordion-title toggle title nav hidden sr-only faq".split(),
)
_ATTRIBUTES = (
    "id class hidden aria-hidden=true aria-expanded=true aria-controls href style=font-weight:bold itemscope itemref"
    " itemprop=name itemprop=text itemprop=acceptedAnswer itemtype=https://schema.org/Question typeof=Question"
    " property=name property=acceptedAnswer vocab=https://schema.org/ content for name shadowrootmode=open srcdoc"
    " lang=de start=4 data-toggle=collapse role=tab type=checkbox"
).split()
_BYTES = (
    *(
        "\0",
        "\r",
        "\r\n",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ud800",
        "\ufffd",
        "\n",
        "\n\n",
        "\t",
        " ",
    ),
    *"é 日本？ ? ¿ … - ``` < > A: Q: 1. ".split(" "),
    *("Read more", "\u00a0", "\u200b", "\U00100001"),
)
_PIECES = (
    *_BYTES,
    *"<!-- --> <!----> <![CDATA[ ]]> &amp; &nbsp; &lt;b&gt; &#0; &#xD800; &notin </ <! <p <br> <hr> </p>".split(),
    *"</div> </table> </details> <template> </template> <svg> <math><mi> <noscript> <select> <table>".split(),
    *("<plaintext>", "<textarea>", "<q>"),
    *("<script>", "</script>", "<style>", "<?xml ?>", "<sup>2</sup>", "<a href=#>¶</a>", "<li value=9>"),
    "<iframe srcdoc='<p>Why?</p>'>",
    "<div><template shadowrootmode=open><h3>Why here?</h3><p>It is so.</p></template></div>",
    "<p><b>Why now?</b> Because it is late.</p>",
)
_TEXT_PIECES = (
    *_BYTES,
    *(
        "View complete answer on example.com",
        "Takedown request   |   View complete answer on",
        "[View complete answer on",
    ),
    *("](https://example.org/a)", "https://", "Is it so?", "Why?\n\n", "People also ask", "<p>", "&amp;"),
)
_JSON_PIECES = (
    *r"\ \u0000 \ud800 \n \/ { } [ ] , : null true 1e999 NaN // /* */ <!-- --> </script> <script> ' ” &quot;".split(),
    '"',
    *(
        "\n",
        "é",
        "\ud800",
        "\0",
        "<template>",
        "</template>",
        '"a/b~c":',
        '"0":',
        '"type":"Question",',
        '"mainEntity":',
    ),
    *('"@type":"Question",', '"@id":"#a",', '{"@id":"#a"}', '"@graph":[', '"@value":', '"@list":[', '"@set":'),
    *('"acceptedAnswer":"#a",', '"suggestedAnswer":["One.","Two."],', '"acceptedAnswer":[[', '"name":"Who?",'),
    *('"@context":{"q":"https://schema.org/"},', '"q:name":"Why q?",', '"text":"<p>Yes.</p>",'),
)
_ENCODINGS = ("utf-8 " * 6 + "utf-8-sig utf-16 utf-16-le latin-1 windows-1252 shift_jis utf-32").split()


_ITEM = (
    "<div id=i{0} itemscope itemtype=https://schema.org/Question itemref=i{1}><meta itemprop=name content='Is it {0}?'>"
    "<div itemprop=acceptedAnswer itemscope itemref=i{0}><meta itemprop=text content='It is {0}.'></div></div>"
)
_MORE_PAGES = {
    "html": [
        "<h1>FAQ</h1>" + "<details><summary>Is it so?</summary><p>It is so.</p>" * 4 + "</details>" * 4,
        "<h1>FAQ</h1>" + "<table><tr><td>Is it so?<td>It is.<h3>Why is it?</h3><p>It is.</table>" * 3,
        "".join(_ITEM.format(a, b) for a, b in ("12", "23", "31")),
    ],
}
"""Pages of shapes that the test pages do not have: nested, pushed out of tables, items that refer to each other."""


class Input(NamedTuple):
    """A file, and the kind of thing that it holds."""

    name: str
    content: bytes


class Found(NamedTuple):
    """What an input gave."""

    pairs: int
    failures: list[str]


# --- making inputs ---------------------------------------------------------------------------


def make(kind: str, number: int, seed: int = 0) -> Input:
    """Return an input: always the same for the same kind, number and seed."""
    chance = random.Random(f"{seed} {kind} {number}")
    return _archive(chance) if kind == "warc" else _page(kind, chance)


def _page(kind: str, chance: random.Random) -> Input:
    tokens = _tokens(chance.choice(_pages(kind)))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        chance.choice(_MUTATIONS[kind])(tokens, chance, kind)
    encoding = chance.choice(_ENCODINGS)
    return Input(NAMED[kind], "".join(tokens).encode(encoding, "surrogatepass" if "utf" in encoding else "replace"))


@cache
def _pages(kind: str) -> list[str]:
    """The good pages that inputs of a kind are made of."""
    ending = {"text": "*/*.txt", "jsonld": "jsonld/*.html"}.get(kind, "*/*.html")
    return [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob(ending))] + _MORE_PAGES.get(kind, [])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _insert(tokens: list[str], chance: random.Random, kind: str) -> None:
    tokens.insert(chance.randint(0, len(tokens)), chance.choice(SPLINTERS[kind]))


def _insert_within(tokens: list[str], chance: random.Random, kind: str) -> None:
    at = chance.randrange(len(tokens)) if tokens else 0
    if tokens:
        cut = chance.randint(0, len(tokens[at]))
        tokens[at] = tokens[at][:cut] + chance.choice(SPLINTERS[kind]) + tokens[at][cut:]


def _delete(tokens: list[str], chance: random.Random, _: str) -> None:
    at = chance.randint(0, len(tokens))
    del tokens[at : at + chance.choice((1, 1, 2, 8))]


def _repeat(tokens: list[str], chance: random.Random, _: str) -> None:
    start = chance.randint(0, len(tokens))
    at = chance.randint(0, len(tokens))
    tokens[at:at] = tokens[start : start + chance.choice((1, 4, 12, 40))] * chance.choice((1, 1, 2))


def _splice(tokens: list[str], chance: random.Random, kind: str) -> None:
    other = _tokens(chance.choice(_pages(kind)))
    start = chance.randint(0, len(other))
    at = chance.randint(0, len(tokens))
    tokens[at:at] = other[start : start + chance.choice((4, 12, 40, 200))]


def _wrap(tokens: list[str], chance: random.Random, _: str) -> None:
    start = chance.randint(0, len(tokens))
    stop = min(len(tokens), start + chance.choice((1, 4, 12, 60)))
    tag = chance.choice(_TAGS)
    tokens.insert(stop, f"</{tag}>")
    tokens.insert(start, f"<{tag}{_attribute(chance)}>")


def _tag_index(tokens: list[str], chance: random.Random) -> int | None:
    tags = [i for i, token in enumerate(tokens) if token[:1] == "<" and token[1:2].isalpha()]
    return chance.choice(tags) if tags else None


def _rename(tokens: list[str], chance: random.Random, _: str) -> None:
    at = _tag_index(tokens, chance)
    if at is not None:
        tokens[at] = _TAG_NAME.sub(lambda _: "<" + chance.choice(_TAGS), tokens[at], count=1)


def _add_attribute(tokens: list[str], chance: random.Random, _: str) -> None:
    at = _tag_index(tokens, chance)
    if at is not None:
        tokens[at] = _TAG_NAME.sub(lambda match: match[0] + _attribute(chance), tokens[at], count=1)


def _attribute(chance: random.Random) -> str:
    name = chance.choice(_ATTRIBUTES)
    if "=" in name:
        return f" {name}"
    value = chance.choice(_NAMES)
    quote = "'" if '"' in value else '"'
    return f" {name}={quote}{value}{quote}"


def _cut(tokens: list[str], chance: random.Random, _: str) -> None:
    del tokens[chance.randint(0, len(tokens)) :]


def _one_line(tokens: list[str], chance: random.Random, _: str) -> None:
    end = chance.choice((" ", "", "\r", "\r\n", "\x0b"))
    tokens[:] = [token.replace("\n", end) for token in tokens]


_TOKEN = re.compile(r"<[^<>]*>|[^<>\s]+|\s+|[<>]")
_TAG_NAME = re.compile(r"<[^\s>/]+")
_ANYWHERE = (_insert, _insert, _insert_within, _delete, _repeat, _splice, _cut, _one_line)
_IN_HTML = (*_ANYWHERE, _wrap, _wrap, _rename, _add_attribute, _add_attribute)
_MUTATIONS = {"text": _ANYWHERE, "html": _IN_HTML, "jsonld": (*_ANYWHERE, _insert, _insert_within)}
SPLINTERS = {"text": _TEXT_PIECES, "html": _PIECES, "jsonld": _JSON_PIECES}
NAMED = {"text": "page.txt", "html": "page.html", "jsonld": "page.html"}


_IN_ARCHIVES = (b"\r\n", b"\n", b"\0", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\r\n\r\n")


def _archive(chance: random.Random) -> Input:
    """Some pages as records of an archive, some of its bytes changed."""
    pages = [_page(chance.choice(("text", "html", "jsonld")), chance) for _ in range(chance.randint(1, 4))]
    records = [_record(page, chance) for page in pages]
    packed = chance.random() < 0.5
    content = bytearray(b"".join(gzip.compress(record, 1, mtime=0) if packed else record for record in records))
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        chance.choice((_change_byte, _delete_bytes, _repeat_bytes, _insert_bytes))(content, chance)
    return Input("crawl.warc.gz" if packed else "crawl.warc", bytes(content))


def _record(page: Input, chance: random.Random) -> bytes:
    kind = "text/plain" if page.name.endswith(".txt") else "text/html"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\n\r\n%b" % (kind.encode(), page.content)
    length = len(body) + chance.choice((0,) * 12 + (1, -1, 2, -7, 100))
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%d\r\n"
        b"WARC-Date: 2026-01-31T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:%032x>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (chance.randint(0, 9), chance.getrandbits(128), length, body)
    )


def _change_byte(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _delete_bytes(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    del content[at : at + chance.choice((1, 2, 40, 1000))]


def _repeat_bytes(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    content[at:at] = content[at : at + chance.choice((1, 2, 40, 1000))]


def _insert_bytes(content: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(content))
    content[at:at] = chance.choice((*_IN_ARCHIVES, chance.randbytes(9)))


# --- checking them ---------------------------------------------------------------------------


def check(made: Input) -> Found:
    """Read an input as a run does, and each of its pairs again as `verify` does."""
    if made.name.startswith("crawl"):
        return _check_archive(made)
    return _check_page(make_document(made.name, made.content, ADDRESS), make_document(made.name, made.content, ADDRESS))


def _check_archive(made: Input) -> Found:
    """Read the pages of an archive; each is read again by its name."""
    pairs, failures = 0, []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / made.name).write_bytes(made.content)
        [file] = hash_few(list_raw([folder], Path(folder) / "out"))
        for document in archive_documents(file):
            if isinstance(document, Document):
                found = _check_page(document, reread(Path(folder), document.path))
                pairs += found.pairs
                failures += found.failures
    return Found(pairs, failures)


def _check_page(document: Document, again: Document | None) -> Found:
    result = read_document(document)
    if again is None or again.content != document.content:
        return Found(len(result.pairs), [f"{document.path} is not there again"])
    page = decode(again)
    if result.page is None or isinstance(page, Rejected):
        return Found(0, [])
    page = replace(page, is_lenient=result.page.is_lenient)
    failures = [what for pair in result.pairs for what in _wrong(page, pair)]
    unsound = sum(rejected.stage is Stage.VALIDATE for rejected in result.rejected)
    if result.candidates != len(result.pairs) + unsound:
        failures.append(f"{result.candidates} candidates became {len(result.pairs)} pairs and {unsound} rejections")
    if document.sha256[0] in _LINES_TRIED:
        failures += [what for pair in result.pairs[:1] for what in _wrong_lines(page, pair.sighting.locator)]
    if document.media_type == TEXT:
        failures += _unaccounted(page)
    return Found(len(result.pairs), failures)


def _wrong(page: Page, pair: Pair) -> Iterator[str]:
    """Say what is not again what was released."""
    locator, record = pair.sighting.locator, pair.record
    try:
        question, answer = resolve(page, locator)
    except NothingThere as error:
        yield f"{locator}: {error}"
        return
    if (clean_line(question), clean(answer)) != (record.question, record.answer):
        yield f"{locator}: {question!r}, {answer!r} instead of {record.question!r}, {record.answer!r}"
    source = source_at(page, locator)
    if source and source != (record.source, record.source_url):
        yield f"{locator}: {source} instead of {record.source}, {record.source_url}"


def _wrong_lines(page: Page, locator: str) -> Iterator[str]:
    """Say what is wrong with the lines of the file that `explain` would show."""
    shown = source_lines(page, locator)
    if not any(line.is_evidence for line in shown):
        yield f"{locator}: no line of the file is shown"


def _unaccounted(page: Page) -> Iterator[str]:
    """Say what characters of a text are in no candidate, rejection or boilerplate, or in two."""
    found = attribution.extract(page)
    locators = [*(each.locator for each in found.candidates), *(each.locator for each in found.rejected)]
    spans = [span for locator in locators for part in read_spans(locator) for span in part]
    position = 0
    for start, end in sorted([*spans, *((piece.start, piece.end) for piece in found.boilerplate)]):
        if start < position or page.text[position:start].strip(BLANK):
            yield f"characters {position}-{start} are lost or used twice: {page.text[position:start]!r}"
        position = end
    if page.text[position:].strip(BLANK):
        yield f"characters from {position} on are lost: {page.text[position:]!r}"


_LINES_TRIED = (
    "0123"  # first digits (chosen) of the hashes of pages of which a pair's lines are looked for: they take time
)
KINDS = ("text", "html", "jsonld", "warc")


def failures_of(kind: str, number: int, seed: int = 0) -> Found:
    """Return what an input gives; an exception is a failure."""
    return failures_in(make(kind, number, seed))


def failures_in(made: Input) -> Found:
    """Return what an input gives that somebody else made; an exception is a failure."""
    try:
        return check(made)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Found(0, [f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"])


def main() -> None:
    """Print a line for each kind, and each failure as it is found."""
    options = _options()
    print(f"{'kind':8}{'inputs':>9}{'pairs':>9}{'seconds':>9}{'failures':>10}", flush=True)
    failed = 0
    for kind in options.kinds or KINDS:
        start = time.monotonic()
        pairs = failures = done = 0
        for number in range(options.first, options.first + options.inputs):
            if time.monotonic() - start > options.seconds:
                break
            found = failures_of(kind, number, options.seed)
            done, pairs, failures = done + 1, pairs + found.pairs, failures + bool(found.failures)
            for what in found.failures[:1]:
                print(f"  {kind} {number}: {what[:300]!r}", file=sys.stderr, flush=True)
        print(f"{kind:8}{done:9,}{pairs:9,}{time.monotonic() - start:9.0f}{failures:10,}", flush=True)
        failed += failures
    sys.exit(failed > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)} (default: all)")
    parser.add_argument("--inputs", type=int, default=2_000, help="of each kind (default 2,000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input (default 0)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=1_800, help="that one kind may take (default 1,800)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
