"""What other tools remove of a corpus: as they come, and set to find what we look for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.dedup.near.similar import jaccard
from pipeline.dedup.near.words import Shingle, answer_fingerprint, shingles, split_words
from pipeline.text.fingerprint import fingerprint

from .corpus import WORKERS
from .truth import THRESHOLD

Candidates = Iterable[tuple[int, Iterable[int]]]
"""For each record in turn, the earlier and later ones that a tool takes for like it."""


def _plain_texts(path: Path) -> list[str]:
    table = pq.read_table(path, columns=["question", "answer"])
    return pc.binary_join_element_wise(table.column("question"), table.column("answer"), " ").to_pylist()  # type: ignore[no-any-return]


def _shingled(path: Path) -> list[frozenset[Shingle]]:
    table = pq.read_table(path, columns=["question", "answer"])
    pairs = zip(table.column("question").to_pylist(), table.column("answer").to_pylist(), strict=True)
    return [shingles([*split_words(fingerprint(q)), *split_words(answer_fingerprint(a))]) for q, a in pairs]


def _first_of_each(candidates: Candidates) -> set[int]:
    """What a tool removes that keeps the first of those that it takes for alike."""
    gone: set[int] = set()
    for number, others in candidates:
        if any(other < number and other not in gone for other in others):
            gone.add(number)
    return gone


def _verified(texts: list[frozenset[Shingle]], candidates: Candidates) -> Candidates:
    for number, others in candidates:
        yield number, [o for o in others if o < number and jaccard(texts[o], texts[number]) >= THRESHOLD]


def datasketch_default(path: Path) -> set[int]:
    """MinHashLSH as its documentation shows it: words, 128 permutations, the threshold."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    words = ({word.encode() for word in text.split()} for text in _plain_texts(path))
    return _first_of_each(_asked_and_inserted(lsh, MinHash.generator(words, num_perm=128)))


def datasketch_fair(path: Path) -> set[int]:
    """Our shingles, 25 bands of 5, candidates verified."""
    from datasketch import MinHash, MinHashLSH

    texts = _shingled(path)
    lsh = MinHashLSH(num_perm=125, params=(25, 5))
    minhashes = MinHash.generator(([" ".join(s).encode() for s in text] for text in texts), num_perm=125)
    return _first_of_each(_verified(texts, _asked_and_inserted(lsh, minhashes)))


def _asked_and_inserted(lsh: Any, minhashes: Iterable[Any]) -> Candidates:
    for number, minhash in enumerate(minhashes):
        yield number, lsh.query(minhash)
        lsh.insert(number, minhash, check_duplication=False)


def rensa_default(path: Path) -> set[int]:
    """RMinHashDeduplicator as its documentation shows it: words, 128 permutations."""
    from rensa import RMinHashDeduplicator

    tool = RMinHashDeduplicator(threshold=THRESHOLD, num_perm=128, use_lsh=True)
    keep = tool.add_pairs((str(number), text.split()) for number, text in enumerate(_plain_texts(path)))
    return {number for number, kept in enumerate(keep) if not kept}


def rensa_flags(path: Path) -> set[int]:
    """Its fastest way, which says of a record that it has a duplicate, but not which: our shingles, rho, 8 bands."""
    from rensa import RMinHash, RMinHashLSH

    texts = [[" ".join(s) for s in text] for text in _shingled(path)]
    matrix = RMinHash.digest_matrix_from_token_sets_rho(texts, num_perm=128, seed=42)
    flags = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=8).query_duplicate_flags_matrix_one_shot(matrix)
    return {number for number, flag in enumerate(flags) if flag}


def rensa_fair(path: Path) -> set[int]:
    """Our shingles, 32 bands of 4, candidates verified."""
    from rensa import RMinHash, RMinHashLSH

    texts = _shingled(path)
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32)
    minhashes = RMinHash.from_token_sets([[" ".join(s) for s in text] for text in texts], num_perm=128, seed=42)
    lsh.insert_many(minhashes)
    return _first_of_each(_verified(texts, ((n, lsh.query(minhash)) for n, minhash in enumerate(minhashes))))


