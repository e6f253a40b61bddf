"""A whole run against servers that misbehave: a word for each page in time; what is stored is what was served."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import brotli  # type: ignore[import-untyped]
import pyarrow
import pytest
from conftest import Project, rows
from fastwarc.warc import ArchiveIterator, WarcRecordType
from faulty_server import HTML, NOT_THERE, Act, Faulty, dripping, playing_by_path, reset
from small_site import Answer, serving

import pipeline.fetch.visit
from pipeline.fetch import addresses
from pipeline.fetch import fetch as many
from pipeline.fetch.client import Client
from pipeline.fetch.exchange import Limits
from pipeline.fetch.fetch import Outcome
from pipeline.fetch.fetched import read_visits
from pipeline.fetch.hosts import Hosts
from pipeline.fetch.pace import Politeness
from pipeline.fetch.run import Asked, fetch_pages
from pipeline.fetch.visit import Found, Wish
from pipeline.web.optout_words import TDMREP
from pipeline.web.optouts import AI_TXT, MOST_BYTES

_DEADLINE = 1.0
_QUICK = Politeness(delay=0.0, slower=0.0, backoff=0.02)
_ASKED = Asked(
    "me@example.org", Limits(deadline=_DEADLINE, body_bytes=2_000_000), _QUICK, allow_private=True, at_once=64
)


class Run(NamedTuple):
    """What a run came to, by the name of the case."""

    outcomes: dict[str, Outcome]
    seconds: dict[str, float]
    servers: dict[str, Faulty]
    raw: Path


def _page(text: str = "Why? Because of the rain.") -> bytes:
    return f"<html><body><h2>{text}</h2></body></html>".encode()


def _plain(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{field}\r\n" for field in ("Content-Type: text/html", f"Content-Length: {len(body)}", *fields))
    return f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode() + body


def _coded(coding: str, body: bytes) -> bytes:
    return _plain(body, f"Content-Encoding: {coding}")


def _chunked(body: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return HTML + b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(body):x}\r\n".encode() + body + b"\r\n" + end


def _redirect(target: str, status: int = 302) -> bytes:
    return _plain(b"", f"Location: {target}", status=f"{status} Found")


def _zstd(data: bytes) -> bytes:
    return bytes(pyarrow.Codec("zstd").compress(data, asbytes=True))


_ZEROS = bytes(50_000_000)
_GZIPPED = gzip.compress(_page() * 30, mtime=0)
_BOMB = gzip.compress(_ZEROS)
_SLOW: dict[str, tuple[Act, ...]] = {
    "silence": (30.0,),
    "slow status line": (dripping(b"H", 0.05),),
    "slow fields": (HTML, dripping(b"A: b\r\n", 0.05)),
    "slow body": (HTML + b"Content-Length: 5000\r\n\r\n", dripping(b"x", 0.05)),
    "slow body without an end": (HTML + b"\r\n", dripping(b"x", 0.05)),
    "stalled chunk": (HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel", 30.0),
    "slow trailers": (_chunked(b"hello", b"0\r\n"), dripping(b"A: b\r\n", 0.05)),
    "slow redirects": (0.7, _redirect("/page?more")),
}
_CUT: dict[str, tuple[Act, ...]] = {
    "short body": (HTML + b"Content-Length: 50\r\n\r\nhello",),
    "cut chunk": (HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",),
    "no last chunk": (_chunked(b"hello", b""),),
    "reset": (HTML + b"Content-Length: 50\r\n\r\n", reset),
    "cut gzip": (_coded("gzip", _GZIPPED[:-9]),),
    "cut gzip in chunks": (HTML + b"Content-Encoding: gzip\r\n\r\n" + _GZIPPED[:-9],),
}
_LARGE: dict[str, tuple[Act, ...]] = {
    "endless body": (HTML + b"\r\n", dripping(b"x" * 65_536, 0)),
    "endless fields": (HTML, dripping(b"A: " + b"b" * 20_000 + b"\r\n", 0)),
    "gzip bomb": (_coded("gzip", _BOMB),),
    "br bomb": (_coded("br", brotli.compress(_ZEROS, quality=5)),),
    "zstd bomb": (_coded("zstd", _zstd(_ZEROS)),),
    "gzip bomb in gzip": (_coded("gzip, gzip", gzip.compress(_BOMB)),),
}
_REDIRECTED: dict[str, tuple[Act, ...]] = {
    "redirect to itself": (_redirect("/page"),),
    "redirect with a bomb": (_plain(_BOMB, "Content-Encoding: gzip", "Location: /page", status="302 Found"),),
    "redirect to a file": (_redirect("file:///etc/passwd"),),
    "redirect to ftp": (_redirect("ftp://example.org/"),),
    "redirect to data": (_redirect("data:text/html,<p>"),),
    "redirect to a broken address": (_redirect("http://["),),
}
_STORED: dict[str, tuple[Act, ...]] = {
    "a plain page": (_plain(_page()),),
    "a chunked page": (_chunked(_page()),),
    "a page until the end": (HTML + b"\r\n" + _page(),),
    "a page in gzip": (_coded("gzip", _GZIPPED),),
    "a page in zstd": (_coded("zstd", _zstd(_page())),),
    "a page with a cookie": (_plain(_page(), "Set-Cookie: a=b; Path=/"),),
}
_TABLE: dict[str, tuple[str, tuple[Act, ...]]] = {
    **{name: ("timeout", script) for name, script in _SLOW.items()},
    **{name: ("truncated", script) for name, script in _CUT.items()},
    **{name: ("too_large", script) for name, script in _LARGE.items()},
    **{name: ("redirects", script) for name, script in _REDIRECTED.items()},
    **{name: ("stored", script) for name, script in _STORED.items()},
    "redirect to where clouds keep secrets": ("forbidden_address", (_redirect("http://169.254.169.254/latest/"),)),
    "redirect to that in digits": ("forbidden_address", (_redirect("http://2852039166/"),)),
    "redirect to the name of a user": ("bad_address", (_redirect("http://me:secret@127.0.0.1/"),)),
    "a million members": ("bad_coding", (_coded("gzip", gzip.compress(b"", mtime=0) * 90_000),)),
    "no gzip": ("bad_coding", (_coded("gzip", b"hello"),)),
    "two lengths": ("bad_response", (_plain(b"hello", "Content-Length: 7"),)),
    "a picture": ("not_a_page", (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", dripping(b"x" * 65_536, 0))),
    "gone": ("gone", (_plain(b"", status="410 Gone"),)),
    "an error": ("http_error", (_plain(b"", status="500 Oops"),)),
    "busy": ("unavailable", (_plain(b"", status="503 Busy"),)),
    "busy for ages": ("unavailable", (_plain(b"", "Retry-After: 99999999999999999999999", status="429 Busy"),)),
    "busy until the year 9999": (
        "unavailable",
        (_plain(b"", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", status="503 Busy"),),
    ),
}


def _run(
    sites: dict[str, dict[str, Sequence[Act]]],
    raw: Path,
    paths: Sequence[str] = ("/page",),
    asked: Asked = _ASKED,
) -> Run:
    """Fetch a page, or some, of sites, each of which has a host of its own, all at once."""
    outcomes: dict[str, Outcome] = {}
    seconds: dict[str, float] = {}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        servers = {
            name: stack.enter_context(playing_by_path(scripts, host=f"127.1.{number // 250}.{number % 250 + 1}"))
            for number, (name, scripts) in enumerate(sites.items())
        }
        names = {f"http://{each.host}:{each.port}{path}": name for name, each in servers.items() for path in paths}

        def timed(wish: Wish, hosts: Any) -> Found:
            began = monotonic()
            found = visit(wish, hosts)
            seconds[names[wish.url]] = monotonic() - began
            return found

        visit = pipeline.fetch.visit.visit
        patch.setattr(many, "visit", timed)
        fetch_pages(names, raw, asked, tell=lambda outcome: outcomes.update({names[outcome.visit.url]: outcome}))
    return Run(outcomes, seconds, servers, raw)


_DIALLED: list[Any] = []
_ALLOWED: set[str] = set()


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what is dialled while a test says what may be, and let nothing else be reached."""
    if event == "socket.connect" and _ALLOWED:
        _DIALLED.append(arguments[1])
        if not str(arguments[1][0]).startswith(tuple(_ALLOWED)):
            raise ConnectionRefusedError("a test dials nobody")


