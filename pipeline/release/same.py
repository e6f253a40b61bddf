"""Whether two releases hold the same, what differs where no record does, and why, as far as their manifests tell."""

from __future__ import annotations

from ..schema.dataset import Dataset
from ..schema.manifest import Manifest
from .layout import is_of_a_table

_OF_FORM = ("schema_version", "shard_rows")
"""The settings that no record depends on."""


def differences(before: Manifest, after: Manifest) -> list[str]:
    """Return what differs between two releases, as parts of a sentence; nothing where they hold the same.

    It is tables, what people say of the dataset, and whether the tables are in files of the same names.
    """
    was, now = before.tables, after.tables
    tables = [f"the table {name}" for name in sorted({*was, *now}) if was.get(name) != now.get(name)]
    old, new = Dataset.of(before.settings)._asdict(), Dataset.of(after.settings)._asdict()
    said = [f"the {name} of the dataset" for name in old if old[name] != new[name]]
    files = [] if tables or _table_files(before) == _table_files(after) else ["the files that hold the tables"]
    return tables + said + files


def causes(before: Manifest, after: Manifest) -> list[str]:
    """Return why tables of two releases differ, in words; nothing where pages or decisions do, too: that is why."""
    if before.inputs != after.inputs or before.content_hash == after.content_hash:
        return []
    return other_settings(before, after) + _other_package(before.package, after.package)


def other_settings(before: Manifest, after: Manifest) -> list[str]:
    """Return how the settings of two releases differ on which records depend, in words."""
    old, new = before.settings, after.settings
    return [
        f"{name} was {old[name] or 'none'} and is {new[name] or 'none'}"
        for name in old
        if name in new and old[name] != new[name] and name not in _OF_FORM
    ]


def _other_package(old: dict[str, str], new: dict[str, str]) -> list[str]:
    if old == new:
        return []
    name, was, now = new["name"], old.get("version"), new["version"]
    return [f"{name} was {was} and is {now}" if was != now else f"the code of {name}, or a library, is another one"]


def is_again(withdrawn: Manifest, draft: Manifest) -> bool:
    """Whether a draft is what was withdrawn: a new licence may be what it was withdrawn for, a new title is not."""
    is_same_licence = Dataset.of(withdrawn.settings).licence == Dataset.of(draft.settings).licence
    return is_same_licence and withdrawn.content_hash == draft.content_hash


def _table_files(manifest: Manifest) -> set[str]:
    return {*filter(is_of_a_table, manifest.files)}
