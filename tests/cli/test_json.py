"""What changes pages and releases prints JSON, too."""

from __future__ import annotations

import json

from conftest import COST, EMAIL, TEXTING, Project, Run


def test_add_prints_what_became_of_each_file(project: Project, qamill: Run) -> None:
    (project.root / "one.txt").write_text(str(TEXTING) + str(EMAIL))
    (project.root / "empty.txt").write_bytes(b"")
    one = qamill(project, "add", "one.txt", "--json")
    [found] = json.loads(one.stdout)
    assert (found["path"], found["is_new"], found["pairs"], found["why_not"]) == ("raw/one.txt", True, 2, None)
    assert "Added raw/one.txt" in one.stderr
    several = qamill(project, "add", "one.txt", "missing.txt", "--json")
    assert several.exit_code == 1
    assert [(each["file"], each["is_new"], bool(each["why_not"])) for each in json.loads(several.stdout)] == [
        ("one.txt", False, False),
        ("missing.txt", False, True),
    ]


def test_withdraw_and_prune_print_what_they_did(project: Project, qamill: Run) -> None:
    for number, pair in enumerate((TEXTING, EMAIL, COST)):
        project.page(f"{number}.txt", pair)
        project.curate()
    withdrawn = qamill(project, "withdraw", "1.2.0", "--reason", "Wrong", "--date", "2026-01-31", "--json")
    expected = {"version": "1.2.0", "date": "2026-01-31", "reason": "Wrong", "latest": "1.1.0"}
    assert json.loads(withdrawn.stdout) == expected
    tried = json.loads(qamill(project, "prune", "--keep", "1", "--dry-run", "--json").stdout)
    assert (tried["removed"], tried["dry_run"]) == (["1.0.0"], True)
    done = json.loads(qamill(project, "prune", "--keep", "1", "--json").stdout)
    assert (done["removed"], done["left"], done["dry_run"]) == (["1.0.0"], {}, False)
