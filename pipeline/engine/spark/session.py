"""A session of Spark that says nothing on the console, ships this package to the executors, and fails in a sentence."""

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
from zipfile import PyZipFile

from .errors import NoExecutors, NoJava, NoMaster, NoPyspark

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

_SECONDS = 60.0  # to start in, and then to get a first executor in
_DRIVER = 1  # Spark counts it among the executors
_PORT_SECONDS = 5.0  # for a master's port to answer in
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
    "spark.sql.adaptive.enabled": "false",  # a partition is a bucket, and stays one
    "spark.sql.codegen.wholeStage": "false",  # there is no SQL to compile, and compiling takes seconds
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",  # pieces of at most 4 MB
}
_OF_A_STACK = re.compile(r"\s+at |Driver stacktrace|SQLSTATE|JVM stack")
_RAISED = re.compile(r"[\w.]+(?:Error|Exception|Interrupt|Exit): ")
_LOST = re.compile(r"^Lost task [\d.]+ in stage [\d.]+ \(TID \d+\) \(.*?\): (?:[\w.]+(?:Error|Exception): )?")


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """Yield a session of this process with a master; one that is running already is used, and left running.

    Raises NoPyspark, NoJava, NoMaster or NoExecutors, each within about a minute.
    """
    if find_spec("pyspark") is None:
        raise NoPyspark
    with quiet():
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        spark = running.newSession() if running else SparkSession(_start(master))
        for name, value in _SETTINGS.items():
            if name.startswith("spark.sql."):
                spark.conf.set(name, value)
        spark.sparkContext.addPyFile(str(_package()))
    try:
        yield spark
    finally:
        if running is None:
            with suppress(Exception):  # what has died has nothing left to stop
                spark.stop()


@contextmanager
def quiet() -> Iterator[None]:
    """Spare the console what pyspark has to say about the version of pandas, which we do not use with it."""
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning)
        yield


def cause_of(error: BaseException) -> str:
    """Return what an error of Spark comes down to: the last line of a Python traceback, or Java's own words."""
    java = getattr(error, "java_exception", None)
    words = str(java.getMessage()) if java is not None else str(error)
    lines = [line.strip() for line in words.splitlines() if line.strip() and not _OF_A_STACK.match(line)]
    raised = [line for line in lines if _RAISED.match(line)]
    if "Traceback (" in words and raised:
        return raised[-1]
    why = lines[0].rpartition("most recent failure: ")[2] if lines else type(error).__name__
    return _LOST.sub("", why).partition(". Consider ")[0]


def _start(master: str) -> SparkContext:
    """Start Spark. It writes on no console: what it has to say goes to a file, and its last line into the error."""
    if not _has_java():
        raise NoJava
    _knock(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found: list[Any] = []
    starting = Thread(target=lambda: found.append(_try_to_start(master)), daemon=True)
    starting.start()
    starting.join(_SECONDS)
    if not found:
        raise NoMaster(master, f"it did not answer within {_SECONDS:.0f} seconds")
    if isinstance(found[0], Exception):
        raise NoMaster(master, _last_words(found[0], _log())) from found[0]
    context: SparkContext = found[0]
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
    except Exception as error:  # whatever it is, it is why there is no Spark
        return error


def _conf(master: str) -> SparkConf:
    from pyspark import SparkConf

    logging_file = _folder() / "log4j2.properties"
    logging_file.write_text(_LOGGING, encoding="ascii")
    conf = SparkConf(loadDefaults=False).setMaster(master).setAll(list(_SETTINGS.items()))
    conf.set("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile=file:{logging_file}")
    return conf.set("spark.ui.enabled", "false") if _is_local(master) else conf


def _wait_for_executors(context: SparkContext, master: str) -> None:
    end = time.monotonic() + _SECONDS
    while not _is_local(master) and len(context.statusTracker().getExecutorInfos()) < _DRIVER + 1:
        if time.monotonic() > end:
            with suppress(Exception):
                context.stop()
            raise NoExecutors(master, _SECONDS)
        time.sleep(0.2)


def _is_local(master: str) -> bool:
    return re.fullmatch(r"local(\[.*\])?", master) is not None


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin")) if home else None) is not None


def _knock(master: str) -> None:
    """Raise NoMaster where nothing answers at the addresses of a standalone master; Spark would try for a minute."""
    if not master.startswith("spark://"):
        return
    why = "the address has no HOST:PORT"
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        if host and port.isdigit():
            try:
                socket.create_connection((host.strip("[]"), int(port)), _PORT_SECONDS).close()
                return
            except (OSError, OverflowError) as error:
                why = f"{address} does not answer ({error})"
    raise NoMaster(master, why)


def _last_words(error: Exception, log: Path) -> str:
    """Why Spark did not start: what was raised, or the last line that Java wrote before it ended."""
    if "JAVA_GATEWAY_EXITED" not in str(error):
        return cause_of(error)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    said = [line.strip() for line in lines if line.strip() and not re.match(r"\s+at |WARNING|Using Spark", line)]
    return said[-1] if said else cause_of(error)


@cache
def _folder() -> Path:
    """A folder that is there as long as this process: Java is, too."""
    folder = Path(mkdtemp(prefix="qamill-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _log() -> Path:
    return _folder() / "spark.log"


@cache
def _package() -> Path:
    """This package as it is here, compiled, so that the executors run the same code and none has to be installed."""
    path = _folder() / "qamill.zip"
    with PyZipFile(str(path), "w") as archive:
        archive.writepy(str(Path(__file__).parents[2]))
    return path
