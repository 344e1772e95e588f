"""What a page says of requests for assistance: as they stood that day, and no child given away."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import timeliness
from tests.test_practice import frame

AS_AT = date(2018, 3, 31)


def requests(number: int = 60, **cells: object) -> pd.DataFrame:
    """Requests of January 2018, helped after 1, 2, 3 ... days; the last five are still open."""
    rows = [
        {
            "request_id": f"R{each}",
            "requested_on": "2018-01-01",
            "first_help_on": pd.Timestamp("2018-01-01") + pd.Timedelta(days=each)
            if each <= number - 5
            else None,
            "locality": "Ayr" if each % 2 else "Girvan",
            "simd_quintile": 1 + each % 5,
            **cells,
        }
        for each in range(1, number + 1)
    ]
    return frame("service_requests", *rows)


def summary(rows: pd.DataFrame, standard_days: int = 20) -> timeliness.RequestSummary:
    found = timeliness.request_summary(rows, as_at=AS_AT, standard_days=standard_days)
    assert found is not None
    return found


def test_what_happens_after_the_day_has_not_happened_yet() -> None:
    rows = requests(6)
    rows["requested_on"] = pd.to_datetime(["2018-01-01"] * 4 + ["2018-04-05"] * 2)
    rows["first_help_on"] = pd.to_datetime(
        ["2018-01-02", "2018-04-02", None, "2017-12-31", None, None]
    )
    known = timeliness.requests_known_by(rows, as_at=AS_AT)
    assert known["request_id"].tolist() == ["R1", "R2", "R3"]
    assert known["first_help_on"].isna().tolist() == [False, True, True]


def test_requests_that_cannot_be_right_are_counted_as_left_out() -> None:
    rows = requests()
    rows.loc[0, "closed_on"] = pd.Timestamp("2017-12-01")
    found = summary(rows)
    assert (len(found.requests), found.left_out) == (59, 1)


def test_fewer_than_five_requests_make_no_summary() -> None:
    four = requests().head(4)
    assert timeliness.request_summary(four, as_at=AS_AT, standard_days=20) is None
    assert timeliness.request_summary(four.head(0), as_at=AS_AT, standard_days=20) is None
    assert timeliness.request_summary(requests().head(5), as_at=AS_AT, standard_days=20)


def test_the_curve_ends_where_fewer_than_twenty_are_followed() -> None:
    found = summary(requests())
    assert found.curve["at_risk"].min() == 20
    assert "censored" not in found.curve
    assert found.marks["days"].tolist() == [10, 20, 40]
    assert found.marks["waiting_pct"].tolist() == pytest.approx([100 * 50 / 60, 100 * 40 / 60,
                                                                 100 * 20 / 60])  # fmt: skip


def test_bands_of_the_backlog_follow_the_standard() -> None:
    bands = summary(requests()).backlog
    assert bands["band"].tolist() == ["0 to 20 days", "21 to 60 days", "61 days or more"]
    assert bands["n"].tolist() == [0, 0, 5]


def test_every_group_is_there_with_its_true_counts_to_be_protected_where_it_is_shown() -> None:
    rows = requests()
    rows.loc[:3, "locality"] = "Troon"
    by_locality = summary(rows).by["locality"].set_index("group")["n"]
    assert by_locality["Troon"] == 4
    assert by_locality.sum() == 60


def test_a_quintile_that_is_missing_here_and_there_does_not_stop_the_count() -> None:
    rows = requests()
    rows.loc[:5, "simd_quintile"] = pd.NA
    by_fifth = summary(rows).by["simd_quintile"]
    assert by_fifth["n"].sum() == 60
    assert by_fifth["group"].tolist()[-1] == "not recorded"


def test_one_locality_alone_is_compared_with_none() -> None:
    assert summary(requests(locality="Ayr")).comparison is None
    compared = summary(requests()).comparison
    assert compared is not None
    assert compared.groups["n"].tolist() == [30, 30]


def test_a_share_that_gives_few_children_away_is_no_estimate() -> None:
    by_group = pd.DataFrame(
        {"group": ["Ayr", "Girvan", "Troon"], "within_standard": [10, 17, 10],
         "judged": [20, 20, 19], "share_within_standard": [0.5, 0.85, 0.53],
         "low": [0.3, 0.6, 0.3], "high": [0.7, 0.95, 0.7]}
    )  # fmt: skip
    estimates = timeliness.within_estimates(by_group)
    assert estimates["label"].tolist() == ["Ayr"]
    assert estimates["estimate"].tolist() == [50]


def test_so_few_closings_that_a_share_would_give_them_away_are_not_said() -> None:
    def closed(number: int) -> pd.DataFrame:
        """Sixty requests, some closed without help after two days, the others helped after five."""
        made = pd.Timestamp("2018-01-01")
        frame = pd.DataFrame({"requested_on": [made] * 60, "locality": "North"})
        first = pd.Series(range(60)) < number
        day = pd.Series([made + pd.Timedelta(days=5)] * 60)
        return frame.assign(
            first_help_on=day.mask(first), closed_on=(day - pd.Timedelta(days=3)).where(first),
            simd_quintile=1,
        )  # fmt: skip

    few, more = (
        timeliness.request_summary(closed(each), as_at=date(2018, 3, 1), standard_days=4)
        for each in (4, 5)
    )
    assert few is not None
    assert more is not None
    assert few.marks[["closed_pct", "waiting_pct"]].isna().all(axis=None)
    assert more.marks["closed_pct"].iloc[-1] == pytest.approx(100 * 5 / 60)
