"""The invented indicators, and targets of which many lack a horizon or a baseline."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from evidence_lib.example.draw import rounded
from evidence_lib.example.scene import PLACE, Row, numbered, rows_of

_INDICATORS = """
indicator_id | area | code | title | definition | unit | definition_version | direction | measure_kind | rba_type | priority | frequency | owner | caveat | source_id
leader_visits | 1 | GM01 | Visits of chief officers to teams | Visits by a member of the chief officers' group to a team, a quarter | visits | 1 | higher | process | how_much | Leadership | quarterly | chief officers' group | | performance_report
staff_briefed | 1 | GM02 | Staff at a briefing | Staff who came to a briefing in the quarter, of all staff invited | % | 1 | higher | process | how_well | Leadership | quarterly | chief officers' group | | performance_report
joint_budget | 1 | GM03 | Budget decided jointly | Share of the children's budget decided by two services or more | % | 1 | higher | input | how_well | Leadership | yearly | chief finance officer | Counted by hand | performance_report
residential_cost | 1 | GM04 | Cost of residential care for each looked-after child | Gross cost of residential care in the year, by child and week | £ per child per week | 1 | lower | input | how_much | | yearly | chief finance officer | A lower cost is not in itself better | national_return
tariff_score | 2 | GM05 | Average tariff score, by deprivation of the place pupils live in | Mean tariff points of school leavers, by deprivation quintile of their address | tariff points | 1 | higher | outcome | better_off | Closing the gap | yearly | head of education | Small numbers of leavers in a quintile | national_return
child_poverty_simd | 2 | GM06 | Children in poverty, by deprivation of the place they live in | Children in low-income families, of all children in the quintile | % | 1 | lower | outcome | better_off | Closing the gap | yearly | planning group | | national_return
child_poverty_after_housing | 2 | GM07 | Children living in poverty, after housing costs | Estimated share of children in low-income families after housing costs | % | 1 | lower | outcome | better_off | Closing the gap | yearly | planning group | An estimate, not a count | national_return
developmental_milestones | 2 | GM08 | Children meeting developmental milestones at 27 to 30 months | Children with no concern in any domain at the review at 27 to 30 months, of all reviewed | % | 2016 | higher | outcome | better_off | Closing the gap | yearly | head of health visiting | A domain was added in 2015-16 | national_return
attendance | 2 | GM09 | School attendance | Half-days attended, of half-days possible | % | 1 | higher | outcome | better_off | Closing the gap | yearly | head of education | The same value stands in every year | national_return
lac_exclusions | 2 | GM09 | Exclusions from school of looked-after children | Exclusions for every 1,000 looked-after pupils | per 1,000 looked-after pupils | 1 | lower | outcome | better_off | Closing the gap | yearly | head of education | The code was used before for attendance | national_return
lac_destinations | 2 | GM10 | Looked-after leavers in a positive destination | Looked-after school leavers in work, training or education three months on | % | 1 | higher | outcome | better_off | Closing the gap | yearly | head of education | About two dozen leavers a year | performance_report
accommodated_11_15 | 3 | GM11 | Young people aged 11 to 15 starting to be looked after away from home | Episodes of being looked after away from home that began in the year at 11 to 15 | young people | 1 | lower | outcome | better_off | Care | yearly | head of social work | Starts, not young people in care on a day; few in a year | care_register
balance_of_care | 3 | GM12 | Looked-after children living in the community | Looked-after children not in residential care on 31 July, of all looked after | % | 1 | higher | outcome | better_off | Care | yearly | head of social work | Kinship, foster and home count as community | national_return
placements | 3 | GM13 | Looked-after children with more than one placement in the year | Looked-after children with more than one placement in the year to 31 July, of all looked after | % | 1 | lower | outcome | better_off | Care | yearly | head of social work | | national_return
placed_far_away | 3 | GM14 | Children placed outside the area | Looked-after children placed outside the area on 31 July | children | 1 | lower | outcome | how_much | Care | yearly | head of social work | | performance_report
intensive_support | 3 | GM15 | Families with intensive support | Families with a worker of the intensive team at the end of the quarter | families | 1 | higher | output | how_much | Care | quarterly | team manager | The team began in 2017 | performance_report
requests_received | 4 | GM16 | Requests for assistance | Requests entered in the register in the month | requests | 1 | neutral | output | how_much | Locality model | monthly | locality managers | More requests may be good or bad | request_register
helped_within_20_days | 4 | GM17 | Requests helped within 20 days | Requests with first help within 20 calendar days, of requests of the month made 20 days ago or more | % | 1 | higher | process | how_well | Locality model | monthly | locality managers | | request_register
plans_with_views | 4 | GM18 | Plans with the child's views | Plans begun in the quarter with the child's views recorded, of all plans begun | % | 1 | higher | process | how_well | Early help | quarterly | locality managers | | plan_register
wellbeing_improved | 4 | GM19 | Plans with a better wellbeing score | Plans whose latest wellbeing score is above the first, of all plans reviewed | % | 1 | higher | outcome | better_off | Early help | less_often | planning group | Not yet collected in a way that can be compared | plan_register
registrations | 5 | GM20 | Children placed on the child protection register | Children whose names were added to the register in the quarter | children | 1 | neutral | output | how_much | Performance information | quarterly | protection committee | Volume, not safety | performance_report
on_register | 5 | GM21 | Children on the register, by locality | Children on the register on 31 July | children | 1 | neutral | output | how_much | Performance information | yearly | protection committee | | performance_report
reregistrations | 5 | GM22 | Children placed on the child protection register again within 18 months | Registrations within 18 months of an earlier one, of all registrations | % | 1 | lower | outcome | better_off | Performance information | yearly | protection committee | A handful of children | national_return
conferences_held | 5 | GM23 | Case conferences held | Initial and review conferences held in the quarter | conferences | 1 | neutral | process | how_much | Practice | quarterly | protection committee | | performance_report
core_groups_on_time | 5 | GM24 | Core groups on time | Core groups that met within 15 days, of those due in the month | % | 1 | higher | process | how_well | Practice | monthly | protection committee | Practice changed in May 2017 | performance_report
reporter_referrals | 5 | GM25 | Referrals to the reporter | Referrals to the reporter in the quarter | referrals | 1 | neutral | process | how_much | | quarterly | protection committee | | performance_report
safer_at_review | 5 | GM26 | Children judged safer at review | Children whose plan was judged to have made them safer, of plans reviewed | % | 1 | higher | outcome | better_off | Practice | yearly | protection committee | First collected in 2016-17 | performance_report
"""

_TARGETS = """
indicator_id | horizon | due_on | factor | baseline_period | owner | frequency
leader_visits | | 2018-12 | 1.1 | 2015-Q4 | chief officers' group | quarterly
staff_briefed | short | 2018-12 | 1.05 | 2015-Q4 | chief officers' group | quarterly
joint_budget | | | 1.5 | | chief finance officer |
tariff_score | impact | 2020-08 | 1.12 | 2013-14 | head of education | yearly
tariff_score | medium | 2019-08 | 1.08 | 2013-14 | head of education | yearly
child_poverty_simd | | 2020-03 | 0.85 | 2012-13 | planning group |
developmental_milestones | impact | 2020-03 | 1.08 | 2012-13 | head of health visiting | yearly
attendance | | 2018-08 | 1.01 | 2013-14 | head of education | yearly
lac_exclusions | impact | 2020-08 | 0.7 | 2013-14 | | yearly
lac_destinations | | | 1.1 | | head of education |
accommodated_11_15 | short | 2018-12 | 0.9 | 2015 | head of social work | yearly
accommodated_11_15 | impact | 2020-12 | 0.5 | 2015 | head of social work | yearly
balance_of_care | impact | 2020-07 | 1.02 | 2014-15 | head of social work | yearly
placements | | | 0.9 | | |
placed_far_away | | 2019-07 | 0.8 | 2014-15 | head of social work | yearly
requests_received | | | | | locality managers | monthly
helped_within_20_days | short | 2018-12 | 1.1 | | locality managers | monthly
plans_with_views | | 2018-12 | 1.15 | | locality managers | quarterly
registrations | | | | | protection committee | quarterly
reregistrations | impact | 2020-03 | 0.9 | | protection committee | yearly
conferences_held | | | | | protection committee | quarterly
core_groups_on_time | | 2018-12 | 1.05 | 2015-11 | protection committee | monthly
"""


_BY_QUINTILE = ("tariff_score", "child_poverty_simd")


def indicators() -> list[Row]:
    """List the definitions; two share a code, as happens. Row: an indicator."""
    return rows_of(_INDICATORS)


def own_values(values: list[Row], indicator_id: object) -> dict[str, float]:
    """Give the partnership's own values of one indicator by period; of quintiles, the first."""
    return {
        str(row["period"]): float(str(row["value"]))
        for row in values
        if row["indicator_id"] == indicator_id
        and row["place"] == PLACE
        and row["group_type"] != "locality"
        and (row["indicator_id"] not in _BY_QUINTILE or row["group"] == "1")
        and row.get("value") is not None
        and not row.get("superseded_by")
    }


def indicator_targets(values: list[Row]) -> list[Row]:
    """List the targets, reckoned from the value they start from. Row: a target."""
    rows = [_target(row, own_values(values, row["indicator_id"])) for row in rows_of(_TARGETS)]
    return numbered(rows, "target_id", "T", "services_plan")


def _target(row: Row, known: dict[str, float]) -> Row:
    kept = {name: cell for name, cell in row.items() if name != "factor"}
    baseline = known.get(str(row["baseline_period"]))
    start = baseline if baseline is not None else next(reversed(known.values()), None)
    if not row["factor"] or start is None:
        return {**kept, "baseline_value": baseline}
    target = rounded(10 * start * float(str(row["factor"]))) / 10
    return {**kept, "baseline_value": baseline, "target_value": target}
