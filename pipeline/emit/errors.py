"""Why a release was not published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import QamillError
from ..release.layout import CHANGELOG, LATEST
from ..release.withdrawn import WITHDRAWN, Withdrawal
from ..text.counted import count_of

if TYPE_CHECKING:
    from ..release.loss import Loss

_SEE = "see what the pages give now: qamill parse PAGE"
_ADVICE = {
    "vanished": "put the pages back",
    "changed": _SEE,
    "read otherwise": _SEE,
    "unreadable_file": "give the right to read the pages, or see to the disk",
    "outside_raw": "put the pages themselves in the place of links, or say --follow-links",
    "parser_timeout": "give each page more time: --page-seconds",
    "parser_memory": "give each page more memory: --page-megabytes",
    "parser_crash": "try once more, and report a page that crashes again",
}
"""What may bring back the records that are lost for a reason (`release.loss.Lost`)."""
_OTHER_ADVICE = "`qamill help reasons` says what is wrong"
_SETTINGS = "go back to the settings of before"
_ADDRESSES = "give the pages back the addresses that index.csv gave them"


class MuchLost(QamillError):
    """A run would lose many records of the release before, or some whose pages could not be read."""

    exit_code = 1

    def __init__(self, before: str, loss: Loss) -> None:
        super().__init__(
            f"{loss.records:,} of the {count_of(loss.before, 'record')} of {before} would be lost ({loss.sentence()})."
            f" Nothing was released. To keep them, {_advice(loss)}; then run again. If the loss is meant, run the same"
            f" command with --allow-loss (make curate ARGS=--allow-loss)"
        )


def _advice(loss: Loss) -> str:
    """What may bring the records back, each with a page to look at."""
    found: dict[str, str] = {}
    for part in loss.parts:
        advice = _ADVICE.get(part.reason, _OTHER_ADVICE)
        if part.reason == "read otherwise":
            advice = _SETTINGS if loss.settings else _ADDRESSES if loss.without_address else advice
        if part.records:
            found.setdefault(advice, part.example)
    return "; ".join(f"{advice} (one page is {example})" for advice, example in found.items())


class CountsDoNotAddUp(QamillError):
    """A run lost or doubled something; it refuses to publish."""

    exit_code = 1

    def __init__(self, sums: list[str]) -> None:
        super().__init__(
            "Refusing to publish, because the counts do not add up: "
            + "; ".join(sums)
            + ". This is a defect of qamill: please report it with the pages that show it."
        )


class ReleasedMeanwhile(QamillError):
    """Somebody else's files lie where a release was to go."""

    exit_code = 1

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} holds files that were not there when this run began, or that are not qamill's; they were left"
            f" alone, and nothing was released. Let one run at a time publish to an address; then run again."
        )


class NotAnnounced(QamillError):
    """A release has its name and is whole, but the disk refused what comes after that."""

    exit_code = 1

    def __init__(self, folder: Path, named: str | None, error: OSError) -> None:
        is_named = named == folder.name
        announced = "released and announced" if is_named else "released and whole, but not announced"
        state = "" if is_named else f" {LATEST} {f'still names {named}' if named else 'is not there yet'}."
        super().__init__(
            f"{folder} is {announced}: the disk then said {error.strerror or error}.{state} A power failure may still"
            " undo the release. See to the disk and run qamill curate again; it announces what is there."
        )


class NotOurs(QamillError):
    """A file of others lies where one of ours belongs."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not qamill's, and it was left alone. Move it away, or publish into another folder: --out PATH"
        )


class WithdrawnAgain(QamillError):
    """A run made what a withdrawn release holds."""

    exit_code = 1

    def __init__(self, version: str, withdrawal: Withdrawal) -> None:
        super().__init__(
            f"These pages give what {version} has, which was withdrawn on {withdrawal.date}: {withdrawal.reason}."
            " Nothing was released. Change the pages or the settings, then run again."
        )


class LastRelease(QamillError):
    """Without this release none would be left."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is the only release that is left. Release a better one first, then withdraw it.")


class PrunedInPart(QamillError):
    """Some old releases are gone, and then the disk refused to remove the others, and to put these back."""

    exit_code = 1

    def __init__(self, folder: Path, gone: Sequence[str], error: BaseException) -> None:
        why = getattr(error, "strerror", None) or error
        super().__init__(
            f"{', '.join(gone)} of {folder} {'was' if len(gone) == 1 else 'were'} removed; then the disk said {why}."
            f" All other releases are untouched. See to the disk and run qamill curate: it corrects {CHANGELOG}."
        )


class WithdrawnUnannounced(QamillError):
    """A release has its mark as withdrawn, but the disk refused what comes after that."""

    exit_code = 1

    def __init__(self, folder: Path, named: str | None, error: OSError) -> None:
        state = f"{LATEST} {f'names {named}' if named else 'is not there'}, and {CHANGELOG} may not say it yet."
        super().__init__(
            f"{folder} is withdrawn; the disk then said {error.strerror or error}. {state} A power failure may still"
            " undo the withdrawal. See to the disk and run qamill curate; it brings both up to date."
        )


class NoReason(QamillError):
    """A release was to be withdrawn without a word."""

    def __init__(self) -> None:
        super().__init__("Say why the release is withdrawn; the changelog tells it: --reason 'The prices are wrong'")


class UnfitReason(QamillError):
    """The reason of a withdrawal cannot be written into the changelog."""

    def __init__(self) -> None:
        super().__init__("The reason holds control characters, or bytes that are no text. Write it in plain words.")


class AlreadyWithdrawn(QamillError):
    """A release was to be withdrawn twice, which would replace when and why it was."""

    def __init__(self, folder: Path, withdrawal: Withdrawal) -> None:
        super().__init__(
            f"{folder} was withdrawn on {withdrawal.date}: {withdrawal.reason}. Nothing was changed; to correct that,"
            f" edit {folder.parent / WITHDRAWN} and run qamill curate."
        )


class OtherRelease(QamillError):
    """A folder has another release of the version that is to be brought."""

    exit_code = 1

    def __init__(self, folder: Path, content: str, wanted: str) -> None:
        super().__init__(
            f"{folder} is another release than the one to be brought: its content hash is {content[:8]}, not"
            f" {wanted[:8]}. Nothing was brought. Bring it into another folder: --out DIR"
        )


class NoRoom(QamillError):
    """The disk has less room than a release takes."""

    exit_code = 1

    def __init__(self, folder: Path, needed: int, free: int) -> None:
        super().__init__(
            f"The release takes {needed / 1e6:,.0f} MB, and the disk of {folder} has {free / 1e6:,.0f} MB left."
            f" Nothing was brought. Make room, or bring it elsewhere: --out DIR"
        )
