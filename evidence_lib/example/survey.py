"""The staff survey: its questions, its answers, its comments and the workforce it was sent to."""

from __future__ import annotations

from datetime import date

from evidence_lib.example.draw import Draw, rounded
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import Size, draw_cluster
from evidence_lib.terms import SCALE_ANSWERS

ANSWERS = SCALE_ANSWERS["agree_5"]


def survey_questions() -> list[Row]:
    """List the statements staff were asked about. Row: a question."""
    kept = ("question_id", "area", "criterion", "wording")
    return [
        {**{name: row[name] for name in kept}, "scale": "agree_5", "source_id": "staff_survey"}
        for row in rows_of("survey_questions")
    ]


def survey_responses(size: Size) -> list[Row]:
    """List the answers, a column a question. Row: a respondent."""
    draw = size.draw("survey_responses")
    sectors = _sectors_of_respondents(size, draw)
    to_be_flagged = _comment_parts("flagged")
    flagged = set(draw.some(range(size.respondents), len(to_be_flagged)))
    texts = iter(to_be_flagged)
    rows = [
        {
            **_respondent(draw, sector),
            **_answers(draw, sector),
            **({"comment": next(texts)} if number in flagged else _comment(draw)),
        }
        for number, sector in enumerate(sectors)
    ]
    return numbered(rows, "response_id", "S", "staff_survey")


def workforce(size: Size) -> list[Row]:
    """List the headcounts, several times those who answered. Row: a sector."""
    rows: list[Row] = []
    for sector in rows_of("sectors"):
        headcount = size.staff(float(sector["headcount"]))
        numbers = {"headcount": headcount, "invited": max(1, headcount * 9 // 10)}
        rows.append({"sector": sector["sector"], **numbers, "counted_on": "2018-01"})
    return numbered(rows, "workforce_id", "W", "workforce_return")


def _sectors_of_respondents(size: Size, draw: Draw) -> list[ShippedRow]:
    """Share the respondents out by sector, a little apart from seed to seed, in any order."""
    sectors = rows_of("sectors")
    weights = [float(row["weight"]) * (0.9 + 0.2 * draw.share()) for row in sectors]
    shared_out: list[ShippedRow] = []
    upto = 0.0
    for sector, weight in zip(sectors, weights, strict=True):
        upto += size.respondents * weight / sum(weights)
        shared_out += [sector] * (rounded(upto) - len(shared_out))
    return draw.shuffled(shared_out)


def _respondent(draw: Draw, sector: ShippedRow) -> Row:
    return {
        "sector": sector["sector"],
        "role": draw.pick(sector["roles"].split("; ")),
        "locality": "" if draw.chance(0.1) else draw_cluster(draw).locality,
        "answered_on": draw.day(date(2018, 3, 26), date(2018, 4, 13)),
    }


def _answers(draw: Draw, sector: ShippedRow) -> Row:
    mood = draw.around(float(sector["leaning"]), 0.7)
    questions = rows_of("survey_questions")
    return {each["question_id"]: _answer(draw, each, mood) for each in questions}


def _answer(draw: Draw, question: ShippedRow, mood: float) -> str:
    if draw.chance(0.03):
        return ""
    if draw.chance(float(question["no_opinion"])):
        return "not_applicable" if draw.chance(0.2) else "dont_know"
    opinion = draw.around(float(question["leaning"]) + mood, 0.9)
    return ANSWERS[sum(opinion > edge for edge in (-1.6, -0.5, 0.2, 1.5))]


def _comment(draw: Draw) -> Row:
    if not draw.chance(0.2):
        return {}
    opening, remark = (draw.pick(_comment_parts(part)) for part in ("opening", "remark"))
    reviewed = "yes" if draw.chance(0.6) else "no"
    return {"comment": f"{opening}, {remark}", "comment_reviewed": reviewed}


def _comment_parts(part: str) -> list[str]:
    """List openings, remarks, or the whole comments a reviewer has to stop: the flagged ones."""
    return [row["words"] for row in rows_of("comment_parts", part=part)]
