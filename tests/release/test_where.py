"""`--where`: conditions in SQL that reach the rows of a table and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import COST, EMAIL, TEXTING, Pair, Project, id_of

from pipeline.release.database import BadQuery, open_database
from pipeline.release.errors import DamagedRelease
from pipeline.release.where import rows_where


def found(project: Project, *where: str, columns: Sequence[str] = ("id",), table: str = "records") -> list[object]:
    with rows_where(project.release(), where, columns, table) as answer:
        return [row[0] for row in answer.rows()]


@pytest.mark.parametrize(
    ("where", "pairs"),
    [
        (["source = 'example.com'"], [EMAIL]),
        (["question_type != 'yes_no' and length(answer) < 30"], [COST]),
        (["language = 'en'", "contains(answer, 'texting')"], [TEXTING]),
        (["has(flags, 'no_such_flag')"], []),
        (["times_seen > 1"], [TEXTING]),
        (["true -- what stands here is no part of it"], [TEXTING, EMAIL, COST]),
        (["id in (select kept_id from merged)"], [TEXTING]),
    ],
)
def test_a_condition_chooses_records(history: Project, where: list[str], pairs: list[Pair]) -> None:
    assert found(history, *where) == sorted(map(id_of, pairs))


def test_a_word_among_the_flags_is_asked_whole(project: Project) -> None:
    project.page("page.txt", TEXTING, Pair("Is it safe there", "a. Go to the mill and see it, as described ..."))
    project.curate()
    flags = found(project, columns=["flags"])
    words = {word for text in flags for word in str(text).split()}
    assert len(words) > 2
    for word in words:
        assert len(found(project, f"has(flags, '{word}')")) == sum(word in str(text).split() for text in flags)
        assert not found(project, f"has(flags, '{word[:-1]}')")


def test_rows_come_in_the_order_of_the_table(history: Project) -> None:
    assert found(history) == sorted(map(str, found(history)))


def test_a_column_that_does_not_exist_is_told_with_those_that_do(history: Project) -> None:
    with pytest.raises(BadQuery, match=r"records has no column 'anwser'\. Did you mean 'answer'\? There are: id, "):
        found(history, columns=["anwser"])


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("langauge = 'en'", 'Referenced column "langauge" not found'),
        ('language = "en"', "Text stands in single quotes: language = 'en'"),
        ("source = quizlet.com", "Text stands in single quotes: source = 'example.org'"),
        ("language =", "syntax error"),
        ("", "syntax error|without selection"),
        ("1=1) union all select * from records --", "syntax error"),
        ("true; drop view records", "modifiers|syntax"),
        ("flags", "Could not convert"),
        ("sum(times_seen) > 1", "cannot contain aggregates"),
        ("exists(from read_csv('/etc/passwd'))", "Files are out of reach"),
    ],
)
def test_a_condition_that_is_none_is_told_in_one_sentence(history: Project, where: str, said: str) -> None:
    with pytest.raises(BadQuery, match=said) as error:
        found(history, where)
    assert "\n" not in str(error.value)


_HOSTILE = [
    "COPY records TO 'stolen.csv'",
    "COPY records FROM '/etc/passwd'",
    "ATTACH 'other.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA version",
    "PRAGMA database_list",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "CALL pragma_version()",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE SECRET s (TYPE s3)",
    "DROP VIEW records",
    "DELETE FROM records",
    "INSERT INTO records SELECT * FROM records",
    "UPDATE records SET answer = ''",
    "EXPORT DATABASE 'stolen'",
    "IMPORT DATABASE '/etc'",
    "EXPLAIN ANALYZE COPY records TO 'stolen.csv'",
    "PREPARE p AS SELECT 1",
    "BEGIN",
    "CHECKPOINT",
    "USE memory",
    "SELECT 1; COPY records TO 'stolen.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('curated/1.0.0/records.parquet')",
    "SELECT * FROM 'curated/1.0.0/records.parquet'",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM 'https://example.org/data.csv'",
    "SELECT * FROM query('COPY records TO ''stolen.csv''')",
    "SELECT * FROM which_secret('s3://bucket', 's3')",
    "SELECT * FROM os",
    "SELECT * FROM release",
    "SELECT getenv('HOME')",
    "",
    "-- nothing",
]


@pytest.mark.parametrize("query", _HOSTILE)
def test_nothing_but_the_tables_can_be_asked(history: Project, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(history.root)
    before = history.files()
    with open_database(history.release()) as database, pytest.raises(BadQuery) as error:
        list(database.ask(query).rows())
    assert "\n" not in str(error.value)
    assert history.files() == before


def test_a_table_that_is_not_there_is_told_with_those_that_are(history: Project) -> None:
    with open_database(history.release()) as database:
        with pytest.raises(BadQuery, match=r"nosuch does not exist! SHOW TABLES"):
            database.ask("FROM nosuch")
        with pytest.raises(BadQuery, match=r'Did you mean "records"\? SHOW TABLES'):
            database.ask("FROM record")


@pytest.mark.parametrize(
    "query",
    ["FROM records", "WITH r AS (FROM records) SELECT id FROM r", "DESCRIBE records", "SHOW TABLES", "VALUES (1)"],
)
def test_what_only_reads_is_answered(history: Project, query: str) -> None:
    with open_database(history.release()) as database:
        assert list(database.ask(query).rows())


def test_every_table_is_there_also_one_without_rows(history: Project) -> None:
    with open_database(history.release()) as database:
        for table in ("records", "sightings", "merged", "rejected", "documents", "conflicts", "changes", "reviews"):
            assert list(database.ask(f"SELECT count(*) FROM {table}").rows())


def test_a_damaged_table_is_told(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    file = project.release().table("records")
    content = bytearray(file.read_bytes())
    content[20:60] = bytes(40)
    file.chmod(0o644)
    file.write_bytes(content)
    with pytest.raises(DamagedRelease, match="qamill verify"):
        found(project, columns=["id", "question", "answer", "source"])
