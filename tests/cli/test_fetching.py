"""`qamill fetch` as it is called: whom it needs to know, what it takes, what it says, what it does when it cannot."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import QAMILL, Project, Run
from faulty_server import playing_by_path
from small_site import Answer, Site, page, serving

from pipeline.fetch.fetched import Visits, read_visits

_WHO = ("--contact", "me@example.org", "--allow-private", "--delay", "0")
_PAGE = page(("Why does it rain?", "Because the clouds are full."))


def _site(**pages: Answer) -> dict[str, Answer]:
    return {"/faq": _PAGE, "/more": _PAGE, **{f"/{name}": answer for name, answer in pages.items()}}


def _results(project: Project) -> dict[str, str]:
    """The words of the index, by the paths."""
    return {"/" + visit.url.partition("://")[2].partition("/")[2]: visit.result for visit in read_visits(project.raw)}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of two pages."""
    with serving({**_site()}) as site:
        yield site


def test_nobody_is_asked_without_a_contact(project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "fetch", "--allow-private", f"{site.url}/faq")
    assert (done.exit_code, site.asked, project.raw.exists()) == (2, [], False)
    assert "--contact me@example.org" in done.stderr
    assert "QAMILL_CONTACT" in done.stderr
    assert "qamill.toml" in done.stderr


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "me@",
        "http://x",
        "me@a.org\nX-Evil: 1",
        "<me@example.org>",
        "a b@c.de",
        "me\x1b[31m@a.org",
        "łódź@example.org",
    ],
)
def test_a_contact_that_reaches_nobody_is_none(contact: str, project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "fetch", "--contact", contact, "--allow-private", f"{site.url}/faq")
    assert (done.exit_code, site.asked) == (2, [])
    assert "is neither a mail address nor the address of a page" in done.stderr


