"""The report of a release says what came out and what was lost, and nothing that was scraped is taken for markup."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from builders import REPOSITORY
from click.testing import Result
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run, id_of

from pipeline.audit.report import snippets
from pipeline.audit.report.make import previous_of
from pipeline.audit.report.overview import over_time
from pipeline.audit.report.snippets import _Words
from pipeline.audit.report.write import write_report
from pipeline.engine import workers
from pipeline.engine.limits import Limits
from pipeline.release.versions import open_release

HOSTILE = [
    '<script>window.ran = "script"</script>',
    "</script><script>window.ran = 1</script>",
    '<img src="x" onerror="window.ran = 2">',
    '" onmouseover="window.ran = 3" x="',
    "<!-- --><![CDATA[ ]]>",
    "{{ 7 * 7 }}{% raw %}",
    "]]></desc></svg><script>window.ran = 4</script>",
]


def text_of(project: Project, version: str = "latest", raw: bool = True) -> str:
    release = project.release(version)
    return write_report(release, previous_of(release), [project.raw] if raw else [])


def records_of(text: str) -> dict[str, Any]:
    """Return the records of a report by their ids."""
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return {record["id"]: record for record in json.loads(data)}


class Markup(HTMLParser):
    """All tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.fixture
def hostile(project: Project) -> Project:
    """A release of what wants to be markup, with links that are none."""
    pairs = [
        Pair(f"Is {each} a question?", f"It is {each} and more of that kind {number}.")
        for number, each in enumerate(HOSTILE)
    ]
    project.page("bad<b>.txt", *pairs, f"A heading {HOSTILE[0]} without an answer\n")
    project.page("near.txt", *(pair._replace(answer=pair.answer + " So it says.") for pair in pairs))
    project.index("near.txt,https://example.org/<script>?a=\"onload='x',2026-01-31,,")
    project.curate()
    return project


def test_the_report_counts_what_the_manifest_counts(history: Project) -> None:
    said = " ".join("".join(Markup(text_of(history)).said).split())
    counts = history.release().manifest.counts
    assert f"Records {counts['records']} Current {counts['current']}" in said
    assert "no_answer" in said


def test_kinds_of_questions_are_called_as_on_the_pages_of_the_site(history: Project) -> None:
    text = text_of(history)
    assert "yes or no" in "".join(Markup(text).said)
    assert "yes_no" not in text
    assert records_of(text)[id_of(TEXTING)]["asks"] == "yes or no"


def test_a_file_that_holds_pages_is_no_document_with_pairs_nor_a_page_without_an_address_a_site(
    project: Project,
) -> None:
    project.page("page.txt", COST)
    with zipfile.ZipFile(project.raw / "pages.zip", "w") as opened:
        opened.writestr("index.csv", "path,url\nhelp.txt,https://example.org/help\n")
        opened.writestr("help.txt", str(EMAIL))
        opened.writestr("about.txt", "About us")
    project.curate()
    said = " ".join("".join(Markup(text_of(project)).said).split())
    assert "1 gave no question with a sound answer 1 only hold others: web archives and the like" in said
    assert "documents with pairs 2" in said
    assert "3 pages of 1 site were read; 1 gave nothing" in said


def test_every_record_of_a_small_release_is_there_with_its_evidence(history: Project) -> None:
    found = records_of(text_of(history))
    assert len(found) == history.release().manifest.counts["records"]
    email = found[id_of(EMAIL)]
    assert email["a"] == EMAIL.answer
    [place] = email["seen"]
    marked = [part for _, parts in place["lines"] for part in parts if part[0]]
    assert marked == [["q", EMAIL.question], ["a", EMAIL.answer]]


def test_without_the_raw_pages_the_report_says_so(history: Project) -> None:
    text = text_of(history, raw=False)
    assert not any(place["lines"] for record in records_of(text).values() for place in record["seen"])
    assert "the raw pages were not at hand" in text


@pytest.mark.slow("reads a large page in workers")
def test_a_page_that_takes_too_long_again_has_no_lines_and_the_others_have_theirs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("quick.txt", TEXTING)
    ask = "<details><summary>What is part {0} of it for?</summary><p>It is for {0} of them.</p></details>"
    asked = [ask.format(number) for number in range(40)]
    project.index("slow.html,https://example.org/slow,")
    project.page("slow.html", "<html lang=en>", *asked, "<p>" + "<b>and <i>so</i></b> on, " * 10_000, "</p></html>")
    project.curate()
    monkeypatch.setattr(snippets, "_LIMITS", Limits(seconds=0.01))
    monkeypatch.setattr(workers, "_CHECK_SECONDS", 0.01)  # on a fast machine that page takes a tenth of a second
    records = records_of(text_of(project)).values()
    seen = [(record["seen"][0]["path"], bool(record["seen"][0]["lines"])) for record in records]
    assert Counter(seen) == {("quick.txt", True): 1, ("slow.html", False): 40}


def test_the_same_release_gives_the_same_bytes(history: Project) -> None:
    assert text_of(history) == text_of(history)


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "1.1.1"])
def test_a_release_holds_the_report_that_the_command_writes(history: Project, version: str, tmp_path: Path) -> None:
    raw = [history.raw]
    if version == "1.0.0":  # as it was read, before another page came
        raw = [tmp_path]
        (tmp_path / "first.txt").write_bytes((history.raw / "first.txt").read_bytes())
    release = history.release(version)
    assert release.file("report.html").read_text("utf-8") == write_report(release, previous_of(release), raw)


