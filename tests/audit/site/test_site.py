"""A site shows all of a release, leads everywhere by links that are relative, and takes no text for markup."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from builders import REPOSITORY
from conftest import COST, Pair, Project, Run, id_of, rows
from site_pages import NEW, OLD, POOL, Page, bytes_of, pages, pieces, write_pages

from pipeline.audit.report.make import previous_of
from pipeline.audit.report.write import write_report
from pipeline.audit.site import folder as folders
from pipeline.audit.site.folder import MARK, NotASite, SiteIsBusy, site_folder
from pipeline.audit.site.layout import FACETS, REPORT, list_path
from pipeline.audit.site.site import write_site
from pipeline.audit.site.words import words_of
from pipeline.release.errors import DamagedRelease
from pipeline.storage import CannotWrite


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a replaced, a gone, a merged and a contradicted answer, released; tests only read it."""
    told = Project(tmp_path_factory.mktemp("told"))
    write_pages(told)
    told.curate()
    return told


@pytest.fixture(scope="module")
def made(told: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the release, which tests only read."""
    folder = tmp_path_factory.mktemp("made") / "site"
    write_site(folder=folder, out=told.out, workers=1)
    return folder


def page_of(made: Path, question: str) -> Page:
    """Return the page of a question."""
    return next(page for page in pages(made).values() if f"{question}\n" in page.said and "article" in page.tags)


def test_each_record_stands_on_the_page_of_its_question_once(made: Path, told: Project) -> None:
    ids = [id for path, page in pages(made).items() if path.startswith("questions/") for id in page.ids]
    assert sorted(id for id in ids if id.startswith("a-")) == sorted(f"a-{row['id']}" for row in rows(told, "records"))
    for row in rows(told, "records"):
        page = Page((made / f"questions/{row['question_id'][:2]}/{row['question_id']}.html").read_text())
        assert row["answer"] in page.said


def test_each_question_is_in_a_list_of_each_kind(made: Path, told: Project) -> None:
    for facet, column in [("sources", "source_domain"), ("types", "question_type"), ("languages", "language")]:
        for row in rows(told, "records"):
            value = row[column]
            folder = made / posixpath.dirname(list_path(next(f for f in FACETS if f.folder == facet), value))
            linked = [link for file in folder.iterdir() for link in Page(file.read_text()).links]
            assert any(link.endswith(f"/{row['question_id']}.html") for link in linked), (facet, value)


def test_the_report_of_a_site_leads_back_and_is_else_that_of_the_release(made: Path, told: Project) -> None:
    assert "report.html" in pages(made)["index.html"].links
    text = (made / REPORT).read_text(encoding="utf-8")
    assert "index.html" in Page(text).links
    release = told.release()
    alone = write_report(release, previous_of(release), [])
    assert [line for line in text.split("\n") if 'class="over"' not in line] == [
        line for line in alone.split("\n") if 'class="over"' not in line
    ]


def test_a_question_is_listed_under_each_source_that_gave_a_copy_of_its_answer(made: Path) -> None:
    for domain in ("example.org", "example.net"):
        assert "Can therapists text clients?" in Page((made / list_path(FACETS[0], domain)).read_text()).said
    assert "1 answer; 2 sources." in page_of(made, "Can therapists text clients?").said


def test_every_link_of_ours_is_relative_and_leads_to_a_file(made: Path) -> None:
    for path, page in pages(made).items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                continue
            assert not parts.netloc
            assert not parts.path.startswith("/")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
            assert (made / target).is_file(), (path, link)
            assert not parts.fragment or parts.fragment in Page((made / target).read_text()).ids


def test_every_page_can_be_reached_from_the_start(made: Path) -> None:
    all_pages, reached, waiting = pages(made), {REPORT}, ["index.html"]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            links = [urlsplit(link) for link in all_pages[path].links]
            ours = (link.path for link in links if not link.scheme and link.path.endswith(".html"))
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in ours]
    assert all_pages.keys() - reached == {"404.html"}


def test_what_is_current_comes_first_and_what_was_replaced_says_by_what(made: Path) -> None:
    said = page_of(made, POOL).said
    assert said.index(NEW) < said.index(OLD)
    assert "Replaced answer from pool.example.org" in said
    assert "Its page gives a later answer now." in said
    assert "What the later answer changed" in said
    assert "2 answers, 1 replaced answer; 2 sources." in said


def test_contradictions_are_told_on_both_sides(made: Path) -> None:
    said = page_of(made, POOL).said
    assert said.count("Contradicted by another answer") == 2
    assert said.count("It took the place of an earlier answer: here “10”, there “9” (number)") == 1
    assert "here “10”, there “8” (number)" in said


def test_an_answer_that_is_gone_says_so(made: Path) -> None:
    assert "No page gives this answer any more" in page_of(made, "Is there a sauna?").said


def test_other_wordings_show_what_differs(made: Path) -> None:
    said = page_of(made, "Can therapists text clients?").said
    assert "1 other wording merged into it" in said
    assert "Really" in said


def test_nothing_that_was_scraped_becomes_markup(made: Path) -> None:
    assert len(pages(made)) > 10
    for path, page in pages(made).items():
        assert page.tags.count("script") == (path in ("search.html", "hosts.html")), path
        assert "img" not in page.tags
        assert not any(name.startswith("on") for name in page.attributes)
        assert not any(link.lower().startswith("javascript") for link in page.links)


def test_every_page_forbids_what_it_does_not_need(made: Path) -> None:
    for file in made.rglob("*.html"):
        text = file.read_text()
        assert "default-src &#39;none&#39;" in text
        assert "unsafe" not in text.partition("<title>")[0]
        assert "http" not in text.partition("<title>")[0].replace("http-equiv", "")


def test_the_same_release_gives_the_same_bytes_whatever_the_number_of_processes(
    told: Project,
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.audit.site.site._FEW_RECORDS", 1)
    monkeypatch.setattr("pipeline.audit.site.site._RECORDS", 3)
    write_site(folder=tmp_path / "site", out=told.out, workers=2)
    assert bytes_of(tmp_path / "site") == bytes_of(made)


def test_the_index_of_the_search_finds_each_word_of_each_question(made: Path, told: Project) -> None:
    [start], shown = pieces(made, "start"), pieces(made, "shown")
    found: dict[str, set[str]] = {}
    for word, count, differences in pieces(made, "words"):
        number = 0
        for difference in differences:
            number += difference
            found.setdefault(word, set()).add(shown[number // 2][0])
        assert count == len(found[word])
    assert start["questions"] == len(shown) == len({row["question_id"] for row in rows(told, "records")})
    for row in rows(told, "records"):
        for word in words_of(f"{row['question']} {row['answer']}"):
            assert row["question_id"] in found[word], word


def test_the_first_words_of_the_pieces_are_in_the_order_of_a_script(made: Path) -> None:
    words = [word for word, _, _ in pieces(made, "words")]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


def test_a_question_with_many_answers_takes_several_pages(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.audit.site.render._ANSWERS", 2)
    answers = ["Mondays are best.", "Nobody knows it well.", "Ask your doctor.", "Only in spring.", "With great care."]
    project.page("page.txt", *(COST._replace(answer=answer) for answer in answers))
    project.curate()
    write_site(folder=tmp_path / "site", out=project.out)
    found = {path: page for path, page in pages(tmp_path / "site").items() if path.startswith("questions/")}
    assert [path.rpartition("/")[2][16:] for path in found] == ["-2.html", "-3.html", ".html"]
    ids = sorted(id for page in found.values() for id in page.ids if id.startswith("a-"))
    assert ids == sorted(f"a-{id_of(COST._replace(answer=answer))}" for answer in answers)


def test_lists_are_parted_into_pages(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.audit.site.lists._ENTRIES", 2)
    monkeypatch.setattr("pipeline.audit.site.lists._VALUES", 2)
    pairs = [Pair(f"What is {word}?", f"It is {word}.", f"{word}.org") for word in ("alpha", "beta", "gamma")]
    project.page("page.txt", *pairs)
    project.curate()
    write_site(folder=tmp_path / "site", out=project.out)
    found = pages(tmp_path / "site")
    assert "Page 2 of 2" in found["types/wh/what/2.html"].said
    assert "What is gamma?" in found["types/wh/what/2.html"].said
    assert "gamma.org" in found["sources/2.html"].said


def test_a_site_has_the_title_and_the_licence_of_its_dataset(project: Project, tmp_path: Path) -> None:
    project.page("page.txt", COST)
    (project.root / "qamill.toml").write_text('[dataset]\ntitle = "Tea & <b>more</b>"\nlicence = "CC-BY-4.0"\n')
    project.curate()
    write_site(folder=tmp_path / "site", out=project.out)
    said = pages(tmp_path / "site")["index.html"].said
    assert "Tea & <b>more</b>" in said
    assert (
        "The texts belong to the sites that are cited: see each record's source. Licence of the dataset: CC-BY-4.0."
        in said
    )


def test_a_release_without_records_is_a_site_too(project: Project, tmp_path: Path) -> None:
    project.page("page.txt", "Nothing that asks.\n")
    project.curate()
    assert write_site(folder=tmp_path / "site", out=project.out).questions == 0
    assert pieces(tmp_path / "site", "start")[0]["firsts"] == []


@pytest.mark.parametrize("version", [1, 2, 3])
def test_releases_of_every_schema_version_are_shown(version: int, tmp_path: Path) -> None:
    out = REPOSITORY / "tests" / "releases" / f"version_{version}" / "curated"
    assert write_site(folder=tmp_path / "site", out=out).questions


@pytest.mark.parametrize("value", ["../../etc", "a/b", "..", ".", "", "CON", "Ärzte", "a b", "x" * 300, "-", "a\nb"])
def test_the_list_of_any_value_stays_in_its_folder(value: str) -> None:
    path = list_path(FACETS[0], value)
    assert folders._OURS.fullmatch(path)
    assert posixpath.normpath(path) == path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Why can't I?", ["why", "can", "t", "i"]),
        ("Zoë's CAFÉ, naïve", ["zoe", "s", "cafe", "naive"]),
        ("ﬁle №5", ["file", "no5"]),
        ("東京駅", ["東京", "京駅"]),
        ("駅 a", ["駅", "a"]),
        ("हिन्दी क्या है?", ["हिन्दी", "क्या", "है"]),
        ("ΟΔΟΣ", ["οδος"[:-1] + "ς"]),
        ("x" * 50, ["x" * 40]),
        ("«Как»—дела…", ["как", "дела"]),
    ],
)
def test_words_are_without_case_accents_and_signs(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_common_word_keeps_the_questions_that_ask_with_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.audit.site.index._FEWEST", 2)
    pairs = [Pair(f"What is {word}?", f"It is not what {word} was.", "a.org") for word in ("alpha", "beta", "gamma")]
    project.page("page.txt", *pairs, Pair("Who asks?", "The one who knows what to say."))
    project.curate()
    write_site(folder=tmp_path / "site", out=project.out)
    [(count, differences)] = [each[1:] for each in pieces(tmp_path / "site", "words") if each[0] == "what"]
    assert (count, len(differences)) == (4, 2)
    first = differences[0]
    assert first % 2 == (first + differences[1]) % 2 == 1  # where the question itself has it


def test_a_site_takes_the_place_of_the_one_before_and_nothing_else_goes(project: Project, tmp_path: Path) -> None:
    project.page("page.txt", COST)
    project.curate()
    target = tmp_path / "site"
    write_site(folder=target, out=project.out)
    (target / "CNAME").write_text("qa.example.org")
    (project.raw / "page.txt").unlink()
    project.page("page.txt", Pair("What is new?", "All of it.", "example.net"))
    project.curate(allow_loss=True)
    write_site(folder=target, out=project.out)
    kept = bytes_of(target)
    assert kept.pop("CNAME") == b"qa.example.org"
    write_site(folder=tmp_path / "fresh", out=project.out)
    assert kept == bytes_of(tmp_path / "fresh")


@pytest.mark.parametrize("strange", ["notes.txt", "questions/notes.txt", "index/words/0/0.txt"])
def test_a_folder_that_holds_other_files_is_left_alone(told: Project, tmp_path: Path, strange: str) -> None:
    target = tmp_path / "site"
    if "/" in strange:
        write_site(folder=target, out=told.out)
    (target / strange).parent.mkdir(parents=True, exist_ok=True)
    (target / strange).write_text("mine")
    before = bytes_of(target)
    with pytest.raises(NotASite, match=r"notes\.txt|0\.txt"):
        write_site(folder=target, out=told.out)
    assert bytes_of(target) == before


def test_links_are_not_followed_out_of_a_site(told: Project, tmp_path: Path) -> None:
    target, other = tmp_path / "site", tmp_path / "other"
    write_site(folder=target, out=told.out)
    other.mkdir()
    (other / "index.html").write_text("mine")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(other / "index.html")
    with pytest.raises(NotASite):
        write_site(folder=target, out=told.out)
    assert (other / "index.html").read_text() == "mine"


def test_a_site_never_goes_into_the_releases(told: Project) -> None:
    before = told.files()
    for name in ("site", "1.0.0", "1.0.0/site", "."):
        with pytest.raises(NotASite):
            write_site(folder=told.out / name, out=told.out)
    assert told.files() == before


def test_a_damaged_table_is_a_sentence(project: Project, tmp_path: Path) -> None:
    project.page("page.txt", COST)
    project.curate()
    file = project.release().table("sightings")
    content = bytearray(file.read_bytes())
    content[20] ^= 255
    file.write_bytes(content)
    with pytest.raises(DamagedRelease, match=r"sightings\.parquet"):
        write_site(folder=tmp_path / "site", out=project.out)
    assert not (tmp_path / "site").exists()


def test_what_goes_wrong_leaves_the_site_before_as_it_was(
    told: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "site"
    write_site(folder=target, out=told.out)
    before = bytes_of(target)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.audit.site.site.gather", refuse)
    with pytest.raises(CannotWrite, match="No space left"):
        write_site(folder=target, out=told.out)
    with pytest.raises(CannotWrite):
        write_site(folder=tmp_path / "new", out=told.out)
    assert bytes_of(target) == before
    assert not (tmp_path / "new").exists()


def test_what_a_killed_run_left_is_removed_by_the_next(told: Project, made: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(folder=target, out=told.out)
    (target / ".new" / "questions").mkdir(parents=True)
    (target / "index.html").rename(target / ".new" / "index.html")
    write_site(folder=target, out=told.out)
    assert bytes_of(target) == bytes_of(made)


def test_two_runs_do_not_write_into_one_folder(told: Project, tmp_path: Path) -> None:
    with site_folder(tmp_path / "site", told.out), pytest.raises(SiteIsBusy):
        write_site(folder=tmp_path / "site", out=told.out)


def test_the_command_says_what_it_wrote_and_where_it_begins(told: Project, qamill: Run, tmp_path: Path) -> None:
    run = qamill(told, "site", "-o", str(tmp_path / "site"))
    assert run.exit_code == 0
    assert "Wrote 8 questions of release 1.0.0 in" in run.stderr
    assert f"Open {tmp_path / 'site' / 'index.html'}" in run.stderr
    assert (tmp_path / "site" / MARK).is_file()
    refused = qamill(told, "site", "-o", "raw")
    assert refused.exit_code == 2
    assert "raw is not written to: it holds" in refused.stderr


def test_a_page_says_which_hosts_are_in_it_and_how_something_is_removed(project: Project, qamill: Run) -> None:
    project.page("page.txt", COST, Pair("Is </script><b>it</b> sound?", "Yes, it is sound.", "sound.example.com"))
    project.page("own.html", "<details><summary>Where is the pool?</summary><p>Beside the mill.</p></details>")
    project.index("own.html,https://www.Pool.example.org:8443/faq,,,")
    (project.root / "qamill.toml").write_text('[dataset]\ncontact = "data@example.org"\n')
    assert qamill(project, "takedown", "add", "--id", "0" * 16, "--reason", "x").exit_code == 2
    assert qamill(project, "takedown", "add", "--domain", "example.com", "--reason", "asked").exit_code == 0
    assert qamill(project, "curate").exit_code == 0
    write_site(folder=project.root / "site", out=project.out, workers=1)
    text = (project.root / "site/hosts.html").read_text(encoding="utf-8")
    assert "Pages whose address is not recorded are not counted." in text
    assert "write to <strong>data@example.org</strong>" in text
    assert "1 by domain." in text
    assert "example.com" not in text
    listed = (project.root / "site/hosts.js").read_text(encoding="utf-8")
    assert listed == 'qamillHosts([["pool.example.org",1,1],["example.net",1,0]])\n'
    assert "hosts.html" in pages(project.root / "site")["index.html"].links
    report = (project.root / "site" / REPORT).read_text(encoding="utf-8")
    assert "2 hosts are cited" in report
    assert "data@example.org" in report
