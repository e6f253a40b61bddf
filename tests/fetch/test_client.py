"""What comes of one request: the bytes that were served, or the word for why not, within the deadline."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import brotli  # type: ignore[import-untyped]
import pyarrow
import pytest
import trustme
from faulty_server import HTML, Act, dripping, playing, reset

from pipeline.fetch.addresses import Endpoint
from pipeline.fetch.bodies import decoded
from pipeline.fetch.client import Client
from pipeline.fetch.exchange import FetchFailed, Limits

_TEXT = b"<p>Why? Because of the rain.</p>" * 40
_SHORT = Limits(deadline=1.0, body_bytes=200_000)


def _client(limits: Limits = _SHORT) -> Client:
    return Client("https://example.org/contact", limits, allow_private=True)


def _zstd(data: bytes) -> bytes:
    return bytes(pyarrow.Codec("zstd").compress(data, asbytes=True))


_KEPT: dict[str, tuple[tuple[Act, ...], bytes]] = {
    "a length": ((HTML + b"Content-Length: 5\r\n\r\nhello",), b"hello"),
    "bytes after the body": ((HTML + b"Content-Length: 5\r\n\r\nhello and more",), b"hello"),
    "chunks": ((HTML + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",), b"hello"),
    "chunks and trailers": ((HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",), b"hello"),
    "the end of the connection": ((HTML + b"\r\nhello",), b"hello"),
    "interim responses": (
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", HTML + b"\r\nhello"),
        b"hello",
    ),
    "two pieces and a pause": ((HTML + b"Content-Le", 0.05, b"ngth: 5\r\n\r\nhe", 0.05, b"llo"), b"hello"),
    "gzip": ((HTML + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(_TEXT),), _TEXT),
    "gzip twice": ((HTML + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(_TEXT)),), _TEXT),
    "gzip in two fields": (
        (HTML + b"Content-Encoding: br\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(brotli.compress(_TEXT)),),
        _TEXT,
    ),
    "two members": ((HTML + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a") + gzip.compress(b"b"),), b"ab"),
    "bytes after gzip": ((HTML + b"Content-Encoding: x-gzip\r\n\r\n" + gzip.compress(b"a") + b"\0\0\n",), b"a"),
    "deflate": ((HTML + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(_TEXT),), _TEXT),
    "deflate without a head": ((HTML + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(_TEXT)[2:-4],), _TEXT),
    "br": ((HTML + b"Content-Encoding: br\r\n\r\n" + brotli.compress(_TEXT),), _TEXT),
    "zstd": ((HTML + b"Content-Encoding: zstd\r\n\r\n" + _zstd(_TEXT),), _TEXT),
    "lines that are no fields": (
        (HTML + b"X-\xc3\xbc: a\r\n" + b"?\n" * 20_000 + b"Content-Length : 5\r\n\r\nhello and more",),
        b"hello",
    ),
    "a length twice": ((HTML + b"Content-Length: 5, 5\r\n\r\nhello",), b"hello"),
    "nothing": ((HTML + b"Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",), b""),
}


@pytest.mark.parametrize("name", _KEPT)
def test_a_whole_body_is_kept_as_it_was_served(name: str) -> None:
    script, text = _KEPT[name]
    with playing(*script) as served:
        exchange = _client().get(served.url)
    assert exchange.decoded == decoded(exchange, _SHORT) == text
    sent = b"".join(act for act in script if isinstance(act, bytes))
    assert exchange.response.startswith(HTML)
    assert exchange.response in sent
    assert [exchange.request] == served.requests


_LONG_ENOUGH = gzip.compress(_TEXT)
_LOST: dict[str, tuple[str, tuple[Act, ...]]] = {
    "slow status line": ("timeout", (dripping(b"H", 0.05),)),
    "slow fields": ("timeout", (HTML, dripping(b"A: b\r\n", 0.05))),
    "slow body": ("timeout", (HTML + b"Content-Length: 5000\r\n\r\n", dripping(b"x", 0.05))),
    "slow body without an end": ("timeout", (HTML + b"\r\n", dripping(b"x", 0.05))),
    "stalled chunk": ("timeout", (HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel", 30.0)),
    "endless interim responses": ("timeout", (dripping(b"HTTP/1.1 102 Processing\r\n\r\n", 0.01),)),
    "silence": ("timeout", (30.0,)),
    "endless body": ("too_large", (HTML + b"\r\n", dripping(b"x" * 65_536, 0))),
    "endless fields": ("too_large", (HTML, dripping(b"A: " + b"b" * 20_000 + b"\r\n", 0))),
    "an endless field": ("too_large", (HTML + b"A: ", dripping(b"b" * 20_000, 0))),
    "a long body that is announced": ("too_large", (HTML + b"Content-Length: 200001\r\n\r\n" + b"x" * 200_001,)),
    "gzip bomb": ("too_large", (HTML + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(20_000_000)),)),
    "gzip bomb in gzip": (
        "too_large",
        (HTML + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(bytes(20_000_000))),),
    ),
    "br bomb": ("too_large", (HTML + b"Content-Encoding: br\r\n\r\n" + brotli.compress(bytes(20_000_000)),)),
    "zstd bomb": ("too_large", (HTML + b"Content-Encoding: zstd\r\n\r\n" + _zstd(bytes(20_000_000)),)),
    "short body": ("truncated", (HTML + b"Content-Length: 50\r\n\r\nhello",)),
    "cut chunk": ("truncated", (HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",)),
    "no last chunk": ("truncated", (HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",)),
    "reset": ("truncated", (HTML + b"Content-Length: 50\r\n\r\n", reset)),
    "cut gzip": ("truncated", (HTML + b"Content-Encoding: gzip\r\n\r\n" + _LONG_ENOUGH[:-9],)),
    "cut status line": ("bad_response", (b"HTTP/1.1 20",)),
    "cut before the fields": ("truncated", (b"HTTP/1.1 200 OK\r\n",)),
    "cut field": ("truncated", (HTML + b"X-Robots-Tag: no",)),
    "cut after a field": ("truncated", (HTML,)),
    "cut deflate in gzip": (
        "truncated",
        (HTML + b"Content-Encoding: deflate, gzip\r\n\r\n" + gzip.compress(b""),),
    ),
    "cut br": ("truncated", (HTML + b"Content-Encoding: br\r\n\r\n" + brotli.compress(_TEXT)[:-2],)),
    "cut zstd": ("truncated", (HTML + b"Content-Encoding: zstd\r\n\r\n" + _zstd(_TEXT)[:-2],)),
    "no gzip": ("bad_coding", (HTML + b"Content-Encoding: gzip\r\n\r\nhello",)),
    "a coding of nobody": ("bad_coding", (HTML + b"Content-Encoding: rot13\r\n\r\nhello",)),
    "coded five times": ("bad_coding", (HTML + b"Content-Encoding: gzip,gzip,gzip,gzip,gzip\r\n\r\nhello",)),
    "no answer": ("connection", ()),
    "reset at once": ("connection", (reset,)),
    "no HTTP": ("bad_response", (b"SSH-2.0-OpenSSH\r\n",)),
    "HTTP of another time": ("bad_response", (b"<html><p>Why?</p></html>",)),
    "a status that is none": ("bad_response", (b"HTTP/1.1 1000 OK\r\n\r\n",)),
    "many fields": ("bad_response", (HTML + b"A: b\r\n" * 101 + b"\r\n",)),
    "a length of letters": ("bad_response", (HTML + b"Content-Length: five\r\n\r\nhello",)),
    "a length below zero": ("bad_response", (HTML + b"Content-Length: -5\r\n\r\nhello",)),
    "a length of many digits": ("bad_response", (HTML + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\nhello",)),
    "a transfer coding of nobody": ("bad_response", (HTML + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",)),
    **{
        f"chunks {chunks!r}": ("bad_response", (HTML + b"Transfer-Encoding: chunked\r\n\r\n" + chunks,))
        for chunks in (b"1\r\nh\r\n-5\r\nello\r\n0\r\n\r\n", b"0x5\r\nhello\r\n0\r\n\r\n", b"3\r\nhello0\r\n\r\n")
    },
    "two lengths": ("bad_response", (HTML + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello",)),
}


@pytest.mark.parametrize("name", _LOST)
def test_a_body_that_cannot_be_kept_is_told_in_time(name: str) -> None:
    word, script = _LOST[name]
    began = monotonic()
    with playing(*script) as served, pytest.raises(FetchFailed) as error:
        decoded(_client().get(served.url), _SHORT)
    assert (error.value.result, monotonic() - began < _SHORT.deadline + 1) == (word, True)


def test_what_comes_after_a_line_that_is_no_field_is_read_and_a_bare_carriage_return_begins_none() -> None:
    with playing(HTML + b"no field\r\nX-A : 1\r\nX-B: 2\rX-Robots-Tag: noai\r\nX-C: 3\r\n\r\nhello") as served:
        exchange = _client().get(served.url)
    assert dict(exchange.fields) == {
        "Content-Type": "text/html",
        "X-A": "1",
        "X-B": "2 X-Robots-Tag: noai",
        "X-C": "3",
    }


def test_a_failure_is_told_without_the_words_of_libraries() -> None:
    with playing(b"SSH-2.0-OpenSSH\r\n") as served, pytest.raises(FetchFailed) as error:
        _client().get(served.url)
    assert str(error.value) == "what it answered is no HTTP response: 'SSH-2.0-OpenSSH'"
    with playing() as served, pytest.raises(FetchFailed) as error:
        _client().get(served.url)
    assert str(error.value) == "Remote end closed connection without response"


def test_a_connection_is_kept_between_requests() -> None:
    answer = HTML + b"Content-Length: 5\r\n\r\nhello"

    def again(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        connection.sendall(answer)

    client = _client()
    with playing(answer, again) as served:
        first, second = client.get(served.url), client.get(served.url)
    assert len(served.requests) == 1
    assert (first.response, second.response) == (answer, answer)
    assert first.request == second.request


def test_we_say_who_we_are_and_bring_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    monkeypatch.setenv("NETRC", "/dev/null")
    client = _client()
    with playing(HTML + b"Set-Cookie: a=b; Path=/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n") as served:
        client.get(served.url)
        client.get(served.url)
    assert len(served.requests) == 2
    for request in served.requests:
        assert b"User-Agent: qamill/" in request
        assert b"(+https://example.org/contact)" in request
        assert b"ookie" not in request


def test_fields_of_one_name_stay_apart() -> None:
    answer = HTML + b"X-Robots-Tag: noai\r\nx-robots-tag: otherbot: noindex\r\n\r\n"
    with playing(answer) as served:
        exchange = _client().get(served.url)
    assert exchange.values("X-Robots-Tag") == ["noai", "otherbot: noindex"]


def test_the_address_that_was_checked_is_the_one_that_is_dialled() -> None:
    looked_up = []

    def rebinding(host: str, port: int) -> list[Endpoint]:
        looked_up.append(host)
        ip = "127.0.0.1" if len(looked_up) == 1 else "127.0.0.9"
        return [Endpoint(socket.AF_INET, (ip, port))]

    client = Client("me@example.org", _SHORT, allow_private=True, look_up=rebinding)
    with playing(HTML + b"Content-Length: 0\r\n\r\n") as served:
        exchange = client.get(f"http://shop.example:{served.port}/")
    assert (exchange.ip, looked_up) == ("127.0.0.1", ["shop.example"])
    assert f"Host: shop.example:{served.port}".encode() in exchange.request


def test_a_host_with_two_addresses_is_reached_at_the_one_that_answers() -> None:
    client = Client("me@example.org", _SHORT, allow_private=True, look_up=_at("127.0.0.2", "127.0.0.1"))
    with playing(HTML + b"Content-Length: 0\r\n\r\n") as served:
        assert client.get(f"http://shop.example:{served.port}/").ip == "127.0.0.1"


def test_a_host_that_is_never_found_ends_at_the_deadline() -> None:
    def never(_: str, __: int) -> list[Endpoint]:
        sleep(30)
        return []

    began = monotonic()
    with pytest.raises(FetchFailed) as error:
        Client("me@example.org", Limits(deadline=0.3), look_up=never).get("http://shop.example/")
    assert (error.value.result, monotonic() - began < 1.3) == ("timeout", True)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs certificates in these tests."""
    return trustme.CA()


