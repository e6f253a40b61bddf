"""Pages and archives that are made of good ones by mutations; a number and a seed give each again."""

from __future__ import annotations

import gzip
import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"
KINDS = ("text", "html", "jsonld", "warc")

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
