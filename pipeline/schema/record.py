"""A record: one distinct question/answer pair, its columns typed and described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Text = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """One distinct question/answer pair."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: Id = Field(
        description="The pair's name in every release: 16 hex digits of sha256 over the"
        " length-delimited fingerprints of question and answer."
    )
    question: Text = Field(description="The question, cleaned for readers, on one line.")
    answer: Text = Field(
        description="The answer, cleaned for readers: paragraphs split by a blank line,"
        " list items one per line (`1. ...`, `- ...`)."
    )
    source: Text = Field(
        description="The cited host in lower case, without `www.`, in ASCII (IDNA);"
        " for a page that answers itself, that page's host."
    )
    source_domain: Text = Field(
        description="The registrable domain of `source` by the Public Suffix List; `source` itself where it is a"
        " public suffix (`gov.uk`) or no list knows it."
    )
    source_url: Text | None = Field(description="The cited link, where the page gave one.")
    page_url: Text | None = Field(description="The address of the page it was read on, where known.")
    question_id: Id = Field(
        description="16 hex digits of sha256 over the fingerprint of the question alone:"
        " all answers to one question share it."
    )
    question_type: Text = Field(description="What the question asks for, in one word: `yes_no`, `how`, `what` ...")
    answer_type: Text = Field(description="What the answer looks like, in one word: `short`, `list`, `steps` ...")
    language: Text = Field(
        description="BCP 47 tag found from question and answer, in doubt as the page states it (`lang` or"
        " `inLanguage`, the nearest); `und` where they are too short to tell."
    )
    flags: str = Field(description="Sorted words, split by a space, that judge quality: `truncated`, `gone` ...")
    times_seen: int = Field(
        ge=1,
        description="In how many documents the pair was seen; one that says it in several ways or places counts once.",
    )
    sources_seen: int = Field(ge=1, description="On how many different `source_domain`s.")
    first_seen: datetime | None = Field(description="The earliest known retrieval that shows it, UTC, without a zone.")
    last_seen: datetime | None = Field(description="The latest known retrieval that shows it, UTC, without a zone.")
    superseded_by: Id | None = Field(
        default=None,
        description="The newest answer that the same page gave to the same question, where no page gives this one any"
        " more. Null where one may still give it, and where a page gave it last and then dropped the question (flag"
        " `gone`).",
    )
    edited_from: Id | None = Field(
        default=None, description="The id that the pair had before a person edited it; null where nobody did."
    )
    support: Text | None = Field(
        default=None,
        description="Whether the page that `source_url` names says the answer, where that page was read, too, or else"
        " one that another sighting cites: `found` (each sentence word for word), `changed` (in other words, or in"
        " part), `absent`, or `unchecked` (it cannot be told). Null where no such page was read, and for a page that"
        " answers itself. The table `support` has the evidence.",
    )
    licence: Text | None = Field(
        default=None,
        description="What the page that the record was taken from says of the licence: of the question or the answer"
        " itself, or else of the page. An identifier as SPDX writes it for Creative Commons (`CC-BY-SA-4.0`), else the"
        " address or name that is said; several are split by a semicolon. Null where nothing is said: unknown, not"
        " free.",
    )
    usage: Text | None = Field(
        default=None,
        description="Sorted words, split by a space, for what the pages that show the record, their servers and sites"
        " say of how they may be used, all of them together: `noai`, `noindex`, `tdm_reserved`, `train-ai=n` ... Null"
        " where nothing is said: unknown, not allowed.",
    )


def check_records(columns: Mapping[str, Sequence[object]]) -> None:
    """Check columns of records, all of one length, each in one go by what is said of its field.

    Fields with a default may be missing. It takes a fraction of the time of a check by `Record` for each record. Raises
    pydantic.ValidationError.
    """
    _columns()(**columns)


def make_records(columns: Mapping[str, Sequence[object]]) -> list[Record]:
    """Return the records of columns that were checked, as `Record` makes each of them."""
    fields, given = Record.model_fields, {*columns}
    names = [*fields]
    count = max(map(len, columns.values()))
    values = [columns.get(name, [fields[name].default] * count) for name in names]
    return [_record(dict(zip(names, row, strict=True)), given) for row in zip(*values, strict=True)]


@cache
def _columns() -> type[BaseModel]:
    """A model of the columns of records."""
    fields: dict[str, Any] = {
        name: (GenericAlias(list, (_kind(field),)), ... if field.is_required() else None)
        for name, field in Record.model_fields.items()
    }
    return create_model("Columns", __config__=Record.model_config, **fields)


def _kind(field: FieldInfo) -> Any:
    """The type of a field with what is said of its values."""
    kind: Any = field.annotation
    for each in field.metadata:
        kind = Annotated[kind, each]
    return kind


def _record(values: dict[str, object], given: set[str]) -> Record:
    """A record of values that are sound, made as if it were unpickled; `given` are the fields without a default."""
    record = Record.__new__(Record)
    record.__setstate__(
        {
            "__dict__": values,
            "__pydantic_fields_set__": given,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return record