def test_what_changed_is_told_with_words_of_both_releases(history: Project) -> None:
    text = text_of(history, "1.1.0")
    assert "What changed since 1.0.0" in text
    assert COST.question in "".join(Markup(text.partition('id="changes"')[2].partition("<section")[0]).said)


def test_hostile_text_is_shown_and_is_no_markup(hostile: Project) -> None:
    found = Markup(text_of(hostile))
    assert found.tags.count("script") == 2  # the data and our own
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert "img" not in found.tags
    shown = "".join(found.said)
    assert "{{ 7 * 7 }}" in shown


def test_links_lead_to_the_web_or_into_the_page(hostile: Project) -> None:
    links = [value for name, value in Markup(text_of(hostile)).attributes if name in ("href", "src")]
    assert links
    assert all(re.match(r"https?://|#", link) for link in links)
    data = records_of(text_of(hostile)).values()
    cited = [record["cited"]["href"] for record in data if record["cited"]]
    assert all(link is None or link.startswith("http") for link in cited)


def test_only_what_is_in_the_file_may_run_and_nothing_is_loaded(history: Project) -> None:
    text = text_of(history)
    assert "default-src &#39;none&#39;" in text
    assert "unsafe" not in text.partition("</head>")[0].partition("<style>")[0]
    assert not re.search(r"<(link|img|iframe|object|embed|base|form[^>]*action)\b", text)


def test_a_report_is_small_however_long_the_texts_are(project: Project) -> None:
    long = "Words of an answer that is <b>very</b> & long. " * 400
    pairs = [Pair(f"What is meant by the number {n} of {n * 7919}?", f"{long} {n}.") for n in range(300)]
    for start in range(0, 300, 10):
        project.page(f"page{start}.txt", *pairs[start : start + 10])
    project.curate()
    assert 100_000 < len(text_of(project).encode()) < 1_500_000


@pytest.mark.parametrize("version", [1, 2, 3])
def test_releases_of_every_schema_version_have_a_report(version: int) -> None:
    folder = REPOSITORY / "tests" / "releases" / f"version_{version}"
    release = open_release(folder / "curated")
    found = records_of(write_report(release, previous_of(release), [folder / "raw"]))
    assert len(found) == release.manifest.counts["records"]
    assert any(place["lines"] for record in found.values() for place in record["seen"])


def test_an_empty_release_has_a_report(project: Project) -> None:
    project.page("empty.txt", "Nothing asks here.\n")
    project.curate()
    assert "0 records" in text_of(project)


def test_periods_in_which_nothing_happened_are_there_too() -> None:
    none: Counter[int] = Counter()
    found = over_time([Counter({20454: 2, 20454 + 70: 1}), none, none], [none] * 3)
    assert [(column.label, column.parts[0]) for column in found] == [("2026-01", 2), ("2026-02", 2), ("2026-03", 3)]


def test_the_words_of_question_and_answer_are_marked_through_markup() -> None:
    words = _Words("Is tea hot?", "Yes, very.")
    assert words.mark("<h2>Is <em>tea</em> hot?</h2><p>Yes,&nbsp;very.</p>") == [
        ("", "<h2>"),
        ("q", "Is <em>tea</em> hot?"),
        ("", "</h2><p>"),
        ("a", "Yes,&nbsp;very."),
        ("", "</p>"),
    ]


def ran(result: Result) -> list[str]:
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output.splitlines()


def test_the_command_writes_the_report_here(history: Project, qamill: Run, tmp_path: Path) -> None:
    project = Project(tmp_path)
    arguments = ("--out", str(history.out), "--raw", str(history.raw))
    assert ran(qamill(project, "report", *arguments)) == ["report-1.1.1.html"]
    assert ran(qamill(project, "report", "1.0.0", "-o", "one.html", *arguments)) == ["one.html"]
    assert (tmp_path / "report-1.1.1.html").read_text(encoding="utf-8") == text_of(history)


def test_the_command_opens_the_report_where_asked(
    history: Project, qamill: Run, monkeypatch: Any, tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    qamill(Project(tmp_path), "report", "--out", str(history.out), "--open")
    assert opened == [(tmp_path / "report-1.1.1.html").as_uri()]


def test_a_report_is_never_written_into_a_release(history: Project, qamill: Run) -> None:
    before = history.files()
    result = qamill(history, "report", "-o", "curated/1.0.0/report.html")
    assert result.exit_code == 2
    assert "a release is never changed" in result.output
    assert history.files() == before


def test_a_report_takes_the_place_of_an_older_one_and_of_no_other_file(
    history: Project, qamill: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>A page of mine</title>")
    here = Project(tmp_path)
    refused = qamill(here, "report", "--out", str(history.out), "-o", "page.html")
    assert refused.exit_code == 2
    assert "page.html is there and is no report" in refused.output
    assert page.read_text() == "<!doctype html><title>A page of mine</title>"
    for _ in range(2):
        assert qamill(here, "report", "--out", str(history.out), "-o", "mine.html").exit_code == 0


def test_a_place_that_cannot_be_written_is_named(history: Project, qamill: Run, tmp_path: Path) -> None:
    result = qamill(Project(tmp_path), "report", "--out", str(history.out), "-o", "nowhere/report.html")
    assert result.exit_code == 1
    assert "nowhere/report.html" in result.output


def test_texting_is_seen_on_two_pages(history: Project) -> None:
    record = records_of(text_of(history))[id_of(TEXTING)]
    assert record["times"] == 2
    assert record["variants"] == 1
