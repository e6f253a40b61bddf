"""The compiled parts of the package where it lies in a zip file, from which Python imports no compiled module.

So executors of Spark have it. A part that was built for this machine is copied beside the zip file and imported from
there; any other is done without.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from uuid import uuid4
from zipimport import zipimporter


def import_parts_of(package: str, loader: zipimporter) -> None:
    """Let the compiled parts of a package be imported, too, whose Python is loaded from a zip file."""
    if not any(isinstance(finder, _PartsInZip) and finder.package == package for finder in sys.meta_path):
        sys.meta_path.append(_PartsInZip(package, loader))  # asked last: for what is no Python


class _PartsInZip(MetaPathFinder):
    def __init__(self, package: str, loader: zipimporter) -> None:
        self.package = package
        self._loader = loader

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Return where a compiled part was copied to; None where the zip file has none for this machine."""
        if fullname.startswith(f"{self.package}."):
            for suffix in EXTENSION_SUFFIXES:
                with suppress(OSError):
                    file = str(self._copied(fullname.replace(".", "/") + suffix))
                    return spec_from_file_location(fullname, file, loader=ExtensionFileLoader(fullname, file))
        return None

    def _copied(self, member: str) -> Path:
        """Copy a part, whole or not at all: several executors may do so at once. Raises OSError."""
        archive = self._loader.archive
        content = self._loader.get_data(f"{archive}{os.sep}{member.replace('/', os.sep)}")
        folder = Path(f"{archive}.compiled")
        folder.mkdir(exist_ok=True)
        file = folder / member.replace("/", "-")
        if not file.exists():
            unfinished = folder / uuid4().hex
            unfinished.write_bytes(content)
            unfinished.replace(file)
        return file
