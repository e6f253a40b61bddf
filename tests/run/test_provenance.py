"""The facts of the package that a manifest states."""

from __future__ import annotations

from importlib import metadata

import pytest

from pipeline.run import provenance


@pytest.mark.parametrize("library", provenance._SHAPING)
def test_the_version_of_a_library_is_the_installed_one(library: str) -> None:
    assert provenance.library_version(library) == metadata.version(library)


def test_a_library_that_is_not_installed_is_named() -> None:
    with pytest.raises(metadata.PackageNotFoundError, match="no-such-library"):
        provenance.library_version("no-such-library")
