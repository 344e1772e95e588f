from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib import reconcile, terms
from evidence_lib.contract import TABLE_NAMES, TABLES
from evidence_lib.errors import EvidenceError, ParameterError
from evidence_lib.example import write_example
from evidence_lib.loaders import Review, evidence_of, read_review

REVIEWS = Path(__file__).parents[1] / "data" / "reviews"
OPTIONAL = [table.name for table in TABLES if not table.required]


def bytes_by_name(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def settings_of(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "review.toml").read_text(encoding="utf-8"))


def days_until_help(requests: pd.DataFrame) -> pd.Series:
    return (requests["first_help_on"] - requests["requested_on"]).dt.days


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("reviews") / "example")


@pytest.fixture(scope="module")
def review(folder: Path) -> Review:
    return read_review(folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Review:
    folder = tmp_path_factory.mktemp("large") / "example"
    return read_review(write_example(folder, requests=6000, respondents=1950))


def test_the_committed_folder_is_what_the_generator_writes(folder: Path) -> None:
    assert bytes_by_name(REVIEWS / "example") == bytes_by_name(folder)


def test_one_seed_gives_the_same_bytes_twice_and_another_gives_others(
    folder: Path, tmp_path: Path
) -> None:
    again = write_example(tmp_path / "again" / "example")
    other = write_example(tmp_path / "other" / "example", seed=7)
    assert bytes_by_name(again) == bytes_by_name(folder)
    assert bytes_by_name(other).keys() == bytes_by_name(folder).keys()
    drawn = "service_requests_synthetic.csv"
    assert (other / drawn).read_bytes() != (folder / drawn).read_bytes()


@pytest.mark.parametrize("seed", [0, 1, 2, 99, 2**40])
def test_any_seed_reads_without_a_problem_and_agrees_with_its_own_report(
    seed: int, tmp_path: Path
) -> None:
    review = read_review(write_example(tmp_path / "example", seed=seed))
    assert review.problems == ()
    assert_figures_agree(review)


def assert_figures_agree(review: Review) -> None:
    published = review.tables["published_figures"]
    days = evidence_of(review).facts.fieldwork_days
    computed = reconcile.figures_in_tables(
        published, review.tables, review.areas, fieldwork_days=days
    )
    reconcile.require_agreement(reconcile.compare(computed, published))


def test_every_table_of_the_contract_has_rows(review: Review) -> None:
    assert [name for name in TABLE_NAMES if review.tables[name].empty] == []
    assert {(flag.column, flag.rule) for flag in review.flags} == {
        ("comment", "personal-data"),
        ("escalated_on", "not-escalated"),
    }


def test_every_source_and_every_file_name_says_synthetic(folder: Path, review: Review) -> None:
    assert set(review.tables["sources"]["provenance"]) == {"synthetic"}
    tables = [path.name for path in folder.iterdir() if path.name != "review.toml"]
    assert sorted(tables) == sorted(f"{name}_synthetic.csv" for name in TABLE_NAMES)


def test_files_are_utf_8_with_plain_line_ends(folder: Path) -> None:
    for name, content in bytes_by_name(folder).items():
        assert b"\r" not in content, name
        assert content.decode("utf-8").endswith("\n"), name


def test_ten_times_the_size_holds_together_and_its_report_follows(large: Review) -> None:
    assert large.problems == ()
    assert len(large.tables["service_requests"]) == 6000
    assert len(large.tables["survey_responses"]) == 1950
    assert len(large.tables["care_episodes"]) > 3000
    assert_figures_agree(large)


def test_a_partnership_of_one_request_and_one_respondent_is_clean(tmp_path: Path) -> None:
    review = read_review(write_example(tmp_path / "example", requests=1, respondents=1))
    assert review.problems == ()
    assert [name for name in TABLE_NAMES if review.tables[name].empty] == []
    assert_figures_agree(review)


def test_review_toml_has_the_shape_of_the_real_one(folder: Path) -> None:
    invented, real = settings_of(folder), settings_of(REVIEWS / "south-ayrshire-2018")
    own = {"files", "columns", "dates", "standards"}
    assert set(invented) - own == set(real) - own
    assert invented["review"].keys() == real["review"].keys()
    assert invented["progress_scale"] == real["progress_scale"]
    shared = ("number", "title", "notebook", "components", "criteria")
    assert [[area[name] for name in shared] for area in invented["areas"]] == [
        [area[name] for name in shared] for area in real["areas"]
    ]


def test_the_review_is_named_by_its_folder_and_calls_itself_invented(tmp_path: Path) -> None:
    named = settings_of(write_example(tmp_path / "a-small-one"))["review"]
    assert named["name"] == "a-small-one"
    assert "Invented" in named["title"]
    assert "Invented" in named["partnership"]
    assert named["gss_code"] == ""


def test_notebooks_find_the_indicators_they_ask_both_reviews_for(review: Review) -> None:
    real = read_review(REVIEWS / "south-ayrshire-2018").tables["indicators"]["indicator_id"]
    invented = review.tables["indicators"]["indicator_id"]
    asked_for = {"accommodated_11_15", "balance_of_care", "placements", "tariff_score"}
    assert asked_for <= set(real)
    assert asked_for <= set(invented)


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EvidenceError, match="new or empty folder"):
        write_example(tmp_path)
    assert bytes_by_name(tmp_path) == {"note.txt": b"mine"}


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "example").write_text("mine", encoding="utf-8")
    with pytest.raises(EvidenceError, match="new or empty folder"):
        write_example(tmp_path / "example")


