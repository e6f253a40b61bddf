"""What each table of a release holds, and what each of its columns means: in the Parquet files, and for other tools."""

from __future__ import annotations

from .record import Record

TABLE_MEANINGS = {
    "records": "One row per distinct question and answer, ordered by `id`.",
    "sightings": "One row for every place where a record was seen; its locator gives question and answer again.",
    "merged": "The pairs that were merged into a record, because they say the same.",
    "rejected": "What was found and is no record, with the reason.",
    "documents": "One row per page that was read, or file that holds pages.",
    "conflicts": "Pairs of answers to one question that contradict each other.",
    "changes": "What is different in `records` from the release before; empty in the first release.",
    "removals": "What was taken down: what went and why, and nothing of what it said.",
    "reviews": "What people decided about single pairs, and what it did.",
    "support": "What the pages that records cite say of their answers, sentence by sentence, with the place of each.",
}
"""What a row of each table is, in a sentence."""
COLUMN_MEANINGS = {
    "records": {name: str(field.description) for name, field in Record.model_fields.items()},
    "sightings": {
        "id": "The record that was seen.",
        "document": "The page it was seen on: its `key` in `documents`.",
        "path": "Its path below the raw folder, as in `documents`.",
        "page_url": "Its address, where known.",
        "locator": (
            "Where on the page: `chars=START-END,START-END`, the question and the answer by the characters of the"
            " decoded text, counted from 0, ends exclusive. Pieces of one answer are joined by `+`. For tables of"
            " pairs `rows=/LINE/question;/LINE/answer`. For HTML it is by format: `jsonld=SCRIPT#/json/pointer`,"
            " `pagedata=SCRIPT#/pointer/question;/pointer/answer`, CSS paths (`microdata=`, `rdfa=`), or the CSS"
            " path of what asks and the child nodes that answer: `headings=#a > h2;#a[3:6]`, `thread=#topic >"
            " h1;#p2 > div[0:3]`."
        ),
        "format": "The page format that found it.",
        "source": "The host that this place cites.",
        "source_url": "The link that this place cites, where it gives one.",
        "retrieved_at": "When the page was retrieved, UTC, without a zone, where known.",
        "page_date": "When the page says that it was last changed, UTC, without a zone.",
        "licence": (
            "What the page says of the licence: of this question or answer, or else of itself. Null where it says"
            " nothing: unknown, not free."
        ),
        "takedown_url": (
            "Where whoever shows the answer takes requests to take it down, where the page has a link to it. Nothing"
            " follows it."
        ),
    },
    "merged": {
        "id": "The pair's own name. For an exact duplicate it is that of the kept pair.",
        "question": "Its question, cleaned for readers.",
        "answer": "Its answer, cleaned for readers.",
        "kept_id": "The record that it was merged into.",
        "method": (
            "`exact`: the fingerprints of question and answer are the same. `same_page`: one page gives the pair"
            " in several ways, for example as markup and as text, in words of which at least 0.8 are the same."
            " `near`: at least 0.8 (`--similarity`) of what the two say is the same. `truncated`: a copy whose"
            " answer was cut off. `review`: a person merged it. `edited`: what the page has of a record that a"
            " person edited."
        ),
        "similarity": (
            "How much of the two texts is the same, 0 to 1 (Jaccard of word 2-shingles, for `same_page` of"
            " words); 1 for `exact`."
        ),
        "differs": (
            "The columns in which it differs from the kept one, split by a space: `question`, `answer`, `source`,"
            " `source_url`, `page_url`. Empty where none does."
        ),
        "document": "The page it was seen on: its `key` in `documents`.",
        "path": "Its path below the raw folder, as in `documents`.",
        "page_url": "Its address, where known.",
        "locator": "Where on the page.",
    },
    "rejected": {
        "reason": "Why it is no record.",
        "stage": "At which stage it was rejected: `ingest`, `decode`, `parse`, `validate` or `review` (by a person).",
        "text": (
            "The raw text, or for a whole file a sentence that says what is wrong. A byte that could not be"
            " decoded is written as `\\udcNN`, NN being the byte."
        ),
        "document": "The page or the file: its `key` in `documents`. A file that could not be read has one, too.",
        "path": "Its path below the raw folder, as in `documents`.",
        "page_url": "Its address, where known.",
        "locator": "Where on the page. Empty where the whole file is meant.",
    },
    "documents": {
        "key": (
            "The document's name in this release, which `sightings`, `merged` and `rejected` have in `document`:"
            " 16 hex digits of sha256 over its `sha256`, `path`, `url` and `retrieved_at`, each after its length."
            " The same bytes at two addresses or two times are two documents; each key is there once."
        ),
        "sha256": (
            "Of the bytes: of the file, of a packed page unpacked, or of a page in an archive as its server sent"
            " it, decoded. Empty where it could not be read, or is gone."
        ),
        "path": (
            "Its path below the raw folder, with forward slashes, and one for each file whatever its name; after"
            " the folder's own name where several were read; a page in an archive is called"
            " `crawl.warc.gz#OFFSET`, in a zip `site.zip#NAME`, a further shard of one"
            " `crawl.warc.gz#bytes=START-STOP`."
        ),
        "url": "The address that `raw/index.csv` or the archive gives for it.",
        "media_type": (
            "What its name promises: `text/plain`, `text/html`, `text/markdown`, `text/x-rst`, `text/asciidoc`,"
            " `application/pdf`, `application/vnd.openxmlformats-officedocument.wordprocessingml.document`,"
            " `text/csv`, `application/json`, `application/jsonl`, `application/warc`, `application/zip`,"
            " `application/wacz`, `multipart/related` (MHTML), or `application/octet-stream` for what is not read."
            " For a page in an archive, what its server said."
        ),
        "retrieved_at": "When it was retrieved, UTC, without a zone, as `raw/index.csv` or the archive says.",
        "page_date": (
            "When the page says that it was last changed, UTC, without a zone. Only looked for where pairs were found."
        ),
        "bytes": "Its size.",
        "encoding": "The encoding it was read in. Empty where it was not read.",
        "encoding_from": (
            "How the encoding was found: `bom` (a byte order mark), `utf-8` (valid UTF-8), `declared` (by"
            " `raw/index.csv` or the server), `stated` (by the page), `detected`, `doubted` (declared or stated,"
            " but its letters stand as in no language, and what was detected reads no better), or `utf-8-damaged`"
            " (UTF-8 in which some bytes are wrong). Empty where it was not read."
        ),
        "reader": (
            "What read it: `text`, `html` (a tree as browsers build it), or `lenient` (the second reader, because"
            " the first could not take the page). Empty where it was not read."
        ),
        "candidates": "How many question/answer pairs the formats found, sound or not.",
        "pairs": "How many of them were sound: as many rows of `sightings` it has. 0 where nothing was found.",
        "rejected": "How many rows of `rejected` it has.",
        "boilerplate": (
            "How often each boilerplate rule matched, `RULE=COUNT` split by a space. Of an archive: how many"
            " records hold no page, by kind; of a zip: how many files in it are `ignored`. `gone=1"
            " status_404=1` says that the server of a page said that there is no such page (any more), by which status."
        ),
        "licence": (
            "What the page or its response says of its licence: an identifier as SPDX writes it for Creative Commons,"
            " else the address or name that is said; several are split by a semicolon. Like the next two only looked"
            " for where pairs were found. Null where nothing is said: unknown, not free."
        ),
        "usage": (
            "Sorted words, split by a space, for what the page, its response or its site say of how it may be used:"
            " `noai`, `noindex`, `tdm_reserved`, `train-ai=n` ... Null where nothing is said: unknown, not allowed."
        ),
        "rights": "What was said of both, a line each: where, a colon, and the words.",
    },
    "conflicts": {
        "id": "One record: of a later version the older answer, else the one with the smaller id.",
        "other_id": "The other record, an answer to the same question.",
        "relation": (
            "`sources_disagree`: both are current, on different pages or from different sources; `later_version`:"
            " the second took the place of the first on its page (`superseded_by`)."
        ),
        "differs": (
            "What they differ in, in the first place where they do: `number`, `unit`, `negation`, `opposite` or"
            " `modal`."
        ),
        "word": (
            "What the first answer says there, in plain form (`3` for `three`). Empty where only the other has a"
            " negation."
        ),
        "other_word": "What the other answer says there. Empty where only the first has a negation.",
        "places": "In how many places they differ so.",
        "similarity": (
            "How alike they are otherwise: the Jaccard similarity of the pairs of neighbouring words of both"
            " answers, where any number is like any other, and so with units and the rest; 0 to 1."
        ),
    },
    "changes": {
        "id": "The record that changed; for one that is gone its id in the release before.",
        "change": (
            "`added`; `removed`; `reworded`: the same in other words, which have another id; `merged` into"
            " another record, because a better copy of the same pair was found; `superseded`: still there, and a"
            " later answer of its page has taken its place; `changed`: still there, with other values."
        ),
        "column": (
            "The column that changed: of `reworded` and `merged` always `id`. `changed` and `superseded` have a"
            " row for each column."
        ),
        "before": "Its value in the release before, as text. Of questions and answers not where takedowns hold.",
        "after": "Its value in this release, as text: of `reworded` the new id, of `merged` the record that was kept.",
    },
    "reviews": {
        "action": "What was decided: `reject`, `merge`, `keep_apart`, `edit`, `flag`, `unflag` or `prefer`.",
        "id": "The pair that it is about.",
        "other": "The pair that `merge` or `keep_apart` names.",
        "field": "The column that `edit` changes: `question`, `answer` or `source`.",
        "value": "What it says then; the flag of `flag` and `unflag`.",
        "reason": "Why.",
        "by": "Who decided.",
        "date": "When, like `2026-01-31`.",
        "note": "What else they wrote.",
        "effect": (
            "`applied`; `no_change`: it is so without the decision; `merged`: the pair is no record of its own,"
            " as it is merged into another; `rejected`: another decision rejects its record; `taken_down`: it would"
            " bring back what was taken down; `not_found`: no page gives the pair, or the `other`. What a decision says"
            " of what was taken down is not repeated."
        ),
        "became": "The record that the pair is, or is merged into; null where there is none.",
    },
    "removals": {
        "id": "The id that the pair had; null for what was no sound pair.",
        "what": (
            "`pair`; `rejected_pair`, which would not have been released anyway; `rejection`, of a piece of a page that"
            " was no pair; `page`, of an archive; `file`, a page that is one. The pairs of a whole page are named, too."
        ),
        "document": "The page it was on, or is: the `key` that it has, or had, in `documents`.",
        "scope": "What the takedown is about: `id`, `url`, `domain`, `text` or `pattern`.",
        "rule": "The number of the takedown in `takedowns.csv`.",
        "reason": "Why, as the takedown says it.",
        "date": "The day of the takedown, like `2026-01-31`.",
    },
    "support": {
        "id": "The record whose answer was looked for.",
        "sentence": "Which sentence of the answer, from 1; 0 stands for the whole answer.",
        "state": (
            "`found`: word for word, as fingerprints see it, from the beginning to the end of a sentence, an item or a"
            " paragraph of the page; `changed`: words with at least 0.6 of its letters stand within one and a half"
            " times its length; `absent`, which all of a page that is gone is; `unchecked`: the page shows no text"
            " or cannot be read, or the answer has less than three words and does not follow its question there. The"
            " whole answer is `found` where each sentence is, and `changed` where at least half of its letters are in"
            " sentences that are not `absent`."
        ),
        "text": "The sentence, as the record has it.",
        "similarity": "The share of its letters in words that stand at the place on the page, 0 to 1.",
        "document": "The page that was looked at, in its newest state: its `key` in `documents`.",
        "path": "Its path below the raw folder, as in `documents`.",
        "page_url": "Its address.",
        "locator": (
            "`shown=START-END`: the characters of the text that the page shows, counted from 0, end exclusive."
            " `gone=STATUS`: the server said that there is no such page. Empty where nothing of the sentence is there."
        ),
        "passage": "What stands there, of a single sentence.",
        "full_answer": (
            "What stands there, of a whole answer that was cut and is `found`: from its beginning to the end of the"
            " paragraph in which it was cut."
        ),
    },
}
"""What each column of each table means."""
