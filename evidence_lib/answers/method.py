"""What a pack says of itself: its methods, rules, signatures, and for whom it can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.extent import words_of
from evidence_lib.english import capital, counted, day_words
from evidence_lib.evidence import Evidence, SignOff
from evidence_lib.show import AccessibleTable, Html, Sentence, facts, table
from evidence_lib.show.sheets import point_list

OURS = "our own account, for this pack."
"""Where the tables on method come from."""
NOT_SIGNED = "Nobody has signed this pack, so no second person vouches for it yet."
TESTED = (
    "Every page has its language, one main heading, headings in order and a way past the "
    "navigation; pictures have words, tables have headings. A page that fails is not released.",
    "The pages were tested by program in one browser, on wide and narrow screens, and looked at "
    "on screen and in print.",
    "No person who uses a screen reader has tried them yet, and no screen reader was run.",
    "A page can be printed. PDF files made of it are tagged, and were not tested against PDF/UA.",
)
"""What docs/accessibility.md says at length."""

AQUA, DUCK, RAP = "Aqua Book", "Duck Book", "Reproducible analytical pipelines"
GUIDES = (
    "The Aqua Book (HM Treasury) is on sound analysis, the Duck Book (Analysis Function) on sound "
    "code; reproducible analytical pipelines are the Analysis Function's way to work."
)
THE_LIST = "the list of this pack, to which the foot of every page leads"


def methods(review: Evidence) -> Answer:
    """Name the methods that have something to work on in this review, each with its source."""
    known = _known_methods()
    used = known[[_has_what_it_needs(review, each) for each in known.to_dict("records")]]
    found = Answer.of(methods_table(used), methods=used)
    return found.in_layer(terms.METHOD)


def _known_methods() -> pd.DataFrame:
    """Read every method. Row: a method, in the order of ``reference/methods.toml``."""
    shipped = files("evidence_lib").joinpath("reference", "methods.toml")
    found = tomllib.loads(shipped.read_text(encoding="utf-8"))["method"]
    return pd.DataFrame(found, columns=["title", "says", "source", "table", "column", "any"])


def _has_what_it_needs(review: Evidence, method: Mapping[Any, Any]) -> bool:
    rows = review.tables[str(method["table"])]
    if not isinstance(method["column"], str):
        return len(rows) > 0
    return bool(rows[method["column"]].isin(method["any"]).any())


def methods_table(used: pd.DataFrame) -> AccessibleTable:
    """
    List methods for a reader.

    Row: one method.
    """
    return table(
        used, {"title": "Method", "says": "What it does", "source": "Source of its rule"},
        name="methods", caption="Methods that this review had evidence for", source=OURS,
    )  # fmt: skip


def rules(review: Evidence) -> Answer:
    """Say by which rules the evidence is read as a range of progress, and in which version."""
    loaded, words = judgement.load_rules(), words_of(review.progress_scale)
    read = judgement.rules_table(loaded)
    shown = read[read["on"].astype(bool)]
    said = (
        f"There are {counted(len(shown), 'rule')}, version {loaded.version}. They only say how far "
        "the evidence goes, and were fixed before they met a review."
    )
    return Answer.of(
        Sentence(said),
        judging_rules_table(shown, words),
        judging_rules=shown,
    ).in_layer(terms.METHOD)


def judging_rules_table(read: pd.DataFrame, words: Mapping[int, str]) -> AccessibleTable:
    """
    List the rules of the judgement with what follows from each.

    Row: one rule, as `judgement.rules_table` gives.
    """
    named = {f"level {level}": f"{word} ({level})" for level, word in words.items()}
    shown = read.assign(
        says=[capital(each.rstrip(".")) for each in read["says"]],
        then=[capital(named.get(each, each)) for each in read["then"]],
        component=read["component"].replace("", "every part"),
    )
    return table(
        shown, {"rule": "Rule", "component": "For", "says": "When", "then": "Then"},
        name="judging_rules", caption="What the evidence must show for each level of progress",
        source=OURS,
        anchor=("rule", "rule"),
    )  # fmt: skip


def accessibility(review: Evidence) -> Answer:
    """Say for whom the pages can be read, how that was tested, what was not, and whom to tell."""
    contact = review.facts.contact
    tell = f"Tell {contact}" if contact else "Tell whoever sent you this pack"
    return Answer.of(
        point_list(TESTED),
        Sentence(f"{tell} if you cannot read or use something here, or need it in another form."),
    ).in_layer(terms.METHOD)


def signed_off(review: Evidence) -> Answer:
    """Say who made the analysis, who checked it and when; plainly so where nobody has."""
    signed = review.facts.sign_off
    said = Answer.of(signatures(signed) or Sentence(NOT_SIGNED))
    return said.in_layer(terms.METHOD)


def signatures(signed: SignOff) -> Html | None:
    """Set out who signed, as far as it is known; nothing where nobody has."""
    said = {
        "Analyst": signed.analyst,
        "Checked by": signed.checker,
        "Checked on": day_words(signed.checked_on) if signed.checked_on else "",
    }
    if not any(said.values()):
        return None
    return facts({name: each or "not yet" for name, each in said.items()})


def made_of(review: Evidence) -> Answer:
    """Say where the pack meets what guides on quality ask for, and where it has nothing."""
    asked = asked_for(review.facts.sign_off)
    said = Answer.of(quality_table(asked), asked=asked)
    return said.in_layer(terms.METHOD)


def asked_for(signed: SignOff) -> pd.DataFrame:
    """
    List what the guides ask, and what answers it here.

    Row: one requirement.

    Source: HM Treasury, The Aqua Book; Analysis Function, The Duck Book and the strategy for
    reproducible analytical pipelines.
    """
    rows = [
        ("What was asked, and by whom?", AQUA, "The wording of each area, with its evidence."),
        ("Who did the analysis?", AQUA, signed.analyst or "Not said: nobody has signed."),
        ("Who checked it?", AQUA, _who_checked(signed)),
        ("Was it reviewed from outside?", f"{AQUA}, {DUCK}", "No such review is recorded here."),
        ("How sure are the results?", AQUA, "Intervals, ranges and confidence beside each result."),
        ("What are its limits?", AQUA, "Caveats beside each figure; what is not known, by area."),
        ("What was it made from?", f"{AQUA}, {RAP}", f"Every source and file, in {THE_LIST}."),
        ("Can it be run again?", RAP, f"Yes, with the versions and fingerprints in {THE_LIST}."),
        ("Was the code tested?", DUCK, "By its own tests; figures are held against printed ones."),
        ("Is there a log of checks made?", AQUA, "No; only the signature above."),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["question", "guide", "answer"])


def _who_checked(signed: SignOff) -> str:
    if not (signed.checker and signed.checked_on):
        return "Nobody has signed for a check."
    return f"{signed.checker}, on {day_words(signed.checked_on)}. How is not recorded here."


def quality_table(asked: pd.DataFrame) -> AccessibleTable:
    """
    Show what guides ask and what answers it.

    Row: one requirement, as `asked_for` gives.
    """
    return table(
        asked, {"question": "Question", "guide": "Asked by", "answer": "Answer in this pack"},
        name="quality", caption="What guides on quality ask, and where this pack answers",
        source=OURS,
        notes=(GUIDES,),
    )  # fmt: skip