sys.addaudithook(_watch)


def _watched(sites: dict[str, dict[str, Sequence[Act]]], raw: Path) -> Run:
    """Fetch while it is noted what is dialled."""
    _DIALLED.clear()
    _ALLOWED.add("127.1.")
    try:
        return _run(sites, raw)
    finally:
        _ALLOWED.clear()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All faults in one run, each at a host of its own."""
    sites: dict[str, dict[str, Sequence[Act]]] = {
        name: {"/page": script, "/page?more": script} for name, (_, script) in _TABLE.items()
    }
    return _watched(sites, tmp_path_factory.mktemp("raw"))


@pytest.mark.parametrize("name", _TABLE)
def test_each_fault_has_its_word_in_time(name: str, table: Run) -> None:
    assert (table.outcomes[name].visit.result, table.seconds[name] < _DEADLINE + 1) == (_TABLE[name][0], True)


def test_no_forbidden_address_was_dialled(table: Run) -> None:
    assert len(table.outcomes) == len(_TABLE)
    assert {ip for ip, *_ in _DIALLED} == {each.host for each in table.servers.values()}


def test_what_is_no_answer_for_ever_is_asked_for_once(table: Run) -> None:
    for name in ("busy for ages", "busy until the year 9999", "gzip bomb", "gone", "redirect to itself", "a picture"):
        assert table.servers[name].paths().count("/page") == 1, name
    for name in _CUT:
        assert table.servers[name].paths().count("/page") == _QUICK.tries, name


def test_no_request_tells_of_an_earlier_one(table: Run) -> None:
    requests = table.servers["a page with a cookie"].requests
    assert len(requests) > 1
    for request in requests:
        assert not re.search(rb"(?i)^(cookie|referer|authorization):", request, re.MULTILINE)


def test_the_archive_holds_what_was_served_and_nothing_of_what_was_not_whole(table: Run) -> None:
    (archive,) = table.raw.glob("*.warc.gz")
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", "-v", archive], capture_output=True, text=True)
    assert (done.returncode, "digest fail" in done.stdout, done.stderr) == (0, False, "")
    names = {f"http://{each.host}:{each.port}/page": name for name, each in table.servers.items()}
    with archive.open("rb") as file:
        read = {
            names[str(record.headers.get("WARC-Target-URI"))]: (
                record.reader.read(),
                f"{archive.name}#{record.stream_pos}",
            )
            for record in ArchiveIterator(file, parse_http=False, record_types=WarcRecordType.response)
        }
    assert {name: served for name, (served, _) in read.items() if name != "gone"} == {
        name: b"".join(act for act in script if isinstance(act, bytes)) for name, script in _STORED.items()
    }
    index = {names[visit.url]: visit for visit in read_visits(table.raw)}
    assert {name: index[name].file for name in read} == {name: where for name, (_, where) in read.items()}
    assert [name for name, visit in index.items() if visit.file and name not in read] == []


def test_a_page_in_brotli_is_stored_as_it_was_served(tmp_path: Path) -> None:
    """By itself: the check of warcio cannot read these, whoever wrote them."""
    served = _coded("br", brotli.compress(_page()))
    with playing_by_path({"/page": (served,)}) as site:
        fetch_pages([site.url], tmp_path, _ASKED)
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        responses = ArchiveIterator(file, parse_http=False, record_types=WarcRecordType.response)
        assert [record.reader.read() for record in responses] == [served]


@pytest.mark.parametrize("framing", ["length", "chunks", "gzip", "gzip in chunks"])
def test_a_page_that_is_cut_anywhere_is_truncated(framing: str, tmp_path: Path) -> None:
    whole = {
        "length": _plain(_page()),
        "chunks": _chunked(_page()),
        "gzip": HTML + b"Content-Encoding: gzip\r\n\r\n" + _GZIPPED,
        "gzip in chunks": _chunked(_GZIPPED).replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1),
    }[framing]
    body = whole.index(b"\r\n\r\n") + 4
    step = max(1, (len(whole) - body) // 12)
    cuts = [*range(body + 1, len(whole) - 2, step), len(whole) - 3 if "chunks" in framing else len(whole) - 1]
    run = _run({str(cut): {"/page": (whole[:cut],)} for cut in cuts}, tmp_path)
    assert {outcome.visit.result for outcome in run.outcomes.values()} == {"truncated"}
    assert [*tmp_path.glob("*.warc.gz")] == []


_NOTHING = b"User-agent: *\nDisallow: /\n"
_ELSEWHERE = "http://127.1.0.250:%d/robots.txt"
_LONG = b"User-agent: *\nDisallow: /other\n" + b"# x\n" * 128_000
_ROBOTS: dict[str, tuple[str, tuple[Act, ...]]] = {
    "all forbidden": ("robots", (_plain(_NOTHING),)),
    "all forbidden to us": ("robots", (_plain(b"User-agent: QAMILL/1.0\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),)),
    "all allowed to us": ("stored", (_plain(b"User-agent: *\nDisallow: /\n\nUser-agent: qamill\nAllow: /\n"),)),
    "another path": ("stored", (_plain(b"User-agent: *\nDisallow: /other\n"),)),
    "the longest rule": ("stored", (_plain(b"User-agent: *\nDisallow: /pa\nAllow: /page\n"),)),
    "404": ("stored", (NOT_THERE,)),
    "401": ("stored", (_plain(b"", status="401 No"),)),
    "403": ("stored", (_plain(b"", status="403 No"),)),
    "429": ("robots", (_plain(b"", status="429 Busy"),)),
    "429 for long": ("unavailable", (_plain(b"", "Retry-After: 86400", status="429 Busy"),)),
    "500": ("robots", (_plain(b"", status="500 Oops"),)),
    "503": ("robots", (_plain(b"", status="503 Busy"),)),
    "no answer": ("robots", (30.0,)),
    "a slow answer": ("robots", (HTML + b"\r\nUser-agent: *\nAllow: /\n", dripping(b"#", 0.05))),
    "a closed connection": ("connection", ()),
    "cut": ("robots", (HTML + b"Content-Length: 50\r\n\r\nUser-agent: *\n",)),
    "endless": ("robots", (HTML + b"\r\n", dripping(b"#" * 65_536, 0))),
    "byte order mark": ("robots", (_plain(b"\xef\xbb\xbf" + _NOTHING),)),
    "old line ends": ("robots", (_plain(b"User-agent: *\rDisallow: /\r"),)),
    "compressed unasked": ("robots", (_coded("gzip", gzip.compress(_NOTHING)),)),
    "compressed and damaged": ("robots", (_coded("gzip", b"hello"),)),
    "HTML": ("stored", (_plain(b"<!doctype html><p>Not found"),)),
    "binary": ("stored", (_plain(bytes(range(256)) * 20),)),
    "a rule beyond 500 KiB": ("stored", (_plain(_LONG + b"\nUser-agent: *\nDisallow: /page\n"),)),
    "a rule within 500 KiB": ("robots", (_plain(b"User-agent: *\nDisallow: /page\n" + _LONG),)),
    "redirect in a circle": ("robots", (_redirect("/robots.txt"),)),
    "redirect to a file": ("robots", (_redirect("file:///etc/passwd"),)),
    "redirect to where clouds keep secrets": ("forbidden_address", (_redirect("http://169.254.169.254/"),)),
    "redirect without a target": ("robots", (_plain(b"", status="301 Moved"),)),
    "hard to match": ("stored", (_plain(b"User-agent: *\nDisallow: /" + b"*a" * 400 + b"b\n"),)),
}


@pytest.fixture(scope="module")
def robots(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All cases of robots.txt in one run, each at a host of its own."""
    sites: dict[str, dict[str, Sequence[Act]]] = {
        name: {"/page": (_plain(_page()),), "/robots.txt": script} for name, (_, script) in _ROBOTS.items()
    }
    return _watched(sites, tmp_path_factory.mktemp("raw"))


