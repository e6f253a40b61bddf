"""Start a Spark session that prints nothing, ships this package to the executors, and fails with one sentence."""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import socket
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...text.patterns import pattern
from ..sources import PACKAGE, compiled_parts, sources
from .errors import NoExecutors, NoJava, NoMaster, NoPyspark

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

_START_SECONDS = 60.0  # chosen: for Spark to start, and again for its first executor to come
_MASTER_SECONDS = 5.0  # chosen: for a master's port to answer
_POLL_SECONDS = 0.2  # chosen: between two questions whether there is an executor
_DRIVERS = 1  # Spark lists the driver among its executors
_LOGGING = """
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %m%n
"""
_SETTINGS = {
    "spark.app.name": "qamill",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.adaptive.enabled": "false",  # a partition is a bucket; Spark must not merge or split it
    "spark.sql.codegen.wholeStage": "false",  # there is no SQL to compile, and compiling takes seconds
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",  # pieces of at most 4 MB each, so 64 MB
}
_STACK_LINE = pattern(r"\s+at |Driver stacktrace|SQLSTATE|JVM stack")
_PYTHON_ERROR = pattern(r"[\w.]+(?:Error|Exception|Interrupt|Exit): ")
_LOST_TASK = pattern(r"^Lost task [\d.]+ in stage [\d.]+ \(TID \d+\) \(.*?\): (?:[\w.]+(?:Error|Exception): )?")


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """Yield a session with a master. A session that this process runs already is used, and not stopped.

    Raises NoPyspark, NoJava, NoMaster or NoExecutors, each within about a minute.
    """
    if find_spec("pyspark") is None:
        raise NoPyspark
    with without_warnings():
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        spark = running.newSession() if running else SparkSession(_start(master))
        for name, value in _SETTINGS.items():
            if name.startswith("spark.sql."):
                spark.conf.set(name, value)
        spark.sparkContext.addPyFile(str(_shipped_package()))
    try:
        yield spark
    finally:
        if running is None:
            with suppress(Exception):  # if Spark has died there is nothing to stop
                spark.stop()


@contextmanager
def without_warnings() -> Iterator[None]:
    """Suppress pyspark's warnings about the version of pandas, which we do not use with it."""
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning)
        yield


def cause_of(error: BaseException) -> str:
    """Return the cause of a Spark error in one line: the last line of a Python traceback, or Java's message."""
    java = getattr(error, "java_exception", None)
    text = str(java.getMessage()) if java is not None else str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip() and not _STACK_LINE.match(line)]
    python_errors = [line for line in lines if _PYTHON_ERROR.match(line)]
    if "Traceback (" in text and python_errors:
        return python_errors[-1]
    why = lines[0].rpartition("most recent failure: ")[2] if lines else type(error).__name__
    return _LOST_TASK.sub("", why).partition(". Consider ")[0]


def write_package(folder: Path) -> Path:
    """Write this package into a zip file that Python can import from; return its path.

    It keeps the name that it was imported by, because pickled tasks refer to that. So the executors run the
    driver's code, and nothing of ours has to be installed there. Its compiled parts are used where they fit.
    """
    path = folder / f"{PACKAGE}.zip"
    with ZipFile(path, "w") as archive:
        for name, source in [*sources(), *compiled_parts()]:
            archive.writestr(ZipInfo(f"{PACKAGE}/{name}"), source.read_bytes(), ZIP_DEFLATED)
    return path


def _start(master: str) -> SparkContext:
    """Start Spark. It prints nothing: its log goes to a file, and the last line of that into the error."""
    if not _has_java():
        raise NoJava
    _check_master_answers(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    results: list[Any] = []
    starting = Thread(target=lambda: results.append(_try_to_start(master)), daemon=True)
    starting.start()
    starting.join(_START_SECONDS)
    if not results:
        raise NoMaster(master, f"it did not answer within {_START_SECONDS:.0f} seconds")
    if isinstance(results[0], Exception):
        raise NoMaster(master, _why_not_started(results[0], _log())) from results[0]
    context: SparkContext = results[0]
    _wait_for_executors(context, master)
    return context


def _try_to_start(master: str) -> SparkContext | Exception:
    from pyspark import SparkContext
    from pyspark.java_gateway import launch_gateway

    conf = _conf(master)
    try:
        if SparkContext._gateway is None:
            with _log().open("ab") as log:
                gateway = launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
            return SparkContext(conf=conf, gateway=gateway)
        return SparkContext(conf=conf)
    except Exception as error:  # whatever it is, it is why Spark did not start
        return error


def _conf(master: str) -> SparkConf:
    from pyspark import SparkConf

    logging_file = _folder() / "log4j2.properties"
    logging_file.write_text(_LOGGING, encoding="ascii")
    conf = SparkConf(loadDefaults=False).setMaster(master).setAll(list(_SETTINGS.items()))
    conf.set("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile=file:{logging_file}")
    return conf.set("spark.ui.enabled", "false") if _is_local(master) else conf


def _wait_for_executors(context: SparkContext, master: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while not _is_local(master) and len(context.statusTracker().getExecutorInfos()) <= _DRIVERS:
        if time.monotonic() > end:
            with suppress(Exception):
                context.stop()
            raise NoExecutors(master, _START_SECONDS)
        time.sleep(_POLL_SECONDS)


def _is_local(master: str) -> bool:
    return re.fullmatch(r"local(\[.*\])?", master) is not None


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin")) if home else None) is not None


def _check_master_answers(master: str) -> None:
    """Raise NoMaster unless an address of a standalone master answers; Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    why = "the address has no HOST:PORT"
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        if host and port.isdigit():
            try:
                socket.create_connection((host.strip("[]"), int(port)), _MASTER_SECONDS).close()
                return
            except (OSError, OverflowError) as error:
                why = f"{address} does not answer ({error})"
    raise NoMaster(master, why)


def _why_not_started(error: Exception, log: Path) -> str:
    """Return why Spark did not start: the error's cause, or the last line that Java logged before it ended."""
    if "JAVA_GATEWAY_EXITED" not in str(error):
        return cause_of(error)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    causes = [line.strip() for line in lines if line.strip() and not re.match(r"\s+at |WARNING|Using Spark", line)]
    return causes[-1] if causes else cause_of(error)


@cache
def _folder() -> Path:
    """A temporary folder that exists until this process ends; Java, which reads it, ends with the process."""
    folder = Path(mkdtemp(prefix="qamill-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _log() -> Path:
    return _folder() / "spark.log"


@cache
def _shipped_package() -> Path:
    return write_package(_folder())
