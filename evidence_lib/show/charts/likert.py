"""Answers to survey questions, low to the left of a middle line and high to the right."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import NO_PERCENTAGES
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.bars import Segment, draw_segments, plain_rows, room_over
from evidence_lib.show.charts.checks import plain_frame, require_at_least, require_once
from evidence_lib.show.charts.house import HOUSE_WIDTH, axes_or_new, house_style
from evidence_lib.show.charts.labels import key_height, write_key
from evidence_lib.show.charts.palette import BEARING_LOOKS, INK, PAPER
from evidence_lib.show.charts.phrases import number, percent, with_base, within
from evidence_lib.show.charts.rows import Rows

SHARES = ("low", "neutral", "high")
_LOOKS = tuple(BEARING_LOOKS[bearing] for bearing in ("challenges", "mixed", "supports"))


@house_style()
def likert_bars(
    answers: pd.DataFrame,
    *,
    low: str = "disagree",
    neutral: str = "neither",
    high: str = "agree",
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw each question's answers around a middle line: low left, high right, neutral across it.

    Row: one question.

    Args:
        answers: ``label`` (the question), ``low``, ``neutral``, ``high`` (shares of valid answers,
            0-1), ``n`` (valid answers), as from `survey.likert_summary`.
        low: The words for the low answers.
        neutral: The words for the middle ones; unused where no question has any.
        high: The words for the high ones.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes, with percentages on the bars and n behind each question, where it is no small
        count. A question with fewer than 20 answers has no bar and says so.

    Raises:
        MethodInputError: A column is missing or not numeric, the shares of a row are not of one
            whole, a label repeats, or there is nothing to draw.
    """
    answers = _check_answers(answers, doing="drawing likert_bars")
    labels = [
        str(label) if disclosure.is_small_count(n) else with_base(label, n)
        for label, n in zip(answers["label"], answers["n"], strict=True)
    ]
    enough = disclosure.percents_may_show(answers["n"]).tolist()
    segments = [
        segment
        for row, shares in enumerate(_shares(answers))
        if enough[row]
        for segment in _around_middle(row, shares)
    ]
    left = min([each.start for each in segments], default=-1.0) - 0.02
    right = max([each.start + each.length for each in segments], default=1.0) + 0.02
    rows = room_over(labels, segments, width=width, span=right - left)
    ax = axes_or_new(
        ax, width=width, height=rows.height(above=key_height([low, neutral, high], width=width))
    )
    draw_segments(ax, rows, segments, low=left, high=right)
    plain_rows(ax, rows)
    _draw_middle(ax, rows)
    _own_up(ax, [row for row, each in enumerate(enough) if not each])
    words = dict(zip((low, neutral, high), _LOOKS, strict=True))
    write_key(ax, words if (answers["neutral"] > 0).any() else {low: _LOOKS[0], high: _LOOKS[2]})
    return ax


def _draw_middle(ax: Axes, rows: Rows) -> None:
    """Draw the middle through all bars, or through each where names stand between them."""
    if not rows.above:
        ax.axvline(0.0, color=INK, linewidth=1.2, zorder=2.5)
        return
    many, half = range(len(rows.names)), 0.65 * rows.thick
    ends = [row - half for row in many], [row + half for row in many]
    ax.vlines([0.0] * len(many), *ends, color=INK, linewidth=1.2, zorder=2.5)


def _own_up(ax: Axes, rows: list[int]) -> None:
    """Say of some rows that they have too few answers for a bar."""
    middle = sum(ax.get_xlim()) / 2
    for row in rows:
        ax.text(middle, row, NO_PERCENTAGES, ha="center", va="center", backgroundcolor=PAPER)


def text_of_likert_bars(
    answers: pd.DataFrame, *, low: str = "disagree", neutral: str = "neither", high: str = "agree"
) -> str:
    """
    Say what `likert_bars` draws: the percentages of each question, or that there are too few.

    Row: one question, with the columns of `likert_bars`.

    Raises:
        MethodInputError: As `likert_bars`.
    """
    answers = _check_answers(answers, doing="describing likert_bars")
    said = []
    for label, n, shares in zip(answers["label"], answers["n"], _shares(answers), strict=True):
        parts = [
            f"{percent(share)} {word}"
            for share, word in zip(reversed(shares), (high, neutral, low), strict=True)
            if share > 0
        ]
        counted = ", ".join(parts) if disclosure.percent_may_show(n) else NO_PERCENTAGES
        base = "" if disclosure.is_small_count(n) else f" (n {number(n)})"
        said.append(f"{str(label).rstrip('.')}{base}: {counted}.")
    return within(["Answers by question.", *said])


def _check_answers(answers: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    answers = plain_frame(answers, words=("label",), numbers=("n", *SHARES), doing=doing)
    require_at_least(answers, (*SHARES, "n"), least=0, doing=doing)
    require_once(answers, ("label",), doing=doing)
    totals = answers.loc[disclosure.percents_may_show(answers["n"]), list(SHARES)].sum(axis=1)
    wrong = totals[(totals - 1).abs() > 0.005]
    if len(wrong):
        raise MethodInputError(
            f"{doing}: low, neutral and high are shares (0-1) and must make 1; "
            f"a row makes {wrong.iloc[0]:.3f}"
        )
    return answers


def _shares(answers: pd.DataFrame) -> list[list[float]]:
    shares: list[list[float]] = answers[list(SHARES)].to_numpy().tolist()
    return shares


def _around_middle(row: int, shares: list[float]) -> list[Segment]:
    """Put the middle of the neutral answers on zero."""
    low, neutral, _ = shares
    starts = [-low - neutral / 2, -neutral / 2, neutral / 2]
    return [
        Segment(row, start, share, look, percent(share))
        for start, share, look in zip(starts, shares, _LOOKS, strict=True)
        if share > 0
    ]