@pytest.mark.parametrize("name", _ROBOTS)
def test_each_robots_txt_is_obeyed_in_time(name: str, robots: Run) -> None:
    word, _ = _ROBOTS[name]
    assert (robots.outcomes[name].visit.result, robots.seconds[name] < _DEADLINE + 1) == (word, True)
    assert robots.servers[name].paths().count("/page") == (word == "stored")
    assert robots.servers[name].paths()[0] == "/robots.txt"


@pytest.mark.parametrize("hops", [5, 6])
def test_five_redirects_of_a_robots_txt_are_followed_to_another_host_too(hops: int, tmp_path: Path) -> None:
    with playing_by_path({"/robots.txt": (_plain(b"User-agent: *\nDisallow: /secret\n"),)}, host="127.1.0.2") as other:
        ways: dict[str, Sequence[Act]] = {f"/{hop}": (_redirect(f"/{hop + 1}"),) for hop in range(1, hops)}
        ways[f"/{hops - 1}"] = (_redirect(f"http://{other.host}:{other.port}/robots.txt"),)
        page = {"/page": (_plain(_page()),), "/secret": (_plain(_page()),)}
        run = _run({"site": {"/robots.txt": (_redirect("/1"),), **ways, **page}}, tmp_path / "raw", ["/secret"])
    assert run.outcomes["site"].visit.result == "robots"
    assert ("disallows" in run.outcomes["site"].visit.signal, "/secret" in run.servers["site"].paths()) == (
        hops == 5,
        False,
    )


