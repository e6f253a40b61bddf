"""What comes out of fixed pages, so that two states of the code can be compared byte for byte.

python benchmarks/reference.py OUT [--pages FOLDER]   # release the corpora below OUT, print a digest for each
python benchmarks/reference.py --compare OUT OTHER    # name the files of two such folders that differ

The corpora are the seed page of `raw/`, the pages of FOLDER (another collection, where there is one), and two that are
generated: 20,000 pairs of pasted text and 500 HTML pages in every form that `tests/pages` has. What a manifest says
of the package that made it (name, version, fingerprint) is left out of the comparison.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import PAIRS_A_PAGE, SEED, write_pages

REPOSITORY = Path(__file__).parent.parent
PAIRS = 20_000
HTML_PAGES = 500
_TEXT = re.compile(r"(?<=>)[^<>]{4,}(?=<)")
_WORD = re.compile(r"\b[a-z]{5,}\b")


def html_pages(count: int) -> Iterator[str]:
    """Yield HTML pages made of the test pages; in each copy a third of the longer words of its texts differ."""
    templates = sorted((REPOSITORY / "tests" / "pages").rglob("*.html"))
    for number in range(count):
        text = templates[number % len(templates)].read_text(encoding="utf-8", errors="surrogateescape")
        draw = random.Random(number)
        words = sorted({word for run in _TEXT.findall(text) for word in _WORD.findall(run)})
        swaps = {word: draw.choice(words) for word in words if draw.random() < 0.3}
        yield _TEXT.sub(lambda run, s=swaps: _WORD.sub(lambda w: s.get(w[0], w[0]), run[0]), text)  # type: ignore[misc]


def corpora(folder: Path, pages: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield the name and the raw folder of each corpus."""
    seed = folder / "seed"
    seed.mkdir(parents=True)
    shutil.copy(SEED, seed)
    (seed / "index.csv").write_text(f"path,url,retrieved_at,charset,note\n{SEED.name},,,utf-8,\n", encoding="utf-8")
    yield "seed", seed
    if pages:
        yield "pages", pages
    write_pages(folder / "text", -(-PAIRS // PAIRS_A_PAGE))
    yield "text", folder / "text"
    html = folder / "html"
    html.mkdir(parents=True)
    for number, page in enumerate(html_pages(HTML_PAGES)):
        (html / f"page-{number:04d}.html").write_text(page, encoding="utf-8", errors="surrogateescape")
    yield "html", html


def release(out: Path, pages: Path | None) -> None:
    """Release each corpus in full mode and in markup mode, by the command as it stands here."""
    for name, raw in corpora(out / "raw", pages):
        for mode in ("full", "markup"):
            folder = out / name / mode
            command = [sys.executable, "-m", "pipeline.cli", "-q", "curate", str(raw), "--out", str(folder)]
            subprocess.run([*command, "--mode", mode, "--no-cache"], cwd=REPOSITORY, check=False)
            print(f"{name} {mode}: {digest(folder)}")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their path, without what manifests say of the package."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"):
        content = path.read_bytes()
        if path.name == "manifest.json":
            manifest = json.loads(content)
            del manifest["package"]
            content = json.dumps(manifest, indent=2).encode()
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            found[path.relative_to(folder).as_posix()] = content
    return found


def digest(folder: Path) -> str:
    """Return a hash over the contents of a folder."""
    whole = hashlib.sha256()
    for path, content in contents(folder).items():
        whole.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def compare(one: Path, other: Path) -> list[str]:
    """Return the paths of the files that differ, or that only one of two folders has; generated pages aside."""
    left, right = contents(one), contents(other)
    return sorted(
        path for path in left.keys() | right.keys() if not path.startswith("raw/") and left.get(path) != right.get(path)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--compare", action="store_true")
    arguments = parser.parse_args()
    if arguments.compare:
        different = compare(arguments.out, arguments.other)
        print("\n".join(different) or "no difference")
        sys.exit(bool(different))
    shutil.rmtree(arguments.out, ignore_errors=True)
    release(arguments.out, arguments.pages)


if __name__ == "__main__":
    main()
