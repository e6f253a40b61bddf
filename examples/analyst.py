"""What a release holds: which sites answer, what kinds of questions, and what was left out.

Run it in a folder with a release: `python examples/analyst.py [VERSION]`.
"""

from __future__ import annotations

import sys

from qamill import load


def main(version: str = "latest") -> None:
    """Print a short survey of a release."""
    records = load(version)
    whole = records[~records["flags"].str.split(" ").map(lambda flags: "truncated" in flags)]
    print(f"{len(records)} records, {len(whole)} of them with a whole answer")

    print("\nWho answers")
    for domain, count in records["source_domain"].value_counts().head(3).items():
        print(f"  {count:3} {domain}")

    print("\nHow long an answer is, in words, by type of question")
    words = whole["answer"].str.split().str.len()
    for kind, median in words.groupby(whole["question_type"]).median().items():
        print(f"  {median:5.0f} {kind}")

    print("\nWhat is no record, and why")
    rejected = load(version, table="rejected")
    for reason, text in rejected[["reason", "text"]].itertuples(index=False):
        print(f"  {reason}: {text}")


if __name__ == "__main__":
    main(*sys.argv[1:])