def test_an_empty_folder_is_filled_and_given_back(tmp_path: Path) -> None:
    assert write_example(tmp_path) == tmp_path
    assert (tmp_path / "review.toml").is_file()


@pytest.mark.parametrize(
    "wrong", [{"seed": -1}, {"requests": 0}, {"respondents": 0}, {"requests": True}, {"seed": 1.5}]
)
def test_a_number_that_cannot_be_is_refused_before_anything_is_written(
    wrong: dict[str, int], tmp_path: Path
) -> None:
    with pytest.raises(ParameterError, match=f'"{next(iter(wrong))}"'):
        write_example(tmp_path / "example", **wrong)
    assert not (tmp_path / "example").exists()


@pytest.mark.parametrize("which", ["review", "large"])
def test_starts_in_the_register_are_the_indicator(
    which: str, request: pytest.FixtureRequest
) -> None:
    tables = request.getfixturevalue(which).tables
    episodes = tables["care_episodes"]
    counted = episodes[
        episodes["age_at_start"].between(11, 15) & episodes["placement_type"].ne("at_home")
    ]
    by_year = counted.groupby(counted["started_on"].dt.year).size()
    values = tables["indicator_values"]
    starts = values[values["indicator_id"].eq("accommodated_11_15")]
    assert starts.set_index("period")["value"].to_dict() == {
        str(year): float(by_year[year]) for year in range(2013, 2018)
    }
    assert starts["value"].iloc[-1] < 0.75 * starts["value"].iloc[0]


