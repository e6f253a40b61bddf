"""Options from the environment and from `qamill.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TEXTING, Project, Run


def shown(project: Project, qamill: Run, *arguments: str) -> int:
    """Return how many records `show` prints."""
    result = qamill(project, "show", *arguments)
    assert result.exit_code == 0, result.stderr
    return len(result.stdout.splitlines()) - 1


@pytest.fixture
def written(history: Project, tmp_path: Path) -> Project:
    """A project in which `qamill.toml` names the releases and a version."""
    project = Project(tmp_path)
    (tmp_path / "qamill.toml").write_text(
        f'[dataset]\ntitle = "Tea"\n\n[options]\nout = "{history.out}"\n\n[options.show]\n'
        'where = ["true"]\ncolumns = "id"\n'
    )
    return project


def test_the_file_counts_where_nothing_is_given(written: Project, qamill: Run) -> None:
    assert qamill(written, "show").stdout.splitlines()[0] == "id"


def test_the_environment_counts_before_the_file(written: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QAMILL_COLUMNS", "source")
    assert qamill(written, "show").stdout.splitlines()[0] == "source"
    monkeypatch.setenv("QAMILL_SHOW_COLUMNS", "answer")
    assert qamill(written, "show").stdout.splitlines()[0] == "answer"
    assert qamill(written, "show", "--columns", "flags").stdout.splitlines()[0] == "flags"


def test_an_option_of_another_command_is_left_alone(written: Project, qamill: Run) -> None:
    assert qamill(written, "versions").exit_code == 0


def test_a_switch_and_a_list_can_be_set(written: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QAMILL_JSON", "1")
    assert qamill(written, "show").stdout.startswith('{"id": ')
    monkeypatch.setenv("QAMILL_JSON", "no")
    assert qamill(written, "show").stdout.startswith("id\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[options]\n\nuot = 'x'\n",
            "qamill.toml, line 3: 'uot' in [options] is no option there; did you mean 'out'? See",
        ),
        ("[options.shwo]\nout = 'x'", "line 1: [options.shwo]: there is no command 'shwo'; did you mean 'show'?"),
        ("[options.show]\nworkers = 2", "line 2: 'workers' in [options.show] is no option there"),
        ("out = 'x'", "line 1: `out` is no table that qamill knows. There are: dataset, fetch, options."),
        ("\n[optoins]\n", "line 2: `optoins` is no table that qamill knows. Did you mean `options`?"),
        ("[options]\nout = ", "line 2: is no TOML"),
        ("[options.show]\ncolumns = 'nonsense'", "has no column 'nonsense'"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    project: Project, seed: Project, qamill: Run, text: str, said: str
) -> None:
    (project.root / "curated").symlink_to(seed.out)
    (project.root / "qamill.toml").write_text(text)
    result = qamill(project, "show")
    assert result.exit_code == 2
    assert said in result.stderr
    assert qamill(project, "show", "--help").exit_code == 0


def test_a_wrong_value_is_told_with_where_it_is_from(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.root / "qamill.toml").write_text("[options.curate]\nmode = 'half'\n")
    result = qamill(project, "curate")
    assert result.exit_code == 2
    assert "(qamill.toml, line 2)" in result.stderr
    monkeypatch.setenv("QAMILL_WORKERS", "many")
    assert "(QAMILL_WORKERS)" in qamill(project, "curate", "--mode", "full").stderr


@pytest.mark.parametrize("arguments", [["--json", "versions"], ["versions", "--json"], ["withdraw", "9.9.9", "--json"]])
def test_json_may_stand_anywhere(history: Project, qamill: Run, arguments: list[str]) -> None:
    result = qamill(history, *arguments)
    assert "No such option" not in result.stderr


def test_a_run_reads_the_dataset_and_the_options_of_one_file(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    (project.root / "qamill.toml").write_text('[dataset]\ntitle = "Tea"\n\n[options.curate]\nout = "releases"\n')
    assert qamill(project, "curate", "--workers", "1").exit_code == 0
    assert (project.root / "releases" / "1.0.0").is_dir()


@pytest.fixture
def apart(tmp_path: Path) -> Project:
    """A project whose pages lie in `data/raw`, with a `qamill.toml` beside them."""
    page = Project(tmp_path / "data").page("page.txt", TEXTING)
    (page.parent.parent / "qamill.toml").write_text('[dataset]\ntitle = "Tea"\n\n[options]\nout = "releases"\n')
    return Project(tmp_path)


def test_the_options_lie_beside_the_raw_folder_as_the_dataset_does(
    apart: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qamill(apart, "curate", "data/raw", "--workers", "1").exit_code == 0
    assert (apart.root / "releases" / "1.0.0").is_dir()
    assert qamill(apart, "verify", "--raw", "data/raw").exit_code == 0
    monkeypatch.setenv("QAMILL_RAW", "data/raw")
    assert qamill(apart, "verify").exit_code == 0


def test_where_none_lies_beside_the_raw_folder_that_of_the_current_folder_counts(apart: Project, qamill: Run) -> None:
    (apart.root / "data" / "qamill.toml").rename(apart.root / "qamill.toml")
    assert qamill(apart, "curate", "data/raw", "--workers", "1").exit_code == 0
    assert (apart.root / "releases" / "1.0.0").is_dir()


def test_a_mistake_names_the_file_that_it_is_in(apart: Project, qamill: Run) -> None:
    (apart.root / "data" / "qamill.toml").write_text("[options]\nuot = 1\n")
    assert "data/qamill.toml, line 2: 'uot'" in qamill(apart, "curate", "data/raw").stderr
