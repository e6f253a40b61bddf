"""All that was ever answered to a question: what is current, what it replaced, and the wordings that were merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import check
from ..release.as_of import HISTORY_SINCE, check_history
from ..release.errors import DamagedRelease, UnknownId
from ..release.location import Location, location
from ..release.read import read_columns, read_table
from ..release.removals import taken_down
from ..release.versions import Release, numbers_of, open_release, read_release, released
from ..release.withdrawn import read_withdrawn
from ..schema import GONE
from ..schema.rows import Row
from ..text.clean import clean_line
from ..text.fingerprint import fingerprint, question_id
from ..text.word_changes import Piece, word_changes
from ..web.addresses import page_of
from .explain import whole_id
from .own_words import OwnIds
from .pages_over_time import Pages, Span, spans, states_of
from .reworded_questions import reworded_questions

_IDS = ["id", "question_id"]


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
    seen: tuple[Span, ...]
    """Several where a page gave it again after it did not; none where no retrieval has a date."""
    page_dates: tuple[datetime, ...]
    """When its pages said that they were last changed; nobody saw them then."""
    reworded: str | None = None
    """Where it is `gone`: the answer that its page gave later to the question in other words."""
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

    Merged wordings are among them, answers that only older releases have, and those to the question as a page asked it
    in other words before or later. Raises UnknownVersion, DamagedRelease, NoHistory, UnknownQuestion.
    """
    check(id=wanted, version=version, out=out)
    release = open_release(out, version)
    check_history(release)
    found: dict[str, Answer] = {}
    releases = [release, *_older(location(out), release)]
    asked_for = {name for each in releases for name in _question_ids(each, wanted)}
    questions, reworded = reworded_questions(release, asked_for)
    asked_ids = pa.array(sorted(questions), pa.string())
    for each in releases if questions else ():
        if _ids_of(each, asked_ids) <= found.keys():
            continue
        for answer in _answers(each, asked_ids):
            if each is not release:
                answer = answer._replace(status="removed", by=None)
            elif answer.status == "gone":
                answer = answer._replace(reworded=reworded.get(answer.id))
            found.setdefault(answer.id, answer)
    for id in found.keys() & {id for each in releases for id in taken_down(each)}:
        if found[id].status == "removed":
            del found[id]
    if not found:
        raise UnknownQuestion(wanted, release.version)
    answers = sorted(found.values(), key=_order)
    asked = tuple(dict.fromkeys(answer.question for answer in answers))
    return History(release.version, asked, _compared(answers))


def _older(out: Location, release: Release) -> Iterator[Release]:
    """The releases before one that were not withdrawn and are sound, the newest first."""
    withdrawn = read_withdrawn(out)
    for version in reversed(released(out)):
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
        merged = read_columns(release, "merged", ["kept_id", "question"], pc.field("question") == wanted)
        which = (pc.field("question_id") == question_id(asked)) | pc.field("id").isin(merged.column("kept_id").unique())
    return set(read_columns(release, "records", _IDS, which).column("question_id").to_pylist())


def _ids_of(release: Release, questions: pa.Array) -> set[str]:
    """The ids of all wordings of a release's answers to some questions."""
    ids = read_columns(release, "records", _IDS, pc.field("question_id").isin(questions)).column("id").unique()
    merged = read_columns(release, "merged", ["id", "kept_id"], pc.field("kept_id").isin(ids))
    return {*ids.to_pylist(), *merged.column("id").to_pylist()}


def _answers(release: Release, questions: pa.Array) -> Iterator[Answer]:
    """All wordings of a release's answers to some questions."""
    records = read_table(release, "records", filters=pc.field("question_id").isin(questions))
    ids = records.column("id").unique()
    merged = read_table(release, "merged", filters=pc.field("kept_id").isin(ids)).to_pylist()
    own_ids = OwnIds(merged)
    seen: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    sightings = read_table(release, "sightings", filters=pc.field("id").isin(ids)).to_pylist()
    pages = _states(release, sightings)
    for row in sightings:
        seen[row["id"], own_ids.of(row)].append(row)
    for record in records.to_pylist():
        own_seen = seen[record["id"], record["id"]]
        answer = _answer(record, _status(record), own_seen, release, pages)
        yield answer._replace(by=record.get("superseded_by"))
    told: set[tuple[str, str]] = set()
    for row in merged:
        key = row["kept_id"], row["id"]
        if row["id"] != row["kept_id"] and key not in told:
            told.add(key)
            yield _answer(row, "merged", seen[key], release, pages)._replace(by=row["kept_id"])


def _states(release: Release, sightings: Iterable[Row]) -> Pages:
    """The states of the pages of some sightings; releases that do not say what is current have none."""
    if release.manifest.schema_version < HISTORY_SINCE:
        return {}
    return states_of(release, {row["page_url"] for row in sightings if row["page_url"]})


def _answer(row: Row, status: str, seen: Sequence[Row], release: Release, pages: Pages) -> Answer:
    addresses = {each.get("page_url") or each.get("path") or each["document"] for each in seen}
    dates = {date for each in seen if (date := each.get("page_date"))}
    times = spans(seen, pages)
    return Answer(
        row["id"],
        row["question"],
        row["answer"],
        status,
        by=None,
        release=release.version,
        sources=tuple(sorted({each["source"] for each in seen})),
        pages=tuple(sorted(addresses)),
        first_seen=times[0].first if times else None,
        last_seen=times[-1].last if times else None,
        seen=tuple(times),
        page_dates=tuple(sorted(dates)),
    )


def _status(record: Row) -> str:
    if record.get("superseded_by"):
        return "superseded"
    return "gone" if GONE in record["flags"].split() else "current"


def _order(answer: Answer) -> tuple[object, ...]:
    never = datetime.max
    return _time(answer) or never, answer.last_seen or never, answer.id


def _time(answer: Answer) -> datetime | None:
    """When it was seen first, or else what its page says of its date, by which alone it stands where it does."""
    return answer.first_seen or min(answer.page_dates, default=None)


def _compared(answers: Sequence[Answer]) -> list[Answer]:
    """Each answer beside the one before it on the same page, where there is one."""
    last: dict[str, Answer] = {}
    found = []
    for answer in answers:
        pages = {page_of(page) for page in answer.pages}
        before = _before(answer, pages, last)
        if before:
            pieces = tuple(word_changes(before.answer, answer.answer))
            answer = answer._replace(before=before.id, changes=pieces)
        found.append(answer)
        last |= dict.fromkeys(pages, answer)
    return found


def _before(answer: Answer, pages: Collection[str], last: Mapping[str, Answer]) -> Answer | None:
    """The newest answer so far of any of its pages that gives one, if it is older."""
    so_far = [last[page] for page in pages if page in last]
    return max((each for each in so_far if _is_older(each, answer)), key=_order, default=None)


def _is_older(one: Answer, other: Answer) -> bool:
    """Whether one was given before the other, by the same clock."""
    times = _time(one), _time(other)
    is_one_clock = (one.first_seen is None) == (other.first_seen is None)
    return bool(is_one_clock and times[0] and times[1] and times[0] < times[1])
