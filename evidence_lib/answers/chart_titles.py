"""
What stands over a chart: what it shows in a few words, and under that what is measured, of whom.

A title has room for one statement (`TITLE_WORDS`). Names that a review may make long, such as those
of its indicators and criteria, stand in the subtitle or the sentence below instead.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.counts import CountComparison
from evidence_lib.english import amount, capital, counted, listed, one_way, places_of, verb
from evidence_lib.indicators import ReviewPeriods
from evidence_lib.inequality import GapChange
from evidence_lib.practice import STANDARDS_SHOWN
from evidence_lib.show.charts import TITLE_WORDS
from evidence_lib.show.charts.periods import date_words
from evidence_lib.timeliness import RequestSummary

BY_CHANCE = "chance alone could do this"
CLOSE_POINTS = 1.0
"""Two percentages nearer than this are called close, after the national change rule."""


def fitting(*titles: str) -> str:
    """Give the first of some titles that is short enough; the last one always is."""
    return next((each for each in titles if len(one_way(each).split()) <= TITLE_WORDS), titles[-1])


def subtitle(*parts: str) -> str:
    """Join what is measured, of whom and when, leaving out what is empty."""
    return capital(", ".join(filter(None, parts)))


def spanned(periods: pd.Series) -> str:
    """Write the first and the last of some periods. Row: one value of the chart."""
    first, last = str(periods.min()), str(periods.max())
    return first if first == last else f"{first} to {last}"


def bare(value: float, unit: str) -> str:
    """Write a value without the words of its unit, which the subtitle says."""
    if unit.startswith("£ "):
        return f"£{value:,.0f}"
    return amount(value, "%") if unit == "%" else f"{value:,.{places_of(unit)}f}"


def count_title(compared: CountComparison) -> str:
    """Say how a count moved, and whether chance alone could do it."""
    before, after = compared.before, compared.after
    if before == after:
        return f"The same at both ends: {after}"
    moved = "Fell" if after < before else "Rose"
    by = "more than chance would do" if compared.significant else BY_CHANCE
    return f"{moved} from {before:,} to {after:,}; {by}"


def change_title(values: pd.DataFrame, periods: ReviewPeriods) -> str:
    """Say a percentage in two periods, and whether its intervals meet; rows as `series` gives."""
    rows = values.set_index("period")
    before, after = rows.loc[periods.baseline], rows.loc[periods.latest]
    said = f"From {_share(before)} in {periods.baseline} to {_share(after)} in {periods.latest}"
    if pd.isna(before.get("low")) or pd.isna(after.get("low")):
        return said
    meet = before["low"] <= after["high"] and after["low"] <= before["high"]
    ends = f"the intervals {'overlap' if meet else 'do not overlap'}"
    return fitting(f"{said}; {ends}", f"From {_share(before)} to {_share(after)}; {ends}")


def _share(row: Any) -> str:
    based = pd.notna(row["denominator"]) and pd.notna(row.get("low"))
    if based and not disclosure.share_may_show(row["numerator"], row["denominator"]):
        return f"{row['value']:.0f}%"
    return f"{row['value']:.1f}%"


def level_title(rates: pd.DataFrame, period: str, *, place: str, national: str, unit: str) -> str:
    """Say a place's value in a period beside the nation's; rows as `with_comparators` gives."""
    known = rates[rates["period"].eq(period) & rates["value"].notna()].set_index("series")["value"]
    own = f"{bare(known[place], unit)} in {period}"
    if national not in known.index:
        return own
    nation = bare(known[national], unit)
    word = "the same as" if bare(known[place], unit) == nation else "higher than"
    word = "lower than" if word == "higher than" and known[place] < known[national] else word
    return fitting(f"{own}, {word} {national} ({nation})", own)


def standing(row: dict[Any, Any]) -> str:
    """Say how a place's value stands to the nation's; a row as `indicators.positions` gives."""
    places = places_of(row["unit"])
    own, nation = round(row["value"], places), round(row["national"], places)
    if own == nation:
        return "the same as"
    if pd.notna(row["low"]) and row["low"] <= row["national"] <= row["high"]:
        return "not shown to differ from"
    if row["unit"] == "%" and round(abs(own - nation), 1) < CLOSE_POINTS:
        return "close to"
    return "higher than" if own > nation else "lower than"


def positions_title(positions: pd.DataFrame, *, national: str) -> str:
    """Say where a place stands on one or more measures; rows as `indicators.positions` gives."""
    rows = [row for row in positions.to_dict("records") if pd.notna(row["value"])]
    if not rows:
        return "Not shown: the group is too small"
    beside = [standing(row) for row in rows if pd.notna(row["national"])]
    if len(rows) > 1:
        return _several(beside, len(rows), national)
    own = f"{bare(rows[0]['value'], rows[0]['unit'])} in {rows[0]['period']}"
    nation = f"{national} ({bare(rows[0]['national'], rows[0]['unit'])})" if beside else ""
    return fitting(*(f"{own}, {word} {nation}" for word in beside), own)


def _several(beside: list[str], measures: int, national: str) -> str:
    words = {word: beside.count(word) for word in dict.fromkeys(beside)}
    plain = f"{counted(measures, 'measure')}, each on its own panel"
    if len(words) == 1 and len(beside) == measures:
        return fitting(f"All {measures} measures {beside[0]} {national}", plain)
    said = listed([f"{count} {word}" for word, count in words.items()])
    return fitting(f"Of {measures} measures: {said} {national}", plain) if said else plain


def zeros_title(own: pd.DataFrame, found: str, *, periods: int) -> str:
    """Say a run of noughts, or else what was *found* of a share; rows are the place's own."""
    if periods:
        return f"Published as 0% in {counted(periods, 'period')} running, which is in doubt"
    known = own[own["value"].notna()]
    last = "" if known.empty else f"{known['value'].iloc[-1]:.0f}% in {known['period'].iloc[-1]}"
    return fitting(found.rstrip("."), last or "No percentage can be shown")