@pytest.mark.parametrize("where", ["option", "environment", "file"])
def test_the_contact_is_sent_wherever_it_was_said(
    where: str, project: Project, qamill: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = f"{where}@example.org"
    if where == "environment":
        monkeypatch.setenv("QAMILL_CONTACT", contact)
    if where == "file":
        (project.root / "qamill.toml").write_text(f'[fetch]\ncontact = "{contact}"\n')
    said = ["--contact", contact] if where == "option" else []
    done = qamill(project, "fetch", *said, "--allow-private", "--delay", "0", f"{site.url}/faq")
    assert done.exit_code == 0, done.output
    assert {f"(+{contact})" in request.fields["user-agent"] for request in site.asked} == {True}


def test_a_key_that_nobody_knows_is_refused(project: Project, qamill: Run, site: Site) -> None:
    (project.root / "qamill.toml").write_text('[fetch]\ncontakt = "me@example.org"\n')
    done = qamill(project, "fetch", f"{site.url}/faq")
    assert (done.exit_code, site.asked) == (2, [])
    assert "`contakt` is no key that qamill knows. Did you mean `contact`?" in done.stderr


def test_without_an_address_nothing_is_fetched(project: Project, qamill: Run) -> None:
    done = qamill(project, "fetch", *_WHO)
    assert done.exit_code == 2
    assert "Name an address" in done.stderr


def _lists(site: Site) -> dict[str, bytes]:
    urls = (f"{site.url}/faq", f"{site.url}/more", f"{site.url}/faq#top")
    lines = "\n".join(urls)
    cdxj = "".join(f"org,a)/ 20260131120000 {json.dumps({'url': url})}\n" for url in urls)
    records = b"".join(
        f"WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: <urn:x:{number}>\r\nWARC-Date: 2026-01-31T12:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Length: 0\r\n\r\n\r\n\r\n".encode()
        for number, url in enumerate(urls)
    )
    return {
        "lines": f"# mine\n\n{lines}\n".encode(),
        "byte order mark": f"\ufeff{lines}\r\n".encode(),
        "gzip": gzip.compress(lines.encode()),
        "csv": "".join(f'"a, b",{url}\n' for url in ("url", *urls)).encode().replace(b'"a, b",url', b"name,url"),
        "cdx": f" CDX N b a\n{''.join(f'org,a)/ 20260131120000 {url}{chr(10)}' for url in urls)}".encode(),
        "cdxj": cdxj.encode(),
        "warc": records,
        "warc.gz": gzip.compress(records),
    }


@pytest.mark.parametrize("kind", ["lines", "byte order mark", "gzip", "csv", "cdx", "cdxj", "warc", "warc.gz"])
def test_each_kind_of_list_is_read(kind: str, project: Project, qamill: Run, site: Site) -> None:
    (project.root / "urls").write_bytes(_lists(site)[kind])
    done = qamill(project, "fetch", *_WHO, "--from", "urls")
    assert (done.exit_code, _results(project)) == (0, {"/faq": "stored", "/more": "stored"}), done.output


def test_a_list_is_read_from_standard_input(project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "fetch", *_WHO, "--from", "-", stdin=f"{site.url}/faq\n".encode())
    assert (done.exit_code, _results(project)) == (0, {"/faq": "stored"}), done.output


def _sitemap(kind: str, *addresses: str) -> Answer:
    inner = {"urlset": "url", "sitemapindex": "sitemap"}[kind]
    items = "".join(f"<{inner}><loc> {address} </loc></{inner}>" for address in addresses)
    return Answer(
        f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{kind}>'.encode()
    )


def test_an_index_of_sitemaps_is_followed_and_gzip_is_unpacked(project: Project, qamill: Run, site: Site) -> None:
    inner = _sitemap("urlset", f"{site.url}/faq", f"{site.url}/more")
    site.pages["/map.xml.gz"] = Answer(gzip.compress(inner.body), 200, (("Content-Type", "application/gzip"),))
    site.pages["/coded.xml"] = Answer(gzip.compress(inner.body), 200, (("Content-Encoding", "gzip"),))
    site.pages["/index.xml"] = _sitemap("sitemapindex", f"{site.url}/map.xml.gz", f"{site.url}/coded.xml")
    done = qamill(project, "fetch", *_WHO, "--sitemap", f"{site.url}/index.xml")
    assert (done.exit_code, _results(project)) == (0, {"/faq": "stored", "/more": "stored"}), done.output


@pytest.mark.parametrize("option", ["--deadline", "--delay", "--max-megabytes"])
@pytest.mark.parametrize("amount", ["nan", "inf", "-1", "1e300"])
def test_an_amount_that_nothing_can_keep_to_is_refused(
    option: str, amount: str, project: Project, qamill: Run, site: Site
) -> None:
    done = qamill(project, "fetch", *_WHO, option, amount, f"{site.url}/faq")
    assert (done.exit_code, site.asked) == (2, [])
    assert option in done.stderr


def test_a_field_goes_to_no_site_but_those_that_were_named(project: Project, qamill: Run, site: Site) -> None:
    secret = ("--header", "Authorization: secret")
    with serving({"/faq": _PAGE}, host="127.0.0.2") as other:
        site.pages["/map.xml"] = _sitemap("urlset", f"{site.url}/faq", f"{other.url}/faq")
        qamill(project, "fetch", *_WHO, *secret, "--sitemap", f"{site.url}/map.xml")
        assert [each.path for each in site.asked if "authorization" in each.fields] == ["/faq"]
        done = qamill(project, "fetch", *_WHO, *secret, "--again")
        assert (done.exit_code, "--header goes to the sites that you name" in done.stderr) == (2, True)
        qamill(project, "fetch", *_WHO, *secret, "--again", f"{other.url}/faq")
        assert [each.path for each in other.asked if "authorization" in each.fields] == ["/faq"]
        assert len([each for each in other.asked if each.path == "/faq"]) == 2


def test_the_password_in_an_address_is_written_nowhere(project: Project, qamill: Run) -> None:
    done = qamill(project, "fetch", *_WHO, "http://me:geheim@127.0.0.1/faq")
    assert "it holds the name of a user" in done.stderr
    assert "geheim" not in done.output + (project.raw / "fetched.csv").read_text()


def test_a_sitemap_that_robots_txt_forbids_is_not_asked_for(project: Project, qamill: Run, site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /map\n")
    site.pages["/here"] = Answer(b"", 302, (("Location", "/map.xml"),))
    for path in ("/map.xml", "/here"):
        done = qamill(project, "fetch", *_WHO, "--sitemap", f"{site.url}{path}")
        assert done.exit_code == 2
        assert "this sitemap cannot be read" in done.stderr
        assert "disallows it for qamill" in done.stderr
    assert "/map.xml" not in site.paths()


def test_a_sitemap_that_another_names_and_that_is_not_there_keeps_no_page_away(
    project: Project, qamill: Run, site: Site
) -> None:
    site.pages["/map.xml"] = _sitemap("urlset", f"{site.url}/faq")
    inner = (f"{site.url}/gone.xml", "file:///etc/passwd", f"{site.url}/map.xml")
    site.pages["/index.xml"] = _sitemap("sitemapindex", *inner)
    done = qamill(project, "fetch", *_WHO, "--json", "--sitemap", f"{site.url}/index.xml")
    assert (done.exit_code, _results(project)) == (1, {"/faq": "stored"})
    assert [*json.loads(done.stdout)["left"]] == [*inner[:2]]
    assert f"left: {site.url}/gone.xml: this sitemap cannot be read (it answered 404)." in done.stderr


@pytest.mark.parametrize("address", ["map.xml", "file:///etc/passwd", "http://me:geheim@127.0.0.1/map.xml"])
def test_what_is_no_address_of_a_sitemap_is_told(address: str, project: Project, qamill: Run) -> None:
    done = qamill(project, "fetch", *_WHO, "--sitemap", address)
    assert done.exit_code == 2
    assert "geheim" not in done.stderr
    assert "no sitemap can be there" in done.stderr or "holds the name of a user" in done.stderr


def test_the_outcome_is_told_to_programs_too(project: Project, qamill: Run, site: Site) -> None:
    (project.root / "list.txt").write_text("nonsense\n")
    pages = f"{site.url}/faq", f"{site.url}/none"
    done = qamill(project, "fetch", *_WHO, "--json", *pages, "--from", str(project.root / "list.txt"))
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["results"] == {"stored": 1, "gone": 1, "bad_address": 1}
    assert {visit["result"] for visit in told["visits"]} == {"stored", "gone", "bad_address"}


def test_what_is_no_address_on_the_command_line_is_told_at_once(project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "fetch", *_WHO, f"{site.url}/faq", "example.org")
    assert done.exit_code == 2
    assert "'example.org' is no address of a page: it does not begin with https://" in done.stderr
    assert site.asked == []


def test_the_exit_code_says_whether_another_run_may_do_better(project: Project, qamill: Run, site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /secret\n")
    site.pages["/oops"] = Answer(b"", 500)
    assert qamill(project, "fetch", *_WHO, f"{site.url}/secret", f"{site.url}/none").exit_code == 0
    assert qamill(project, "fetch", *_WHO, f"{site.url}/oops").exit_code == 1


def test_nothing_is_said_where_that_is_wanted(project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "-q", "fetch", *_WHO, f"{site.url}/faq")
    assert (done.exit_code, done.output) == (0, "")


def test_a_second_run_says_what_was_there(project: Project, qamill: Run, site: Site) -> None:
    qamill(project, "fetch", *_WHO, f"{site.url}/faq")
    asked = len(site.asked)
    done = qamill(project, "fetch", *_WHO, f"{site.url}/faq")
    assert (done.exit_code, len(site.asked)) == (0, asked)
    assert "1 page was there already" in done.output


def test_nothing_that_a_server_says_steers_a_terminal(project: Project, qamill: Run) -> None:
    evil = b"\x1b]0;owned\x07\xc2\x9b31m\xe2\x80\xae"
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n"
    scripts = {
        "/location": (b"HTTP/1.1 302 " + evil + b"\r\nLocation: ftp://" + evil + b"\r\nContent-Length: 0\r\n\r\n",),
        "/type": (head + b"Content-Type: " + evil + b"\r\n\r\n",),
        "/coding": (head.replace(b": 0", b": 5") + b"Content-Encoding: " + evil + b"\r\n\r\nhello",),
        "/status": (b"HTTP/1.1 " + evil + b" OK\r\n\r\n",),
    }
    with playing_by_path(scripts) as site:
        urls = [f"http://127.0.0.1:{site.port}{path}" for path in scripts]
        done = qamill(project, "-v", "fetch", *_WHO, *urls, "http://127.0.0.1:1/\x1b[31m", "\x1b[31m")
        told = qamill(project, "fetch", *_WHO, "--json", "--again", *urls)
    for text in (done.output, told.output, (project.raw / "fetched.csv").read_text()):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert _results(project).keys() >= scripts.keys()


def test_two_runs_do_not_fetch_into_one_folder(project: Project, qamill: Run, site: Site) -> None:
    project.raw.mkdir()
    other = Visits(project.raw)
    done = qamill(project, "fetch", *_WHO, f"{site.url}/faq")
    other.close()
    assert (done.exit_code, site.asked) == (1, [])
    assert "Another `qamill fetch` brings pages into raw." in done.stderr


def test_a_full_disk_is_told_and_leaves_the_pages_before_whole(
    project: Project, qamill: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qamill(project, "fetch", *_WHO, f"{site.url}/faq").exit_code == 0
    before = {path.name: path.read_bytes() for path in project.raw.iterdir()}
    written = os.write

    def full(opened: int, content: bytes) -> int:
        if len(content) > 300 and opened > 2:
            written(opened, bytes(content[:100]))
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(opened, content)

    monkeypatch.setattr(os, "write", full)
    done = qamill(project, "fetch", *_WHO, f"{site.url}/more")
    monkeypatch.undo()
    assert done.exit_code == 1
    assert (
        "Could not write to raw: No space left on device. The pages that were stored before are whole." in done.stderr
    )
    assert {name: (project.raw / name).read_bytes() for name in before} == before
    assert qamill(project, "fetch", *_WHO, f"{site.url}/more", f"{site.url}/faq").exit_code == 0
    assert _results(project) == {"/faq": "stored", "/more": "stored"}
    assert [*read_visits(project.raw)][-1].file.startswith("web-")


def test_a_raw_folder_that_is_a_link_is_written_through(project: Project, qamill: Run, site: Site) -> None:
    (project.root / "elsewhere").mkdir()
    project.raw.symlink_to("elsewhere")
    assert qamill(project, "fetch", *_WHO, f"{site.url}/faq").exit_code == 0
    assert (project.root / "elsewhere" / "fetched.csv").is_file()


def test_an_index_that_is_a_link_is_not_written_through(project: Project, qamill: Run, site: Site) -> None:
    project.raw.mkdir()
    (project.root / "mine").write_text("mine")
    (project.raw / "fetched.csv").symlink_to(project.root / "mine")
    done = qamill(project, "fetch", *_WHO, f"{site.url}/faq")
    assert (done.exit_code, (project.root / "mine").read_text(), site.asked) == (1, "mine", [])
    assert "Could not write to raw" in done.stderr


def test_a_raw_folder_that_is_a_file_is_told(project: Project, qamill: Run, site: Site) -> None:
    project.raw.write_text("mine")
    done = qamill(project, "fetch", *_WHO, f"{site.url}/faq")
    assert (done.exit_code in (1, 2), "Traceback" in done.output, site.asked) == (True, False, [])
    assert done.stderr


def test_a_secret_goes_to_the_own_origin_alone_and_into_no_file(project: Project, qamill: Run) -> None:
    with (
        serving({"/page": _PAGE}) as other,
        serving({"/page": _PAGE}, host="127.0.0.2") as another,
        serving({}) as site,
    ):
        for path, target in (("/port", f"{other.url}/page"), ("/host", f"{another.url}/page"), ("/own", "/page")):
            site.pages[path] = Answer(b"", 302, (("Location", target),))
        site.pages["/page"] = _PAGE
        urls = [f"{site.url}{path}" for path in ("/port", "/host", "/own")]
        done = qamill(project, "fetch", *_WHO, "--header", "Authorization: Bearer s3cret", *urls)
    assert (done.exit_code, set(_results(project).values())) == (0, {"stored"}), done.output
    own = {asked.path: asked.fields.get("authorization") for asked in site.asked}
    assert {path: own[path] for path in ("/port", "/host", "/own", "/page")} == dict.fromkeys(
        ("/port", "/host", "/own", "/page"), "Bearer s3cret"
    )
    assert {own[path] for path in own if path not in ("/port", "/host", "/own", "/page")} == {None}
    assert [asked for asked in (*other.asked, *another.asked) if "authorization" in asked.fields] == []
    (archive,) = project.raw.glob("*.warc.gz")
    stored = gzip.decompress(archive.read_bytes())
    assert (b"s3cret" in stored, stored.count(b"Authorization: (not stored)\r\n")) == (False, 1)
    assert "s3cret" not in (project.raw / "fetched.csv").read_text()


@pytest.mark.parametrize("field", ["Host: a.org", "nonsense", "X: a\r\nY: b", "User-Agent: me", "Ünsinn: x", ": x"])
def test_a_field_that_cannot_be_added_is_refused(field: str, project: Project, qamill: Run, site: Site) -> None:
    done = qamill(project, "fetch", *_WHO, "--header", field, f"{site.url}/faq")
    assert (done.exit_code, site.asked) == (2, [])
    assert "--header" in done.stderr


def test_a_run_that_is_interrupted_ends_at_once(project: Project) -> None:
    with playing_by_path({"/slow": (30.0,)}) as site:
        running = subprocess.Popen(
            [QAMILL, "fetch", *_WHO, f"http://127.0.0.1:{site.port}/slow"],
            cwd=project.root, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        while "/slow" not in site.paths():
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        assert running.stderr
        _, words = running.communicate(timeout=10)
    assert (running.returncode in (1, 130), "Traceback" in words) == (True, False), words


def test_doctor_knows_what_is_said_of_fetching(project: Project, qamill: Run) -> None:
    project.raw.mkdir()
    for text, told in (('[fetch]\ncontact = "me@example.org"\n', False), ("[fetch]\ncontact = 5\n", True)):
        Path(project.root / "qamill.toml").write_text(text)
        assert ("[fetch]" in qamill(project, "doctor").output) == told
