"""A benchmark for retrieval in the layout of BEIR: a folder with a corpus, queries, and which answers answer which.

Each record is a document (its answer) and its question a query. The answers to a question have score 1; those to a few
near questions that are other answers have score 0: hard negatives, worked out and not read by a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from .about import facts
from .json_lines import Json, json_line, write_lines
from .near_questions import NearQuestions
from .rows import VERSION, Rows

ABOUT = "about.json"
"""Which release the benchmark is made of. Readers of BEIR know nothing of this file and leave it alone."""
_ALONE = "test"
"""The name of the judgements where there is no split."""
_HEAD = "query-id\tcorpus-id\tscore\n"
_COLUMNS = ("id", "answer", "source", VERSION)


def write(rows: Rows, path: Path) -> None:
    """Write the folder; each side of a split has its own judgements over the one corpus."""
    (path / "qrels").mkdir(parents=True)
    write_lines(_documents(rows), path / "corpus.jsonl")
    write_lines([facts(rows)], path / ABOUT)
    (path / "queries.jsonl").touch()
    for number, name in enumerate(rows.names or (_ALONE,)):
        _write_side(rows.of_side(number) if rows.names else rows, name, path)


def _write_side(rows: Rows, name: str, path: Path) -> None:
    """Write the queries and the judgements of one side; its hard negatives are on that side, too."""
    work = path.with_name(f"work-{name}")
    work.mkdir()
    with closing(NearQuestions(rows, work)) as near:
        with (path / "queries.jsonl").open("a", encoding="utf-8", newline="\n") as file:
            for query, question, source in near.queries():
                named = {"source": source, VERSION: rows.version}
                file.write(f"{json_line({'_id': query, 'text': question, 'metadata': named})}\n")
        with (path / "qrels" / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as file:
            file.write(_HEAD)
            file.writelines(f"{query}\t{id}\t{score}\n" for query, id, score in near.judgements())


def _documents(rows: Rows) -> Iterator[Json]:
    for piece in rows.pieces(_COLUMNS):
        for row in piece.to_pylist():
            metadata = {name: row[name] for name in ("source", VERSION)}
            yield {"_id": row["id"], "title": "", "text": row["answer"], "metadata": metadata}