def process_title(chart: pd.DataFrame, *, assurance: str | None) -> str:
    """Say how many points stand out from chance; rows as `spc.xmr_chart` gives."""
    marked = int(chart["rule"].fillna("").ne("").sum())
    points = counted(int(chart["value"].notna().sum()), "point")
    out = f"{marked or 'None'} of {points} {verb(marked or 1, 'stands', 'stand')} out from chance"
    return f"{out}; {_TARGETS[assurance]}" if assurance else out


_TARGETS = {
    "consistently_meets": "the target is reliably met",
    "consistently_misses": "the target is reliably missed",
    "hit_or_miss": "the target is met by chance",
}


def overlap_title(estimates: pd.DataFrame, place: str) -> str:
    """Say how many places have intervals that meet a place's own; rows as `place_estimates`."""
    own, others = (estimates[estimates["label"].eq(place) == each] for each in (True, False))
    if own.empty or others.empty:
        return "No other place to set beside this one"
    low, high = float(own["low"].iloc[0]), float(own["high"].iloc[0])
    many = int((others["low"].le(high) & others["high"].ge(low)).sum())
    said = f"Intervals of {many or 'none'} of {counted(len(others), 'other place')} overlap that of"
    return fitting(f"{said} {place}", f"{said} this place")


def gap_title(change: GapChange, unit: str) -> str:
    """Say how a gap moved, and whether chance could do it or the other measure disagrees."""
    before, after = (bare(abs(each), unit) for each in (
        change.absolute_before, change.absolute_after))  # fmt: skip
    moved = change.absolute_movement
    said = f"Gap stayed at {after}" if moved == "unchanged" else (
        f"Gap {moved} from {before} to {after}")  # fmt: skip
    low, high = change.absolute_change_low, change.absolute_change_high
    if low is not None and high is not None and low <= 0 <= high:
        return f"{said}; {BY_CHANCE}"
    ratio = change.relative_movement
    if not change.relative_before or not change.relative_after:
        return said
    return f"{said}; as a ratio it {'stayed the same' if ratio == 'unchanged' else ratio}"


def ends_title(gaps: pd.DataFrame, period: str, *, unit: str) -> str:
    """Say both ends of a gap in one period; rows as `inequality.gaps_by_period` gives."""
    row = gaps[gaps["period"].eq(period)].iloc[0]
    most, least = bare(row["fifth_1"], unit), bare(row["fifth_5"], unit)
    return f"{most} in the most deprived fifth, {least} in the least"


def budget_title(budget: pd.DataFrame) -> str:
    """Say how the share of early tiers moved; rows as `practice.budget_by_tier` gives."""
    early = budget[budget["tier"].isin(terms.PREVENTION_TIERS[:2])]
    shares = [f"{100 * each:.0f}%" for each in early.groupby("year", sort=False)["share"].sum()]
    if not shares:
        return "Budget by tier of prevention"
    went = f"from {shares[0]} to {shares[-1]}" if len(shares) > 1 else shares[0]
    return f"Universal services and early help: {went} of the budget"


def audit_title(by_standard: pd.DataFrame) -> str:
    """Say how often standards were met; rows as ``by_standard`` of the audit."""
    whole = by_standard.iloc[-1]
    if whole["hidden"] or pd.isna(whole["share"]):
        return "How often each standard was met"
    which = "Standards shown" if whole["standard"] == STANDARDS_SHOWN else "Standards"
    return f"{which} were met in {100 * whole['share']:.0f}% of ratings"


