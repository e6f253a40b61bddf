"""What a person did wrong, or their machine refused, and what to do next."""

from __future__ import annotations

from pathlib import Path, PurePath


class QamillError(Exception):
    """Base of every error that is answered with a sentence instead of a traceback."""

    exit_code = 2
    """Of the command: 2 where it was called wrongly, 1 where something went wrong."""

    def __reduce__(self) -> tuple[object, ...]:
        """Come out of a worker with the same words; by default Python would call `__init__` on them."""
        return _error_again, (type(self), self.args)


def _error_again(kind: type[QamillError], args: tuple[object, ...]) -> QamillError:
    error = kind.__new__(kind)
    error.args = args
    return error


class NoInput(QamillError):
    """There is nothing to read."""


class NoRawFolder(NoInput):
    """A raw folder or file that was named is not there."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"There is no {path}. Create the folder and drop pages into it, or name another: qamill curate PATH"
        )


class EmptyRawFolder(NoInput):
    """A raw folder holds no page."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path} holds no page. Drop .txt files into it, or pipe one in: qamill add - --url https://..."
        )


class SharedFolder(NoInput):
    """Pages and releases were to lie in one folder."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path} cannot hold pages and releases both. Name another folder for the releases:"
            f" qamill curate {path} --out PATH"
        )


class UnknownVersion(QamillError):
    """A version that was asked for has not been released."""

    def __init__(self, version: str, known: list[str], out: Path) -> None:
        there = f"There are: {', '.join(known)}." if known else "Nothing is released yet: make curate."
        super().__init__(f"{out} has no release {version!r}. {there}")


class NoLatest(QamillError):
    """There are releases, but nothing says which is the latest."""

    exit_code = 1

    def __init__(self, known: list[str], out: Path) -> None:
        super().__init__(
            f"{out}/LATEST is missing. qamill curate writes it again; or name a version: {', '.join(known)}."
        )


class NothingLeft(QamillError):
    """A run found no record where the release before has some."""

    exit_code = 1

    def __init__(self, before: str, records: int) -> None:
        super().__init__(
            f"Not one record came out of these pages, and {before} has {records:,}. Nothing was released."
            f" If that is meant, say so: qamill curate --allow-empty"
        )


class NotARelease(QamillError):
    """A folder is not what `qamill curate` writes."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} is not a release ({why}). Name the folder that `qamill curate` writes to: --out curated"
        )


class DamagedRelease(QamillError):
    """A release is not as it was published."""

    exit_code = 1

    def __init__(self, folder: Path | str, why: str) -> None:
        self.folder, self.why = PurePath(folder), why
        super().__init__(
            f"{folder} is damaged: {why}. Put the folder back from a copy;"
            f" qamill verify {self.folder.name} names the files that are not as they were released."
        )


class UnknownId(QamillError):
    """No record, merged pair or sighting carries an id."""

    def __init__(self, wanted: str, version: str) -> None:
        super().__init__(
            f"Release {version} has no record {wanted!r}. Ids are 16 hex digits, in the first"
            f" column of records.csv; the first four or more will do where only one fits."
        )


class BadPageIndex(QamillError):
    """`raw/index.csv` cannot be read as the table it should be."""

    def __init__(self, path: Path | str, line: int, why: str) -> None:
        super().__init__(f"{path}, line {line}: {why}. See docs/raw.md for its columns.")


class CannotWrite(QamillError):
    """The disk refused; the release before is as it was."""

    exit_code = 1

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Could not write to {path}: {error.strerror or error}. Nothing was released and what was"
            f" there is untouched. Make room or give the right to write, then run again."
        )


class CountsDoNotAddUp(QamillError):
    """A run lost or doubled something; it refuses to publish."""

    exit_code = 1

    def __init__(self, sums: list[str]) -> None:
        super().__init__(
            "Refusing to publish, because the counts do not add up: "
            + "; ".join(sums)
            + ". This is a defect of qamill: please report it with the pages that show it."
        )


class WorkerDied(QamillError):
    """A worker process ended in the middle of its task."""

    exit_code = 1

    def __init__(self, stage: str) -> None:
        super().__init__(
            f"A worker process died at the stage {stage!r}; most often the machine ran out of memory. Nothing"
            f" was released. Run again with fewer workers, for example: qamill curate --workers 1"
        )


class ChangedWhileReading(QamillError):
    """A raw page was written to during the run."""

    exit_code = 1

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed while it was read. Run again when nothing writes to it.")


class NoSpark(QamillError):
    """Spark was asked for, and there is none to be had."""


class NoPyspark(NoSpark):
    """Spark was asked for, and its Python side is not installed."""

    def __init__(self) -> None:
        super().__init__("--spark needs the library pyspark. Install it: pip install 'qamill[spark]'")


class NoJava(NoSpark):
    """Spark was asked for, and there is no Java to run it."""

    def __init__(self) -> None:
        super().__init__(
            "--spark needs Java 17 or newer, and there is none: no command java on the PATH, none under JAVA_HOME."
            " Install it, for example: apt-get install default-jre-headless"
        )


class NoMaster(NoSpark):
    """Spark did not start, or its master did not answer."""

    def __init__(self, master: str, why: str) -> None:
        super().__init__(
            f"Spark did not start with the master {master!r}: {why.rstrip('.')}."
            f" Name one like local[2] or spark://HOST:7077; see docs/scale.md."
        )


class NoExecutors(NoSpark):
    """The master answered, but nobody works for it."""

    exit_code = 1

    def __init__(self, master: str, seconds: float) -> None:
        super().__init__(
            f"{master} gave this run no executor within {seconds:.0f} seconds. Start workers, or ask for less memory"
            f" or fewer cores than they have free; see docs/scale.md."
        )


class FolderNotShared(QamillError):
    """An executor does not see the folder that tables are handed over in."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"An executor of Spark does not see {folder}. The pages and --out must lie on storage that every"
            f" machine of the cluster has mounted at the same path; see docs/scale.md."
        )


class SparkFailed(QamillError):
    """A job of Spark failed, and not for a reason of ours."""

    exit_code = 1

    def __init__(self, stage: str, cause: str) -> None:
        super().__init__(
            f"Spark gave up at the stage {stage!r}: {cause.rstrip('.')}. Nothing was released; what was finished is"
            f" kept, so run again when the cause is gone."
        )


class BadAddress(QamillError):
    """An address is none that can be read."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address} is no address that qamill can use: {why}. Give it like s3://bucket/folder")


class NotLocal(QamillError):
    """An address was given where only a folder will do."""

    def __init__(self, address: Path | str) -> None:
        super().__init__(
            f"{address} is an address, and only qamill curate reads from one or publishes to one."
            f" Copy what is there into a folder, and name that."
        )


class Unreachable(QamillError):
    """A place that pages are read from, or releases published to, does not answer or refuses."""

    exit_code = 1

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address} cannot be reached: {why}. Check the address, the keys (AWS_ACCESS_KEY_ID and its like, or a"
            f" profile) and the network, then run again."
        )


class ReleasedMeanwhile(QamillError):
    """Somebody else's files lie where a release was to go."""

    exit_code = 1

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} holds files that were not there when this run began, or that are not qamill's; they were left"
            f" alone, and nothing was released. Let one run at a time publish to an address; then run again."
        )
