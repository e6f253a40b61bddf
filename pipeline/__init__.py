"""qamill: question-and-answer web pages in, a dataset people can trust out.

The folder is `pipeline/` in the checkout and the package `qamill` where it is installed. Public names are loaded
when they are first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .version import VERSION

if TYPE_CHECKING:
    from .arguments import BadSetting
    from .curate import Outcome, curate
    from .errors import QamillError
    from .release.diff import diff
    from .release.errors import DamagedRelease, NoHistory, NotARelease, OtherContent, PurgedVersion, UnknownVersion
    from .release.load import NotInstalled, UnknownTable, load
    from .release.versions import versions
    from .run.page import PageResult, Triples, parse
    from .schema import Candidate, Document, Reason, Rejected, Sighting
    from .schema.manifest import Manifest
    from .schema.record import Record

__version__ = VERSION
__all__ = [
    "BadSetting",
    "Candidate",
    "DamagedRelease",
    "Document",
    "Manifest",
    "NoHistory",
    "NotARelease",
    "NotInstalled",
    "OtherContent",
    "Outcome",
    "PageResult",
    "PurgedVersion",
    "QamillError",
    "Reason",
    "Record",
    "Rejected",
    "Sighting",
    "Triples",
    "UnknownTable",
    "UnknownVersion",
    "curate",
    "diff",
    "load",
    "parse",
    "versions",
]
_HOMES = {
    "BadSetting": "arguments",
    "Outcome": "curate",
    "curate": "curate",
    "QamillError": "errors",
    "diff": "release.diff",
    **dict.fromkeys(("NotInstalled", "UnknownTable", "load"), "release.load"),
    **dict.fromkeys(
        ("DamagedRelease", "NoHistory", "NotARelease", "OtherContent", "PurgedVersion", "UnknownVersion"),
        "release.errors",
    ),
    "versions": "release.versions",
    **dict.fromkeys(("PageResult", "Triples"), "run.page"),
    "parse": "run.page",
    **dict.fromkeys(("Candidate", "Document", "Reason", "Rejected", "Sighting"), "schema"),
    "Manifest": "schema.manifest",
    "Record": "schema.record",
}
"""The module of each public name."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _function(name: str) -> property:
    """A public function with the name of a module of ours; another may be put in its place and taken away."""

    def get(package: ModuleType) -> Any:
        return vars(package)[name] if name in vars(package) else _with_modules(name, __getattr__(name))

    def put(package: ModuleType, value: object) -> None:
        if not isinstance(value, ModuleType):  # which importing it sets
            vars(package)[name] = value

    def take_away(package: ModuleType) -> None:
        vars(package).pop(name, None)

    return property(get, put, take_away)


def _with_modules(name: str, function: Any) -> Any:
    """Let `import qamill.parse.extract as extract` find the module by way of the function."""
    module = sys.modules.get(f"{__name__}.{name}")
    vars(function).update((key, value) for key, value in vars(module).items() if isinstance(value, ModuleType))
    return function


class _Package(ModuleType):
    """The package, whose functions `curate` and `parse` are not hidden by the modules of the same name."""

    curate = _function("curate")
    parse = _function("parse")


sys.modules[__name__].__class__ = _Package
_loader: Any = __spec__.loader if __spec__ else None
if hasattr(_loader, "archive"):  # it lies in a zip file, as on an executor of Spark
    from .compiled import import_parts_of

    import_parts_of(__name__, _loader)