def shares_title(estimates: pd.DataFrame, *, what: str) -> str:
    """Say the span of some shares of the same things; rows as `practice.share_estimates`."""
    least, most = (f"{each:.0f}%" for each in (
        estimates["estimate"].min(), estimates["estimate"].max()))  # fmt: skip
    if len(estimates) == 1:
        return f"Met in {most} of {what}"
    return f"Met in {least} to {most} of {what}, depending on what is asked"


def actions_title(mix: pd.DataFrame) -> str:
    """Say how many actions commit to work and how many to a change; rows as `plans.action_mix`."""
    number = mix.groupby("label")["n"].sum()
    total, work, change = int(number.sum()), int(number["process"]), int(number["outcome"])
    some = f"{work or 'none'} to do work, {change or 'none'} for a change in lives"
    return f"Of {counted(total, 'action')}, {some}"


def measures_title(better_off: int, base: int) -> str:
    """Say how many of the measures that say what they tell ask whether anyone is better off."""
    some = f"{better_off or 'none'} {verb(better_off or 1, 'tells', 'tell')}"
    return f"Of {counted(base, 'measure')}, {some} whether anyone is better off"


def survey_title(answers: pd.DataFrame) -> str:
    """Say the span of agreement over questions; rows as `survey.likert_table` gives."""
    agreed = answers.loc[answers["percent_allowed"], "high"]
    if agreed.empty:
        return "Too few staff answered for percentages"
    least, most = (f"{100 * each:.0f}%" for each in (agreed.min(), agreed.max()))
    if least == most:
        return f"{most} of those with an opinion agreed"
    return f"Agreement runs from {least} to {most}, question by question"


def waits_title(waits: RequestSummary) -> str:
    """Say how many had been helped after the first and the last mark; rows as ``marks``."""
    rows = waits.marks.to_dict("records")
    said = [f"{row['helped_pct']:.0f}% within {counted(round(row['days']), 'day')}" for row in rows]
    return f"First help: {listed(list(dict.fromkeys([said[0], said[-1]])))}"


def localities_title(estimates: pd.DataFrame) -> str:
    """Say the span of shares over localities; rows as `within_estimates`."""
    ordered = estimates.sort_values("estimate", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    low, high = f"{least['estimate']:.0f}%", f"{most['estimate']:.0f}%"
    named = f"Helped in time: from {low} in {least['label']} to {high} in {most['label']}"
    return fitting(named, f"Helped in time: from {low} to {high}, by locality")


def events_title(events: pd.DataFrame) -> str:
    """Say how many dated facts there are, from which year to which."""
    years = sorted(str(each)[:4] for each in events["date"])
    span = " to ".join(dict.fromkeys((years[0], years[-1])))
    return f"{counted(len(events), 'dated fact')}, {span}"


def log_title(states: pd.DataFrame) -> str:
    """Say how a log began and ended; rows as `strands.log_states` gives."""
    ends = [
        f"{terms.in_words(row['state'])} in {date_words(row['month'], doing='titling a log')}"
        for row in (states.iloc[0], states.iloc[-1])
    ]
    return f"From {ends[0]} to {ends[1]}" if len(states) > 1 else f"One entry: {ends[0]}"


def coverage_title(coverage: pd.DataFrame) -> str:
    """Say from how many kinds of evidence assertions come; rows as `strands.coverage` gives."""
    by_strand = coverage.groupby("strand", sort=False)["items"].sum()
    by_strand = by_strand.drop(index=terms.TEAM_FINDING, errors="ignore")
    heard = int(by_strand.gt(0).sum())
    return f"The evidence is of {heard or 'none'} of {len(by_strand)} kinds"


def bearing_title(bearings: pd.DataFrame, *, one: str, many: str) -> str:
    """Say on how many criteria (or parts) something falls short; rows as `strands.bearing_by`."""
    short = int(bearings["challenges"].gt(0).sum())
    if not short:
        return "No evidence here says that something falls short"
    if short == len(bearings) > 1:
        return f"Something is said to fall short on every {one}"
    of_all = f"{short} of {counted(len(bearings), one, many)}"
    return f"Something is said to fall short on {of_all}"


def setting_title(setting: pd.DataFrame) -> str:
    """Say how many live in the most deprived fifth; rows as `indicators.deprivation_setting`."""
    share = 100 * setting.iloc[0]["people"] / setting["people"].sum()
    return f"{share:.0f}% of people live in the country's most deprived fifth of places"
