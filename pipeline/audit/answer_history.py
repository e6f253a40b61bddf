"""All that was ever answered to a question: what is current, what it replaced, and the wordings that were merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import check
from ..release.as_of import check_history
from ..release.errors import DamagedRelease, UnknownId
from ..release.read import read_table
from ..release.versions import Release, numbers_of, open_release, read_release, versions
from ..release.withdrawn import read_withdrawn
from ..schema import GONE
from ..text.clean import clean_line
from ..text.fingerprint import fingerprint, question_id
from ..text.word_changes import Piece, word_changes
from .explain import whole_id

Row = dict[str, Any]


class Answer(NamedTuple):
    """One wording of an answer."""

    id: str
    question: str
    answer: str
    status: str
    """`current`, `superseded`, `gone`, `merged` (into `by`), or `removed`: only an older release has it."""
    by: str | None
    """What superseded it, or what it was merged into."""
    release: str
    """The newest release that has it."""
    sources: tuple[str, ...]
    pages: tuple[str, ...]
    """The addresses of the pages that gave it, where known; else their paths."""
    first_seen: datetime | None
    last_seen: datetime | None
    before: str | None = None
    """The id of the answer that the same page gave before it."""
    changes: tuple[Piece, ...] = ()
    """Its words beside those of the answer before it."""


class History(NamedTuple):
    """The answers to a question, the earliest first."""

    version: str
    questions: tuple[str, ...]
    answers: list[Answer]


class UnknownQuestion(UnknownId):
    """No release has a record with such an id, or one that asks such a question."""

    def __init__(self, wanted: str, version: str) -> None:
        super().__init__(wanted, version)
        self.args = (
            f"Release {version} and those before it have no record with the id or the question {wanted!r}."
            f" Give the question as a record has it, or the first four or more digits of an id.",
        )


def history(wanted: str, version: str = "latest", out: Path | str = "curated") -> History:
    """Return all answers to a question, which is given in its words or by the id of one of its answers.

    Merged wordings are among them, and answers that only older releases have. Raises UnknownVersion, DamagedRelease,
    NoHistory, UnknownQuestion.
    """
    check(id=wanted, version=version, out=out)
    release = open_release(out, version)
    check_history(release)
    found: dict[str, Answer] = {}
    releases = [release, *_older(Path(out), release)]
    questions = {name for each in releases for name in _question_ids(each, wanted)}
    for each in releases if questions else ():
        for answer in _answers(each, questions):
            if each is not release:
                answer = answer._replace(status="removed", by=None)
            found.setdefault(answer.id, answer)
    if not found:
        raise UnknownQuestion(wanted, release.version)
    answers = sorted(found.values(), key=_order)
    asked = tuple(dict.fromkeys(answer.question for answer in answers))
    return History(release.version, asked, _compared(answers))


def _older(out: Path, release: Release) -> Iterator[Release]:
    """The releases before one that were not withdrawn and are sound, the newest first."""
    withdrawn = read_withdrawn(out)
    for version in reversed(versions(out)):
        if version not in withdrawn and numbers_of(version) < numbers_of(release.version):
            with suppress(DamagedRelease):
                yield read_release(out / version)


def _question_ids(release: Release, wanted: str) -> set[str]:
    """The questions that are meant: that of a record with such an id, or those that are asked in such words."""
    try:
        which = pc.field("id") == whole_id(release, wanted.lower())
    except UnknownId:
        wanted = wanted.encode(errors="replace").decode()  # half characters of a command line: no record has them
        asked = fingerprint(clean_line(wanted))
        merged = read_table(release, "merged", ["kept_id"], pc.field("question") == wanted)
        which = (pc.field("question_id") == question_id(asked)) | pc.field("id").isin(merged.column("kept_id").unique())
    return set(read_table(release, "records", ["question_id"], which).column("question_id").to_pylist())


def _answers(release: Release, questions: Iterable[str]) -> Iterator[Answer]:
    """All wordings of a release's answers to some questions."""
    records = read_table(release, "records", filters=pc.field("question_id").isin(pa.array([*questions])))
    ids = records.column("id").unique()
    merged = read_table(release, "merged", filters=pc.field("kept_id").isin(ids)).to_pylist()
    own = {(row["document"], row["locator"]): row["id"] for row in merged}
    seen: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read_table(release, "sightings", filters=pc.field("id").isin(ids)).to_pylist():
        seen[row["id"], own.get((row["document"], row["locator"]), row["id"])].append(row)
    for record in records.to_pylist():
        yield _answer(record, _status(record), record.get("superseded_by"), seen[record["id"], record["id"]], release)
    told: set[tuple[str, str]] = set()
    for row in merged:
        key = row["kept_id"], row["id"]
        if row["id"] != row["kept_id"] and key not in told:
            told.add(key)
            yield _answer(row, "merged", row["kept_id"], seen[key], release)


def _answer(row: Row, status: str, by: str | None, seen: Sequence[Row], release: Release) -> Answer:
    times = [time for each in seen if (time := each["retrieved_at"] or each.get("page_date"))]
    addresses = sorted({each.get("page_url") or each.get("path") or each["document"] for each in seen})
    sources, pages = tuple(sorted({each["source"] for each in seen})), tuple(addresses)
    first, last = (min(times), max(times)) if times else (None, None)
    texts = row["id"], row["question"], row["answer"]
    return Answer(*texts, status, by, release.version, sources, pages, first, last)


def _status(record: Row) -> str:
    if record.get("superseded_by"):
        return "superseded"
    return "gone" if GONE in record["flags"].split() else "current"


def _order(answer: Answer) -> tuple[object, ...]:
    never = datetime.max
    return answer.first_seen or never, answer.last_seen or never, answer.id


def _compared(answers: Sequence[Answer]) -> list[Answer]:
    """Each answer beside the one before it on the same page, where there is one."""
    last: dict[str, Answer] = {}
    found = []
    for answer in answers:
        before = _before(answer, last)
        if before:
            pieces = tuple(word_changes(before.answer, answer.answer))
            answer = answer._replace(before=before.id, changes=pieces)
        found.append(answer)
        last |= dict.fromkeys(answer.pages, answer)
    return found


def _before(answer: Answer, last: Mapping[str, Answer]) -> Answer | None:
    """The newest answer so far of any page that gives one, if it is older."""
    so_far = [last[page] for page in answer.pages if page in last]
    older = [each for each in so_far if each.first_seen and answer.first_seen and each.first_seen < answer.first_seen]
    return max(older, key=_order, default=None)