def gaoya_default(path: Path) -> set[int]:
    """MinHashStringIndex with its defaults: words, 20 bands of 5."""
    return _gaoya(_plain_texts(path), num_bands=20, lowercase=True)


def gaoya_fair(path: Path) -> set[int]:
    """Our words in twos, 25 bands of 5; the index verifies by its signatures."""
    texts = [f"{fingerprint(text)}" for text in _plain_texts(path)]
    return _gaoya(texts, num_bands=25, ngram_range=(2, 2))


def _gaoya(texts: list[str], **options: Any) -> set[int]:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(hash_size=32, jaccard_threshold=THRESHOLD, band_size=5, analyzer="word", **options)
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    return _first_of_each(enumerate(index.par_bulk_query(texts)))


def text_dedup_default(path: Path) -> set[int]:
    """Its MinHash command with the threshold, all else as it comes: words in fives."""
    return _text_dedup(path, "--threshold", str(THRESHOLD))


def text_dedup_fair(path: Path) -> set[int]:
    """Words in twos, 25 bands of 5."""
    return _text_dedup(path, "--ngram", "2", "--num_perm", "125", "--b", "25", "--r", "5", "--min_length", "1")


def _text_dedup(path: Path, *options: str) -> set[int]:
    from datasets import Dataset, load_from_disk
    from text_dedup.minhash import main as run

    texts = _plain_texts(path)
    with tempfile.TemporaryDirectory() as folder:
        Dataset.from_dict({"text": texts, "number": list(range(len(texts)))}).save_to_disk(f"{folder}/in")
        places = ["--path", f"{folder}/in", "--local", "--output", f"{folder}/out", "--cache_dir", f"{folder}/cache"]
        run([*places, "--column", "text", "--num_proc", str(WORKERS), *options], standalone_mode=False)
        return set(range(len(texts))) - set(load_from_disk(f"{folder}/out")["number"])


def datatrove_default(path: Path) -> set[int]:
    """Its MinHash pipeline as it comes: words in fives, 14 buckets of 8."""
    return _datatrove(path)


def datatrove_fair(path: Path) -> set[int]:
    """Words in twos, 25 buckets of 5."""
    return _datatrove(path, n_grams=2, num_buckets=25, hashes_per_bucket=5)


def _datatrove(path: Path, **options: int) -> set[int]:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import (
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupFilter,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from datatrove.utils.hashing import HashConfig

    texts = _plain_texts(path)
    config = MinhashConfig(hash_config=HashConfig(hash_fc="sha1"), **options)  # its xxhash takes no text since 4.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for part in range(WORKERS):
            lines = (json.dumps({"id": str(n), "text": texts[n]}) + "\n" for n in range(part, len(texts), WORKERS))
            (folder / "in" / f"{part}.jsonl").write_text("".join(lines))
        reader = JsonlReader(f"{name}/in")
        signatures, buckets, gone, out = (f"{name}/{step}" for step in ("signatures", "buckets", "gone", "out"))
        steps: list[tuple[list[Any], int]] = [
            ([reader, MinhashDedupSignature(signatures, config=config)], WORKERS),
            ([MinhashDedupBuckets(signatures, buckets, config=config)], config.num_buckets),
            ([MinhashDedupCluster(buckets, gone, config=config)], 1),
            ([reader, MinhashDedupFilter(gone), JsonlWriter(out, compression=None)], WORKERS),
        ]
        for number, (step, tasks) in enumerate(steps):
            LocalPipelineExecutor(step, tasks=tasks, workers=WORKERS, logging_dir=f"{name}/log{number}").run()
        kept = {int(json.loads(line)["id"]) for file in Path(out).glob("*") for line in file.open()}
    return set(range(len(texts))) - kept
