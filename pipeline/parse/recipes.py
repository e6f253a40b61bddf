"""Recipes: TOML files in which the owner of a site says how its pages are read."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ..arguments import nearest
from ..errors import QamillError
from ..storage import read_local
from ..text.patterns import pattern
from ..web.hosts import host_of
from .page import Page

if TYPE_CHECKING:
    from turbohtml import SelectorSyntaxError

SUFFIX = ".toml"
_ADDRESS = pattern(r"(?:https?://)?(?P<host>[^\s/?#]+)(?P<path>/[^\s#]*)?", re.IGNORECASE)


class BadRecipe(QamillError):
    """A recipe cannot be used as it is written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why} See `qamill help recipes`.")


class RecipeElsewhere(QamillError):
    """A recipe was to be tried on a page that it is not for."""

    def __init__(self, path: Path, recipe: Recipe, address: str | None) -> None:
        where = f"the page lives at {address}" if address else "nobody knows where the page lives"
        super().__init__(f"{path} is for {recipe.address}, but {where}. Give the page's address: --url https://...")


def _checked_selector(written: str) -> str:
    from turbohtml import SelectorSyntaxError, parse

    try:
        parse("").select(written)
    except SelectorSyntaxError as error:
        raise ValueError(f"is no CSS selector: {_reason(error)}.") from error
    return written


def _reason(error: SelectorSyntaxError) -> str:
    return str(error).rpartition('": ')[2] or str(error)


def _checked_address(written: str) -> str:
    parts = _ADDRESS.fullmatch(written)
    if parts is None or host_of(parts["host"].removeprefix("*.")) is None:
        raise ValueError(f"is no address of pages: {written!r} (`*` may stand for a start of the host, up to a dot).")
    if parts["path"] is None:
        raise ValueError("names a site, but no pages of it; for all of them put /* after it.")
    return written


Selector = Annotated[str, AfterValidator(_checked_selector)]


class Recipe(BaseModel):
    """Where the questions and answers are on some pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[str, AfterValidator(_checked_address)] = Field(
        description="The pages it is for: an address in which `*` stands for anything.",
        examples=["https://help.example.org/*"],
    )
    block: Selector = Field(
        description="What holds a question with its answer; or several, each question before its answers.",
        examples=[".faq-item"],
    )
    question: Selector = Field(description="The question inside a block.", examples=["h3"])
    answer: Selector = Field(
        description="The answer inside a block; several elements are read one after the other.",
        examples=[".faq-answer"],
    )
    source: Selector | None = Field(
        default=None,
        description="What names the cited site inside a block: a link, or a host as text. Without this key"
        " the page itself is the source.",
        examples=["a.source"],
    )
    drop: tuple[Selector, ...] = Field(
        default=(),
        description="What is left out of questions and answers.",
        examples=[[".share", ".advert"]],
    )

    def fits(self, address: str) -> bool:
        """Whether it is for the page at an address; scheme, port, `www.` and what follows `#` do not count."""
        host, path = _host_and_path(address)
        own_host, own_path = _host_and_path(self.address)
        if host is None or own_host is None or not _fits(own_path, path):
            return False
        if own_host.startswith("*."):
            return host == own_host[2:] or host.endswith(own_host[1:])
        return host == own_host


def load(path: Path) -> Recipe:
    """Return the recipe in a file. Raises BadRecipe, which says what to write."""
    try:
        written = tomllib.loads(read_local(path).decode("utf-8-sig"))
    except OSError as error:
        raise BadRecipe(path, f"cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRecipe(path, f'is no TOML ({error}). Write lines like: block = ".faq-item".') from error
    try:
        return Recipe.model_validate(written)
    except ValidationError as error:
        raise BadRecipe(path, _sentence(error)) from error


def load_all(folder: Path) -> tuple[Recipe, ...]:
    """Return the recipes of a folder in the order of their names, or the one in a file. Raises BadRecipe."""
    if not folder.is_dir():
        return (load(folder),)
    try:
        found = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError as error:
        raise BadRecipe(folder, f"cannot be read ({error.strerror}).") from error
    if not found:
        raise BadRecipe(folder, f"holds no recipe, that is no file *{SUFFIX}.")
    return tuple(map(load, found))


def recipes_for(page: Page, recipes: Iterable[Recipe]) -> list[Recipe]:
    """Return the recipes for a page: by the address it gives itself, or by the one it was read at."""
    addresses = {address for address in (page.address, page.document.url) if address} if recipes else set()
    return [recipe for recipe in recipes if any(recipe.fits(address) for address in addresses)]


def fingerprint(recipes: Iterable[Recipe]) -> str:
    """Return what changes when a recipe does; empty where there are none."""
    text = "\n".join(recipe.model_dump_json() for recipe in recipes)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def _sentence(error: ValidationError) -> str:
    """What is wrong first, a misspelt key before the key that is missing for it."""
    faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
    fault = faults[0]
    key = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        near = nearest(key, Recipe.model_fields)
        meant = f"Did you mean `{near}`?" if near else f"There are: {', '.join(Recipe.model_fields)}."
        return f"`{key}` is no key of a recipe. {meant}"
    if fault["type"] == "missing":
        return f"`{key}` is missing. {_how_to_write(key)}"
    if fault["type"] == "value_error":
        return f"`{key}` {fault['ctx']['error']} {_how_to_write(key)}"
    kind = "a list of texts" if key == "drop" else "a text in quotes"
    return f"`{key}` must be {kind}, not {fault['input']!r}. {_how_to_write(key)}"


def _how_to_write(key: str) -> str:
    example: Any = (Recipe.model_fields[key].examples or [""])[0]
    written = f"[{', '.join(map(_quoted, example))}]" if isinstance(example, list) else _quoted(example)
    return f"Write it like this: {key} = {written}."


def _quoted(text: str) -> str:
    return f'"{text}"'


@lru_cache(maxsize=10_000)
def _host_and_path(address: str) -> tuple[str | None, str]:
    """The host and the path of an address, or of a pattern for addresses."""
    parts = _ADDRESS.match(address)
    if parts is None:
        return None, ""
    name = parts["host"]
    host = host_of(name.removeprefix("*."))
    return (f"*.{host}" if host and name.startswith("*.") else host), parts["path"] or "/"


def _fits(pattern: str, text: str) -> bool:
    """Whether a text is of a pattern's form. Looks at each character once, however many `*` there are."""
    first, *others = pattern.split("*")
    if not others:
        return text == pattern
    if not text.startswith(first):
        return False
    *middle, last = others
    at = len(first)
    for part in middle:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - at >= len(last) and text.endswith(last)
