"""The steps of a run in which pages are read that records of archives say are as before, and not in which place.

What such a record refers to may lie in any archive, so it is known when all of them were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hashes
from ..engine import Data, Engine, Step
from ..ingest.documents import refuse
from ..ingest.errors import ChangedWhileReading
from ..ingest.files import RawFile
from ..ingest.responses import Response, Responses, content_of
from ..schema import CONTAINERS, HTML, Document, Reason, Refused
from ..schema.nouns import Before
from ..schema.tables import ARCHIVE_PART, ARROW_TYPES
from ..text.digest import digest
from .reading import Reading
from .rows import TAGGED, without_files
from .settings import Rules

_LOOKUPS = pa.schema(
    [
        pa.field("key_hash", ARROW_TYPES[int], nullable=False),
        pa.field("is_revisit", pa.bool_(), nullable=False),
        *(TAGGED.field(name) for name in (
            "path", "url", "retrieved_at", "sha256", "media_type", "meant_url", "meant_at", "payload_digest", "file",
        )),
    ]
)  # fmt: skip
"""Pages and what refers to them, by the key hash of the address that is meant."""


def read_revisits(
    engine: Engine,
    read: Sequence[Data],
    files: Sequence[RawFile],
    removed: pa.Array,
    buckets: int,
    version: str,
    rules: Rules,
) -> list[Data]:
    """Return what `read_files` would of the pages that revisits among `read` refer to; nothing where there are none.

    `files` are all files of the run; rows of `removed` ones (keys) count for nothing.
    """
    archives = tuple(file for file in files if file.media_type in CONTAINERS and not (file.copy_of or file.refused))
    if not archives or not _holds_revisits(engine, read, removed, version):
        return []
    find = Step("lookups", partial(lookups, removed=removed), f"{version} {' '.join(removed.to_pylist())}")
    found = [engine.save("lookups", engine.map(find, part, buckets)) for part in read]
    told = digest(version, *(f"{file.path} {file.sha256}" for file in archives))
    task = partial(read_meant, archives=archives, rules=rules)
    step = Step("revisits", task, f"{told} {rules.mode} {rules.recipes}", is_guarded=True)
    return [engine.save("revisits", engine.reduce(step, found, buckets))]


def _holds_revisits(engine: Engine, read: Sequence[Data], removed: pa.Array, version: str) -> bool:
    step = Step("revisited", partial(count_revisits, removed=removed), f"{version} {' '.join(removed.to_pylist())}")
    return any(table.column("revisits")[0].as_py() for part in read for table in engine.collect(engine.map(step, part)))


def count_revisits(read: pa.Table, removed: pa.Array) -> pa.Table:
    """Return how many revisits there are whose response is still to be found."""
    return pa.table({"revisits": [_kept(read, "revisits", removed).num_rows]})


def _kept(read: pa.Table, kind: str, removed: pa.Array) -> pa.Table:
    """The rows of a kind that are not of removed files."""
    return without_files(read.filter(pc.equal(read.column("kind"), kind)), removed)


def lookups(read: pa.Table, removed: pa.Array) -> pa.Table:
    """Return the revisits and the pages that may be meant, by their addresses: the columns of _LOOKUPS."""
    revisits = _kept(read, "revisits", removed)
    pages = _kept(read, "documents", removed)
    is_in_archive = pc.match_substring_regex(pages.column("path"), ARCHIVE_PART, ignore_case=True)
    has_bytes = pc.and_(pc.not_equal(pages.column("sha256"), ""), pc.is_valid(pages.column("url")))
    pages = pages.filter(pc.and_(is_in_archive, has_bytes))
    return pa.concat_tables([_by_address(revisits, "meant_url", True), _by_address(pages, "url", False)])


def _by_address(rows: pa.Table, address: str, is_revisit: bool) -> pa.Table:
    known = {
        **{name: rows.column(name) for name in _LOOKUPS.names if name in rows.column_names},
        "key_hash": key_hashes(digest(url or "") for url in rows.column(address).to_pylist()),
        "is_revisit": pa.repeat(is_revisit, rows.num_rows),
    }
    return pa.table([known[name] for name in _LOOKUPS.names], names=_LOOKUPS.names).cast(_LOOKUPS)


def read_meant(lookups: pa.Table, archives: Sequence[RawFile], rules: Rules) -> pa.Table:
    """Read the pages of a bucket that revisits refer to, each as it was then: the columns of TAGGED.

    A revisit that refers to no page is rejected. Raises ChangedWhileReading.
    """
    responses = _responses(lookups)
    places = _by_path(archives)
    order = [(name, "ascending") for name in ("path", "file", "url", "retrieved_at")]
    reading = Reading(rules)
    numbers = count()
    for row in lookups.filter(lookups.column("is_revisit")).sort_by(order).to_pylist():
        document = Document(row["path"], b"", "", row["url"], None, row["retrieved_at"], HTML)
        before = Before("", 0, row["meant_url"], row["meant_at"], row["payload_digest"] or "")
        response = responses.find(before)
        if response is None:
            reading.refuse(Refused(document, refuse(Reason.NOTHING_REVISITED, _why(document, before))), row["file"])
            continue
        reading.read(_as_then(document, response, places), next(numbers), row["file"])
    return reading.table()


def _responses(lookups: pa.Table) -> Responses:
    found = Responses()
    for row in lookups.filter(pc.invert(lookups.column("is_revisit"))).to_pylist():
        found.add(Response(row["url"], row["retrieved_at"], row["payload_digest"] or "", row["path"], row["sha256"]))
    return found


def _by_path(archives: Sequence[RawFile]) -> Mapping[str, list[RawFile]]:
    places: dict[str, list[RawFile]] = {}
    for file in archives:
        places.setdefault(file.path, []).append(file)
    return places


def _as_then(document: Document, response: Response, places: Mapping[str, list[RawFile]]) -> Document:
    """A document with what a response holds. Raises ChangedWhileReading."""
    for files in _holders(response.path, places):
        page = content_of(response, files)
        if page:
            return page._replace(path=document.path, url=document.url, retrieved_at=document.retrieved_at)
    raise ChangedWhileReading(response.path)


def _holders(path: str, places: Mapping[str, list[RawFile]]) -> Iterator[list[RawFile]]:
    """The files that may hold a page, by its path: a name may hold the sign that ends the name of a file."""
    yield from (places[path[:at]] for at, sign in enumerate(path) if sign == "#" and path[:at] in places)


def _why(document: Document, before: Before) -> str:
    when = f" of {before.retrieved_at.isoformat()}Z" if before.retrieved_at else ""
    return f"{document.path}: no page is there that is {before.url}{when}, to which it refers"
