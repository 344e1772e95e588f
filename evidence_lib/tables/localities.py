"""Tables of a locality model: its setting, roll-out, plans, folders, decisions and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.show.table import AccessibleTable, table
from evidence_lib.tables.shares import MERGED, fifth_words, notes_on, practice_shares, with_one_more


def _shown_groups(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    """Leave out groups that are too small; one alone could be worked back, so a second goes too."""
    hidden = rows["hidden"].astype(bool)
    kept = rows[~hidden]
    if int((hidden & rows["group"].ne("not recorded")).sum()) == 1 and len(kept):
        kept = kept.drop(index=kept[count].astype("float64").idxmin())
    return kept.reset_index(drop=True)


def setting_table(setting: pd.DataFrame) -> AccessibleTable:
    """
    Show datazones and people by fifth of deprivation.

    Row: one fifth, as `indicators.deprivation_setting` gives.
    """
    people = 100 * setting["people"] / setting["people"].sum()
    first = setting.iloc[0]
    return table(
        setting.assign(people_pct=people),
        {"fifth": "Fifth of deprivation", "datazones": "Datazones", "people": "People",
         "people_pct": "Share of people (%)"},
        name="setting",
        caption=f"Datazones ({first['datazones_period']}) and people of all ages "
        f"({first['people_period']}) by fifth of deprivation",
        decimals={"people_pct": 0},
        notes=("Fifths are of the whole country's places (Scottish Index of Multiple "
               "Deprivation).",),
    )  # fmt: skip


def wards_table(wards: pd.DataFrame) -> AccessibleTable:
    """
    Show people by ward.

    Row: one ward, as `indicators.by_group` gives.
    """
    return table(
        wards.assign(count=wards["count"].astype(object).mask(wards["hidden"], terms.HIDDEN)),
        {"group": "Ward", "count": "People"},
        name="wards",
        caption=f"People of all ages by ward, {wards['period'].iloc[0]}",
    )


def rollout_table(by_cluster: pd.DataFrame, *, notes: Sequence[str] = ()) -> AccessibleTable:
    """
    Show each cluster before and after its own go-live.

    Row: one cluster that went live, as `practice.rollout_effect` gives.
    """
    shown = by_cluster.assign(
        before=practice_shares(by_cluster, "before_within"),
        after=practice_shares(by_cluster, "after_within"),
        change_text=[_points(row, "change_") for row in by_cluster.to_dict("records")],
        difference_text=[_points(row, "") for row in by_cluster.to_dict("records")],
    )
    return table(
        shown,
        {"cluster": "Cluster", "went_live_on": "Went live", "before": "Helped in time before",
         "after": "Helped in time after", "change_text": "Change (points)",
         "comparison_clusters": "Not yet live",
         "difference_text": "Change less theirs (points)"},
        name="rollout",
        caption="Requests helped within the standard before and after each cluster went live",
        notes=(*notes_on(shown[["before", "after"]]),
               "Not yet live: how many other clusters it could be compared with.", *notes),
    )  # fmt: skip


def _points(row: Mapping[Any, Any], prefix: str) -> str:
    value = row["change"] if prefix else row["difference"]
    hidden = not all(
        disclosure.share_may_show(row[f"{side}_within"], row[f"{side}_within_base"])
        for side in ("before", "after")
    )
    if hidden or pd.isna(value):
        return "too few"
    ends = f" ({100 * row['change_low']:.0f} to {100 * row['change_high']:.0f})" if prefix else ""
    return f"{100 * value:+.0f}{ends}"


def plans_table(quality: pd.DataFrame) -> AccessibleTable:
    """
    Show plans by locality: views, reviews, wellbeing.

    Row: one locality, as `practice.plan_quality` gives.
    """
    shown = _shown_groups(quality, "plans")
    names = ("child_views", "family_views", "reviewed", "better_of_changed")
    texts = pd.DataFrame({f"{name}_text": practice_shares(shown, name) for name in names})
    return table(
        shown.join(texts),
        {"group": "Locality", "plans": "Plans", "child_views_text": "Child's views recorded",
         "family_views_text": "Family's views recorded", "reviewed_text": "Reviewed at least once",
         "better_of_changed_text": "Better, of scores that changed"},
        name="child_plans",
        caption="Team-around-the-child plans by locality",
        notes=(*notes_on(texts), MERGED),
    )  # fmt: skip


def folders_table(quality: pd.DataFrame) -> AccessibleTable:
    """
    Show shared folders by locality: in time, complete, in use.

    Row: one locality, as `practice.folder_quality` gives.
    """
    shown = _shown_groups(quality, "folders")
    names = ("same_day", "roles_complete", "alive")
    texts = pd.DataFrame({f"{name}_text": practice_shares(shown, name) for name in names})
    return table(
        shown.join(texts),
        {"group": "Locality", "folders": "Folders due",
         "same_day_text": "Created the same working day",
         "roles_complete_text": "Both roles named", "alive_text": "In use"},
        name="shared_folders",
        caption="Shared folders by locality",
        notes=(*notes_on(texts), MERGED),
    )  # fmt: skip


def decisions_table(equity: pd.DataFrame, *, by: str, name: str) -> AccessibleTable:
    """
    Show how a resource forum treats the requests of each group.

    Row: one group, as `practice.decision_equity` gives; *by* names what a group is.
    """
    groups = _shown_groups(equity, "requests")
    shown = with_one_more(groups, ["repeat_requests"]).assign(
        group=fifth_words(groups["group"], by=by), agreed_text=practice_shares(groups, "agreed")
    )
    return table(
        shown,
        {"group": by.capitalize(), "requests": "Requests", "repeat_requests": "Repeats",
         "median_days": "Median days", "agreed_text": "Agreed, of agreed or declined",
         "amount_median": "Median (£)"},
        name=name,
        caption=f"Decisions of the resource forum by {by}",
        decimals={"median_days": 0, "amount_median": 0},
        notes=(*notes_on(shown[["repeat_requests", "agreed_text"]]),
               "Repeats: requests beyond a child's first. Median days from request to decision; "
               "median amount of those decided with one."),
    )  # fmt: skip


def tests_table(tests: pd.DataFrame) -> AccessibleTable:
    """
    List the small tests of change by locality, with what became of them.

    Row: one test.
    """
    words = {"adopt": "adopted", "adapt": "adapted", "abandon": "given up"}
    ordered = tests.sort_values(["locality", "started_on"], kind="stable")
    return table(
        ordered.assign(
            outcome=[words.get(str(result), "no result yet") for result in ordered["result"]]
        ),
        {"title": "Small test of change", "locality": "Locality", "measure": "Measure",
         "started_on": "Started", "outcome": "What became of it"},
        name="tests_of_change",
        caption="Small tests of change by locality",
        notes=("A test that was adapted or given up has taught something; a test without a measure "
               "teaches little.",),
    )  # fmt: skip
