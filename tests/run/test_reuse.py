"""Running again: nothing is read twice, and the result is that of a run from nothing."""

from __future__ import annotations

import ast
import random
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest
from builders import examples, syntax
from conftest import COST, EMAIL, TEXTING, Pair, Project
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Outcome, curate, load
from pipeline.dedup.near import guards, small
from pipeline.dedup.near.words import WordCache
from pipeline.engine.limits import Limits
from pipeline.ingest.files import RawFile
from pipeline.parse.formats import FORMATS
from pipeline.release.versions import good_versions
from pipeline.run import provenance, raw_files, unchanged
from pipeline.run import reuse as known
from pipeline.run.provenance import key
from pipeline.run.session import CACHE

HTML = "<link rel=canonical href=https://example.org/><h2>What is {0}?</h2><p>It is the letter {0}, one of many.</p>"


def _content(project: Project) -> dict[str, str]:
    """What the newest release holds, whatever the way to it was."""
    return {name: hash for name, hash in project.release().manifest.content.items() if name != "changes"}


_FROM_NOTHING: dict[tuple[tuple[Path, bytes], ...], dict[str, str]] = {}
"""What runs from nothing made of pages; several tests end with the same ones."""


def _same_as_from_nothing(project: Project) -> bool:
    files = [path for path in sorted(project.raw.rglob("*")) if path.is_file()]
    pages = tuple((path.relative_to(project.raw), path.read_bytes()) for path in files)
    if pages not in _FROM_NOTHING:
        place = project.root / "fresh"
        shutil.rmtree(place, ignore_errors=True)
        _FROM_NOTHING[pages] = curate(project.raw, place, workers=1).manifest.content
    fresh = _FROM_NOTHING[pages]
    return {name: hash for name, hash in fresh.items() if name != "changes"} == _content(project)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Ten pages of text and two of HTML, released; tests only copy it."""
    project = Project(tmp_path_factory.mktemp("released"))
    for number in range(10):
        project.page(f"page-{number}.txt", TEXTING, COST._replace(answer=f"It costs {number} dollars a month."))
    for letter in "ab":
        project.page(f"{letter}.html", HTML.format(letter))
    project.curate()
    return project


@pytest.fixture
def pages(project: Project, released: Project) -> Project:
    """Ten pages of text and two of HTML, released, to be changed."""
    shutil.copytree(released.root, project.root, dirs_exist_ok=True)
    return project


def test_a_page_more_is_one_page_to_read(pages: Project) -> None:
    pages.page("page-3b.txt", EMAIL)
    outcome = pages.curate()
    assert (outcome.known, outcome.manifest.version) == (12, "1.1.0")
    assert _same_as_from_nothing(pages)


def test_a_changed_page_is_read_and_a_removed_one_forgotten(pages: Project) -> None:
    pages.page("page-3.txt", EMAIL)
    (pages.raw / "page-4.txt").unlink()
    assert pages.curate(allow_loss=True).known == 10
    assert _same_as_from_nothing(pages)


def test_what_the_index_says_of_a_page_makes_it_read_again_and_no_other(pages: Project) -> None:
    pages.index("page-5.txt,https://example.org/5,2026-01-31T12:00:00Z,,")
    assert pages.curate().known == 11
    assert _same_as_from_nothing(pages)


@pytest.mark.parametrize(("name", "first"), [("LICENSE", 1), ("page.txt", 2)])
def test_folders_that_hold_the_same_file_come_and_go(tmp_path: Path, name: str, first: int) -> None:
    folders = [tmp_path / letter for letter in "abc"]
    for folder in folders:
        folder.mkdir()
        (folder / name).write_text("MIT", encoding="utf-8")
        (folder / f"{folder.name}.txt").write_text(str(TEXTING._replace(host=f"{folder.name}.org")), encoding="utf-8")
    for some in (folders[:first], folders, folders[:first]):
        after = curate(some, tmp_path / "out", workers=1, allow_loss=True).manifest.content
        fresh = curate(some, tmp_path / f"fresh-{len(some)}", workers=1, cache=False).manifest.content
        assert {**after, "changes": ""} == {**fresh, "changes": ""}


def test_without_the_cache_all_is_read_and_nothing_is_left(pages: Project) -> None:
    kept = sorted(path.name for path in (pages.out / CACHE).iterdir())
    pages.page("more.txt", EMAIL)
    assert curate(pages.raw, pages.out, workers=1, cache=False).known == 0
    assert sorted(path.name for path in (pages.out / CACHE).iterdir()) == kept
    assert _same_as_from_nothing(pages)


SETTINGS: list[tuple[str, dict[str, object], int]] = [
    ("another mode concerns HTML alone", {"mode": "markup"}, 10),
    ("other limits concern all pages", {"limits": Limits(5.0, 900)}, 0),
    ("another similarity concerns no page", {"similarity": 0.9}, 12),
]


@pytest.mark.parametrize(("what", "change", "expected"), SETTINGS, ids=[what for what, _, _ in SETTINGS])
def test_a_changed_setting_makes_read_what_it_concerns(
    pages: Project, what: str, change: dict[str, object], expected: int
) -> None:
    pages.page("more.txt", EMAIL)
    outcome: Outcome = curate(pages.raw, pages.out, workers=1, **change)  # type: ignore[arg-type]
    assert outcome.known == expected, what


CODE = {
    "text/clean.py": 0,
    "validate/candidates.py": 0,
    "dedup/near/words.py": 0,
    "run/document_rows.py": 0,
    "parse/visible/series.py": 10,
    "ingest/warc/members.py": 10,
    "dedup/near/guards.py": 12,
    "dedup/merge.py": 12,
    "emit/draft.py": 12,
}
"""How many of the ten pages of text and two of HTML need not be read again where a module has changed."""


@pytest.mark.parametrize("module", CODE)
def test_changed_code_makes_read_what_it_reads(pages: Project, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    code = provenance._code()
    assert module in code
    monkeypatch.setattr(provenance, "_code", lambda: {**code, module: b"changed"})
    for fingerprint in (provenance.package, provenance.reader):
        monkeypatch.setattr(provenance, fingerprint.__name__, fingerprint.__wrapped__)
    pages.page("more.txt", EMAIL)
    assert pages.curate().known == CODE[module]


READING = (
    "parse/decode.py", "parse/extract.py", "validate/candidates.py", "dedup/within_page.py", "dedup/near/words.py",
    "ingest/files.py", "schema/tables.py", "run/page.py", "run/rows.py",
)  # fmt: skip
"""Modules that make the rows of a page."""
ROOTS = {
    "text/plain": (*READING, "parse/formats/attribution/__init__.py"),
    "text/html": (*READING, "ingest/warc/read.py", *(f"parse/formats/{name}.py" for name in FORMATS)),
}
NOT_OF_THE_PAGE = ("engine/", "run/settings.py")
"""What these import too, and what shapes no row."""


@pytest.mark.parametrize("media_type", ROOTS)
def test_what_reads_a_page_imports_nothing_that_its_fingerprint_leaves_out(media_type: str) -> None:
    found = imported(ROOTS[media_type])
    assert len(found) > len(ROOTS[media_type])
    left_out = {name for name in found if not provenance.reads(name, media_type)}
    assert {name for name in left_out if not name.startswith(NOT_OF_THE_PAGE)} == set()


def imported(modules: Iterable[str]) -> set[str]:
    """The paths of some modules of the package and of all that these import at once, directly or not."""
    folder = Path(provenance.__file__).parents[1]
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in found or not (folder / name).is_file():
            continue
        found.add(name)
        for node in syntax(folder / name).body:
            if isinstance(node, ast.ImportFrom) and node.level:
                above = PurePosixPath(name).parents[node.level - 1]
                module = above.joinpath(*(node.module or "").split("."))
                waiting += [f"{module}.py", f"{module}/__init__.py"]
                waiting += [f"{module}/{alias.name}.py" for alias in node.names]
    return found


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("stage", ["read", "decisions", "scan"])
def test_a_damaged_result_is_noticed_and_made_again(pages: Project, stage: str, place: float) -> None:
    for path in (pages.out / CACHE).glob(f"{stage}-*"):
        content = bytearray(path.read_bytes())
        content[int(len(content) * place)] ^= 0x10
        path.write_bytes(content)
    pages.page("more.txt", EMAIL)
    outcome = pages.curate()
    assert outcome.known == (12 if stage == "decisions" else 0)
    assert _same_as_from_nothing(pages)


def test_results_that_are_gone_or_empty_are_made_again(pages: Project) -> None:
    for number, path in enumerate((pages.out / CACHE).iterdir()):
        if number % 2:
            path.unlink()
        else:
            path.write_bytes(b"")
    pages.page("more.txt", EMAIL)
    assert pages.curate().manifest.version == "1.1.0"
    assert _same_as_from_nothing(pages)


def test_many_small_results_become_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_MOST_SMALL", 4)
    known_pages = []
    for number in range(known._MOST_SMALL + 3):
        project.page(f"page-{number}.txt", COST._replace(answer=f"It costs {number} dollars a month."))
        known_pages.append(project.curate().known)
    assert known_pages == [*range(known._MOST_SMALL + 1), 0, known._MOST_SMALL + 2]
    assert len(list((project.out / CACHE).glob("read-*"))) == 2
    assert _same_as_from_nothing(project)


def test_a_key_tells_all_that_reading_a_file_depends_on() -> None:
    [file] = raw_files.files_in([raw_files.split([_file()])[0]])
    assert key(file, ("full",)) == key(file._replace(location=b"/elsewhere"), ("full",))
    others = [
        file._replace(path="other.html"), file._replace(sha256="1" * 64), file._replace(url="https://example.org/"),
        file._replace(charset="cp1252"), file._replace(start=10), file._replace(stop=10), file._replace(copy_of="x"),
    ]  # fmt: skip
    keys = [key(file, ("full",)), key(file, ("markup",)), *(key(other, ("full",)) for other in others)]
    assert len(set(keys)) == len(keys)


def _file() -> RawFile:
    return RawFile(b"/raw/page.html", "page.html", 10, None, None, None, "0" * 64)


WORDS = ("therapist", "client", "privacy", "phone", "email", "rule", "answer", "state", "law", "care", "plan", "note")


def _page(seed: int) -> str:
    """A page with near-duplicates, cut copies and other answers among its pairs and those of other pages."""
    draw = random.Random(seed)
    pairs = []
    for _ in range(4):
        topic = draw.randrange(3)
        words = [WORDS[(topic * 7 + i * 5) % len(WORDS)] + "s" * (i % 2) for i in range(24)]
        if draw.random() < 0.5:
            words[draw.randrange(24)] = draw.choice(WORDS)
        answer = " ".join(words[: draw.choice([24, 24, 12])]).capitalize()
        answer += "." if answer.count(" ") > 20 else " ..."
        pairs.append(Pair(f"What is the {WORDS[topic]}{draw.choice(['', 's'])} of it?", answer, "example.org"))
    return "".join(map(str, pairs))


@settings(max_examples=examples(24))
@given(st.lists(st.lists(st.integers(0, 30), max_size=4, unique=True), min_size=2, max_size=4))
def test_however_pages_come_and_go_the_records_are_those_of_a_run_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, states: list[list[int]]
) -> None:
    project = Project(tmp_path_factory.mktemp("states"))
    for state in states:
        shutil.rmtree(project.raw, ignore_errors=True)
        for seed in [99, *state]:
            project.page(f"page-{seed}.txt", _page(seed))
        project.curate(allow_loss=True)
    assert _same_as_from_nothing(project)


def test_these_pages_have_near_duplicates_and_cut_copies(project: Project) -> None:
    for seed in range(31):
        project.page(f"page-{seed}.txt", _page(seed))
    project.curate()
    assert set(load(table="merged", out=project.out)["method"]) == {"exact", "near", "truncated"}


def test_decisions_that_other_code_has_made_count_for_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Pair("How long do therapists keep records?", " ".join(f"{word} is kept" for word in WORDS) + " on paper.")
    project.page("page.txt", asked, asked._replace(answer=asked.answer.replace("paper", "paper there")))
    assert project.curate().manifest.counts["records"] == 1
    monkeypatch.setitem(guards._KINDS, "there", ("place",))
    monkeypatch.setattr(guards, "_MARKED", guards._MARKED | {"there"})
    monkeypatch.setattr(guards, "_MARKS", WordCache(guards._marks_of))
    monkeypatch.setattr(small, "HOW_READ", WordCache(guards._how_read))
    monkeypatch.setitem(guards.ANSWER_GUARDS, "place", lambda text: tuple(text.marks.get("place", ())))
    package = {**provenance.package(), "fingerprint": "another"}
    monkeypatch.setattr(provenance, "package", lambda: package)
    assert project.curate().manifest.counts["records"] == 2


def test_other_limits_are_tried_and_without_the_cache_all_is_tried_again(pages: Project) -> None:
    assert curate(pages.raw, pages.out, workers=1).known == 0  # nothing was even looked for
    again = curate(pages.raw, pages.out, workers=1, limits=Limits(60.0, 1_000))
    assert (again.known, again.is_new) == (0, False)
    read: list[str] = []
    anew = curate(pages.raw, pages.out, workers=1, cache=False, progress=lambda stage, done, total: read.append(stage))
    assert (anew.is_new, "read" in read) == (False, True)


def test_the_folder_of_releases_is_listed_as_often_for_many_as_for_few(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[object] = []

    def counted(out: Path | str = "curated") -> list[str]:
        listed.append(out)
        return good_versions(out)

    monkeypatch.setattr(unchanged, "good_versions", counted)
    for pairs in ([TEXTING], [TEXTING, EMAIL], [TEXTING, EMAIL, COST]):
        project.page("first.txt", *pairs)
        project.curate()
    listed.clear()
    assert not project.curate().is_new
    assert len(listed) == 1
