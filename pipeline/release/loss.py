"""What a release loses against the one before it: which records go, and what became of the pages that had them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..schema import CONTAINERS, Reason
from ..schema.reasons import OF_THE_MACHINE
from ..schema.tables import ARCHIVE_PART, key_column
from ..text.counted import count_of
from .read import read_table
from .removals import removals, taken_down
from .same import other_settings
from .stats import rejections_as_whole
from .versions import Release

_MUCH = 10  # more than one record in ten: a folder that was moved, not a page that was deleted; chosen
_MOST_SHOWN = 5  # folders in a sentence, chosen
_VANISHED = "vanished"
_CHANGED = "changed"
_READ_OTHERWISE = "read otherwise"
_TROUBLE = frozenset({Reason.UNREADABLE_FILE, Reason.OUTSIDE_RAW, *OF_THE_MACHINE})
"""Reasons for which a page is rejected although it may be as good as before; nobody means to lose its records."""
_MATTERS = {_READ_OTHERWISE: 0, _CHANGED: 1, _VANISHED: 2}
"""Which reason is named where a record had several pages; any other one comes first."""
_PART = re.compile(ARCHIVE_PART, re.IGNORECASE)


class Lost(NamedTuple):
    """What is lost with the pages of one folder for one reason."""

    folder: str
    reason: str
    """`vanished`, `changed` (the page has other bytes), `read otherwise` (the same bytes), or the reason of its
    rejection."""
    pages: int
    records: int
    example: str
    """The path of a page, of those with the most records the first."""

    @property
    def place(self) -> str:
        """The folder of several pages, or the path of one."""
        return self.example if self.pages == 1 else self.folder


class Loss(NamedTuple):
    """What a release loses against the one before it."""

    records: int
    before: int
    """How many records the release before has."""
    parts: list[Lost]
    """By folder and reason, the most records first."""
    settings: list[str]
    """How the settings differ, in words."""
    without_address: int = 0
    """How many pages of the release before have no address any more."""

    @property
    def is_much(self) -> bool:
        """Whether it must be meant: more than a tenth of the records, or any whose page could not be read."""
        return self.records * _MUCH > self.before or any(
            part.records and part.reason in _TROUBLE for part in self.parts
        )

    def sentence(self) -> str:
        """Return what is lost, by folder (or page, of a single one) and reason."""
        shown = [
            f"{part.place}: {count_of(part.pages, 'page')} {part.reason}, {count_of(part.records, 'record')}"
            for part in self.parts[:_MOST_SHOWN]
        ]
        if rest := self.parts[_MOST_SHOWN:]:
            shown.append(f"elsewhere: {count_of(sum(part.pages for part in rest), 'page')}")
        return "; ".join(shown + self.settings)


class _Page(NamedTuple):
    """A page of the release before, and what became of it."""

    path: str
    reason: str
    now: str
    """The path under which the same bytes are read now, or else its own."""


def loss_between(before: Release, after: Release, decided: Iterable[str] = ()) -> Loss:
    """Return what of a release is lost in the one that follows it. Raises DamagedRelease.

    Here a record that was reworded counts as one removed and one added: a page may be gone although another one says
    nearly the same. A record that was merged into another is not lost, nor is one of the ids `decided`, which people
    have decided away, nor what was taken down. Where a page gives other pairs than before, only as many are lost as
    there are fewer.
    """
    changes = read_table(after, "changes", ["id", "change", "after"])
    reworded = changes.filter(pc.equal(changes.column("change"), "reworded"))
    removed = _joined(_ids(changes, "removed"), reworded.column("id"))
    meant = pa.array({*decided, *taken_down(after, before)}, pa.string())
    removed = removed.filter(pc.invert(pc.is_in(removed, value_set=meant)))
    pages = _Pages(before, after, removed)
    added = _joined(_ids(changes, "added"), reworded.column("after"))
    lost = _without_replaced(pages.lost, _seen_on(after, added))
    parts: defaultdict[tuple[str, str], list[_Page]] = defaultdict(list)
    for page in {*pages.gone, *lost}:
        parts[_folder_of(page.path), page.reason].append(page)
    listed = [_lost(*where, part, lost) for where, part in parts.items()]
    listed.sort(key=lambda part: (-part.records, -part.pages, part))
    total, settings = before.manifest.counts["records"], other_settings(before.manifest, after.manifest)
    return Loss(lost.total(), total, listed, settings, _without_address(before, after))


def _lost(folder: str, reason: str, pages: list[_Page], lost: Counter[_Page]) -> Lost:
    example = min(pages, key=lambda page: (-lost[page], page.path))
    return Lost(folder, reason, len(pages), sum(lost[page] for page in pages), example.path)


def _without_address(before: Release, after: Release) -> int:
    """Return how many pages of a release are in the one that follows it, but without their address.

    No page counts where personal data is treated otherwise: addresses that hold some are left out on purpose.
    """
    if before.manifest.settings.get("pii") != after.manifest.settings.get("pii"):
        return 0
    columns = ["path", "sha256", "url"]
    old, new = (read_table(release, "documents", columns) for release in (before, after))
    new = new.filter(pc.is_null(new.column("url")))  # few in a crawl
    is_same_path = pc.is_in(old.column("path"), value_set=new.column("path"))
    old = old.filter(pc.and_(pc.is_valid(old.column("url")), is_same_path))
    had, have = ({*zip(*(table.column(name).to_pylist() for name in columns[:2]), strict=True)} for table in (old, new))
    return len(have & had)


class _Pages:
    """The pages of a release of which something is lost in the next one."""

    def __init__(self, before: Release, after: Release, removed: pa.ChunkedArray) -> None:
        key = key_column(before.manifest.schema_version)
        old = read_table(before, "documents", [*dict.fromkeys((key, "sha256", "path", "media_type"))])
        new = read_table(after, "documents", ["key", "sha256", "path"])
        rejected = rejections_as_whole(read_table(after, "rejected", ["reason", "document", "path", "locator"]))
        self._reasons = dict(zip(*(rejected.column(name).to_pylist() for name in ("path", "reason")), strict=True))
        read = new.filter(pc.invert(pc.is_in(new.column("key"), value_set=rejected.column("document"))))
        is_page = pc.invert(pc.is_in(old.column("media_type"), pa.array(CONTAINERS)))
        is_read = pc.and_(pc.is_in(old.column("sha256"), value_set=read.column("sha256")), _is_hashed(old))
        is_there = pc.is_in(old.column("path"), value_set=new.column("path"))
        is_meant = pc.is_in(old.column(key), value_set=removals(after, ["document"]).column("document"))
        is_left = pc.or_(pc.or_(is_read, is_there), is_meant)
        gone = old.filter(pc.and_(pc.and_(is_page, _is_hashed(old)), pc.invert(is_left)))
        self.gone = {_Page(path, self._reason(path) or _VANISHED, path) for path in gone.column("path").to_pylist()}
        """Those that are not there at all, whether a record is lost with them or not."""
        self.lost: Counter[_Page] = Counter()
        """How many records go with each page; a record of several pages counts once."""
        if len(removed):
            paths = set(new.column("path").to_pylist())
            now = dict(zip(read.column("sha256").to_pylist(), read.column("path").to_pylist(), strict=True))
            seen = read_table(before, "sightings", ["id", "document"], pc.field("id").isin(removed.combine_chunks()))
            concerned = old.filter(pc.is_in(old.column(key), value_set=seen.column("document"))).to_pylist()
            pages = {row[key]: self._page(row["path"], row["sha256"], paths, now) for row in concerned}
            self.lost.update(_page_of_each(seen, pages).values())

    def _page(self, path: str, sha256: str, paths: set[str], now: dict[str, str]) -> _Page:
        if sha256 in now:
            return _Page(path, _READ_OTHERWISE, now[sha256])
        return _Page(path, self._reason(path) or (_CHANGED if path in paths else _VANISHED), path)

    def _reason(self, path: str) -> str:
        """The reason for which a page is rejected now, or the archive or a folder that it lies in."""
        part = _PART.search(path)
        file = path[: part.end(1)] if part else path
        folders = [file[: place.start()] for place in re.finditer("/", file)]
        return next((self._reasons[at] for at in (path, file, *folders) if at in self._reasons), "")


def _page_of_each(seen: pa.Table, pages: dict[str, _Page]) -> dict[str, _Page]:
    """The page with which each record is lost; of several, the one whose reason says most."""
    found: dict[str, _Page] = {}
    for row in seen.to_pylist():
        page = pages[row["document"]]
        found[row["id"]] = max(page, found.get(row["id"], page), key=_rank)
    return found


def _without_replaced(lost: Counter[_Page], seen_now: Counter[str]) -> Counter[_Page]:
    """The lost records by page, less those in whose place the same page gives new ones."""
    return +Counter({page: records - seen_now[page.now] for page, records in lost.items()})


def _seen_on(release: Release, ids: pa.ChunkedArray) -> Counter[str]:
    """How many of some records are seen at each path."""
    if not len(ids):
        return Counter()
    seen = read_table(release, "sightings", ["id", "path"], pc.field("id").isin(ids.combine_chunks()))
    on: defaultdict[str, set[str]] = defaultdict(set)
    for row in seen.to_pylist():
        on[row["path"]].add(row["id"])
    return Counter({path: len(found) for path, found in on.items()})


def _ids(changes: pa.Table, change: str) -> pa.ChunkedArray:
    return changes.filter(pc.equal(changes.column("change"), change)).column("id")


def _joined(*ids: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for some in ids for chunk in some.chunks], pa.string())


def _is_hashed(documents: pa.Table) -> pa.ChunkedArray:
    return pc.not_equal(documents.column("sha256"), "")


def _rank(page: _Page) -> tuple[int, str]:
    return _MATTERS.get(page.reason, len(_MATTERS)), page.path


def _folder_of(path: str) -> str:
    """The folder of a page, or its archive.

    >>> _folder_of("water/qanat.txt"), _folder_of("page.txt"), _folder_of("a/crawl.warc.gz#17")
    ('water/', './', 'a/crawl.warc.gz')
    """
    part = _PART.search(path)
    if part:
        return path[: part.end(1)]
    return path[: path.rfind("/") + 1] or "./"
