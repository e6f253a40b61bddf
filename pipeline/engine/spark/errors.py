"""Errors of a Spark cluster."""

from __future__ import annotations

from pathlib import Path

from ...errors import QamillError


class NoSpark(QamillError):
    """Spark was asked for and is not available."""


class NoPyspark(NoSpark):
    """Spark was asked for and its Python library is not installed."""

    def __init__(self) -> None:
        super().__init__("--spark needs the library pyspark. Install it: pip install 'pyspark>=4.1,<5'")


class NoJava(NoSpark):
    """Spark was asked for and there is no Java to run it."""

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
            f" Name one like local[2] or spark://HOST:7077; see `qamill help scale`."
        )


class NoExecutors(NoSpark):
    """The master answered but gave this run no executor."""

    exit_code = 1

    def __init__(self, master: str, seconds: float) -> None:
        super().__init__(
            f"{master} gave this run no executor within {seconds:.0f} seconds. Start workers, or ask for less memory"
            f" or fewer cores than they have free; see `qamill help scale`."
        )


class FolderNotShared(QamillError):
    """An executor does not see a folder through which tables or pages are exchanged."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"An executor of Spark does not see {folder}. The pages and --out must lie on storage that every"
            f" machine of the cluster has mounted at the same path; see `qamill help scale`."
        )


class SparkFailed(QamillError):
    """A Spark job failed with an error that is not a QamillError."""

    exit_code = 1

    def __init__(self, stage: str, cause: str) -> None:
        super().__init__(
            f"Spark gave up at the stage {stage!r}: {cause.rstrip('.')}. Nothing was released; finished results are"
            f" kept. Fix the cause and run again."
        )
