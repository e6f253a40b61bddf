"""One run on one screen: raw pages in, a released version out.

What happens to the pages is in `run/`: `session` opens a run, `steps` names its tasks, `tasks` are what workers do,
`page` takes one page through the stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .arguments import as_list, check
from .emit.errors import MuchLost
from .engine import Progress
from .engine.limits import Limits
from .ingest.errors import EmptyRawFolder, PagesGone
from .ingest.files import RawFile, hash_few
from .ingest.listing import list_raw
from .project import read_dataset
from .release.layout import location_of
from .release.versions import Release, newest
from .review.file import read_all
from .run.meanwhile import changed_since, refuse_new_takedowns, states_beside
from .run.settings import Resources, Settings
from .run.unchanged import find_unchanged
from .schema.manifest import Manifest
from .storage import is_address
from .takedown.beside import read_takedowns

if TYPE_CHECKING:
    from .parse.recipes import Recipe
    from .release.loss import Loss
else:
    Recipe = Any  # for typing.get_type_hints; pydantic is imported for recipes alone


class Outcome(NamedTuple):
    """The outcome of a run."""

    manifest: Manifest
    """Of the new release, of the one that would be made, or of the latest where nothing changed."""
    is_new: bool
    folder: Path | str | None
    """Where the release lies, a folder or an address; None after a dry run that found something new."""
    known: int = 0
    """How many files (or parts of a large one) were not read because an earlier run had read them."""
    notes: tuple[str, ...] = ()
    """What else whoever started the run should know, in sentences."""
    without_pairs: Sequence[str] = ()
    """The paths of the pages that gave no sound pair, sorted; empty where nothing changed."""
    differences: Sequence[str] = ()
    """What differs from the release before, as parts of a sentence: tables, what is said of the dataset, files."""
    causes: Sequence[str] = ()
    """Why its tables differ where pages and decisions are the same: settings, or another qamill."""


def curate(
    raw: Path | str | Iterable[Path | str] = "raw",
    out: Path | str = "curated",
    *,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
    similarity: float = 0.8,
    workers: int | None = None,
    memory: int | None = None,
    spark: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  a frozen value
    shard_rows: int = 5_000_000,
    complete_snippets: bool = False,
    pii: str = "flag",
    obey: str = "record",
    cache: bool = True,
    dry_run: bool = False,
    allow_loss: bool = False,
    follow_links: bool = False,
    progress: Progress = lambda stage, done, total: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read all pages below `raw` and release what they hold as the next version in `out`.

    Both are folders, or addresses such as `s3://bucket/folder`; `raw` may be several. A link that leads out of its
    raw folder is rejected, unless `follow_links`.
    `mode="markup"` reads only what pages themselves mark as questions, for whole crawls; `recipes` say how
    the pages of some sites are read. Pairs that have at least the share `similarity` (above 0, up to 1; Jaccard of
    word 2-shingles) in common are one record, unless they differ in a number or another thing that matters.
    `limits` is what one page may take of a worker's time and memory; a page that takes more is read leniently or
    else rejected. A release of which a table has more than `shard_rows` rows is in parts; 0 is for never. With
    `complete_snippets` an answer that was cut (`...`) is released as the full passage of the page that it cites, where
    that was read, too. With `pii="mask"` masks such as `[EMAIL_1]` take the place of personal data, with
    `pii="reject"` pairs that hold some are rejected; otherwise they are flagged. `obey` says what is done about pages
    that reserve their use (`qamill help rights`): `record` it, `flag` their records, or `exclude` them. The result
    depends on the pages, on these eight, and on what lies beside `raw`: the decisions of people in `reviews.csv`
    (`qamill help reviews`), and what they say of their dataset in `qamill.toml` (`qamill help releases`).

    Nothing is released where nothing changed, nor, unless `allow_loss`, where more than a tenth of the records of the
    release before would be lost, or any whose pages could not be read. Nothing is written by a dry run. `workers` is
    the number of processes, by default one per core; `memory` is about how many megabytes all of them may take
    together: less of it means fewer workers and smaller pieces. `spark` is the master of a Spark cluster that does the
    work instead (`qamill help scale`). With `cache` the run goes on where an interrupted one stopped, and reads only
    what no earlier run has read. `progress` is called now and then with a step, how much of it is done and how much
    there is (files of `hash` and `read`, else tasks), and, once archives gave more pages than there are files, with
    `pages` and twice the number of those read so far; `waiting` is called if another run is publishing.

    Raises a QamillError: BadSetting, NoInput, BadPageIndex, BadReviews, BadTakedowns, LostTakedowns, ChangedTakedowns,
    NoKey, BadProject, ChangedWhileReading, WorkerDied, CannotWrite, CannotRead, DamagedRelease, CountsDoNotAddUp,
    MuchLost, WithdrawnAgain, NotAnnounced, NotOurs; with an address also BadAddress, Unreachable, ReleasedMeanwhile;
    with `spark` also NoSpark, FolderNotShared, SparkFailed.
    """
    folders = as_list(raw)
    check(raw=folders, out=out, recipes=recipes, progress=progress, waiting=waiting)
    check(cache=cache, dry_run=dry_run, allow_loss=allow_loss, follow_links=follow_links)
    settings = Settings(
        *(mode, tuple(recipes), similarity, limits, shard_rows, read_takedowns(folders), read_dataset(folders)),
        complete_snippets=complete_snippets,
        pii=pii,
        obey=obey,
    )
    resources = Resources(workers, memory, spark)
    states = states_beside(folders)
    files = hash_few(_list(folders, out, follow_links))
    decisions = read_all(folders)
    if cache and (same := find_unchanged(files, settings, out, decisions)):
        return Outcome(same, False, location_of(out, same.version))

    from .companions import companions
    from .run.session import open_run  # not before: importing what a run needs takes longer than all of the above

    with open_run(folders, out, settings, resources, cache, dry_run, progress, waiting, decisions) as run:
        refuse_new_takedowns(folders, settings.takedowns)  # another publisher may have been waited for
        run.refuse_lost_takedowns()
        files = run.hashed(files)
        if cache and (same := run.find_unchanged(files)):
            return Outcome(same, False, location_of(out, same.version), notes=tuple(run.notes))
        draft = run.write_draft(files, companions(run.previous, folders))
        run.refuse_withdrawn(draft)
        refuse_loss(run.loss(draft), run.previous, allow_loss)
        refuse_new_takedowns(folders, settings.takedowns)
        manifest, is_new = run.publish(draft)
        run.notes += changed_since(states)
        where = run.location(manifest, is_new)
        return Outcome(manifest, is_new, where, run.reused, tuple(run.notes), draft.without_pairs, *run.unlike(draft))


def _list(folders: Sequence[Path | str], out: Path | str, follow_links: bool) -> list[RawFile]:
    """The raw files. Raises PagesGone where there is none any more, and what `list_raw` raises."""
    try:
        return list_raw(folders, out, follow_links)
    except EmptyRawFolder as error:
        previous = None if is_address(out) else newest(out)
        if previous and (records := previous.manifest.counts["records"]):
            raise PagesGone(error.path, previous.version, records) from error
        raise


def refuse_loss(loss: Loss | None, previous: Release | None, allow_loss: bool) -> None:
    """Raise MuchLost where much would be lost of the release before, and nobody says that it is meant."""
    if loss and previous and loss.is_much and not allow_loss:
        raise MuchLost(previous.version, loss)
