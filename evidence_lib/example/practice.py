"""Requests for assistance, shared folders, plans of children and decisions of the forum."""

from __future__ import annotations

from datetime import date, timedelta

from evidence_lib.example.draw import Draw, rounded
from evidence_lib.example.rows import Row, numbered, rows_of, weighted_row
from evidence_lib.example.scene import (
    AS_AT,
    Cluster,
    Size,
    clusters,
    draw_cluster,
    draw_quintile,
    until_now,
    yes_no,
)

REGISTER_FROM = date(2015, 11, 1)
REGISTER_TO = date(2018, 5, 13)
STANDARD_DAYS = 20


def rollout() -> list[Row]:
    """List the school clusters; the last is not yet live. Row: a cluster."""
    rows: list[Row] = [
        {"cluster": each.name, "locality": each.locality, "went_live_on": each.went_live_on}
        for each in clusters()
    ]
    return numbered(rows, "rollout_id", "RO", "locality_papers")


def service_requests(size: Size) -> list[Row]:
    """List the requests for assistance by day asked. Row: a request, answered or open."""
    draw = size.draw("service_requests")
    days = sorted(draw.day(REGISTER_FROM, REGISTER_TO) for _ in range(size.requests))
    rows = [_request(draw, day) for day in days]
    return numbered(rows, "request_id", "R", "request_register")


def _is_live(cluster: Cluster, day: date) -> bool:
    return cluster.went_live_on is not None and cluster.went_live_on <= day


def _request(draw: Draw, day: date) -> Row:
    cluster = draw_cluster(draw)
    live = _is_live(cluster, day)
    first_help_on, closed_on = _clocks(draw, day, _mean_wait(cluster, live))
    return {
        "locality": cluster.locality,
        "cluster": cluster.name,
        "requested_on": day,
        "first_help_on": first_help_on,
        "closed_on": closed_on,
        "requested_by": weighted_row(draw, rows_of("requesters"))["requested_by"],
        "child_views": yes_no(draw, 0.64 if live else 0.43, blank=0.04),
        "family_views": yes_no(draw, 0.76 if live else 0.56, blank=0.04),
        "simd_quintile": draw_quintile(draw, cluster.locality),
    }


def _mean_wait(cluster: Cluster, live: bool) -> float:
    [locality] = rows_of("localities", locality=cluster.locality)
    return 26 * float(locality["wait_factor"]) * (0.82 if live else 1.0)


def _clocks(draw: Draw, day: date, mean: float) -> tuple[date | None, date | None]:
    help_day = day + timedelta(days=draw.wait(mean) + (45 if draw.chance(0.05) else 0))
    last_day = help_day + timedelta(days=draw.whole(20, 240))
    never = draw.share()
    if never < 0.03:  # closed with no help given: the family moved, or changed its mind
        return None, until_now(day + timedelta(days=draw.whole(10, 40)))
    if never < 0.05:  # still waiting, however long ago it was asked for
        return None, None
    return until_now(help_day), until_now(last_day)


def shared_folders(size: Size) -> list[Row]:
    """List the shared folders by day triggered. Row: a child's folder."""
    draw = size.draw("shared_folders")
    count = size.scaled(150)
    days = sorted(draw.day(date(2016, 4, 1), date(2018, 5, 10)) for _ in range(count))
    return numbered([_folder(draw, day) for day in days], "folder_id", "F", "folder_extract")


def _folder(draw: Draw, day: date) -> Row:
    late = 0 if draw.chance(0.66) else draw.whole(1, 21)
    created = None if draw.chance(0.04) else until_now(day + timedelta(days=late))
    opened = None if created is None or draw.chance(0.06) else draw.day(created, AS_AT)
    busy = 14 if draw.chance(0.7) else 3
    return {
        "triggered_on": day,
        "created_on": created,
        "named_person": yes_no(draw, 0.89, blank=0.02),
        "lead_professional": yes_no(draw, 0.72, blank=0.03),
        "last_opened_on": opened,
        "chronology_entries": draw.wait(busy) if opened else 0,
        "locality": draw_cluster(draw).locality,
    }


def child_plans(size: Size) -> list[Row]:
    """List the team-around-the-child plans by start. Row: a plan, of a cluster gone live."""
    draw = size.draw("child_plans")
    rows = [_plan(draw, draw_cluster(draw, live=True)) for _ in range(size.scaled(170))]
    by_start = sorted(rows, key=lambda row: str(row["started_on"]))
    return numbered(by_start, "plan_id", "P", "plan_register")


def _plan(draw: Draw, cluster: Cluster) -> Row:
    started = draw.day(cluster.went_live_on or REGISTER_FROM, REGISTER_TO)
    length = draw.whole(90, 420)
    reviews = min(length, (AS_AT - started).days) // draw.whole(70, 120)
    before = draw.around(4.7, 1.3)
    return {
        "cluster": cluster.name,
        "locality": cluster.locality,
        "started_on": started,
        "child_views": yes_no(draw, 0.66, blank=0.03),
        "family_views": yes_no(draw, 0.79, blank=0.03),
        "reviews": reviews,
        "wellbeing_start": _score(before),
        "wellbeing_latest": _score(draw.around(before + 0.8, 1.2)) if reviews else None,
        "ended_on": until_now(started + timedelta(days=length)),
    }


def _score(number: float) -> float:
    return rounded(10 * min(10.0, max(0.0, number))) / 10


def resource_decisions(size: Size) -> list[Row]:
    """List the resource forum's cases by day asked. Row: a request, decided or not yet."""
    draw = size.draw("resource_decisions")
    count = size.scaled(180)
    children = [_child(draw, number) for number in range(1, size.scaled(125) + 1)]
    days = sorted(draw.day(date(2016, 7, 1), date(2018, 5, 11)) for _ in range(count))
    rows = [{**draw.pick(children), **_decision(draw, day)} for day in days]
    return numbered(rows, "decision_id", "D", "forum_register")


def _child(draw: Draw, number: int) -> Row:
    locality = weighted_row(draw, rows_of("localities"), "forum_weight")["locality"]
    quintile = draw_quintile(draw, locality)
    return {"child_key": f"child-{number:04d}", "locality": locality, "simd_quintile": quintile}


def _decision(draw: Draw, day: date) -> Row:
    kind = weighted_row(draw, rows_of("request_types"))
    decided = until_now(day + timedelta(days=draw.whole(3, 34)))
    outcome = _outcome(draw, accommodation=kind["request_type"] == "accommodation")
    asked: Row = {"requested_on": day, "request_type": kind["request_type"]}
    if decided is None or draw.chance(0.03):
        return asked
    given = float(kind["amount"]) * (0.4 + 1.2 * draw.share())
    amount = 50 * rounded(given / 50) if outcome in ("agreed", "partly_agreed") else None
    return {**asked, "decided_on": decided, "outcome": outcome, "amount": amount}


def _outcome(draw: Draw, *, accommodation: bool) -> str:
    weights = (0.36, 0.18, 0.18, 0.28) if accommodation else (0.6, 0.19, 0.11, 0.1)
    return draw.weighted(("agreed", "partly_agreed", "deferred", "declined"), weights)
