"""Hooks of mkdocs: the pages of the site that lie beside `docs/`, and links to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_ROOT = Path(__file__).parent.parent.parent
_BESIDE = {
    "README.md": "start.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "examples/README.md": "examples.md",
}
"""The name of each page in the site."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lie beside `docs/`."""
    for source, name in _BESIDE.items():
        text = (_ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=_with_links(text, "").replace("](docs/", "](")))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Lead links to pages beside `docs/` to where they are in the site."""
    return _with_links(markdown, "../")


def _with_links(markdown: str, before: str) -> str:
    for source, name in _BESIDE.items():
        markdown = markdown.replace(f"]({before}{source}", f"]({name}")
    return markdown
