"""What was taken down goes from a zip and from a WACZ, also from what is in them and is no page."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from conftest import COST, TEXTING, Pair, Project, id_of
from crawl import response
from test_takedowns import CANARY, SECRET

from pipeline.ingest.containers.read import documents_in
from pipeline.purge.blank import Words
from pipeline.purge.held import find_held
from pipeline.purge.journal import Journal
from pipeline.purge.raw import Purger
from pipeline.purge.sweep import Sought
from pipeline.schema import Document
from pipeline.takedown.made import Request, of_address, of_pair
from pipeline.takedown.rule import Kind, Rule
from pipeline.takedown.screen import Screen

KEY = bytes(32)
REQUEST = Request("asked", "2026-11-26")
SOUGHT = Words(SECRET.question, SECRET.answer)


def _screen(*rules: Rule) -> Screen:
    return Screen(rules, KEY)


def by_id() -> Screen:
    return _screen(of_pair(id_of(SECRET), SECRET.question, SECRET.answer, REQUEST)(KEY)._replace(number=1))


def by_domain() -> Screen:
    return _screen(of_address(Kind.DOMAIN, "zoo.org", REQUEST)(KEY)._replace(number=1))


def purged(project: Project, screen: Screen) -> list[str]:
    """Purge the pages of a project, and say what became of them."""
    project.out.mkdir(exist_ok=True)
    held = find_held([project.raw], project.out, screen)
    words = {words for each in held for words in each.everywhere}
    purger = Purger([project.raw], screen, Sought(sorted(words)), Journal(project.out))
    return [change.how for change in [*purger.sweep(project.out, held), *map(purger.purge, held)]]


def packed(**members: str | bytes) -> bytes:
    """Return a zip; `__` in a name stands for a slash, `_` for a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _page(*pairs: Pair) -> bytes:
    return (
        b"<!doctype html><html><body>"
        + "".join(f"<h2>{pair.question}</h2><p>{pair.answer}</p>" for pair in pairs).encode()
    )


def test_copies_in_members_that_are_no_pages_go(project: Project) -> None:
    project.raw.mkdir()
    inner = packed(page_txt=str(SECRET))
    content = packed(page_txt=f"{SECRET}{COST}", README_md=f"From the zoo: {SECRET.answer}", deep__inner_zip=inner)
    (project.raw / "pages.zip").write_bytes(content)
    assert purged(project, by_id()) == ["blacked out"]
    left = members_of(project.raw / "pages.zip")
    assert left["README.md"].startswith(b"From the zoo: ")
    with zipfile.ZipFile(io.BytesIO(left["deep/inner.zip"])) as archive:
        assert CANARY not in archive.read("page.txt").decode().casefold()
    assert all(CANARY not in each.decode("utf-8", "ignore").casefold() for each in left.values())


def test_a_zip_that_only_repeats_it_elsewhere_is_cleaned_as_well(project: Project) -> None:
    project.page("page.txt", SECRET, COST)
    (project.raw / "notes.zip").write_bytes(packed(other_txt=str(TEXTING), README_md=SECRET.answer))
    (project.raw / "sound.zip").write_bytes(packed(other_txt=str(COST)))
    before = (project.raw / "sound.zip").read_bytes()
    assert purged(project, by_id()) == ["blacked out"] * 2
    assert CANARY not in members_of(project.raw / "notes.zip")["README.md"].decode().casefold()
    assert members_of(project.raw / "notes.zip")["other.txt"] == str(TEXTING).encode()
    assert (project.raw / "sound.zip").read_bytes() == before


def test_a_page_that_can_only_go_as_a_whole_goes_with_its_line_in_the_index(project: Project) -> None:
    project.raw.mkdir()
    index = "path,url\nzoo.html,https://zoo.org/faq\nshop.html,https://example.net/faq\n"
    (project.raw / "pages.zip").write_bytes(
        packed(index_csv=index, zoo_html=_page(SECRET, TEXTING), shop_html=_page(COST, TEXTING))
    )
    assert purged(project, by_domain()) == ["blacked out"]
    left = members_of(project.raw / "pages.zip")
    assert {*left} == {"index.csv", "shop.html"}
    assert left["index.csv"].decode() == "path,url\nshop.html,https://example.net/faq\n"


def _wacz() -> bytes:
    crawl = response("https://zoo.org/a", body=_page(SECRET)) + response("https://example.net/b", body=_page(COST))
    pages = "".join(
        json.dumps(each) + "\n"
        for each in (
            {"format": "json-pages-1.0", "id": "pages"},
            {"id": "1", "url": "https://zoo.org/a", "title": SECRET.question, "text": SECRET.answer},
            {"id": "2", "url": "https://example.net/b", "title": "Prices"},
        )
    )
    members: dict[str, str | bytes] = {
        "archive/data.warc.gz": crawl,
        "indexes/index.cdx": "org,zoo)/a 20260101 {}\n",
        "pages/pages.jsonl": pages,
    }
    listed = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(_bytes(said)).hexdigest()}", "bytes": len(said)}
        for name, said in members.items()
    ]
    package = json.dumps({"profile": "data-package", "title": "Zoo", "resources": listed})
    digest = json.dumps({"path": "datapackage.json", "hash": "sha256:0", "signedData": {"signature": "x"}})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("datapackage.json", package)
        archive.writestr("datapackage-digest.json", digest)
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _bytes(said: str | bytes) -> bytes:
    return said.encode() if isinstance(said, str) else said


@pytest.mark.parametrize("screen", [by_id(), by_domain()], ids=["id", "domain"])
def test_a_wacz_tells_the_truth_of_what_is_left_in_it(project: Project, screen: Screen) -> None:
    project.raw.mkdir()
    path = project.raw / "crawl.wacz"
    path.write_bytes(_wacz())
    [_, before] = [each for each in documents_in("crawl.wacz", path.read_bytes()) if isinstance(each, Document)]
    assert purged(project, screen) == ["blacked out"]
    [after] = [each for each in documents_in("crawl.wacz", path.read_bytes()) if isinstance(each, Document)]
    assert (after.path, after.content) == (before.path, before.content)
    left = members_of(path)
    assert {*left} == {"archive/data.warc.gz", "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"}
    assert [json.loads(line)["id"] for line in left["pages/pages.jsonl"].splitlines()] == ["pages", "2"]
    said = json.loads(left["datapackage.json"])["resources"]
    assert {each["path"]: (each["hash"], each["bytes"]) for each in said} == {
        name: (f"sha256:{hashlib.sha256(left[name]).hexdigest()}", len(left[name]))
        for name in ("archive/data.warc.gz", "pages/pages.jsonl")
    }
    assert json.loads(left["datapackage-digest.json"]) == {
        "path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(left['datapackage.json']).hexdigest()}",
    }  # fmt: skip
    assert purged(project, screen) == []


@pytest.mark.parametrize("name", ["cut.zip", "cut.wacz", "cut.warc.gz", "cut.mhtml", "cut.arc", "no.warc.zst"])
def test_damaged_files_that_hold_nothing_stay_as_they_are(project: Project, name: str) -> None:
    project.page("page.txt", SECRET, COST)
    whole = response("https://example.net/b", body=_page(COST)) if "warc.gz" in name else packed(a_txt=str(COST) * 9)
    (project.raw / name).write_bytes(whole[:-40])
    assert purged(project, by_id()) == ["blacked out"]
    assert (project.raw / name).read_bytes() == whole[:-40]