@pytest.mark.parametrize(
    ("name", "is_trusted", "word"),
    [("shop.example", True, ""), ("shop.example", False, "tls"), ("other.example", True, "tls")],
)
def test_a_server_must_prove_its_name(
    name: str, is_trusted: bool, word: str, authority: trustme.CA, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    here = _at("127.0.0.1")
    client = Client(
        "me@example.org",
        _SHORT,
        allow_private=True,
        look_up=here,
        trusted=str(tmp_path / "ca.pem") if is_trusted else True,
    )
    with playing(HTML + b"Content-Length: 5\r\n\r\nhello", secured=context) as served:
        try:
            found = client.get(f"https://shop.example:{served.port}/").body.decode()
        except FetchFailed as error:
            found = error.result
    assert found == (word or "hello")


def test_a_slow_handshake_ends_at_the_deadline() -> None:
    began = monotonic()
    with playing(dripping(b"\x16", 0.05)) as served, pytest.raises(FetchFailed) as error:
        _client().get(served.url.replace("http:", "https:"))
    assert error.value.result in ("timeout", "tls")
    assert monotonic() - began < _SHORT.deadline + 1


def _at(*ips: str) -> Callable[[str, int], list[Endpoint]]:
    """Return a look-up that gives every host these addresses."""
    return lambda _, port: [Endpoint(socket.AF_INET, (ip, port)) for ip in ips]
