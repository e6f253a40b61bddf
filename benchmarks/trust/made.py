"""What the promises are tried on: a folder with pages of our own words, and releases of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from conftest import COST, EMAIL, TEXTING, Pair, Project

__all__ = ["Files", "Pair", "Project", "files_of", "first_release", "second_page", "warc_of"]

Files = dict[str, bytes]


def first_release(root: Path) -> Project:
    """Return a project with one release of a page of text."""
    project = Project(root)
    project.page("page.txt", TEXTING)
    project.curate()
    return project


def second_page(project: Project) -> None:
    """Add a page that gives a second release."""
    project.page("more.txt", EMAIL, COST)


def files_of(folder: Path, but: Iterable[str] = (".cache", ".lock")) -> Files:
    """Return the bytes of each file below a folder, those below some names left out."""
    left_out = {*but}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not left_out.intersection(path.parts))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def warc_of(pages: dict[str, str]) -> bytes:
    """Return a packed web archive of some pages by their addresses."""
    return b"".join(gzip.compress(_record(url, page), mtime=0) for url, page in pages.items())


def _record(url: str, page: str) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-31T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(page):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
