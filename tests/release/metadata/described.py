"""A dataset whose releases are described for other tools."""

from __future__ import annotations

from conftest import COST, EMAIL, TEXTING, Pair, Project

SAID = '[dataset]\ntitle = "Tea & more"\nlicence = "{}"\ncontact = "{}"\n'


def release_twice(project: Project) -> Project:
    """Return a project with two releases, the second of which has a title, a licence and a contact."""
    hostile = Pair("NA?", '=1+1, "007";\n\n- null\n- Größe 😀')
    project.page("first.txt", TEXTING, EMAIL, hostile, "A heading that belongs to nobody\n")
    project.curate()
    project.page("second.txt", COST, TEXTING)
    project.index("second.txt,https://example.org/,2026-03-01T12:00:00.5Z,,")
    (project.root / "qamill.toml").write_text(SAID.format("CC-BY-4.0", "tea@example.org"), encoding="utf-8")
    project.curate()
    return project
