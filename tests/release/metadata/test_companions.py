"""The files that describe a release: written with it, hashed with it, and the same for the same pages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, CopyOf, Project

from pipeline.audit.verify import verify
from pipeline.companions import companions
from pipeline.emit.errors import WithdrawnAgain
from pipeline.emit.prune import prune
from pipeline.emit.withdraw import withdraw
from pipeline.project import BadProject
from pipeline.release import layout
from pipeline.release.metadata.facts import date_of, timeframe_of
from pipeline.schema.descriptions import COLUMN_MEANINGS

COMPANIONS = companions(None, [])
SAID = """\
[dataset]
title = "Questions about tea"
licence = "CC-BY-4.0"
contact = "tea@example.org"
description = "What people ask about tea."
"""


def say(project: Project, text: str = SAID) -> None:
    """Write `qamill.toml` beside `raw/`."""
    (project.root / "qamill.toml").write_text(text, encoding="utf-8")


def _one(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    say(project)
    project.curate()


@pytest.fixture
def one(copy_of: CopyOf) -> Project:
    """A release, of whose dataset people have said all they can."""
    return copy_of(_one)


def test_the_names_of_all_companions_are_known_to_who_clears_up_after_a_killed_publisher() -> None:
    assert sorted(COMPANIONS) == sorted(layout.COMPANIONS)


def test_each_companion_is_in_the_release_the_manifest_and_the_checksums(one: Project) -> None:
    release = one.release()
    for name in COMPANIONS:
        assert release.manifest.files[name].sha256 == layout.sha256_of(release.file(name))
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=release.folder, capture_output=True)
    assert done.returncode == 0
    assert done.stdout.count(b"OK") == len([*release.folder.iterdir()]) - 1


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_changed_or_missing_companion_is_found(one: Project, name: str) -> None:
    file = one.release().file(name)
    file.write_bytes(file.read_bytes() + b" ")
    assert {problem.file for problem in verify(out=one.out, raw=one.raw).problems} == {name}
    file.unlink()
    assert {problem.file for problem in verify(out=one.out, raw=one.raw).problems} == {name}


def test_what_people_say_is_in_the_manifest(one: Project) -> None:
    settings = one.release().manifest.settings
    assert {key: value for key, value in settings.items() if key.startswith("dataset.")} == {
        "dataset.title": "Questions about tea",
        "dataset.licence": "CC-BY-4.0",
        "dataset.contact": "tea@example.org",
        "dataset.description": "What people ask about tea.",
    }


def test_nothing_is_released_where_nothing_changed(one: Project) -> None:
    assert not one.curate().is_new


@pytest.mark.parametrize("said", [SAID.replace("tea", "coffee"), SAID.replace("CC-BY", "CC-BY-SA"), ""])
def test_what_people_say_of_the_dataset_alone_is_a_patch(one: Project, said: str) -> None:
    say(one, said)
    outcome = one.curate()
    assert (outcome.is_new, outcome.manifest.version) == (True, "1.0.1")
    assert "what is said of the dataset changed" in (one.out / "CHANGELOG.md").read_text()
    assert verify(out=one.out, raw=one.raw).problems == []
    assert not one.curate().is_new


def test_a_comment_in_the_file_is_no_change(one: Project) -> None:
    say(one, f"# by Ada\n{SAID}")
    assert not one.curate().is_new


def test_a_withdrawn_release_is_not_made_again_under_another_title(one: Project) -> None:
    one.page("bad.txt", COST)
    one.curate()
    withdraw("1.1.0", "wrong price", one.out)
    say(one, SAID.replace("tea", "coffee"))
    with pytest.raises(WithdrawnAgain):
        one.curate()


def test_a_release_that_was_withdrawn_for_its_licence_is_made_again_under_another(one: Project) -> None:
    one.page("more.txt", COST)
    one.curate()
    withdraw("1.1.0", "not ours to license", one.out)
    say(one, SAID.replace("CC-BY-4.0", "CC0-1.0"))
    assert one.curate().manifest.version == "2.0.0"


def test_pruning_removes_a_release_with_its_companions(one: Project) -> None:
    one.page("more.txt", COST)
    one.curate()
    assert prune(1, one.out).removed == ["1.0.0"]
    assert not (one.out / "1.0.0").exists()


def test_a_dry_run_says_that_the_title_would_change(one: Project) -> None:
    say(one, "")
    assert one.curate(dry_run=True).is_new
    assert [path.name for path in one.out.iterdir() if path.is_dir() and path.name[0] != "."] == ["1.0.0"]


def test_the_companions_are_the_same_wherever_the_pages_lie(one: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "elsewhere")
    other.page("page.txt", TEXTING, EMAIL)
    say(other)
    other.curate(workers=2)
    assert other.released() == one.released()
    assert all(str(one.root).encode() not in content for content in one.released().values())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title = ", "is no TOML"),
        ("[datset]\n", "`datset` is no table that qamill knows. Did you mean `dataset`?"),
        ('title = "Tea"\n', "`title` is no table that qamill knows"),
        ('[dataset]\nlicense = "CC0-1.0"\n', "`license` is no key that qamill knows. Did you mean `licence`?"),
        ("[dataset]\ntitle = 7\n", "`title` in [dataset] must be a text in quotes, not 7"),
        ('[dataset]\ntitle = "a\\nb"\n', "`title` in [dataset] must be one line"),
        ('[dataset]\ncontact = "a\\u001bb"\n', "`contact` in [dataset] must not hold control characters"),
        (f'[dataset]\ntitle = "{"a" * 201}"\n', "`title` in [dataset] must have at most 200 characters"),
    ],
)
def test_a_mistake_in_the_file_is_a_sentence(project: Project, text: str, why: str) -> None:
    project.page("page.txt", TEXTING)
    say(project, text)
    with pytest.raises(BadProject) as error:
        project.curate()
    assert why in str(error.value)
    assert not project.out.exists()


def test_two_files_that_say_different_things_are_refused(project: Project) -> None:
    from pipeline import curate

    for name in ("one", "two"):
        part = Project(project.root / name)
        part.page("page.txt", TEXTING)
        say(part, SAID.replace("tea", name))
    with pytest.raises(BadProject, match="different things of one dataset"):
        curate([project.root / "one" / "raw", project.root / "two" / "raw"], project.out)


def test_the_date_is_that_of_the_newest_retrieval(one: Project) -> None:
    assert date_of(one.release()) is None
    one.page("more.txt", COST)
    one.index("page.txt,https://example.org/,2026-01-31,,", "more.txt,https://example.org/more,2026-03-01,,")
    one.curate()
    assert str(date_of(one.release())) == "2026-03-01" == one.release().manifest.newest_page
    assert [*map(str, timeframe_of(one.release()))] == ["2026-01-31", "2026-03-01"]


def test_older_releases_have_none_and_are_whole(one: Project) -> None:
    release = one.release()
    manifest = json.loads(release.file("manifest.json").read_bytes())
    for name in COMPANIONS:
        release.file(name).unlink()
        del manifest["files"][name]
    release.file("manifest.json").write_text(json.dumps(manifest))
    digests = {path.name: layout.sha256_of(path) for path in release.folder.iterdir() if path.name != "SHA256SUMS"}
    release.file("SHA256SUMS").write_text(layout.checksums(digests))
    (one.out / "index.json").unlink(missing_ok=True)
    assert verify(out=one.out, raw=one.raw).problems == []
    assert not one.curate().is_new


def test_each_column_of_a_parquet_file_has_its_description(one: Project) -> None:
    for table in one.release().manifest.content:
        schema = pq.read_schema(one.release().table(table))
        said = {field.name: (field.metadata or {}).get(b"description", b"").decode() for field in schema}
        assert said == COLUMN_MEANINGS[table]
