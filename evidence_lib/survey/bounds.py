"""What those who did not answer could change, question by question."""

from __future__ import annotations

import pandas as pd

from evidence_lib.survey.proportions import response_bounds


def bounds_by_question(answers: pd.DataFrame, workforce: pd.DataFrame) -> pd.DataFrame:
    """
    Give each question the lowest and highest agreement there could be in the whole workforce.

    Row: one question with at least one opinion; none where no headcount is known, or where more
    answered than the workforce counts.

    Args:
        answers: Rows as `likert_table` gives.
        workforce: Rows of ``workforce``; ``headcount`` is used.

    Returns:
        ``label``, ``n``, ``headcount``, ``share`` (of those with an opinion, 0 to 1), ``low`` and
        ``high`` (of the whole workforce, 0 to 1).

    Source: Manski bounds; docs/method.md, "What non-response could hide".
    """
    headcount = int(workforce["headcount"].fillna(0).sum())
    asked = answers[answers["n"].between(1, headcount)]
    bounds = [
        response_bounds(share, n / headcount)
        for share, n in zip(asked["high"], asked["n"], strict=True)
    ]
    return pd.DataFrame(
        {
            "label": asked["label"],
            "n": asked["n"],
            "headcount": headcount,
            "share": asked["high"],
            "low": [each.low for each in bounds],
            "high": [each.high for each in bounds],
        }
    ).reset_index(drop=True)
