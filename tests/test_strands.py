"""Strands: where the evidence comes from, counted as voices and not as remarks."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands
from evidence_lib.errors import MethodInputError
from evidence_lib.loaders import Review
from tests.conftest import item


@pytest.fixture
def items(nine_items: Review) -> pd.DataFrame:
    return nine_items.tables["evidence_items"]


def test_two_remarks_from_one_focus_group_are_one_voice(items: pd.DataFrame) -> None:
    coverage = strands.coverage(items, ["1", "2"]).set_index(["area", "strand"])
    assert coverage.loc[("1", "focus_group")].tolist() == [2, 1]


def test_pairs_without_evidence_are_there_with_nought(items: pd.DataFrame) -> None:
    coverage = strands.coverage(items, ["1", "2"])
    assert len(coverage) == 2 * 9
    assert coverage.loc[coverage["strand"].eq("leadership_meeting"), "items"].tolist() == [0, 0]
    assert coverage["items"].sum() == len(items)


def test_people_behind_a_criterion_are_counted_once_a_collection(items: pd.DataFrame) -> None:
    counted = strands.coverage_by_criterion(items).set_index(["area", "strand"])
    group = counted.loc[("1", "focus_group")]
    assert group[["items", "voices", "participants"]].tolist() == [2, 1, 8]
    assert counted["participants"].isna().loc[("1", "link_inspector")]


def test_silent_strands_leave_team_findings_out(items: pd.DataFrame) -> None:
    silent = strands.silent_strands(strands.coverage(items, ["1", "2"]), 2)
    assert silent == (
        "staff_survey",
        "self_evaluation",
        "focus_group",
        "leadership_meeting",
        "link_inspector",
    )


def test_team_findings_cannot_be_traced(items: pd.DataFrame) -> None:
    traced = strands.traceability(items)
    assert (traced.items, traced.traceable, traced.untraceable) == (9, 7, 2)


def test_bearing_is_counted_by_criterion_with_the_items_behind_it(items: pd.DataFrame) -> None:
    counted = strands.bearing_by(items, "criterion", titles={"numbers": "Fewer young people"})
    assert counted.to_dict("records") == [
        {"label": "direction", "supports": 4, "mixed": 1, "challenges": 0, "items": 5,
         "item_ids": "N1 N2 N3 N4 N5"},
        {"label": "Fewer young people", "supports": 2, "mixed": 1, "challenges": 1, "items": 4,
         "item_ids": "N6 N7 N8 N9"},
    ]  # fmt: skip


def test_bearing_by_a_column_that_is_not_there_is_refused(items: pd.DataFrame) -> None:
    with pytest.raises(MethodInputError, match='no column "colour"'):
        strands.bearing_by(items, "colour")


def test_people_are_heard_by_attribution(items: pd.DataFrame) -> None:
    assert strands.heard_from(items)["item_id"].tolist() == ["N1", "N2", "N3", "N8"]


def test_the_matrix_has_a_row_an_area_in_the_order_given(items: pd.DataFrame) -> None:
    matrix = strands.coverage_matrix(strands.coverage(items, ["2", "1"]))
    assert matrix.index.tolist() == ["2", "1"]
    assert matrix.loc["1", "focus_group"] == 2


def test_progress_words_are_kept_apart_from_other_words() -> None:
    statements = pd.DataFrame(
        {"words": ["steady progress", "we are encouraged", "Improved markedly"]}
    )
    assert strands.progress_words(statements)["words"].tolist() == [
        "steady progress",
        "Improved markedly",
    ]
    assert len(strands.progress_words(statements.iloc[[1]])) == 1


def test_counting_changes_nothing_and_ignores_row_order(items: pd.DataFrame) -> None:
    before = items.copy()
    shuffled = items.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(
        strands.coverage(shuffled, ["1", "2"]), strands.coverage(items, ["1", "2"])
    )
    pd.testing.assert_frame_equal(items, before)


def assertions(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({"participants": "Int64", "collection_id": "str"})


def value_of(*rows: dict[str, object]) -> str:
    return str(strands.triangulation(assertions(*rows))["triangulation"].iloc[0])


STAFF = {"strand": "focus_group", "origin": "partnership"}
YOUNG = {"strand": "young_people", "origin": "service_user"}


def test_independent_voices_that_say_the_same_converge() -> None:
    assert value_of(item("a"), item("b", **STAFF)) == "convergent"
    assert value_of(item("a", bearing="challenges"),
                    item("b", bearing="challenges", **STAFF)) == "convergent"  # fmt: skip


def test_independent_voices_that_say_the_opposite_are_inconsistent() -> None:
    assert value_of(item("a"), item("b", bearing="challenges", **STAFF)) == "inconsistent"
    agreeing = item("c", **YOUNG)
    assert value_of(item("a"), agreeing, item("b", bearing="challenges", **STAFF)) == "inconsistent"


def test_voices_on_different_sides_complement_and_do_not_contradict() -> None:
    outcome = item("b", bearing="challenges", measure_kind="outcome", **STAFF)
    assert value_of(item("a"), outcome) == "complementary"
    assert value_of(item("a"), item("b", bearing="mixed", **STAFF)) == "complementary"


@pytest.mark.parametrize(
    "more",
    [
        {"strand": "focus_group"},
        {"origin": "partnership"},
        {"strand": "focus_group", "origin": "partnership", "collection_id": "ca"},
        {"strand": "focus_group", "origin": None},
        {"strand": "team_finding", "origin": "partnership"},
    ],
    ids=["same origin", "same strand", "same collection", "origin unknown", "no strand"],
)
def test_a_voice_is_independent_only_if_strand_origin_and_collection_differ(
    more: dict[str, object],
) -> None:
    assert value_of(item("a"), item("b", **more)) == "single_source"


def test_ten_remarks_of_one_group_are_one_voice() -> None:
    ten = [item(f"b{place}", **STAFF, collection_id="group") for place in range(10)]
    found = strands.triangulation(assertions(*ten)).iloc[0]
    assert (found["triangulation"], found["voices"], found["items"]) == ("single_source", 1, 10)


def test_where_no_item_names_its_strand_nothing_can_be_determined() -> None:
    found = strands.triangulation(assertions(item("a", strand="team_finding"))).iloc[0]
    assert found["triangulation"] == "not_determinable"
    assert "nobody can say" in found["in_words"]


def test_untraced_assertions_are_said_beside_the_value() -> None:
    found = strands.triangulation(assertions(item("a"), item("b", strand="team_finding"))).iloc[0]
    assert found["triangulation"] == "single_source"
    assert "1 further assertion does not name its strand" in found["in_words"]


def test_triangulation_of_the_nine_items_is_as_worked_by_hand(nine_items: Review) -> None:
    tables = nine_items.tables
    found = strands.triangulation(tables["evidence_items"], sources=tables["sources"])
    assert found[["area", "triangulation", "voices", "item_ids"]].values.tolist() == [
        ["1", "convergent", 3, "N1 N2 N3 N4 N5"],
        ["2", "complementary", 3, "N6 N7 N8 N9"],
    ]


def test_the_order_of_items_changes_no_triangulation(items: pd.DataFrame) -> None:
    shuffled = items.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(strands.triangulation(shuffled), strands.triangulation(items))


def test_an_items_own_origin_stands_and_its_source_fills_the_rest() -> None:
    sources = pd.DataFrame({"source_id": ["s"], "origin": ["national"]})
    known = strands.with_origins(assertions(item("a"), item("b", origin=None)), sources)
    assert known["origin"].tolist() == ["inspector", "national"]


def test_triangulating_by_a_column_that_is_not_there_is_refused(items: pd.DataFrame) -> None:
    with pytest.raises(MethodInputError, match='no column "colour"'):
        strands.triangulation(items, by=("colour",))


def test_leaders_are_set_beside_the_front_line() -> None:
    leader = {"attribution": "reported_by_leaders", "strand": "leadership_meeting"}
    staff = {"attribution": "reported_by_staff", **STAFF}
    rows = [item("a", **leader), item("b", **leader), item("c", bearing="challenges", **staff),
            item("d", **staff), item("e", bearing="challenges", **staff, collection_id="cc"),
            item("f", criterion="other", **leader)]  # fmt: skip
    found = strands.leaders_and_frontline(assertions(*rows)).set_index("criterion")
    pace = found.loc["pace"]
    assert (pace["leaders_balance"], pace["frontline_balance"], pace["gap"]) == (1, 0, 1)
    assert pace["frontline_challenges"] == 1  # one group said it twice
    assert pace["in_words"] == "Leaders are more positive than the front line."
    assert found.loc["other", "in_words"] == "Only leaders were heard."


def claimed(*ids: str, self_level: int = 3) -> pd.DataFrame:
    return pd.DataFrame(
        {"claim_id": ["c"], "area": ["1"], "self_level": [self_level], "item_ids": [" ".join(ids)]}
    )


OWN = {"strand": "self_evaluation", "origin": "partnership"}


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([item("a")], "supported"),
        ([item("a"), item("b", **OWN)], "supported"),
        ([item("a"), item("b", bearing="challenges", **STAFF)], "partly"),
        ([item("a", bearing="mixed")], "partly"),
        ([item("a", **STAFF)], "partly"),
        ([item("a", origin=None)], "partly"),
        ([item("a", **OWN)], "unsupported"),
        ([], "unsupported"),
        ([item("a", bearing="challenges"), item("b", **OWN)], "contradicted"),
    ],
)
def test_a_claim_is_judged_by_what_others_than_the_partnership_say(
    rows: list[dict[str, object]], verdict: str
) -> None:
    all_items = assertions(*rows, item("z", criterion="other"))
    found = strands.claims_verified(claimed(*[str(row["item_id"]) for row in rows]), all_items)
    assert found["verdict"].tolist() == [verdict]


def test_the_optimism_gap_takes_the_kinder_component() -> None:
    levels = pd.DataFrame({"area": ["1", "1"], "component": ["process", "impact"], "level": [2, 1]})
    found = strands.claims_verified(claimed("a"), assertions(item("a")), levels)
    assert found["optimism_gap"].tolist() == [1]
    none = strands.claims_verified(
        claimed("a"), assertions(item("a")), levels.assign(level=[None, None])
    )
    assert none["optimism_gap"].isna().tolist() == [True]


@pytest.fixture
def log() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "entry_id": ["1", "2", "3", "4", "5"],
            "date": pd.to_datetime(
                ["2019-03-01", "2019-01-01", "2019-02-01", "2019-04-01", "2019-01-15"]
            ),
            "area": ["1", "1", "1", "1", "2"],
            "state": ["uncertainty", "concern", "concern", "concern", "no_concern"],
        }
    )


def test_the_log_is_followed_as_states_and_changes(log: pd.DataFrame) -> None:
    changes = strands.log_transitions(log)
    assert changes[["from_state", "to_state", "days", "direction", "entry_id"]].values.tolist() == [
        ["concern", "uncertainty", 59, "better", "1"],
        ["uncertainty", "concern", 31, "worse", "4"],
    ]
    by_area = strands.log_state_by_area(log).set_index("area")
    assert by_area.loc["1", "last_state"] == "concern"
    assert by_area["changes"].tolist() == [2, 0]


AREAS = pd.DataFrame({"area": ["1", "2"], "criteria": [{"pace": "Pace", "money": "Money"}, {}]})


def test_the_plan_for_next_week_begins_with_a_concern_and_ends_with_a_table(
    log: pd.DataFrame,
) -> None:
    rows = [item("a"), item("b", bearing="challenges", materiality="major", **STAFF),
            item("c", area="2", component="impact", measure_kind="impact", strand="team_finding"),
            item("d", area="2", criterion="single")]  # fmt: skip
    all_items = assertions(*rows)
    claims = strands.claims_verified(claimed(), all_items)
    plan = strands.gaps(
        all_items, AREAS, link_log=log, claims_found=claims, missing_tables=["rollout"]
    )
    assert plan["gap"].tolist() == [
        "concern", "inconsistent", "claim", "no_outcome", "single_source", "no_evidence",
        "untraceable", "silent_strand", "silent_strand", "missing_table",
    ]  # fmt: skip
    assert plan["order"].tolist() == list(range(1, 11))
    assert plan.loc[1, "item_ids"] == "a b"
    assert plan.loc[0, "why"] == "The link log has stood at concern since 1 April 2019."
    assert plan["do"].ne("").all()


def test_within_a_kind_the_plan_puts_major_items_first() -> None:
    rows = [item("a", criterion="apart"), item("b", criterion="zeal", materiality="major")]
    plan = strands.gaps(assertions(*rows), AREAS)
    assert plan.loc[plan["gap"].eq("single_source"), "criterion"].tolist() == ["zeal", "apart"]


def test_no_strand_function_changes_what_it_is_given(nine_items: Review, log: pd.DataFrame) -> None:
    tables = nine_items.tables
    given, log_given = tables["evidence_items"].copy(), log.copy()
    strands.gaps(
        tables["evidence_items"], nine_items.areas, sources=tables["sources"], link_log=log
    )
    strands.leaders_and_frontline(tables["evidence_items"])
    pd.testing.assert_frame_equal(tables["evidence_items"], given)
    pd.testing.assert_frame_equal(log, log_given)


def test_the_last_entry_of_a_month_is_its_state() -> None:
    log = pd.DataFrame(
        {"area": ["1", "1"], "date": pd.to_datetime(["2017-03-20", "2017-03-02"]),
         "state": ["no_concern", "concern"]}
    )  # fmt: skip
    states = strands.log_states(log)
    assert states.to_dict("records") == [
        {"area": "1", "month": "2017-03", "state": "no_concern", "entries": 2}
    ]
