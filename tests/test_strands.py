"""Strands: where the evidence comes from, counted as voices and not as remarks."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands, voices
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Evidence
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


def test_a_split_sentence_is_one_voice_and_two_criteria_are_two() -> None:
    split = {"collection_id": None, "location": "page 1, sentence 2"}
    rows = [item("a", **split), item("b", **split), item("c", criterion="other", **split)]
    found = strands.coverage(assertions(*rows), ["1"], strands=["document_review"])
    assert found[["items", "voices"]].values.tolist() == [[3, 2]]


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
def test_a_voice_is_independent_only_if_strand_origin_and_speaker_differ(
    more: dict[str, object],
) -> None:
    assert value_of(item("a"), item("b", **more)) == "single_source"


def test_ten_remarks_of_one_group_are_one_voice() -> None:
    ten = [item(f"b{place}", **STAFF, collection_id="group") for place in range(10)]
    found = strands.triangulation(assertions(*ten)).iloc[0]
    assert (found["triangulation"], found["voices"], found["items"]) == ("single_source", 1, 10)


def test_a_sentence_is_one_speaker_whatever_strands_its_parts_were_given() -> None:
    one = {"collection_id": None, "location": "page 1, sentence 2"}
    assert value_of(item("a", **one), item("b", **one, **STAFF)) == "single_source"
    other = one | {"location": "page 1, sentence 3"}
    assert value_of(item("a", **one), item("b", **other, **STAFF)) == "convergent"


def test_a_voice_that_says_both_is_mixed_and_contradicts_nobody() -> None:
    group = {"collection_id": "group", **STAFF}
    both = [item("b", **group), item("c", bearing="challenges", **group)]
    assert value_of(item("a"), *both) == "complementary"
    assert value_of(item("a"), both[1]) == "inconsistent"


def test_voices_on_different_criteria_confirm_nothing_of_each_other() -> None:
    rows = assertions(item("a"), item("b", criterion="other", **STAFF))
    found = strands.triangulation(rows, by=("area",))
    assert found["triangulation"].tolist() == ["single_source"]


def test_every_table_counts_the_same_voices(example: Evidence) -> None:
    items = example.tables["evidence_items"]
    triangulated = strands.triangulation(items).groupby("area")["voices"].sum()
    for area, own in items.groupby("area"):
        assert triangulated[area] == voices.count_voices(own)
        counted = strands.coverage(own, [area]).set_index("strand")["voices"]
        for strand, of_strand in own.groupby("strand"):
            assert counted[strand] == voices.count_voices(of_strand)


def test_where_no_item_names_its_strand_nothing_can_be_determined() -> None:
    found = strands.triangulation(assertions(item("a", strand="team_finding"))).iloc[0]
    assert found["triangulation"] == "not_determinable"
    assert "nobody can say" in found["in_words"]


def test_untraced_assertions_are_said_beside_the_value() -> None:
    found = strands.triangulation(assertions(item("a"), item("b", strand="team_finding"))).iloc[0]
    assert found["triangulation"] == "single_source"
    assert "1 further account does not say how it was gathered" in found["in_words"]
    assert found[["voices", "traced", "untraced"]].tolist() == [2, 1, 1]


def test_triangulation_of_the_nine_items_is_as_worked_by_hand(nine_items: Review) -> None:
    tables = nine_items.tables
    found = strands.triangulation(tables["evidence_items"], sources=tables["sources"])
    shown = ["area", "triangulation", "voices", "traced", "item_ids"]
    assert found[shown].values.tolist() == [
        ["1", "convergent", 4, 3, "N1 N2 N3 N4 N5"],
        ["2", "complementary", 4, 3, "N6 N7 N8 N9"],
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


LEADER = {"attribution": "reported_by_leaders", "strand": "leadership_meeting"}
FRONT = {"attribution": "reported_by_staff", **STAFF}


def said_by(name: str, count: int, **more: object) -> list[dict[str, object]]:
    return [item(f"{name}{place}", **more) for place in range(count)]


def test_leaders_are_set_beside_the_front_line_voice_by_voice() -> None:
    front = [*said_by("f", 3, **FRONT), *said_by("g", 2, bearing="challenges", **FRONT)]
    again = item("h", bearing="challenges", **FRONT | {"collection_id": "cf0"})
    found = strands.leaders_and_frontline(assertions(*said_by("l", 5, **LEADER), *front, again))
    row = found.iloc[0]
    assert (row["leaders_balance"], row["frontline_balance"]) == (1, 0)
    assert row[["frontline_supports", "frontline_mixed", "frontline_challenges"]].tolist() == [
        2, 1, 2,
    ]  # fmt: skip
    assert row["gap"] == 1
    assert row["in_words"] == "Leaders are more positive than the front line."
    assert row["item_ids"].split() == sorted(row["item_ids"].split())


@pytest.mark.parametrize(
    "rows",
    [
        said_by("l", 5, **LEADER) + said_by("f", 4, **FRONT),
        said_by("l", 4, **LEADER) + said_by("f", 5, **FRONT),
        said_by("f", 9, **FRONT),
        said_by("l", 5, **LEADER) + said_by("f", 9, **FRONT | {"collection_id": "one"}),
        said_by("l", 5, **LEADER) + said_by("f", 5, criterion="other", **FRONT),
    ],
    ids=["four staff", "four leaders", "staff only", "one voice", "another question"],
)
def test_of_fewer_than_five_voices_a_side_on_one_question_nothing_is_said(
    rows: list[dict[str, object]],
) -> None:
    assert strands.leaders_and_frontline(assertions(*rows)).empty


def test_alike_balances_are_called_much_the_same() -> None:
    found = strands.leaders_and_frontline(
        assertions(*said_by("l", 5, **LEADER), *said_by("f", 5, **FRONT))
    )
    assert found["in_words"].tolist() == ["Leaders and the front line are not shown to differ."]


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


def test_the_log_of_an_area_stands_where_its_last_entry_left_it(log: pd.DataFrame) -> None:
    by_area = strands.log_state_by_area(log).set_index("area")
    assert by_area.loc["1", "last_state"] == "concern"
    assert by_area.loc["1", "since"] == pd.Timestamp("2019-04-01")
    assert by_area["changes"].tolist() == [2, 0]


FINDINGS = pd.DataFrame(
    {
        "area": ["1", "1", "1", "general"],
        "criterion": ["pace", "pace", "money", None],
        "kind": [None, "starting_point", "finding", "finding"],
        "statement": ["That help comes sooner is not shown.", "It was not shown.", "More.", "All."],
        "direction": ["not_shown", "not_shown", "improved", "not_shown"],
        "next_step": ["Record first help.", None, None, None],
    }
)
AREAS = pd.DataFrame({"area": ["1", "2"], "criteria": [{"pace": "Pace", "money": "Money"}, {}]})


def test_the_plan_for_next_week_begins_with_a_concern_and_ends_with_a_table(
    log: pd.DataFrame,
) -> None:
    rows = [item("a"), item("b", bearing="challenges", materiality="major", **STAFF),
            item("c", area="2", component="impact", measure_kind="impact", strand="team_finding"),
            item("d", area="2", criterion="single")]  # fmt: skip
    all_items = assertions(*rows)
    claims = pd.DataFrame(
        {"area": ["1"], "claim": ["Work is shared."], "verdict": ["unsupported"],
         "in_words": ["It cites nothing."], "item_ids": [""]}
    )  # fmt: skip
    plan = strands.gaps(
        all_items, AREAS, link_log=log, findings=FINDINGS, claims_found=claims,
        missing_tables=["rollout"],
    )  # fmt: skip
    assert plan["gap"].tolist() == [
        "not_shown", "concern", "inconsistent", "claim", "no_outcome", "single_source",
        "no_evidence", "untraceable", "silent_strand", "silent_strand", "missing_table",
    ]  # fmt: skip
    assert plan["order"].tolist() == list(range(1, 12))
    assert plan.loc[2, "item_ids"] == "a b"
    assert plan.loc[1, "why"] == "The link inspector's log has said “concern” since 1 April 2019."
    assert plan.loc[3, ["about", "why"]].tolist() == [
        "the claim “Work is shared.”", "It is unsupported. It cites nothing.",
    ]  # fmt: skip
    assert plan["do"].ne("").all()


def test_a_finding_that_something_is_not_shown_gives_its_own_next_step() -> None:
    plan = strands.gaps(assertions(item("a")), AREAS, findings=FINDINGS)
    first = plan.iloc[0]
    assert first[["gap", "area", "criterion", "about", "do"]].tolist() == [
        "not_shown", "1", "pace", "That help comes sooner is not shown.", "Record first help.",
    ]  # fmt: skip
    assert plan["gap"].eq("not_shown").sum() == 1
    without = strands.gaps(assertions(item("a")), AREAS, findings=FINDINGS.assign(next_step=None))
    assert without["do"].iloc[0] == strands.GAPS["not_shown"]


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
