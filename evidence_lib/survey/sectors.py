"""Who answered: sectors against the workforce, weights to its margins, sectors compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import SMALL_SECTOR, TOO_FEW_SECTORS
from evidence_lib.errors import MethodInputError, shown
from evidence_lib.survey.answers import answers_to, ordered_questions, positions

NOT_STATED = "not given"
WEIGHT_METHOD = "post-stratification to the headcounts of the sectors"
WEIGHT_CAVEAT = (
    "Weights put the sectors in their true proportions. They do not mend who answered within a "
    "sector."
)
COMPARE_METHOD = "Kruskal-Wallis test with tie correction, p-values by Holm over the questions"


@dataclass(frozen=True, eq=False)
class SectorWeights:
    """
    Weights that give each sector its part of the workforce.

    ``weights`` has the index of the responses, a mean of 1, and is missing for the ``left_out``
    respondents whose sector has no headcount; fewer than 10 of those are not for showing, because
    they may all be of one small sector. ``effective_n`` is how many equally weighted answers
    the weighted ones are worth, ``design_effect`` is ``n`` over it. ``workforce_share`` is the part
    of the workforce (0-1) in sectors that answered at all; ``silent_sectors`` are the others.
    """

    weights: pd.Series
    n: int
    effective_n: float
    design_effect: float
    left_out: int
    workforce_share: float
    silent_sectors: tuple[str, ...]
    method: str = WEIGHT_METHOD
    caveat: str = WEIGHT_CAVEAT


def sector_mix(responses: pd.DataFrame, workforce: pd.DataFrame) -> pd.DataFrame:
    """
    Set the sectors of those who answered beside the sectors of the workforce.

    Row: one sector, the largest headcount first. A sector with 1 to 9 responses is hidden; when
    the others would give it away, so is the next smallest.

    Args:
        responses: Rows of ``survey_responses``; ``sector`` is used.
        workforce: Rows of ``workforce``; ``sector`` and ``headcount`` are used. May be empty.

    Returns:
        ``sector``, ``responses`` (Int64), ``response_share`` (of all responses), ``headcount``
        (Int64), ``workforce_share`` (of the known headcount), ``response_rate`` (share of the
        headcount), ``hidden``, ``percent_allowed`` (the responses in all reach 20),
        ``rate_percent_allowed`` (the headcount reaches 20) and ``note``. Hidden figures, and rates
        without a headcount, are missing.

    Raises:
        MethodInputError: A table lacks a column, a sector has two headcounts or one below 0.

    Source:
        docs/method.md, "Who answered"; docs/decisions/0003 for small groups.
    """
    answered = _responses_by_sector(responses)
    heads = _headcounts(workforce)
    sectors = pd.DataFrame({"responses": answered, "headcount": heads})
    sectors["responses"] = sectors["responses"].fillna(0)
    sectors["response_share"] = sectors["responses"] / max(1, len(responses))
    sectors["workforce_share"] = sectors["headcount"] / heads.sum() if heads.sum() else np.nan
    too_many = sectors["responses"] > sectors["headcount"]
    rate = sectors["responses"] / sectors["headcount"].where(sectors["headcount"] > 0)
    sectors["response_rate"] = rate.mask(too_many)
    sectors["hidden"] = disclosure.hidden_sectors(sectors["responses"])
    sectors["percent_allowed"] = disclosure.percent_may_show(len(responses))
    sectors["rate_percent_allowed"] = disclosure.percents_may_show(sectors["headcount"])
    sectors["note"] = [
        _note(*row)
        for row in zip(sectors["hidden"], too_many, sectors["headcount"].isna(), strict=True)
    ]
    secret = ["responses", "response_share", "response_rate"]
    sectors[secret] = sectors[secret].mask(sectors["hidden"])
    sectors = sectors.rename_axis("sector").reset_index()
    sectors = sectors.sort_values(["headcount", "sector"], ascending=[False, True])
    return sectors.astype({"responses": "Int64", "headcount": "Int64"})[list(_MIX)].reset_index(
        drop=True
    )


_MIX = (
    "sector",
    "responses",
    "response_share",
    "headcount",
    "workforce_share",
    "response_rate",
    "hidden",
    "percent_allowed",
    "rate_percent_allowed",
    "note",
)


def weights_to_margins(responses: pd.DataFrame, workforce: pd.DataFrame) -> SectorWeights:
    """
    Weight respondents so that each sector counts for its part of the workforce.

    A respondent's weight is the sector's part of the headcount over its part of the responses.

    Args:
        responses: Rows of ``survey_responses``; ``sector`` is used.
        workforce: Rows of ``workforce``; ``sector`` and ``headcount`` are used.

    Raises:
        MethodInputError: As `sector_mix`, or no sector has both responses and a headcount.

    Source:
        Holt and Smith (1979), Journal of the Royal Statistical Society A 142, 33-46; the effective
        size n/(1+cv²) from Kish (1965), Survey Sampling, 11.7; docs/method.md, "Weighting to the
        workforce".
    """
    heads = _headcounts(workforce).dropna()
    heads = heads[heads > 0]
    answered = _responses_by_sector(responses)
    both = heads.index.intersection(answered.index)
    if both.empty:
        raise MethodInputError(
            "weighting responses: no sector has both responses and a headcount in the workforce"
        )
    share_of_heads = heads[both] / heads[both].sum()
    share_of_answers = answered[both] / answered[both].sum()
    weight = share_of_heads / share_of_answers
    weights = responses["sector"].map(weight).astype(float).rename("weight")
    n = int(weights.notna().sum())
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    return SectorWeights(
        weights=weights,
        n=n,
        effective_n=effective,
        design_effect=n / effective,
        left_out=len(responses) - n,
        workforce_share=float(heads[both].sum() / heads.sum()),
        silent_sectors=tuple(sorted(heads.index.difference(both))),
    )


def compare_sectors(
    responses: pd.DataFrame,
    questions: pd.DataFrame,
    scale: str | Sequence[str] | None = None,
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """
    Ask of every question whether the sectors answer it differently.

    Row: one question on an ordered scale. Answers are compared by rank, never by a mean. Sectors
    with fewer than 10 valid answers to it are left out, and so is anybody of no opinion.

    Args:
        responses: Rows of ``survey_responses``: ``sector`` and one column a question.
        questions: Rows of ``survey_questions``.
        scale: One scale for all of them; otherwise each question's own ``scale``.
        confidence: One minus the chance of calling any difference that is none, over all questions.

    Returns:
        ``question_id``, ``n`` (all valid answers, so that the number in a sector left out cannot be
        worked out), ``sectors`` and ``sectors_left_out`` (numbers), ``statistic``,
        ``degrees_of_freedom``, ``p_value``, ``p_adjusted``, ``differs`` (boolean), ``lowest`` and
        ``highest`` (the sectors at either end by mean rank), ``method`` and ``note``. Where nothing
        could be compared the figures are missing and ``note`` says why.

    Raises:
        MethodInputError: *confidence* is not between 0 and 1, or as `likert_table`.
        UnknownTermError: As `likert_table`.

    Source:
        Kruskal and Wallis (1952), Journal of the American Statistical Association 47, 583-621; Holm
        (1979), Scandinavian Journal of Statistics 6, 65-70; docs/method.md, "Sectors compared".
    """
    if not 0 < confidence < 1:
        allowed = '"confidence" must be between 0 and 1, such as 0.95'
        raise MethodInputError(f"comparing sectors: {allowed}; got {shown(confidence)}")
    _require_columns(responses, "responses", ("sector",))
    rows = []
    for question, words in ordered_questions(questions, scale):
        question_id = question["question_id"]
        found = positions(answers_to(responses, question_id), scale=words)
        rows.append({"question_id": question_id, **_compared(responses["sector"], found)})
    compared = pd.DataFrame(rows, columns=list(_COMPARED)).astype(_COMPARED)
    compared["p_adjusted"] = _holm(compared["p_value"].to_numpy(dtype=float))
    differs = compared["p_adjusted"] < 1 - confidence
    compared["differs"] = differs.astype("boolean").mask(compared["p_adjusted"].isna())
    compared["method"] = COMPARE_METHOD
    return compared


_COMPARED = {
    "question_id": "str",
    "n": "int64",
    "sectors": "int64",
    "sectors_left_out": "int64",
    "statistic": "float64",
    "degrees_of_freedom": "Int64",
    "p_value": "float64",
    "p_adjusted": "float64",
    "differs": "boolean",
    "lowest": "str",
    "highest": "str",
    "method": "str",
    "note": "str",
}


def _compared(sectors: pd.Series, found: NDArray[np.int64]) -> dict[str, object]:
    valid = pd.DataFrame({"sector": sectors.to_numpy(), "answer": found})
    valid = valid[(valid["answer"] >= 0) & valid["sector"].notna()]
    sizes = valid.groupby("sector")["answer"].size()
    kept = valid[valid["sector"].isin(sizes.index[disclosure.staff_groups_may_show(sizes)])]
    ranks = kept["answer"].rank().groupby(kept["sector"]).mean().sort_values()
    left_out = len(sizes) - len(ranks)
    row = {"n": int((found >= 0).sum()), "sectors": len(ranks), "sectors_left_out": left_out}
    if len(ranks) < 2:
        return {**row, "note": TOO_FEW_SECTORS}
    if kept["answer"].nunique() == 1:
        return {**row, "note": "everybody gave the same answer"}
    # Here and not above: this one part of SciPy takes longer to import than all the rest.
    from scipy.stats import kruskal

    result = kruskal(*(group.to_numpy() for _, group in kept.groupby("sector")["answer"]))
    return {
        **row,
        "statistic": float(result.statistic),
        "degrees_of_freedom": len(ranks) - 1,
        "p_value": float(result.pvalue),
        "lowest": str(ranks.index[0]),
        "highest": str(ranks.index[-1]),
        "note": "",
    }


def _holm(p_values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values for their number; missing ones stay missing and do not count."""
    adjusted = np.full(len(p_values), np.nan)
    order = np.argsort(p_values)[: int(np.isfinite(p_values).sum())]
    steps = p_values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps))
    return adjusted


def _note(hidden: bool, too_many: bool, no_headcount: bool) -> str:
    if hidden:
        return SMALL_SECTOR
    if too_many:
        return "more responses than heads: the headcount is not of those asked"
    return "no headcount" if no_headcount else ""


def _responses_by_sector(responses: pd.DataFrame) -> pd.Series:
    _require_columns(responses, "responses", ("sector",))
    return responses["sector"].astype(object).fillna(NOT_STATED).value_counts()


def _headcounts(workforce: pd.DataFrame) -> pd.Series:
    _require_columns(workforce, "workforce", ("sector", "headcount"))
    heads = workforce.set_index("sector")["headcount"].astype(float)
    if heads.index.has_duplicates or (heads < 0).any():
        raise MethodInputError(
            'reading the workforce: each "sector" must have one "headcount", not below 0'
        )
    return heads


def _require_columns(table: pd.DataFrame, name: str, needed: tuple[str, ...]) -> None:
    lacking = [column for column in needed if column not in table]
    if lacking:
        raise MethodInputError(f'reading sectors: "{name}" lacks {", ".join(lacking)}')
