"""Evidence items: what voices said, what the survey answered and what the figures show."""

from __future__ import annotations

from collections import Counter

from evidence_lib import disclosure, terms
from evidence_lib.example.draw import Draw
from evidence_lib.example.measures import component_of, measured
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of
from evidence_lib.example.scene import Size

TOLD = 140
"""How many of the things that might have been said were said: the seed picks most of them."""

_OF_A_QUESTION = ("area", "criterion", "measure_kind", "about", "finding")
_CODERS = ("coder A", "coder B", "coder C")


def evidence_items(size: Size, responses: list[Row], values: list[Row]) -> list[Row]:
    """
    List the evidence items by area.

    Row: one assertion, with the ``finding`` it bears on, by its key in the shipped findings.
    """
    draw = size.draw("evidence_items")
    rows = [*_told(draw), *_answered(responses), *measured(values)]
    by_area = sorted(rows, key=lambda row: str(row["area"]))
    coded = [{**row, **_coding(draw)} for row in by_area]
    return numbered(coded, "item_id", "E")


def _told(draw: Draw) -> list[Row]:
    places: Counter[str] = Counter()
    rows = []
    for clause, letter in _picked(draw):
        voice = draw.pick(_voices(letter, clause))
        places[voice["collection_id"]] += draw.whole(1, 3)
        rows.append(_item(clause, voice, places[voice["collection_id"]]))
    return rows


def _picked(draw: Draw) -> list[tuple[ShippedRow, str]]:
    """Pick what is told, and by what kind of voice: every certain clause once, others by chance."""
    said = [(clause, letter) for clause in rows_of("clauses") for letter in clause["letters"]]
    sure = [
        place
        for place, (clause, letter) in enumerate(said)
        if clause["certain"] and letter == clause["letters"][0]
    ]
    others = [place for place in range(len(said)) if place not in sure]
    return [said[place] for place in sorted([*sure, *draw.some(others, TOLD - len(sure))])]


def _voices(letter: str, clause: ShippedRow) -> list[ShippedRow]:
    """List who may say a clause; a voice that names no topics speaks of all."""
    topics = {clause["area"], clause["criterion"]}
    return [
        voice
        for voice in rows_of("collections", letter=letter)
        if not voice["speaks_of"] or topics & set(voice["speaks_of"].split())
    ]


def _item(clause: ShippedRow, voice: ShippedRow, place: int) -> Row:
    [source] = rows_of("sources", source_id=voice["source_id"])
    shared = ("strand", "collection_id", "source_id", "collected_on", "participants", "form")
    coded = (
        "area", "criterion", "measure_kind", "bearing", "materiality", "about", "finding",
    )  # fmt: skip
    return {
        **{name: voice[name] for name in (*shared, "attribution")},
        **{name: clause[name] for name in coded},
        "component": component_of(clause),
        "origin": "" if source["origin"] == voice["origin"] else voice["origin"],
        "location": f"{voice['place_in']} {place}",
        "sensitivity": _sensitivity(voice),
        "summary": f"{voice['voice']} {clause['clause']}.",
        **_own_words(voice["attribution"], place, clause["clause"]),
    }


def _own_words(attribution: str, place: int, clause: str) -> Row:
    """Keep the words of every third remark of staff and young people; half were reviewed."""
    if attribution not in ("reported_by_staff", "reported_by_young_people") or place % 3:
        return {}
    reviewed = "no" if place % 2 else "yes"
    return {"quotation": f"What I see is that {clause}.", "quotation_reviewed": reviewed}


def _sensitivity(voice: ShippedRow) -> str:
    if voice["letter"] == "C":
        return "personal"
    small = voice["letter"] == "Y" and disclosure.is_small_group(int(voice["participants"]))
    return "small_group" if small else "none"


def _answered(responses: list[Row]) -> list[Row]:
    return [
        _answer(question, [each[question["question_id"]] for each in responses])
        for question in rows_of("survey_questions")
    ]


def _answer(question: ShippedRow, answers: list[object]) -> Row:
    valid = [each for each in answers if each in terms.SCALE_ANSWERS["agree_5"]]
    agreed = sum(each in ("agree", "strongly_agree") for each in valid)
    statement = question["wording"].rstrip(".")
    return {
        **{name: question[name] for name in _OF_A_QUESTION},
        "component": component_of(question),
        "strand": "staff_survey",
        "collection_id": "staff_survey",
        "source_id": "staff_survey",
        "location": f"question {question['question_id'][1:3]}",
        "collected_on": "2018-04-13",
        "participants": len(answers),
        "bearing": _bearing_of_share(agreed, len(valid)),
        "materiality": "important",
        "form": "quantitative",
        "attribution": "reported_by_staff",
        "sensitivity": "none",
        "summary": f"{agreed} of {len(valid)} staff with an opinion agreed: {statement}.",
    }


def _bearing_of_share(agreed: int, asked: int) -> str:
    if 3 * agreed >= 2 * asked and asked:
        return "supports"
    return "mixed" if 2 * agreed >= asked else "challenges"


def _coding(draw: Draw) -> Row:
    return {"coder": draw.pick(_CODERS)}


def second_codes(size: Size, items: list[Row]) -> list[Row]:
    """
    Code some three in five of the items again, and not always alike.

    Row: one assertion coded again, by somebody who had not seen its codes.
    """
    draw = size.draw("second_codes")
    rows = [_coded_again(draw, item) for item in items if draw.chance(0.6)]
    return numbered(rows, "code_id", "SC")


def _coded_again(draw: Draw, item: Row) -> Row:
    return {
        "item_id": item["item_id"],
        "coder": draw.pick([each for each in _CODERS if each != item["coder"]]),
        "strand": _again(draw, item["strand"], terms.ITEM_STRANDS, 0.96),
        "measure_kind": _again(draw, item["measure_kind"], terms.MEASURE_KINDS, 0.82),
        "bearing": _again(draw, item["bearing"], terms.BEARINGS, 0.87),
        "materiality": _again(draw, item["materiality"], terms.MATERIALITIES, 0.8),
    }


def _again(draw: Draw, word: object, words: tuple[str, ...], agreement: float) -> str:
    """Code a second time: mostly alike, else one step away in the list."""
    position = words.index(str(word))
    step = 0 if draw.chance(agreement) else draw.pick((-1, 1))
    return words[min(len(words) - 1, max(0, position + step))]