@pytest.mark.parametrize("path", ["/a/../secret", "/a/%2e%2e/secret", "/%73ecret", "/./secret", "/a/.%2E/secret?x"])
def test_no_spelling_of_a_path_gets_round_robots_txt(path: str, tmp_path: Path) -> None:
    page = (_plain(_page()),)
    with playing_by_path({"/robots.txt": (_plain(b"User-agent: *\nDisallow: /secret\n"),)}, page) as site:
        fetch_pages([f"http://127.0.0.1:{site.port}{path}"], tmp_path, _ASKED)
    assert site.paths() == ["/robots.txt"]
    with playing_by_path(
        {"/robots.txt": (_plain(b"User-agent: *\nDisallow: /secret\n"),), "/page": (_redirect(path),)}, page
    ) as site:
        fetch_pages([site.url], tmp_path, _ASKED)
    assert site.paths() == ["/robots.txt", "/page"]


def test_the_files_of_a_site_that_its_robots_txt_forbids_are_not_asked_for(tmp_path: Path) -> None:
    rules = _plain(b"User-agent: *\nDisallow: /.well-known/\nDisallow: /ai.txt\n")
    with playing_by_path({"/robots.txt": (rules,)}, (_plain(_page()),)) as site:
        fetch_pages([site.url], tmp_path, _ASKED)
    assert site.paths() == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    "target",
    ["http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/",
     "http://2130706433/", "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "//0/"],
)  # fmt: skip
def test_no_redirect_from_a_public_host_leads_to_a_private_one(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = addresses.why_forbidden
    monkeypatch.setattr(addresses, "why_forbidden", lambda ip: "" if ip == "127.1.1.1" else judged(ip))
    _DIALLED.clear()
    _ALLOWED.add("127.1.1.1")
    try:
        with playing_by_path({"/page": (_redirect(target),), "/robots.txt": (NOT_THERE,)}, host="127.1.1.1") as site:
            done = fetch_pages([site.url], tmp_path, _ASKED._replace(allow_private=False))
    finally:
        _ALLOWED.clear()
    assert (done.counts, {ip for ip, *_ in _DIALLED}) == ({"forbidden_address": 1}, {"127.1.1.1"})


def test_a_redirect_to_bytes_that_are_no_ascii_is_followed_as_browsers_do(tmp_path: Path) -> None:
    target = _plain(b"", "Location: /caf\xc3\xa9", status="302 Found").decode().encode("latin-1")
    with playing_by_path({"/page": (target,), "/caf%C3%A9": (_plain(_page()),)}) as site:
        assert fetch_pages([site.url], tmp_path, _ASKED).counts == {"stored": 1}


def test_an_address_of_ipv6_is_reached(tmp_path: Path) -> None:
    with playing_by_path({"/page": (_plain(_page()),)}, family=socket.AF_INET6, host="::1") as site:
        assert fetch_pages([site.url], tmp_path, _ASKED).counts == {"stored": 1}
    assert f"Host: [::1]:{site.port}".encode() in site.requests[-1]


def test_pages_at_one_slow_host_do_not_stretch_the_deadline_of_others(tmp_path: Path) -> None:
    """Eight hosts redirect to one that answers nobody."""
    with playing_by_path({}, (30.0,), host="127.1.2.1") as slow:
        sites: dict[str, dict[str, Sequence[Act]]] = {
            str(number): {"/page": (_redirect(slow.url),)} for number in range(8)
        }
        run = _run(sites, tmp_path)
    assert {outcome.visit.result for outcome in run.outcomes.values()} <= {"robots", "unavailable", "timeout"}
    assert max(run.seconds.values()) < _DEADLINE + 1
    assert "/page" not in slow.paths()


_RETRIED: dict[str, tuple[str, bytes]] = {
    "seconds": ("503 Busy", _plain(b"", "Retry-After: 1", status="503 Busy")),
    "a date": (
        "429 Busy",
        _plain(
            b"",
            "Date: Sat, 31 Jan 2026 12:00:00 GMT",
            "Retry-After: Sat, 31 Jan 2026 12:00:01 GMT",
            status="429 Busy",
        ),
    ),
    "with a body that is cut": ("503 Busy", _plain(b"sorry", "Retry-After: 1", status="503 Busy")[:-3]),
    "with a page that is cut": ("200 OK", _plain(_page(), "Retry-After: 1")[:-3]),
}


def test_nobody_is_asked_within_the_time_for_which_it_wants_to_be_left_alone(tmp_path: Path) -> None:
    times: dict[str, list[float]] = {name: [] for name in _RETRIED}

    def script(name: str) -> Sequence[Act]:
        def act(connection: socket.socket) -> None:
            times[name].append(monotonic())
            connection.sendall(_RETRIED[name][1] if len(times[name]) == 1 else _plain(_page()))

        return (act,)

    patient = _ASKED._replace(limits=_ASKED.limits._replace(deadline=4.0))
    run = _run({name: {"/page": script(name)} for name in _RETRIED}, tmp_path, asked=patient)
    assert {name: outcome.visit.result for name, outcome in run.outcomes.items()} == dict.fromkeys(_RETRIED, "stored")
    for name, (first, second) in times.items():
        assert second - first >= 1, name


_QUESTION = "Où est le café?"
_ENCODED: dict[str, tuple[str, bytes]] = {
    "utf-8 unsaid": ("text/html", b"{}"),
    "latin-1 in the field": ("text/html; charset=ISO-8859-1", b"latin-1"),
    "utf-16 with its mark": ("text/html", b"utf-16"),
    "utf-16 in the field": ("text/html; charset=utf-16le", b"utf-16-le"),
    "latin-1 in the page": ("text/html", b"latin-1"),
}


def test_curate_reads_pages_in_the_encodings_in_which_they_were_served(project: Project) -> None:
    pages: dict[str, Any] = {}
    for number, (name, (kind, codec)) in enumerate(_ENCODED.items()):
        said = '<meta charset="iso-8859-1">' if name.endswith("the page") else ""
        text = (
            f"<html lang=fr><head>{said}<title>FAQ</title></head><body>"
            f"<h2>{_QUESTION} ({number})</h2><p>Près de l'église numéro {number}, à gauche.</p>"
            f"<h2>Encore {number}?</h2><p>Déjà fermé, hélas, depuis {number} ans.</p></body></html>"
        )
        pages[f"/{number}"] = Answer(
            text.encode("utf-8" if name == "utf-8 unsaid" else codec.decode()), 200, (("Content-Type", kind),)
        )
    with serving(pages) as site:
        done = fetch_pages([f"{site.url}{path}" for path in pages], project.raw, _ASKED)
    assert done.counts == {"stored": len(_ENCODED)}
    project.curate()
    assert {row["question"] for row in rows(project, "records")} >= {f"{_QUESTION} ({n})" for n in range(len(_ENCODED))}


def test_a_reservation_is_seen_in_a_page_of_utf_16(tmp_path: Path) -> None:
    body = '<html><head><meta name="robots" content="noai"></head></html>'.encode("utf-16-le")
    with serving({"/": Answer(body, 200, (("Content-Type", "text/html; charset=utf-16le"),))}) as site:
        assert fetch_pages([f"{site.url}/"], tmp_path, _ASKED).counts == {"reserved": 1}


def test_of_the_files_of_a_site_a_megabyte_counts() -> None:
    with serving({path: Answer(b"[" + b"[]," * 500_000 + b"[]]") for path in (TDMREP, AI_TXT)}) as site:
        hosts = Hosts(lambda: Client("me@example.org", allow_private=True), Limits(), _QUICK)
        files = hosts.site_files(f"{site.url}/page", monotonic() + 5)
        hosts.close()
    assert (len(files.tdmrep), len(files.ai_txt)) == (MOST_BYTES, MOST_BYTES)
