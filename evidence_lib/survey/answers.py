"""Answers on an ordered scale: shares at either end, the median word, never a mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evidence_lib import disclosure, terms
from evidence_lib.errors import MethodInputError, UnknownTermError, require_choice, shown

METHOD = "shares of the valid answers; median of the ordered words"
LINK_CAVEAT = (
    "The survey was a link passed round, so nobody knows who was asked: the shares describe those "
    "who answered, and no margin of error can be given."
)
MISSING, NO_OPINION = -1, -2
"""What `positions` gives for no answer, and for an answer that is no opinion."""


@dataclass(frozen=True)
class LikertSummary:
    """
    The answers to one question.

    ``low``, ``neutral`` and ``high`` are shares (0-1) of the ``n`` valid answers: below, on and
    above the middle of the scale; an even scale has no middle and ``neutral`` is 0. ``net`` is
    high minus low (-1 to 1). ``median`` is the word of the middle answer, or ``between`` two words.
    All five are None when ``n`` is 0. ``missing`` gave no answer; ``dont_know`` answered that they
    do not know or that it does not apply. ``counts`` holds the valid answers word by word.
    """

    n: int
    low: float | None
    neutral: float | None
    high: float | None
    net: float | None
    median: str | None
    missing: int
    dont_know: int
    counts: tuple[int, ...]
    scale: tuple[str, ...]
    method: str = METHOD
    caveat: str = LINK_CAVEAT

    @property
    def percent_allowed(self) -> bool:
        """Whether the valid answers bear a percentage."""
        return disclosure.percent_may_show(self.n)


def likert_summary(answers: Iterable[object], *, scale: str | Sequence[str]) -> LikertSummary:
    """
    Sum up the answers to one question.

    Args:
        answers: Words of *scale*, ``dont_know``, ``not_applicable`` or missing. Capitals, spaces
            and apostrophes make no difference: "Don't know" is ``dont_know``.
        scale: The ordered words, lowest first, or the name of a scale in `terms.SCALE_ANSWERS`.

    Raises:
        MethodInputError: *scale* has fewer than two words, repeats one, or holds a word of no
            opinion.
        UnknownTermError: An answer is none of these.

    Source:
        The median as the only average of ordered words: Stevens (1946), Science 103, 677-680;
        docs/method.md, "Answers on a scale".
    """
    words = scale_words(scale)
    found = positions(answers, scale=words)
    counts = np.bincount(found[found >= 0], minlength=len(words))
    n = int(counts.sum())
    half = len(words) // 2
    low, high = int(counts[:half].sum()), int(counts[len(words) - half :].sum())
    return LikertSummary(
        n=n,
        low=low / n if n else None,
        neutral=(n - low - high) / n if n else None,
        high=high / n if n else None,
        net=(high - low) / n if n else None,
        median=_median_word(counts, words) if n else None,
        missing=int((found == MISSING).sum()),
        dont_know=int((found == NO_OPINION).sum()),
        counts=tuple(counts.tolist()),
        scale=words,
    )


def likert_table(
    responses: pd.DataFrame, questions: pd.DataFrame, scale: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Sum up every question of a survey that is answered on an ordered scale.

    Row: one question, in the order of *questions*.

    Args:
        responses: Rows of ``survey_responses``, with one column a question.
        questions: Rows of ``survey_questions``. Those on no ordered scale are left out.
        scale: One scale for all of them; otherwise each question's own ``scale``.

    Returns:
        ``question_id``, ``area`` (when *questions* has it), ``label`` (the wording), ``n`` (valid
        answers), ``low``, ``neutral``, ``high`` and ``net`` (shares; missing when nobody gave a
        valid answer), ``median``, ``missing``, ``dont_know``, ``percent_allowed``. A question
        without a column in *responses* was answered by nobody.

    Raises:
        MethodInputError: As `likert_summary`, or *questions* lacks a column.
        UnknownTermError: As `likert_summary`.
    """
    rows = []
    for question, words in ordered_questions(questions, scale):
        found = likert_summary(answers_to(responses, question["question_id"]), scale=words)
        rows.append(
            {
                "question_id": question["question_id"],
                **({"area": question["area"]} if "area" in questions else {}),
                "label": question.get("wording", question["question_id"]),
                **{name: getattr(found, name) for name in _COUNTED},
            }
        )
    columns = ["question_id", *(["area"] if "area" in questions else []), "label", *_COUNTED]
    shares = dict.fromkeys(("low", "neutral", "high", "net"), float)
    return pd.DataFrame(rows, columns=columns).astype(shares)


