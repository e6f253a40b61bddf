"""Why something that was read is not a record, and where that was found out."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why something that was read is not a record. `qamill help reasons` explains each word."""

    UNREADABLE_FILE = "unreadable_file"
    OUTSIDE_RAW = "outside_raw"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BINARY_FILE = "binary_file"
    EMPTY_DOCUMENT = "empty_document"
    DUPLICATE_DOCUMENT = "duplicate_document"
    TRUNCATED_ARCHIVE = "truncated_archive"
    DAMAGED_RECORD = "damaged_record"
    NOTHING_REVISITED = "nothing_revisited"
    PAGE_TOO_LARGE = "page_too_large"
    UNDECODABLE = "undecodable"
    ENCRYPTED = "encrypted"
    UNSAFE_NAME = "unsafe_name"
    DOCUMENT_TOO_LARGE = "document_too_large"
    BAD_INDEX = "bad_index"
    MISSING_LIBRARY = "missing_library"
    VIEW_SOURCE = "view_source"
    PARSER_TIMEOUT = "parser_timeout"
    PARSER_MEMORY = "parser_memory"
    PARSER_CRASH = "parser_crash"
    UNKNOWN_COLUMNS = "unknown_columns"
    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    NO_SOURCE = "no_source"
    BAD_SOURCE = "bad_source"
    BROKEN_MARKUP = "broken_markup"
    NO_EVIDENCE = "no_evidence"
    TEASER = "teaser"
    CALL_TO_ACTION = "call_to_action"
    LONE_QUESTION = "lone_question"
    LINK_LIST = "link_list"
    REPEATED_ANSWER = "repeated_answer"
    EMPTY_QUESTION = "empty_question"
    EMPTY_ANSWER = "empty_answer"
    ANSWER_REPEATS_QUESTION = "answer_repeats_question"
    DAMAGED_TEXT = "damaged_text"
    PERSONAL_DATA = "personal_data"
    RESERVED = "reserved"
    REJECTED_BY_PERSON = "rejected_by_person"


OF_A_PART = frozenset({Reason.TRUNCATED_ARCHIVE, Reason.DAMAGED_RECORD, Reason.PAGE_TOO_LARGE})
"""Reasons for which a part of a file is rejected, and not the whole, although there is no locator."""
OF_THE_MACHINE = (Reason.PARSER_TIMEOUT, Reason.PARSER_MEMORY, Reason.PARSER_CRASH)
"""Those that another run, on another machine or with more memory, may not come to."""


class Stage(StrEnum):
    """Where on its way something was rejected."""

    INGEST = "ingest"
    DECODE = "decode"
    PARSE = "parse"
    VALIDATE = "validate"
    REVIEW = "review"


OF_PAIRS = (Stage.VALIDATE, Stage.REVIEW)
"""The stages that reject what was a question with an answer."""
