"""The partnership's own measures: what they tell, and whether progress can be measured."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans, terms
from evidence_lib.answers.answer import Answer, noted
from evidence_lib.answers.chart_titles import measures_title
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.disclosure import notes
from evidence_lib.english import counted, verb
from evidence_lib.evidence import Area
from evidence_lib.show import AccessibleTable, Finding, charts, own_measures_missing, table

_FIELD_WORDS = {
    "short_target": "Short-term target",
    "medium_target": "Medium-term target",
    "impact_target": "Impact target",
}
WHY = (
    "whether they tell of volume or of children being better off is the question, and a measure "
    "without a baseline and targets cannot show progress"
)


@from_tables("indicators", "indicator_targets")
def own_measures(area: Area) -> Answer:
    """
    Say what the partnership's own measures tell, and whether progress can be measured with them.

    What they tell is of the area's own measures; what they hold, of all the review's.
    """
    tables = area.review.tables
    whole = plans.own_measures(tables["indicators"], tables["sources"])
    if whole.empty:
        return Answer.of(own_measures_missing(WHY))
    own = plans.own_measures(area.tables["indicators"], tables["sources"])
    fields = plans.measurability(whole, tables["indicator_targets"], tables["plan_actions"])
    return Answer.of(
        _mix(own) if len(own) else None,
        measurability_found(fields),
        fields_table(fields),
        measures=own,
        fields=fields,
    )


def _mix(measures: pd.DataFrame) -> Answer:
    better_off = plans.better_off_share(measures)
    return Answer.of(
        charts.show(
            charts.stacked_shares,
            plans.mix_by_row(
                plans.rba_mix(measures, by="priority"), row="priority", kind="rba_type"
            ),
            categories=["how_much", "how_well", "better_off", "not_stated"],
            measure="Measures by what they tell, a bar for each priority",
            totals="({})",
            name="own_measures",
            title=measures_title(better_off.better_off, better_off.base),
            subtitle="Measures by what they tell, by priority; their number in brackets",
            finding=better_off.words,
            table=measures_table(measures),
        ),
        noted(better_off.caveats),
    )


def measurability_found(fields: pd.DataFrame) -> Finding:
    """Say what measures lack; rows as `plans.measurability` gives."""
    have = fields.set_index("field")["with"]
    base, baseline = int(fields["base"].iloc[0]), int(have["baseline"])
    short, medium, impact = (
        int(have[name]) or "none" for name in ("short_target", "medium_target", "impact_target")
    )
    return Finding(
        f"Of {counted(base, 'measure')}, {baseline or 'none'} "
        f"{verb(baseline or 1, 'has', 'have')} a baseline, {short} a short-term target, "
        f"{medium} a medium-term and {impact} an impact target."
    )


def measures_table(measures: pd.DataFrame) -> AccessibleTable:
    """
    List the partnership's own measures by what they tell.

    Row: one indicator.
    """
    kinds = [terms.in_words(kind) if isinstance(kind, str) else kind
             for kind in measures["rba_type"]]  # fmt: skip
    return table(
        measures.assign(rba_type=kinds),
        {"title": "Measure", "rba_type": "What it tells", "priority": "Priority",
         "owner": "Owner"},
        name="own_measures",
        caption="The partnership's own measures for this area",
        notes=("How much was done, how well it was done, or whether anyone is better off.",),
    )  # fmt: skip


def fields_table(fields: pd.DataFrame) -> AccessibleTable:
    """
    Show how many measures have each field that measuring progress needs.

    Row: one field, as `plans.measurability` gives.
    """
    shown = fields.assign(
        field=[_FIELD_WORDS.get(each, each.capitalize()) for each in fields["field"]],
        share_pct=100 * fields["share"],
    )
    columns = {"field": "Field", "with": "Measures with it", "base": "Measures",
               "share_pct": "Share (%)", "decided_by": "What counts"}  # fmt: skip
    if fields["share"].isna().all():
        del columns["share_pct"]
    return table(
        shown,
        columns,
        name="measurability_by_field",
        caption="What the partnership's measures have, of what measuring progress needs",
        decimals={"share_pct": 0},
        notes=(notes.PERCENT_BASE,) if fields["share"].isna().any() else (),
    )  # fmt: skip
