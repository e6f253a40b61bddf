"""Which addresses are dialled: none that is not public, however it is written, looked up or redirected to."""

from __future__ import annotations

import socket
import sys
from typing import Any

import pytest

from pipeline.fetch.addresses import Endpoint, why_forbidden
from pipeline.fetch.client import Client
from pipeline.fetch.exchange import FetchFailed, Limits

FORBIDDEN = """
127.0.0.1 127.8.9.10 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254
100.64.0.1 100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 febf::1 fc00::1 fd00::1 fd00:ec2::254 fec0::1
ff02::1 ff0e::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::a9fe:a9fe 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2001:db8::1 2001::1 100::1 64:ff9b:1:7f00:0:100:808:808 3fff::1
5f00::1 192.88.99.1 168.63.129.16 ::ffff:168.63.129.16 64:ff9b::a83f:8110 fd20:ce::254 fd00:42::42
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 100.63.255.255 100.128.0.1 169.253.255.255
198.17.255.255 198.20.0.1 223.255.255.255 2606:4700:4700::1111 2a00:1450:4001:810::200e ::ffff:8.8.8.8 64:ff9b::808:808
""".split()


@pytest.mark.parametrize("ip", FORBIDDEN)
def test_an_address_that_is_not_public_is_forbidden(ip: str) -> None:
    assert why_forbidden(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_address_is_not(ip: str) -> None:
    assert why_forbidden(ip) == ""


_DIALLED: list[Any] = []
_WATCHED = [False]


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _WATCHED[0]:
        _DIALLED.append(arguments[1])
        raise ConnectionRefusedError("a test dials nobody")


sys.addaudithook(_watch)


@pytest.fixture
def dialled() -> Any:
    """The addresses that were dialled, none of which is reached."""
    _DIALLED.clear()
    _WATCHED[0] = True
    yield _DIALLED
    _WATCHED[0] = False


_SPELLINGS = """
http://127.0.0.1/ http://localhost/ http://LOCALHOST:8080/ http://127.1/ http://2130706433/ http://0x7f000001/
http://0x7f.0.0.1/ http://0177.0.0.1/ http://017700000001/ http://0/ http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[fe80::1]/ http://[fe80::1%25lo]/ http://169.254.169.254/latest/
http://2852039166/ http://0xa9fea9fe/ http://[fd00:ec2::254]/ http://10.0.0.1/ http://100.64.0.1/ http://224.0.0.1/
https://127.0.0.1/ http://127.0.0.1:22/
""".split()


@pytest.mark.parametrize("url", _SPELLINGS)
def test_no_spelling_of_a_private_address_is_dialled(url: str, dialled: list[Any]) -> None:
    with pytest.raises(FetchFailed) as error:
        Client("me@example.org", Limits(deadline=2.0)).get(url)
    assert error.value.result in ("forbidden_address", "connection", "bad_address")
    assert dialled == []


@pytest.mark.parametrize("ips", ["10.0.0.1", "8.8.8.8 10.0.0.1", "::1 2606:4700::1111", "::ffff:127.0.0.1"])
def test_a_name_with_a_private_address_is_not_dialled(ips: str, dialled: list[Any]) -> None:
    def look_up(_: str, port: int) -> list[Endpoint]:
        return [_endpoint(ip, port) for ip in ips.split()]

    with pytest.raises(FetchFailed, match=r"shop\.example is at ") as error:
        Client("me@example.org", Limits(deadline=2.0), look_up=look_up).get("http://shop.example/")
    assert (error.value.result, dialled) == ("forbidden_address", [])


def test_a_name_that_is_another_address_at_the_second_look_up_is_looked_up_once(dialled: list[Any]) -> None:
    answers = ["8.8.8.8", "127.0.0.1"]

    def look_up(_: str, port: int) -> list[Endpoint]:
        return [_endpoint(answers.pop(0), port)]

    with pytest.raises(FetchFailed):
        Client("me@example.org", Limits(deadline=2.0), look_up=look_up).get("http://shop.example/")
    assert [address[0] for address in dialled] == ["8.8.8.8"]


def test_a_private_address_is_dialled_where_it_is_allowed(dialled: list[Any]) -> None:
    with pytest.raises(FetchFailed):
        Client("me@example.org", Limits(deadline=2.0), allow_private=True).get("http://127.0.0.1:8080/")
    assert dialled == [("127.0.0.1", 8080)]


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/",
        "http://[fd00:ec2::254]/",
        "http://[fd20:ce::254]/",
        "http://[fd00:42::42]/",
        "http://168.63.129.16/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
    ],
)
def test_where_clouds_keep_their_secrets_is_dialled_in_no_case(url: str, dialled: list[Any]) -> None:
    with pytest.raises(FetchFailed) as error:
        Client("me@example.org", Limits(deadline=2.0), allow_private=True).get(url)
    assert (error.value.result, dialled) == ("forbidden_address", [])


def _endpoint(ip: str, port: int) -> Endpoint:
    return Endpoint(socket.AF_INET6, (ip, port, 0, 0)) if ":" in ip else Endpoint(socket.AF_INET, (ip, port))
