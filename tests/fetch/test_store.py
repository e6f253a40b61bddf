"""What a run leaves on the disk: pages before their lines, and one wait for the disk for all that end meanwhile."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest

from pipeline.fetch import archive
from pipeline.fetch.exchange import Exchange
from pipeline.fetch.fetched import Visit, read_visits
from pipeline.fetch.store import Closed, Store
from pipeline.fetch.visit import Found, Wish
from pipeline.fetch.warc import Records, Stored

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
_WHEN = datetime(2026, 1, 31, 12, tzinfo=UTC)


def _keep(store: Store, number: int) -> Visit:
    url = f"https://a.org/{number}"
    exchange = Exchange(url, "192.0.2.1", _WHEN, 0.1, b"GET / HTTP/1.1\r\n\r\n", _HEAD + b"<p>Why?</p>", 200, (), b"")
    return store.keep(Wish(url), Found("stored", exchange), None)


class Disk:
    """Waits for the disk as a test says, and counts; what it has, of each archive, is the length that was looked up
    before the last wait: another thread may write between the two."""

    def __init__(self, wait: Callable[[], None]) -> None:
        self.waits = 0
        self.has: dict[str, int] = {}
        self._wait = wait
        self._fstat = os.fstat
        self._looked_up = threading.local()

    def fstat(self, opened: int) -> os.stat_result:
        found = self._fstat(opened)
        self._looked_up.length = found.st_size
        return found

    def fsync(self, opened: int) -> None:
        path = os.readlink(f"/proc/self/fd/{opened}")
        if path.endswith(".gz"):
            length = self._looked_up.length
            self.waits += 1
            self._wait()
            self.has[Path(path).name] = length


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], Disk]:
    def of(wait: Callable[[], None]) -> Disk:
        disk = Disk(wait)
        monkeypatch.setattr(os, "fstat", disk.fstat)
        monkeypatch.setattr(os, "fsync", disk.fsync)
        return disk

    return of


def _in_threads(count: int, act: Callable[[int], object]) -> list[threading.Thread]:
    threads = [threading.Thread(target=act, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        sleep(0.01)
    pytest.fail("it never came to it")


def test_pages_that_are_written_while_the_disk_is_waited_for_share_the_next_wait(
    tmp_path: Path, disk: Callable[[Callable[[], None]], Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, written = threading.Event(), [0]

    def wait() -> None:
        go_on.wait(5)

    counted = disk(wait)
    store = Store(tmp_path, "qamill")
    write = archive.Archive.write

    def counting(self: archive.Archive, records: Records) -> Stored:
        written[0] += 1
        return write(self, records)

    monkeypatch.setattr(archive.Archive, "write", counting)
    threads = _in_threads(8, lambda number: _keep(store, number))
    _until(lambda: written[0] == 8)
    assert list(read_visits(tmp_path)) == []
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert counted.waits == 2
    assert {visit.url for visit in read_visits(tmp_path)} == {f"https://a.org/{number}" for number in range(8)}
    store.close()


def test_a_page_is_on_the_disk_before_it_is_told_or_in_the_index(
    tmp_path: Path, disk: Callable[[Callable[[], None]], Disk]
) -> None:
    has = disk(lambda: sleep(0.001)).has
    store = Store(tmp_path, "qamill", largest=4_000)
    early: list[Visit] = []

    def keep_some(thread: int) -> None:
        for number in range(12):
            visit = _keep(store, 100 * thread + number)
            early.extend(each for each in (visit, *read_visits(tmp_path)) if not _is_in(each, has))

    for thread in _in_threads(4, keep_some):
        thread.join(10)
    store.close()
    visits = list(read_visits(tmp_path))
    assert (early, len(visits), len({visit.file for visit in visits})) == ([], 48, 48)
    assert len(has) > 2


def _is_in(visit: Visit, has: dict[str, int]) -> bool:
    name, _, offset = visit.file.partition("#")
    return int(offset) < has.get(name, 0)


def test_no_archive_begins_before_the_lines_about_the_one_before_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []

    def fsync(opened: int) -> None:
        if os.readlink(f"/proc/self/fd/{opened}").endswith("fetched.csv"):
            lines.append(len(list(read_visits(tmp_path))))

    monkeypatch.setattr(os, "fsync", fsync)
    store = Store(tmp_path, "qamill", largest=1_000)
    begun: list[str] = []
    for number in range(6):
        begun.append(_keep(store, number).file.partition("#")[0])
        assert lines[-1] >= sum(name != begun[-1] for name in begun)
    assert len({*begun}) > 1
    store.close()


@pytest.mark.parametrize("first", [1, 3])
def test_where_the_disk_fails_no_page_is_told_that_it_does_not_have(
    tmp_path: Path, disk: Callable[[Callable[[], None]], Disk], first: int
) -> None:
    def wait() -> None:
        sleep(0.005)
        if failing.waits >= first:
            raise OSError(errno.EIO, "Input/output error")

    failing = disk(wait)
    store = Store(tmp_path, "qamill")
    told: list[str] = []
    errors: list[type[Exception]] = []

    def keep_some(thread: int) -> None:
        try:
            told.extend(_keep(store, 10 * thread + number).url for number in range(5))
        except Exception as error:
            errors.append(type(error))

    for thread in _in_threads(4, keep_some):
        thread.join(10)
    store.close()
    assert errors == [OSError] * 4
    assert sorted(told) == sorted(visit.url for visit in read_visits(tmp_path))
    (path,) = tmp_path.glob("*.gz")
    assert path.stat().st_size == failing.has.get(path.name, 0)
    again = Store(tmp_path, "qamill")
    again.close()
    assert sorted(told) == sorted(visit.url for visit in read_visits(tmp_path))


def test_nothing_is_stored_after_the_end_of_a_run(tmp_path: Path) -> None:
    store = Store(tmp_path, "qamill")
    _keep(store, 1)
    store.close()
    with pytest.raises(Closed):
        _keep(store, 2)
    assert [visit.url for visit in read_visits(tmp_path)] == ["https://a.org/1"]
