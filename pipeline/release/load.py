"""A release as a DataFrame or an Arrow table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, overload

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import BadSetting, check, check_choice, did_you_mean
from ..errors import QamillError
from ..schema.tables import TABLES, TABLES_IF_ANY, tables_of
from .as_of import current_ids, end_of, ids_as_of
from .errors import DamagedRelease, OtherContent
from .read import columns_in, read_some, read_table
from .versions import Release, numbers_of, open_release

if TYPE_CHECKING:
    import pandas as pd

Engine = Literal["pandas", "arrow", "polars"]
_ENGINES = get_args(Engine)


class UnknownTable(QamillError):
    """A table, a column or an engine that was asked for does not exist."""


class NotInstalled(QamillError):
    """An optional library is missing."""


@overload
def load(
    version: str = "latest",
    table: str = "records",
    engine: Literal["pandas"] = "pandas",
    out: Path | str = "curated",
    columns: Sequence[str] | None = None,
    content: str | None = None,
    *,
    current: bool = False,
    as_of: str | date | None = None,
    since: str | None = None,
) -> pd.DataFrame: ...
@overload
def load(
    version: str = "latest",
    table: str = "records",
    engine: Literal["arrow", "polars"] = "arrow",
    out: Path | str = "curated",
    columns: Sequence[str] | None = None,
    content: str | None = None,
    *,
    current: bool = False,
    as_of: str | date | None = None,
    since: str | None = None,
) -> Any: ...
def load(
    version: str = "latest",
    table: str = "records",
    engine: Engine = "pandas",
    out: Path | str = "curated",
    columns: Sequence[str] | None = None,
    content: str | None = None,
    *,
    current: bool = False,
    as_of: str | date | None = None,
    since: str | None = None,
) -> Any:
    """Return a table of a release: `records`, `sightings`, `merged`, `rejected`, `documents`, `conflicts`, `changes`,
    `reviews`, `support` or `removals`.

    `engine` says what as: `pandas` (text columns of the pandas string type, missing values only
    where the release has none), `arrow` (a pyarrow.Table) or `polars` (if installed).
    Page checksums are verified while reading.
    `content` is the release's content hash as `qamill versions` shows it, or its first 8 or more digits: another
    release of the same version is refused.

    `current=True` gives the records that a page may still give; `as_of`, a day or a time, those that the newest states
    of pages until then gave (of what has no date nobody knows it).

    `since`, an older version, leaves out the records that it has: what is given is new since then, also a record that
    says the same as an older one in other words, but none of which only other columns changed (`diff` tells those).
    With `current` or `as_of` a record must be both. All three are for the table `records`.

    Raises BadSetting, UnknownVersion (PurgedVersion where what was taken down was purged from it), OtherContent,
    NoHistory, NotARelease, DamagedRelease, UnknownTable (also for a column or an engine that is none), NotInstalled.
    """
    check(version=version, table=table, engine=engine, out=out, columns=columns, content=content)
    check(current=current, as_of=as_of, since=since)
    if current or as_of is not None or since is not None:
        check_choice("table", table, ["records"])
    if current and as_of is not None:
        raise BadSetting("as_of", as_of, "left out where current is True")
    there = [*TABLES, *TABLES_IF_ANY]
    if table not in there:
        raise _unknown("There is no table", table, there)
    if engine not in _ENGINES:
        raise _unknown("There is no engine", engine, _ENGINES)
    wanted = _Wanted(table, None if columns is None else list(columns), content, current, as_of, since)
    release = open_release(out, version)
    try:
        arrow = _of_release(release, wanted, out)
    except DamagedRelease:
        if release.location.is_dir():
            raise
        arrow = _of_release(open_release(out, version), wanted, out)  # it was purged meanwhile
    if engine == "arrow":
        return arrow
    return _to_pandas(arrow) if engine == "pandas" else _to_polars(arrow)


class _Wanted(NamedTuple):
    """What `load` was asked for; its docstring says what each is."""

    table: str
    columns: list[str] | None
    content: str | None
    current: bool
    as_of: str | date | None
    since: str | None


def _unknown(what: str, word: str, known: Sequence[str]) -> UnknownTable:
    """The error about a word that is none of some, with the one that was probably meant."""
    return UnknownTable(f"{what} {word!r}.{did_you_mean(word, known)} There are: {', '.join(known)}.")


def _of_release(release: Release, wanted: _Wanted, out: Path | str) -> pa.Table:
    """Return the rows of a release that were asked for. Raises what `load` raises of a release that is there."""
    table, columns, content = wanted.table, wanted.columns, wanted.content
    if content and not release.manifest.content_hash.startswith(content):
        raise OtherContent(release.location, release.manifest.content_hash, content)
    tables = {**tables_of(release.manifest.schema_version), **TABLES_IF_ANY}
    if table not in tables:
        raise UnknownTable(f"Release {release.version} has no table {table!r} yet. It has: {', '.join(tables)}.")
    is_there = table not in TABLES_IF_ANY or table in release.manifest.content
    known = (columns_in(release, table) if is_there and columns else tables[table]).names
    strange = [name for name in columns or [] if name not in known]
    if strange:
        raise _unknown(f"{table} has no column", strange[0], known)
    chosen = _chosen_ids(release, wanted.current, wanted.as_of)
    if wanted.since is None:
        return _rows(release, table, columns, chosen)
    new = _new_ids(out, wanted.since, release)
    return read_some(release, table, new if chosen is None else _among(new, chosen), columns)


def _chosen_ids(release: Release, current: bool, as_of: str | date | None) -> pa.ChunkedArray | None:
    """The ids of the records that are current, or were; None where all records are asked for."""
    if as_of is not None:
        return ids_as_of(release, end_of(as_of))
    return current_ids(release) if current else None


def _new_ids(out: Path | str, since: str, release: Release) -> pa.ChunkedArray:
    """The ids of the records that an older release does not have. Raises BadSetting where it is not older."""
    older = open_release(out, since)
    if numbers_of(older.version) > numbers_of(release.version):
        raise BadSetting("since", since, f"a version up to {release.version}, the one that is loaded")
    known, ids = (read_table(each, "records", ["id"]).column("id") for each in (older, release))
    return ids.filter(pc.invert(pc.is_in(ids, value_set=known)))


def _among(ids: pa.ChunkedArray, chosen: pa.ChunkedArray) -> pa.ChunkedArray:
    return ids.filter(pc.is_in(ids, value_set=chosen))


def _rows(release: Release, table: str, columns: list[str] | None, chosen: pa.ChunkedArray | None) -> pa.Table:
    """The rows of a table; only those of `chosen` ids, where these are given."""
    if table in TABLES_IF_ANY and table not in release.manifest.content:
        return TABLES_IF_ANY[table].empty_table().select(columns or TABLES_IF_ANY[table].names)
    if chosen is None:
        return read_table(release, table, columns)
    rows = read_table(release, table, None if columns is None else [*dict.fromkeys(("id", *columns))])
    rows = rows.filter(pc.is_in(rows.column("id"), value_set=chosen))
    return rows if columns is None else rows.select(columns)


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    import pandas as pd

    text = pd.StringDtype("pyarrow", na_value=pd.NA)
    frame: pd.DataFrame = table.to_pandas(types_mapper=lambda kind: text if pa.types.is_string(kind) else None)
    return frame


def _to_polars(table: pa.Table) -> Any:
    try:
        import polars
    except ImportError:
        raise NotInstalled("polars is not installed. Install it with: pip install polars") from None
    return polars.from_arrow(table)