_COUNTED = (
    "n",
    "low",
    "neutral",
    "high",
    "net",
    "median",
    "missing",
    "dont_know",
    "percent_allowed",
)


def scale_words(scale: str | Sequence[str]) -> tuple[str, ...]:
    """
    Give the ordered words of a scale, lowest first, by its name or as they stand.

    Raises:
        MethodInputError: As `likert_summary`.
        UnknownTermError: There is no scale of that name.
    """
    doing = "reading an answer scale"
    if isinstance(scale, str):
        require_choice("scale", scale, tuple(terms.SCALE_ANSWERS), doing=doing)
        return terms.SCALE_ANSWERS[scale]
    words = tuple(scale)
    keys = [_key(word) for word in words]
    if len(words) < 2 or len(set(keys)) < len(words):
        raise MethodInputError(f'{doing}: "scale" must have two or more words, each once')
    if set(keys) & set(terms.NO_OPINION):
        apart = " and ".join(terms.NO_OPINION)
        raise MethodInputError(f'{doing}: {apart} are no points of a "scale", they are kept apart')
    return words


def positions(answers: Iterable[object], *, scale: Sequence[str]) -> NDArray[np.int64]:
    """
    Give each answer its place on the scale, 0 for the lowest word, or `MISSING` or `NO_OPINION`.

    Raises:
        MethodInputError: *answers* is one word and not a series of them.
        UnknownTermError: An answer is neither on the scale nor missing nor of no opinion.
    """
    doing = "reading answers"
    if isinstance(answers, str):
        raise MethodInputError(f'{doing}: "answers" must be several, not one word')
    places: dict[object, int] = {"": MISSING, **dict.fromkeys(terms.NO_OPINION, NO_OPINION)}
    places |= {_key(word): place for place, word in enumerate(scale)}
    found = [(places.get(_key(answer)), answer) for answer in answers]
    unknown = [answer for place, answer in found if place is None]
    if unknown:
        allowed = ", ".join(map(str, (*scale, *terms.NO_OPINION)))
        raise UnknownTermError(f"{doing}: each must be one of {allowed}; got {shown(unknown[0])}")
    return np.array([place for place, _ in found], dtype=np.int64)


def ordered_questions(
    questions: pd.DataFrame, scale: str | Sequence[str] | None
) -> list[tuple[Mapping[str, str], tuple[str, ...]]]:
    """
    Pair each question on an ordered scale with the words of that scale.

    Row: one question of ``survey_questions``.

    Raises:
        MethodInputError: *questions* lacks ``question_id``, or ``scale`` where none is given.
    """
    needed = ["question_id"] if scale is not None else ["question_id", "scale"]
    lacking = [name for name in needed if name not in questions]
    if lacking:
        raise MethodInputError(f'reading questions: "questions" lacks {", ".join(lacking)}')
    rows: list[Mapping[str, str]] = questions.to_dict("records")  # type: ignore[assignment]
    if scale is not None:
        return [(row, scale_words(scale)) for row in rows]
    ordered = [row for row in rows if row["scale"] in terms.SCALE_ANSWERS]
    return [(row, scale_words(row["scale"])) for row in ordered]


def answers_to(responses: pd.DataFrame, question_id: str) -> pd.Series:
    """
    Take the answers to one question; all of them are missing when it has no column.

    Row: one respondent, in the order of *responses*.
    """
    if question_id in responses:
        return responses[question_id]
    return pd.Series(None, index=responses.index, dtype=object)


def _key(answer: object) -> object:
    if isinstance(answer, str):
        return "_".join(answer.casefold().replace("'", "").replace("’", "").split())
    if not pd.api.types.is_scalar(answer):
        return str(answer)
    return "" if pd.isna(answer) else answer  # type: ignore[call-overload]


def _median_word(counts: NDArray[np.int64], words: tuple[str, ...]) -> str:
    reached = np.cumsum(counts)
    n = int(reached[-1])
    lower = words[int(np.searchsorted(reached, (n + 1) // 2))]
    upper = words[int(np.searchsorted(reached, n // 2 + 1))]
    return lower if lower == upper else f"between {lower} and {upper}"
