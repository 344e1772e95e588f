"""What measures of outcomes show since the earlier inspection, the plans' own among them."""

from __future__ import annotations

import pandas as pd

from evidence_lib import judgement, practice
from evidence_lib.evidence import Evidence


def outcomes_of(review: Evidence) -> pd.DataFrame:
    """
    Say of every measure of an outcome what it shows since the earlier inspection, once.

    Row: one measure, as `judgement.outcome_measures` gives; after them the wellbeing scores of
    children's plans, for each area whose settings say that they are an outcome of it. ``item_ids``
    names the items that tell the measure's figures: those of the same source and place in it.
    ``origin`` is that of the source of its values; empty where it is not known.
    """
    return review.once("outcomes", lambda: _outcomes(review))


def _outcomes(review: Evidence) -> pd.DataFrame:
    facts, values = review.facts, review.tables["indicator_values"]
    measured = judgement.outcome_measures(
        review.tables["indicators"], values, place=review.place,
        inspected_on=facts.inspected_from, fieldwork_on=facts.fieldwork_from,
    )  # fmt: skip
    own = values[values["place"].eq(review.place)]
    told = measured.assign(
        item_ids=_told_by(own, review.tables["evidence_items"], measured["indicator_id"]),
        origin=[
            _origin_of(review, own.loc[own["indicator_id"].eq(each), "source_id"])
            for each in measured["indicator_id"]
        ],
    )
    return pd.concat([told, *_plan_outcomes(review)], ignore_index=True)


def _plan_outcomes(review: Evidence) -> list[pd.DataFrame]:
    """Give a row for each area that the plans' own scores are an outcome of."""
    areas = review.areas.loc[review.areas["wellbeing_from_plans"].astype(bool), "area"]
    plans = review.tables["child_plans"]
    begun = plans[pd.to_datetime(plans["started_on"]).lt(pd.Timestamp(review.as_at))]
    quality = practice.plan_quality(begun)
    origin = _origin_of(review, begun["source_id"])
    return [judgement.plan_outcome(quality, area=str(area)).assign(origin=origin) for area in areas]


def _told_by(values: pd.DataFrame, items: pd.DataFrame, indicator_ids: pd.Series) -> list[str]:
    """Find the items that tell a measure's figures: same source and same place in it."""
    places = values.loc[values["location"].notna(), ["indicator_id", "source_id", "location"]]
    told = places.merge(items[["item_id", "source_id", "location"]], on=["source_id", "location"])
    by_measure = told.groupby("indicator_id")["item_id"].agg(lambda ids: " ".join(sorted(set(ids))))
    return [str(by_measure.get(each, "")) for each in indicator_ids]


def _origin_of(review: Evidence, source_ids: pd.Series) -> str:
    """Say whose some rows are, by the source of the last of them; empty where it is not known."""
    origins = review.tables["sources"].set_index("source_id")["origin"].dropna()
    return str(origins.get(source_ids.iloc[-1], "")) if len(source_ids) else ""
