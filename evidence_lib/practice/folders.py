"""Shared folders: opened in time, with everyone named, and alive."""

from __future__ import annotations

from datetime import date

import pandas as pd
from pandas.tseries.offsets import BDay

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import SMALL_CELLS
from evidence_lib.errors import require_columns
from evidence_lib.practice._frames import (
    Row,
    as_day,
    days,
    days_until,
    flags,
    groups,
    known_cells,
    require_days,
    shares_of,
)

METHOD = "Counts of folders; shares with Wilson intervals"
WEEKEND_RULE = (
    "Same working day: a folder triggered on a Saturday or Sunday may be created by the end of the "
    "following Monday; public holidays are not known to the data."
)
_NEEDED = (
    "folder_id", "triggered_on", "created_on", "named_person", "lead_professional",
    "last_opened_on", "chronology_entries",
)  # fmt: skip
_COLUMNS = [
    "group", "folders", "hidden", "not_created", *shares_of("same_day", "roles_complete", "alive"),
    "method", "caveats",
]  # fmt: skip


def _judged(folders: pd.DataFrame, as_at: pd.Timestamp, alive_days: int) -> pd.DataFrame:
    """Row: one folder. Three-valued ``same_day``, ``roles_complete``, ``alive``."""
    triggered = days(folders, "triggered_on")
    due = triggered + BDay(0)
    created = days_until(folders, "created_on", as_at)
    not_yet_due = created.isna() & (due >= as_at)
    opened = days(folders, "last_opened_on")
    # An opening after the day we speak of has overwritten the one we would need.
    lately = (opened >= as_at - pd.Timedelta(days=alive_days)).astype("boolean")
    lately = lately.mask(opened > as_at)
    entries = folders["chronology_entries"].astype("Int64")
    alive = (lately & (entries > 0)).mask(created.isna())
    return folders.assign(
        created=created.notna(),
        same_day=(created <= due).astype("boolean").mask(not_yet_due),
        roles_complete=(flags(folders, "named_person") & flags(folders, "lead_professional")).mask(
            created.isna()
        ),
        alive=alive,
    )


def _row(name: str, folders: pd.DataFrame) -> Row:
    return {
        "group": name,
        "folders": len(folders),
        "not_created": int((~folders["created"]).sum()),
        **known_cells("same_day", folders["same_day"]),
        **known_cells("roles_complete", folders["roles_complete"]),
        **known_cells("alive", folders["alive"]),
    }


def folder_quality(
    shared_folders: pd.DataFrame,
    *,
    as_at: date,
    by: str | None = None,
    alive_days: int = 90,
    blanked: bool = True,
) -> pd.DataFrame:
    """
    Tell how many children's folders are created in time, complete and in use.

    Row: one group of folders triggered up to *as_at* (all of them without *by*).

    Args:
        shared_folders: The contract's `shared_folders`.
        as_at: The day the figures speak of; a folder created later is not created yet.
        by: A column to group by, such as ``locality``.
        alive_days: A chronology is alive when it has entries and the folder was opened within so
            many days before *as_at*.
        blanked: Blank the figures of groups that are hidden; else the true counts are given, to
            be protected where they are shown.

    Returns:
        ``group``, ``folders``, ``hidden`` (fewer than 5: every count is blank), ``not_created``;
        then for ``same_day``, ``roles_complete`` (named person and lead professional) and
        ``alive``: the count, ``_base`` (folders for which it is known; the last two of folders
        created), ``_share`` (0 to 1), ``_low``, ``_high``, missing under a base of 20; ``method``,
        ``caveats``.

    Raises:
        MethodInputError: A column is missing, *as_at* is no date or *alive_days* no number of days.

    Source: AYRshare quality assurance standard 3 (folder and chronology entry on the same working
        day); the number of days for a live chronology is this project's.
    """
    doing = "judging shared folders"
    require_columns(shared_folders.columns, [*_NEEDED, *([by] if by else [])], doing=doing)
    require_days("alive_days", alive_days, doing=doing)
    day = as_day(as_at, doing=doing)
    due = shared_folders[days(shared_folders, "triggered_on") <= day]
    judged = _judged(due, day, alive_days)
    caveats = (
        f"{WEEKEND_RULE} Alive: entries, and opened in the last {alive_days} days. "
        f"A folder in use is not yet a better life. {SMALL_CELLS}"
    )
    rows = [
        disclosure.blank_row(_row(name, of_group), ["folders"], None if blanked else ())
        | {"method": METHOD, "caveats": caveats}
        for name, of_group in groups(judged, by)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)
