"""A dataset over time: a page comes again, an answer is replaced, a person decides, and each step is a version.

Run it anywhere: `python examples/maintainer.py`. It works in a temporary folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

_PAGE = """\
Are children admitted?

{answer}
View complete answer on museum.example.org

Is there a cafe?

Yes, on the roof.
View complete answer on museum.example.org
"""


def qamill(project: Path, *arguments: str) -> None:
    """Run a command in a project and print what it prints; its exit code may be 1, for what it found."""
    print(f"\n$ qamill {' '.join(arguments)}", flush=True)
    done = subprocess.run([sys.executable, "-m", "qamill", *arguments], cwd=project, check=False)
    if done.returncode > 1:
        sys.exit(done.returncode)


def save(project: Path, day: str, answer: str) -> None:
    """Save the page as it was on a day, and note where and when it was read."""
    (project / "raw" / f"visit-{day}.txt").write_text(_PAGE.format(answer=answer), encoding="utf-8")
    index = project / "raw" / "index.csv"
    lines = index.read_text(encoding="utf-8") if index.exists() else "path,url,retrieved_at\n"
    index.write_text(f"{lines}visit-{day}.txt,https://museum.example.org/visit,{day}\n", encoding="utf-8")


def main() -> None:
    """Walk through three versions."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "raw").mkdir()
        save(project, "2026-01-10", "Children under 6 are admitted free of charge.")
        qamill(project, "curate")
        save(project, "2026-02-10", "Children under 12 are admitted free of charge.")
        qamill(project, "curate")
        qamill(project, "history", "Are children admitted?")
        decision = ("--flag", "checked", "--reason", "asked at the desk", "--by", "Ada", "--date", "2026-02-11")
        qamill(project, "review", "add", "flag", first_id(project), *decision)
        qamill(project, "curate")
        qamill(project, "diff", "1.0.0", "latest")
        qamill(project, "verify")


def first_id(project: Path) -> str:
    """Return the id of the first record that a page may still give."""
    from qamill import load

    return str(load(out=project / "curated", current=True)["id"].iloc[0])


if __name__ == "__main__":
    main()
