"""Sound values; a test names only what it is about."""

from __future__ import annotations

import ast
import gc
import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.parse.page import Page
from pipeline.schema import Candidate, Document
from pipeline.schema.record import Record

REPOSITORY = Path(__file__).parent.parent
ALL_TESTS = bool(os.environ.get("QAMILL_ALL_TESTS"))
"""Whether all tests were asked for, as `make check` does; else slow ones are skipped and laws get fewer examples."""
SHARED = REPOSITORY.parent / "shared"
"""Real pages, which belong to their sites; tests that read them are skipped where they are missing."""
SEED_PAGE = REPOSITORY / "raw" / "therapists-texting.txt"
"""The one real page of the repository. The rest of `raw/`, and `curated/`, are the user's: no test reads them."""


def long_tests() -> set[str]:
    """Return the names of the tests that take so long that `make check` alone runs them."""
    text = (REPOSITORY / "tests" / "long_tests.txt").read_text(encoding="utf-8")
    return {line for line in text.splitlines() if not line.startswith("#")}


INDEX_HEAD = "path,url,retrieved_at,charset,note\n"

_DOCUMENT = Document(path="page.txt", content=b"Why?\n\nBecause.\n", sha256="", url=None, charset=None)
_CANDIDATE = Candidate(
    question="Can therapists text clients?",
    answer="Many therapists use texting to schedule sessions.",
    source="psychologytoday.com",
    source_url=None,
    locator="chars=0-28,30-79",
    format="attribution",
)
_RECORD = {
    "id": "0123456789abcdef",
    "question": "Can therapists text clients?",
    "answer": "Many do.",
    "source": "ct.counseling.org",
    "source_domain": "counseling.org",
    "source_url": None,
    "page_url": None,
    "question_id": "fedcba9876543210",
    "question_type": "yes_no",
    "answer_type": "short",
    "language": "en",
    "flags": "",
    "times_seen": 1,
    "sources_seen": 1,
    "first_seen": datetime(2026, 1, 31, 12),
    "last_seen": datetime(2026, 1, 31, 12),
    "superseded_by": None,
    "edited_from": None,
    "support": None,
    "licence": None,
    "usage": None,
}


def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file.

    No garbage is collected meanwhile: where a finalizer parses something itself, as a traceback does that is
    formatted, Python 3.11 raises SystemError (https://github.com/python/cpython/issues/106905).
    """
    text = path.read_text(encoding="utf-8")
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        if was_enabled:
            gc.enable()


def document(**changes: Any) -> Document:
    """Return a document whose sha256 is that of its bytes."""
    made = _DOCUMENT._replace(**changes)
    return made if made.sha256 else made._replace(sha256=hashlib.sha256(made.content).hexdigest())


def page(text: str) -> Page:
    """Return a text as a page that was read as UTF-8."""
    return Page(document(content=text.encode("utf-8", "surrogatepass")), text, "utf-8", "utf-8")


def candidate(**changes: Any) -> Candidate:
    """Return a candidate that becomes a record."""
    return _CANDIDATE._replace(**changes)


def write_seed(raw: Path) -> None:
    """Write the seed page and an index of that page alone into a folder that is made if it is missing."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / SEED_PAGE.name).write_bytes(SEED_PAGE.read_bytes())
    (raw / "index.csv").write_text(f"{INDEX_HEAD}{SEED_PAGE.name},,,utf-8,A page without address\n", encoding="utf-8")


def record(**changes: Any) -> Record:
    """Return a record, checked as every record is."""
    return Record(**{**_RECORD, **changes})


def examples(count: int) -> int:
    """Return how many examples a law is tried on: all of them in `make check`, a quarter in `make test`."""
    return count if ALL_TESTS else count // 4


def shorter(size: int) -> int:
    """Return how long a hostile text is, or how many seconds it may take: all in `make check`, else a quarter."""
    return size if ALL_TESTS else size // 4
