"""The staff survey: its questions, its answers, its comments and the workforce it was sent to."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from datetime import date

from evidence_lib.example.draw import Draw, rounded
from evidence_lib.example.scene import Row, Size, draw_cluster, numbered, rows_of
from evidence_lib.terms import SCALE_ANSWERS

ANSWERS = SCALE_ANSWERS["agree_5"]

_QUESTIONS = """
question_id | area | criterion | leaning | no_opinion | wording
q01_direction | 1 | leadership_and_direction | 1.0 | 0.03 | Leaders across services give us one clear direction.
q02_visible | 1 | leadership_and_direction | 0.7 | 0.02 | I see senior leaders often enough.
q03_informed | 1 | staff_engagement | 0.8 | 0.02 | I am told in good time about changes that matter to my work.
q04_views_count | 1 | staff_engagement | 0.4 | 0.04 | My views are taken into account.
q05_resources | 1 | joint_resources | -0.5 | 0.22 | Services decide together how money and people are used.
q06_gap_known | 2 | commitment | 0.8 | 0.07 | I know what my service does to close gaps between children.
q07_gap_narrower | 2 | trends | 0.1 | 0.16 | The poorest children I work with do better than two years ago.
q08_gap_figures | 2 | information | -0.3 | 0.14 | I see figures that show whether gaps are closing.
q09_stay_home | 3 | new_approaches | 0.3 | 0.13 | Families on the edge of care get enough support to stay together.
q10_corporate_parent | 3 | corporate_parenting | 0.6 | 0.09 | My organisation acts as a good corporate parent.
q11_easy_to_ask | 4 | right_time | 0.9 | 0.04 | It is easy to ask another service for help for a child.
q12_quick_help | 4 | right_time | 0.0 | 0.06 | Help comes soon enough after it is asked for.
q13_family_views | 4 | involvement | 1.1 | 0.04 | Children and parents have their say in plans.
q14_plan_useful | 5 | planning_structure | 0.3 | 0.11 | The children's services plan guides what I do.
q15_safer | 5 | performance_information | 0.2 | 0.12 | We know whether children on the register become safer.
"""

_SECTORS = """
sector | weight | headcount | leaning | roles
health | 0.21 | 465 | 0.1 | health visitor,school nurse,allied health professional,manager
police | 0.04 | 118 | -0.1 | officer,sergeant
education | 0.31 | 1040 | 0.0 | teacher,early years practitioner,support assistant,senior leader
social work and social care | 0.25 | 585 | 0.2 | social worker,family support worker,residential worker,team manager
third sector | 0.09 | 176 | -0.2 | project worker,co-ordinator
other council | 0.1 | 232 | 0.1 | youth worker,improvement officer,housing officer
"""

_OPENINGS = (
    "Over the last year",
    "Where I work",
    "Speaking for my team",
    "Most weeks",
    "In my part of the partnership",
    "Since the new model began",
    "To be fair",
    "For the families I know",
)

_COMMENTS = (
    "it has become simpler to find out who is already helping a child.",
    "we talk to each other more, and sooner than we used to.",
    "the new form is shorter but I still send it to two places.",
    "waiting for a specialist is what holds everything up.",
    "meetings are better when a parent is in the room from the start.",
    "there are good people everywhere and not enough of them.",
    "I hear about changes from colleagues before I hear from managers.",
    "managers ask what we think and come back with an answer.",
    "we collect a great many numbers and I seldom see what they said.",
    "the holiday clubs do more good than any leaflet.",
    "young people tell the same story to four different adults.",
    "I could not say what the plan asks of someone in my post.",
    "the intensive team has kept two families I know together.",
    "posts stay empty for months and the rest of us carry them.",
    "training across services was the most useful day of my year.",
    "adult services are still missing from too many meetings.",
    "the shared folder works when everyone remembers to open it.",
    "the outlying villages get the same promise and less of the service.",
    "leaders turn up, listen and remember what was said last time.",
    "nobody has asked the families whether any of this helped.",
)

_TO_BE_FLAGGED = (
    "Ring me on 07700 900412 if you want to know more about the waiting list.",
    "Write to me at made.up.worker@example.org, I have kept notes on all of this.",
    "A mother in our smallest village, the only one with twins, waited since before the winter.",
)
"""Comments a reviewer has to stop: an invented number, address and a family that could be known."""


def survey_questions() -> list[Row]:
    """List the statements staff were asked about. Row: a question."""
    kept = ("question_id", "area", "criterion", "wording")
    return [
        {**{name: row[name] for name in kept}, "scale": "agree_5", "source_id": "staff_survey"}
        for row in rows_of(_QUESTIONS)
    ]


def survey_responses(size: Size) -> list[Row]:
    """List the answers, a column a question. Row: a respondent."""
    draw = size.draw("survey_responses")
    sectors = _sectors_of_respondents(size, draw)
    questions = rows_of(_QUESTIONS)
    flagged = set(draw.some(range(size.respondents), len(_TO_BE_FLAGGED)))
    texts = iter(_TO_BE_FLAGGED)
    rows = [
        {
            **_respondent(draw, sector),
            **_answers(draw, sector, questions),
            **({"comment": next(texts)} if number in flagged else _comment(draw)),
        }
        for number, sector in enumerate(sectors)
    ]
    return numbered(rows, "response_id", "S", "staff_survey")


def workforce(size: Size) -> list[Row]:
    """List the headcounts, several times those who answered. Row: a sector."""
    rows: list[Row] = []
    for sector in rows_of(_SECTORS):
        headcount = size.staff(float(str(sector["headcount"])))
        numbers = {"headcount": headcount, "invited": max(1, headcount * 9 // 10)}
        rows.append({"sector": sector["sector"], **numbers, "counted_on": "2018-01"})
    return numbered(rows, "workforce_id", "W", "workforce_return")


def _sectors_of_respondents(size: Size, draw: Draw) -> list[Row]:
    """Share the respondents out by sector, a little apart from seed to seed, in any order."""
    sectors = rows_of(_SECTORS)
    weights = [float(str(row["weight"])) * (0.9 + 0.2 * draw.share()) for row in sectors]
    shared_out: list[Row] = []
    upto = 0.0
    for sector, weight in zip(sectors, weights, strict=True):
        upto += size.respondents * weight / sum(weights)
        shared_out += [sector] * (rounded(upto) - len(shared_out))
    return draw.shuffled(shared_out)


def _respondent(draw: Draw, sector: Row) -> Row:
    return {
        "sector": sector["sector"],
        "role": draw.pick(str(sector["roles"]).split(",")),
        "locality": "" if draw.chance(0.1) else draw_cluster(draw).locality,
        "answered_on": draw.day(date(2018, 3, 26), date(2018, 4, 13)),
    }


def _answers(draw: Draw, sector: Row, questions: list[Row]) -> Row:
    mood = draw.around(float(str(sector["leaning"])), 0.7)
    return {str(each["question_id"]): _answer(draw, each, mood) for each in questions}


def _answer(draw: Draw, question: Row, mood: float) -> str:
    if draw.chance(0.03):
        return ""
    if draw.chance(float(str(question["no_opinion"]))):
        return "not_applicable" if draw.chance(0.2) else "dont_know"
    opinion = draw.around(float(str(question["leaning"])) + mood, 0.9)
    return ANSWERS[sum(opinion > edge for edge in (-1.6, -0.5, 0.2, 1.5))]


def _comment(draw: Draw) -> Row:
    if not draw.chance(0.2):
        return {}
    comment = f"{draw.pick(_OPENINGS)}, {draw.pick(_COMMENTS)}"
    return {"comment": comment, "comment_reviewed": "yes" if draw.chance(0.6) else "no"}
