"""Near-duplicates: ours beside other tools, on questions and answers with planted duplicates.

python benchmarks/dedup.py exact              against comparing all with all
python benchmarks/dedup.py tools [RECORDS]    beside other tools, each in a process of its own
python benchmarks/dedup.py growth [RECORDS]   200,000, 1,000,000 and RECORDS
python benchmarks/dedup.py cuts               copies with one edit, cut after 30, 50, 70 and 90 % of their words
python benchmarks/dedup.py farms              10,000 answers to one question: nearly one, and all different
python benchmarks/dedup.py known              50,000 new records beside 1,000,000 that are known
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any, NamedTuple

import checkout
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.buckets import bucket_of, key_hashes
from pipeline.dedup.near.beginnings import begins_alike, begins_otherwise, is_enough
from pipeline.dedup.near.compared import compare_answer
from pipeline.dedup.near.guards import Value, read, values
from pipeline.dedup.near.keep import merge_block
from pipeline.dedup.near.match import ANSWER_GUARDS, PAIRS, QUESTION_GUARDS, blocks_of, match
from pipeline.dedup.near.member import Member as BlockMember
from pipeline.dedup.near.similar import Threshold, jaccard
from pipeline.dedup.near.substitution import is_substitution
from pipeline.dedup.near.words import Shingle, answer_fingerprint, shingles, split_words
from pipeline.schema.tables import rows_to_table
from pipeline.text.fingerprint import fingerprint

THRESHOLD = 0.8
WORKERS = 2

# --- the corpus -------------------------------------------------------------------------------

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()
_ASKED = (
    "What is the best {} for a {} {}?|How do I {} my {} in {}?|Can {} {} the {}?|Why does the {} {} a {}?"
    "|Is it safe to {} a {} with {}?|When should you {} your {} {}?"
).split("|")
_COMMON = "the of and to in is that for it as with on be at by this you are or from have an they which can".split()
_BOILERPLATES = [
    "Click here to read more about this topic. ",
    "Thanks for asking! ",
    "Short answer: ",
    "According to our experts, ",
]


class _Source:
    """Words and texts, always the same ones for a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        words = random.Random(0)
        self._rare = ["".join(words.choices(_SYLLABLES, k=3)) for _ in range(20_000)]
        self._answer_words = _COMMON + self._rare
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._answer_words))))

    def question(self) -> str:
        """Return a question of which there is hardly another."""
        return self.draw.choice(_ASKED).format(*self.draw.choices(self._rare, k=3))

    def word(self) -> str:
        """Return a word of an answer."""
        return self._answer_words[bisect(self._weights, self.draw.random() * self._weights[-1])]

    def answer(self) -> str:
        """Return an answer of 15 to 80 words in sentences."""
        words = self.draw.choices(self._answer_words, cum_weights=self._weights, k=self.draw.randint(15, 80))
        for at in range(0, len(words), 12):
            words[at] = words[at].capitalize()
            words[at - 1] += "."
        if self.draw.random() < 0.3:
            words[len(words) // 2] = f"{self.draw.randint(2, 90)} {self.draw.choice(['years', 'days', 'mg', '%'])}"
        return " ".join(words)


def _edited(source: _Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    for _ in range(source.draw.randint(1, 3)):
        at = source.draw.randrange(len(words))
        words[at : at + source.draw.randint(0, 1)] = [source.word()] * source.draw.randint(0, 1)
    return question, " ".join(words)


def _asked_otherwise(_: _Source, question: str, answer: str) -> tuple[str, str]:
    for word, other in ((" the ", " a "), (" a ", " the "), (" my ", " your "), ("do I ", "do you ")):
        if word in question:
            return question.replace(word, other, 1), answer
    return question.replace("?", " ?"), answer + " Yes."


def _cut(source: _Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    return question, " ".join(words[: source.draw.randint(8, len(words) - 1)]).rstrip(".") + " ..."


def _loud(_: _Source, question: str, answer: str) -> tuple[str, str]:
    return question.upper().replace("?", "??"), answer.replace(".", " !").replace(" ", "  ", 3)


def _framed(source: _Source, question: str, answer: str) -> tuple[str, str]:
    return question, source.draw.choice(_BOILERPLATES) + answer


def _answered_otherwise(source: _Source, question: str, _: str) -> tuple[str, str]:
    return question, source.answer()


def _other_number(source: _Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    words[source.draw.randrange(len(words))] = str(source.draw.randint(100, 999))
    return question, " ".join(words)


def _negated(source: _Source, question: str, answer: str) -> tuple[str, str]:
    words = answer.split()
    words.insert(source.draw.randrange(len(words)), "not")
    return question, " ".join(words)


def _about_another(source: _Source, question: str, answer: str) -> tuple[str, str]:
    words = question.rstrip("?").split()
    return " ".join([*words[:-1], source.question().rstrip("?").split()[-1]]) + "?", answer


Plant = Callable[[_Source, str, str], tuple[str, str]]
_PLANTS: dict[str, tuple[Plant, int]] = {
    "edited answer": (_edited, 5),
    "edited question": (_asked_otherwise, 3),
    "cut": (_cut, 2),
    "case and punctuation": (_loud, 2),
    "boilerplate": (_framed, 2),
    "other answer": (_answered_otherwise, 4),
    "other number": (_other_number, 2),
    "negation": (_negated, 1),
    "other question": (_about_another, 2),
}
"""What happens to a record's copies, and how often."""

CORPUS = pa.schema(
    [*(field for field in PAIRS if field.name != "block"), ("family", pa.int64()), ("plant", pa.string())]
)
_SLICE = 50_000


def write_corpus(path: Path, records: int) -> Path:
    """Write questions and answers as Parquet, the most complete of each family first."""
    slices = [(start, min(_SLICE, records - start)) for start in range(0, records, _SLICE)]
    with ProcessPoolExecutor(WORKERS) as pool, pq.ParquetWriter(path, CORPUS) as writer:
        for part in pool.map(_corpus_slice, *zip(*slices, strict=True)):
            writer.write_table(part)
    return path


def _corpus_slice(start: int, records: int) -> pa.Table:
    source = _Source(start)
    rows: list[tuple[int, str, str, str]] = []
    while len(rows) < records:
        family = start + len(rows)
        rows += [(family, *member) for member in _family(source)]
    members = [
        (f"{source.draw.getrandbits(64):016x}", question, answer, "", None, None, family, plant)
        for family, plant, question, answer in rows[:records]
    ]
    members.sort(key=lambda row: (row[2].endswith("..."), -len(answer_fingerprint(row[2])), row[0]))
    return rows_to_table((dict(zip(CORPUS.names, row, strict=True)) for row in members), CORPUS)


def _family(source: _Source) -> Iterator[tuple[str, str, str]]:
    """A record, and for three in ten one to four that were made of it."""
    question, answer = source.question(), source.answer()
    yield "base", question, answer
    if source.draw.random() < 0.3:
        weights = [weight for _, weight in _PLANTS.values()]
        for name in source.draw.choices(list(_PLANTS), weights, k=source.draw.randint(1, 4)):
            yield name, *_PLANTS[name][0](source, question, answer)


# --- the truth --------------------------------------------------------------------------------


class Member(NamedTuple):
    """A record, as the truth is worked out: slowly, and without any index."""

    number: int
    shingles: frozenset[Shingle]
    answer_shingles: frozenset[Shingle]
    question: tuple[Value, ...]
    answer: tuple[Value, ...]
    answer_words: Sequence[str]
    text: str
    is_cut: bool


def member(number: int, question: str, answer: str) -> Member:
    """Return a record as the truth sees it."""
    words, compared = split_words(fingerprint(question)), compare_answer(answer)
    answer_words = compared.words
    asked, said = values(read(words), QUESTION_GUARDS), values(read(answer_words), ANSWER_GUARDS)
    whole = shingles([*words, *answer_words])
    return Member(
        number, whole, shingles(answer_words), asked, said, answer_words, compared.text, answer.endswith("...")
    )


def is_alike(best: Member, other: Member) -> bool:
    """Whether two records reach the threshold."""
    return jaccard(best.shingles, other.shingles) >= THRESHOLD


def is_one(best: Member, other: Member) -> bool:
    """Whether two records are one: no guard tells them apart, and they are alike or one is a cut copy."""
    if best.question != other.question:
        return False
    is_copy = other.is_cut and (f"{best.text} ".startswith(f"{other.text} ") or begins_alike_anywhere(best, other))
    is_answered_alike = jaccard(best.answer_shingles, other.answer_shingles) >= THRESHOLD
    is_near = best.answer == other.answer and is_alike(best, other) and is_answered_alike
    return is_copy or (is_near and not is_substituted(best, other))


def is_substituted(best: Member, other: Member) -> bool:
    """Whether one answer is the other with some words replaced, or begins so where it is cut."""
    begun = other.answer_words if other.is_cut and is_enough(other.answer_words) else ()
    if begun and begins_otherwise(best.answer_words, begun, Threshold(THRESHOLD)):
        return True
    return is_substitution(best.answer_words, other.answer_words)


def begins_alike_anywhere(best: Member, cut: Member) -> bool:
    """Whether a cut answer of eight words is nearly what another begins with."""
    return is_enough(cut.answer_words) and begins_alike(best.answer_words, cut.answer_words, Threshold(THRESHOLD))


Truth = Callable[[Member, Member], bool]


class Removed(NamedTuple):
    """What a perfect tool removes, and which records have any duplicate at all."""

    perfect: set[int]
    paired: set[int]


def removed(groups: Iterable[Sequence[Member]], truth: Truth) -> Removed:
    """Compare all with all in each group, best first: what matches a kept one is removed."""
    perfect: set[int] = set()
    paired: set[int] = set()
    for group in groups:
        for best, other in combinations(group, 2):
            if truth(best, other):
                paired |= {best.number, other.number}
                if best.number not in perfect:
                    perfect.add(other.number)
    return Removed(perfect, paired)


def families(corpus: pa.Table) -> list[list[Member]]:
    """Return the records of each family in their order."""
    found: dict[int, list[Member]] = defaultdict(list)
    columns = [corpus.column(name).to_pylist() for name in ("family", "question", "answer")]
    for number, (family, question, answer) in enumerate(zip(*columns, strict=True)):
        found[family].append(member(number, question, answer))
    return [group for group in found.values() if len(group) > 1]


# --- ours -------------------------------------------------------------------------------------


def with_blocks(corpus: pa.Table) -> pa.Table:
    """Return records as `match` takes them."""
    blocks = blocks_of([*map(fingerprint, corpus.column("question").to_pylist())])
    return corpus.append_column("block", pa.array(blocks)).select(PAIRS.names).cast(PAIRS)


def ours_alone(path: Path) -> Iterable[str]:
    """Return the ids that are removed, by this process alone."""
    ids: list[str] = match(with_blocks(pq.read_table(path)), threshold=THRESHOLD).column("id").drop_null().to_pylist()
    return ids


def ours_bucketed(path: Path) -> Iterable[str]:
    """Return the ids that are removed, by two processes that exchange buckets of blocks on disk, as the engine does."""
    slices = pq.ParquetFile(path).num_row_groups
    buckets = max(WORKERS, slices // 2)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(WORKERS) as pool:
        for _ in pool.map(_spread, *zip(*((path, number, buckets, folder) for number in range(slices)), strict=True)):
            pass
        for ids in pool.map(_match_bucket, *zip(*((folder, bucket) for bucket in range(buckets)), strict=True)):
            yield from ids


def _spread(path: Path, number: int, buckets: int, folder: str) -> None:
    pairs = with_blocks(pq.ParquetFile(path).read_row_group(number))
    hashes = key_hashes(pairs.column("block").to_pylist()).to_pylist()
    of_bucket = pa.array([bucket_of(key_hash, buckets) for key_hash in hashes])
    for bucket in range(buckets):
        part = pairs.filter(pc.equal(of_bucket, bucket))
        with pa.ipc.new_file(f"{folder}/{bucket}-{number}", PAIRS) as writer:
            writer.write_table(part)


def _match_bucket(folder: str, bucket: int) -> list[str]:
    parts = [pa.ipc.open_file(pa.memory_map(str(file))).read_all() for file in sorted(Path(folder).glob(f"{bucket}-*"))]
    ids: list[str] = match(pa.concat_tables(parts), threshold=THRESHOLD).column("id").drop_null().to_pylist()
    return ids


# --- other tools ------------------------------------------------------------------------------

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


Tool = Callable[[Path], Iterable[str] | set[int]]
TOOLS: dict[str, Tool] = {
    "ours, two processes": ours_bucketed,
    "ours, one process": ours_alone,
    "rensa": rensa_default,
    "rensa, flags only": rensa_flags,
    "rensa, 32x4 verified": rensa_fair,
    "gaoya": gaoya_default,
    "gaoya, 25x5": gaoya_fair,
    "datasketch": datasketch_default,
    "datasketch, 25x5 verified": datasketch_fair,
    "text-dedup": text_dedup_default,
    "text-dedup, 25x5": text_dedup_fair,
    "datatrove": datatrove_default,
    "datatrove, 25x5": datatrove_fair,
}


# --- measuring --------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What one run of a tool came to."""

    seconds: float
    work: float
    """Processor seconds, children and all: what a machine that is busy with other things tells best."""
    megabytes: float
    removed: set[Any]


def run_apart(tool: str, corpus: Path) -> Outcome | str:
    """Run a tool in a process of its own; what went wrong, in words, if it cannot run here."""
    result = corpus.with_suffix(".json")
    command = [sys.executable, __file__, "run", tool, str(corpus), str(result)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        peak, stop = [0], threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, stop), daemon=True)
        watch.start()
        _, words = process.communicate()
        stop.set()
        watch.join()
    if process.returncode:
        return (words.strip().split("\n") or ["?"])[-1]
    found = json.loads(result.read_text())
    return Outcome(found["seconds"], found["work"], peak[0] / 1e6, set(found["removed"]))


def run_here(tool: str, corpus: Path, result: Path) -> None:
    """Run a tool, first on a few records to load its modules, and write how long it took and what it removed."""
    few = corpus.with_suffix(".few.parquet")
    pq.write_table(pq.ParquetFile(corpus).read_row_group(0).slice(0, 100), few)
    list(TOOLS[tool](few))
    start, worked = time.perf_counter(), sum(os.times()[:4])
    found = list(TOOLS[tool](corpus))
    seconds, work = time.perf_counter() - start, sum(os.times()[:4]) - worked
    result.write_text(json.dumps({"seconds": seconds, "work": work, "removed": found}))


def _watch(process: int, peak: list[int], stop: threading.Event) -> None:
    while not stop.wait(0.1):
        peak[0] = max(peak[0], sum(_memory(pid) for pid in _family_of(process)))


def _family_of(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(descendant for child in children for descendant in _family_of(int(child)))]


def _memory(process: int) -> int:
    """Proportional set size in bytes."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


# --- parts ------------------------------------------------------------------------------------


def exact(folder: Path, records: int = 4_000) -> None:
    """Compare all with all, without blocks, and ours with that."""
    path = write_corpus(folder / "exact.parquet", records)
    corpus = pq.read_table(path)
    ids, questions, answers = (corpus.column(name).to_pylist() for name in ("id", "question", "answer"))
    everyone = [member(n, *texts) for n, texts in enumerate(zip(questions, answers, strict=True))]
    ours = {ids.index(id) for id in ours_alone(path)}
    for name, truth in (("alike", is_alike), ("one, by the guards", is_one)):
        whole, planted = removed([everyone], truth), removed(families(corpus), truth)
        print(f"{records:,} records, all with all, {name}: {len(whole.perfect):,} to remove,", end=" ")
        print("all" if whole == planted else "not all", "within planted families;", end=" ")
        print(f"ours removes {len(ours & whole.perfect):,} of them and {len(ours - whole.perfect):,} others")


def tools(folder: Path, records: int = 200_000, *names: str) -> None:
    """Print a table of all tools, or of those that are named."""
    path = write_corpus(folder / f"{records}.parquet", records)
    corpus = pq.read_table(path)
    number_of = {id: number for number, id in enumerate(corpus.column("id").to_pylist())}
    groups = families(corpus)
    truths = [removed(groups, truth) for truth in (is_alike, is_one)]
    at_threshold, by_guards = (len(truth.perfect) for truth in truths)
    print(f"{records:,} records; {at_threshold:,} to remove at the threshold, {by_guards:,} by the guards")
    print(
        f"{'':<28}{'records/s':>10}{'CPU s':>8}{'MB':>8}   recall, precision, wrong: at the threshold | by the guards"
    )
    for tool in names or TOOLS:
        outcome = run_apart(tool, path)
        if isinstance(outcome, str):
            print(f"{tool:<28}{'missing':>10}: {outcome[:110]}", flush=True)
        else:
            gone = {number_of[item] if isinstance(item, str) else item for item in outcome.removed}
            scores = " | ".join(_score(gone, truth) for truth in truths)
            rate = records / outcome.seconds
            print(f"{tool:<28}{rate:>10,.0f}{outcome.work:>8.1f}{outcome.megabytes:>8,.0f}   {scores}", flush=True)


def _score(gone: set[int], truth: Removed) -> str:
    """Recall among the records to remove; precision: who was removed has a duplicate at all."""
    wrong = len(gone - truth.paired)
    precision = 1 - wrong / len(gone) if gone else 1.0
    return f"{len(gone & truth.perfect) / len(truth.perfect):.5f} {precision:.5f} {wrong:>7,}"


def growth(folder: Path, most: int = 1_000_000) -> None:
    """Print how long more and more records take."""
    for records in sorted({200_000, 1_000_000, most}):
        outcome = run_apart("ours, two processes", write_corpus(folder / "growth.parquet", records))
        if isinstance(outcome, str):
            raise SystemExit(outcome)
        rate, work = records / outcome.seconds, 1e6 * outcome.work / records
        print(f"{records:>10,} records: {outcome.seconds:.1f} s, {rate:,.0f} records/s,", end=" ")
        print(f"{work:.0f} us of one processor each, {outcome.megabytes:,.0f} MB", flush=True)


def farms(_: Path, records: int = 10_000) -> None:
    """Print how long it takes to tell the answers to one question apart."""
    source = _Source(1)
    question, text = source.question(), source.answer()
    boilerplate = " ".join(source.word() for _ in range(40))
    kinds: dict[str, Callable[[], str]] = {
        "nearly one answer": lambda: _edited(source, question, text)[1],
        "different answers": source.answer,
        "one boilerplate, half of the answer": lambda: f"{boilerplate}. {' '.join(source.word() for _ in range(40))}",
        "one boilerplate, four fifths of the answer": lambda: (
            f"{boilerplate}. {' '.join(source.word() for _ in range(10))}"
        ),
        "one template, another word in each": lambda: f"The rule in {source.draw.choice(source._rare)} is. {text}",
        "cut anywhere": lambda: _cut(source, question, text + " " + source.answer())[1],
    }
    for name, answer in kinds.items():
        rows = [(f"{n:016x}", question, answer(), "", None, None, 0, "") for n in range(records)]
        start = time.process_time()
        decided = match(with_blocks(rows_to_table((dict(zip(CORPUS.names, row, strict=True)) for row in rows), CORPUS)))
        seconds = time.process_time() - start
        kept = records - len(decided.column("id").drop_null())
        print(f"{records:,} answers to one question, {name}: {seconds:.1f} CPU s, {kept:,} kept", flush=True)


def _with_word_added(source: _Source, words: list[str]) -> None:
    words.insert(source.draw.randrange(len(words)), source.word())


def _with_word_left_out(source: _Source, words: list[str]) -> None:
    words.pop(source.draw.randrange(len(words)))


def _with_word_replaced(source: _Source, words: list[str]) -> None:
    words[source.draw.randrange(len(words))] = source.word()


def _with_word_mistyped(source: _Source, words: list[str]) -> None:
    at = source.draw.choice([at for at, word in enumerate(words) if len(word) > 3])
    words[at] = f"{words[at][0]}{words[at][2]}{words[at][1]}{words[at][3:]}"


def cuts(_: Path, copies: int = 400) -> None:
    """Print how many edited copies of eight words or more are found when they are cut; where the edit is left, too."""
    for edit in (_with_word_added, _with_word_left_out, _with_word_replaced, _with_word_mistyped):
        for share in (0.3, 0.5, 0.7, 0.9):
            found = list(_found_cuts(edit, share, copies))
            print(f"{edit.__name__[6:].replace('_', ' ')}, cut after {share:.0%}:", end=" ")
            edited = [is_found for is_found, is_edited in found if is_edited]
            print(f"{sum(is_found for is_found, _ in found) / copies:.0%} found;", end=" ")
            print(f"of {len(edited)} with the edit before the cut {sum(edited) / len(edited):.0%}")


def _found_cuts(edit: Callable[[_Source, list[str]], None], share: float, copies: int) -> Iterator[tuple[bool, bool]]:
    """Whether each copy is found, and whether it is edited before the cut."""
    source, made = _Source(7), 0
    while made < copies:
        question, answer = source.question(), source.answer()
        words = answer.split()
        edit(source, words)
        words = words[: round(len(words) * share)]
        if len(words) < 8:
            continue
        made += 1
        both = (("a", answer), ("b", " ".join(words).rstrip(".") + " ..."))
        members = [BlockMember(id, question, text, "", None, None) for id, text in both]
        yield len(list(merge_block(members, Threshold(THRESHOLD)))) == 1, answer.split()[: len(words)] != words


def known(folder: Path, records: int = 1_000_000, new: int = 50_000) -> None:
    """Print how long new records take beside known ones, in one process, against a full run."""
    pairs = with_blocks(pq.read_table(write_corpus(folder / "known.parquet", records + new)))
    order = pa.array(random.Random(0).sample(range(records + new), records))
    before = match(pairs.take(order))
    times = {}
    for name, earlier in (("full run", None), ("with what is known", before)):
        start = time.process_time()
        decided = match(pairs, earlier)
        times[name] = time.process_time() - start, decided
    same = times["full run"][1].equals(times["with what is known"][1])
    for name, (seconds, _) in times.items():
        print(f"{records:,} records and {new:,} new ones, {name}: {seconds:.1f} CPU s")
    print(f"the same result: {'yes' if same else 'NO'}")


PARTS: dict[str, Callable[..., None]] = {
    "exact": exact,
    "tools": tools,
    "cuts": cuts,
    "farms": farms,
    "known": known,
    "growth": growth,
}


def main(part: str = "", *arguments: str) -> None:
    """Run one part, or all."""
    if part == "run":
        tool, corpus, result = arguments
        return run_here(tool, Path(corpus), Path(result))
    with tempfile.TemporaryDirectory() as folder:
        for name in [part] if part else PARTS:
            print(f"-- {name}, {os.cpu_count()} cores", flush=True)
            PARTS[name](Path(folder), *(int(word) if word.isdigit() else word for word in arguments))
    return None


if __name__ == "__main__":
    main(*checkout.arguments(__doc__))