@pytest.mark.parametrize("which", ["review", "large"])
def test_requests_by_month_are_the_indicator(which: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(which).tables
    requests = tables["service_requests"]
    by_month = requests.groupby(requests["requested_on"].dt.strftime("%Y-%m")).size()
    values = tables["indicator_values"]
    received = values[values["indicator_id"].eq("requests_received")]
    assert len(received) == 30
    assert received.set_index("period")["value"].to_dict() == {
        month: float(by_month[month]) for month in received["period"]
    }


def test_waits_fall_a_little_after_a_cluster_goes_live(large: Review) -> None:
    requests = large.tables["service_requests"]
    live_on = requests["cluster"].map(large.tables["rollout"].set_index("cluster")["went_live_on"])
    side = (requests["requested_on"] >= live_on).map({True: "after", False: "before"})
    known = requests["requested_on"].lt("2018-01-15") & live_on.lt("2017-10-01")
    waits = days_until_help(requests)[known]
    mean = waits.groupby([requests["cluster"], side]).mean().unstack()
    assert 0.7 < (mean["after"] / mean["before"]).mean() < 0.92


def test_nothing_comes_before_its_beginning_or_after_the_review(review: Review) -> None:
    as_at = pd.Timestamp(review.facts.as_at)
    spans = [
        ("service_requests", "requested_on", ("first_help_on", "closed_on")),
        ("shared_folders", "triggered_on", ("created_on", "last_opened_on")),
        ("child_plans", "started_on", ("ended_on",)),
        ("resource_decisions", "requested_on", ("decided_on",)),
        ("care_episodes", "started_on", ("ended_on",)),
    ]
    for name, begin, ends in spans:
        table = review.tables[name]
        assert (table[begin] <= as_at).all(), name
        for end in ends:
            known = table[table[end].notna()]
            assert len(known) > 0, f"{name}.{end}"
            assert (known[begin] <= known[end]).all(), f"{name}.{end}"
            assert (known[end] <= as_at).all(), f"{name}.{end}"


def test_some_cases_are_open_and_some_children_come_back(review: Review) -> None:
    requests = review.tables["service_requests"]
    assert 20 <= requests["first_help_on"].isna().sum() <= 80
    decisions = review.tables["resource_decisions"]
    assert decisions["outcome"].isna().any()
    assert decisions["child_key"].nunique() < 0.8 * len(decisions)
    assert review.tables["rollout"]["went_live_on"].isna().sum() == 1


def test_one_locality_is_small_enough_to_be_hidden(review: Review) -> None:
    by_locality = review.tables["resource_decisions"]["locality"].value_counts()
    assert 0 < by_locality["Marnock Moor"] < 2 * terms.SMALL_COUNT
    small = pd.crosstab(
        review.tables["service_requests"]["cluster"],
        review.tables["service_requests"]["simd_quintile"],
    )
    assert small.lt(terms.SMALL_COUNT).any(axis=None)


def test_evidence_speaks_in_every_strand_bearing_and_criterion(review: Review) -> None:
    items = review.tables["evidence_items"]
    assert 150 <= len(items) <= 180
    assert set(items["strand"]) == set(terms.ITEM_STRANDS)
    assert set(items["bearing"]) == set(terms.BEARINGS)
    assert set(items["measure_kind"]) == set(terms.MEASURE_KINDS)
    assert set(items["sensitivity"]) == set(terms.SENSITIVITIES)
    assert set(items["area"]) == {*review.areas["area"], terms.GENERAL_AREA}
    criteria = {each for area in review.areas["criteria"] for each in area}
    assert set(items["criterion"].dropna()) == criteria
    assert items["collection_id"].value_counts().max() > 5


def test_two_coders_mostly_agree_and_sometimes_do_not(review: Review) -> None:
    items, again = review.tables["evidence_items"], review.tables["second_codes"]
    both = again.merge(items, on="item_id", suffixes=("_second", ""))
    assert 0.5 < len(both) / len(items) < 0.7
    assert (both["coder"] != both["coder_second"]).all()
    assert 0.7 < (both["bearing"] == both["bearing_second"]).mean() < 1


def test_survey_items_count_the_answers_of_the_survey(review: Review) -> None:
    items = review.tables["evidence_items"]
    survey = items[items["strand"].eq("staff_survey")]
    answers = review.tables["survey_responses"]["q01_direction"]
    agreed = int(answers.isin(["agree", "strongly_agree"]).sum())
    valid = int(answers.isin(terms.SCALE_ANSWERS["agree_5"]).sum())
    assert survey["summary"].iloc[0].startswith(f"{agreed} of {valid} staff with an opinion")
    assert len(survey) == len(review.tables["survey_questions"])


def test_the_survey_has_every_kind_of_answer_and_a_fifth_comment(review: Review) -> None:
    responses = review.tables["survey_responses"]
    answers = responses[review.tables["survey_questions"]["question_id"]]
    given = set(answers.stack().dropna())
    assert given == {*terms.SCALE_ANSWERS["agree_5"], *terms.NO_OPINION}
    assert answers.isna().any(axis=None)
    assert 0.15 < responses["comment"].notna().mean() < 0.25
    assert responses["comment_reviewed"].eq(True).sum() > 10


def test_comments_that_could_name_someone_are_few_and_unreviewed(review: Review) -> None:
    responses = review.tables["survey_responses"]
    risky = responses["comment"].str.contains("07700 900|@example|only one with twins", na=False)
    assert risky.sum() == 3
    assert responses.loc[risky, "comment_reviewed"].isna().all()


@pytest.mark.parametrize("which", ["review", "large"])
def test_no_sector_answered_more_than_it_has_staff(
    which: str, request: pytest.FixtureRequest
) -> None:
    tables = request.getfixturevalue(which).tables
    answered = tables["survey_responses"]["sector"].value_counts()
    workforce = tables["workforce"].set_index("sector")
    assert set(answered.index) == set(workforce.index)
    assert (answered.reindex(workforce.index) <= workforce["invited"]).all()
    assert (workforce["invited"] <= workforce["headcount"]).all()


def test_the_partnership_rates_itself_above_the_report_and_proves_only_part(
    review: Review,
) -> None:
    claims = review.tables["self_evaluation"]
    assert len(claims) == 18
    assert claims["self_level"].mean() > 3
    assert 0 < claims["item_ids"].isna().sum() < 12
    [measured] = claims.loc[claims["claim"].str.startswith("Every indicator"), "criterion"]
    assert measured == "measuring"


def test_claims_point_to_evidence_on_their_own_criterion(review: Review) -> None:
    criterion = review.tables["evidence_items"].set_index("item_id")["criterion"]
    for _, claim in review.tables["self_evaluation"].dropna(subset="item_ids").iterrows():
        assert set(criterion[claim["item_ids"].split()]) == {claim["criterion"]}


def test_plans_are_tasks_with_few_indicators_and_targets_lack_horizons(review: Review) -> None:
    actions, targets = review.tables["plan_actions"], review.tables["indicator_targets"]
    assert 40 <= len(actions) <= 60
    assert actions["indicator_id"].notna().mean() < 0.3
    assert actions["outcome"].notna().mean() < 0.2
    assert targets["horizon"].isna().mean() > 0.4
    assert targets["baseline_value"].isna().mean() > 0.2
    assert len(review.tables["plan_criteria"]) == 15


def test_indicator_values_hold_every_kind_of_value_and_a_replaced_one(review: Review) -> None:
    values = review.tables["indicator_values"]
    assert set(values["value_type"]) == set(terms.VALUE_TYPES)
    replaced = values[values["superseded_by"].notna()]
    later = values.set_index("value_id").loc[replaced["superseded_by"]]
    assert len(replaced) == 1
    assert later["period"].tolist() == replaced["period"].tolist()
    assert len(values[values["indicator_id"].eq("core_groups_on_time")]) == 30
    comparators = review.settings.comparators
    balance = values[values["indicator_id"].eq("balance_of_care")]
    places = {review.facts.place, comparators.national}
    assert set(balance["place"]) == places | set(comparators.family_group)


def test_one_statement_of_each_part_is_the_headline(review: Review) -> None:
    statements = review.tables["progress_statements"]
    headlines = statements[statements["headline"].eq(True)]
    parts = [(area["area"], each) for _, area in review.areas.iterrows()
             for each in area["components"]]  # fmt: skip
    assert sorted(zip(headlines["area"], headlines["component"], strict=True)) == sorted(parts)
    assert statements["subject"].notna().all()


def test_areas_name_whom_they_are_about_and_the_figure_that_matters(review: Review) -> None:
    areas = review.areas.set_index("area")
    assert areas["about"].to_dict() == {
        "1": "", "2": "early_years", "3": "aged_11_15", "4": "", "5": "",
    }  # fmt: skip
    named = areas["key_indicator"][areas["key_indicator"].ne("")]
    indicators = review.tables["indicators"].set_index("indicator_id")["area"]
    assert indicators[named].tolist() == named.index.tolist()
    assert areas.index[areas["wellbeing_from_plans"]].tolist() == ["4"]


def test_of_three_concerns_one_is_resolved_one_escalated_and_one_later(review: Review) -> None:
    concerns = review.tables["safety_concerns"]
    as_at = pd.Timestamp(review.facts.as_at)
    assert concerns["state"].value_counts().to_dict() == {"open": 2, "resolved": 1}
    standing = concerns[concerns["state"].eq("open") & concerns["raised_on"].le(as_at)]
    assert standing["area"].tolist() == ["4"]
    assert (standing["escalated_on"] == standing["raised_on"]).all()
    assert concerns["raised_on"].gt(as_at).sum() == 1


def test_case_files_were_read_by_two_auditors_who_differ_now_and_then(review: Review) -> None:
    audit = review.tables["audit_cases"]
    pairs = audit.pivot(index=["case_key", "standard"], columns="auditor", values="met").dropna()
    assert len(pairs) == 13 * 6
    assert 0.7 < (pairs["auditor 1"] == pairs["auditor 2"]).mean() < 1


def test_the_link_log_runs_over_eighteen_months_and_moves_from_concern(review: Review) -> None:
    log = review.tables["link_log"]
    assert log["date"].dt.strftime("%Y-%m").nunique() == 18
    assert set(log["area"]) == set(review.areas["area"])
    half = len(log) // 2
    concerns = log["state"].eq("concern")
    assert concerns[:half].sum() > concerns[half:].sum()
    assert set(log["state"]) == set(terms.LINK_STATES)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "example"
    return write_example(folder, requests=1, respondents=1)


@pytest.mark.parametrize("absent", [*([name] for name in OPTIONAL), OPTIONAL], ids="-".join)
def test_a_folder_without_a_table_or_without_any_is_clean(
    small: Path, tmp_path: Path, absent: list[str]
) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "example"))
    for name in absent:
        (folder / f"{name}_synthetic.csv").unlink()
    review = read_review(folder)
    assert review.problems == ()
    assert [name for name in absent if not review.tables[name].empty] == []
