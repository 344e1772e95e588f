"""Faults of wording that a pattern can find: what no sentence of a page may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

THINGS = (
    "actions|areas|assertions|cases|children|claims|comments|councils|criteria|datazones|days|"
    "episodes|events|figures|findings|folders|gaps|go-lives|groups|hours|indicators|items|"
    "judgements|localities|measures|months|needs|panels|parts|people|periods|places|plans|"
    "points|priorities|questions|ratings|requests|respondents|sectors|sentences|sources|statements|"
    "strands|strengths|tests|things|units|values|voices|weeks|years"
)
MANY_VERBS = "are|were|have|do|give|lack|need|stand|commit|mention|agree|answer|speak|say|wait"
ONE_VERBS = "is|was|has|does|gives|lacks|needs|stands|commits|mentions|agrees|answers|speaks|says"


@dataclass(frozen=True)
class Rule:
    """One fault: its name, the pattern that finds it, and a sentence that has it."""

    name: str
    pattern: str
    example: str

    def found_in(self, sentence: str) -> bool:
        """Tell whether a sentence has the fault."""
        return re.search(self.pattern, sentence) is not None


RULES = (
    Rule(
        "one of something, in the plural",
        rf"(?<![\d.,])\b1 (?:(?!mentions|tells\b)[a-z]+ )?(?:{THINGS})\b",
        "Nothing marks 1 points.",
    ),
    Rule(
        "one of many, with the verb of many",
        r"(?<!On )(?<![\d.,])\b(?:1|[Oo]ne|[Nn]one) of (?:the )?\d[\d,]*(?: \(\d+%\))?"
        rf"(?: (?!that\b|which\b|nobody\b)[a-z]+){{1,4}}? (?:{MANY_VERBS})\b",
        "1 of 12 statements are hedged.",
    ),
    Rule(
        "one thing of two clauses, with the verb of many",
        rf"(?<![\d.,])\b1 (?!need\b)(?:{MANY_VERBS})\b|"
        r"(?<![\d.,])\b1 (?:(?!of |and )[a-z]+ ){1,3}(?:are|were)\b",
        "Of 3 voices, 1 give an own account.",
    ),
    Rule(
        "many, with the verb of one",
        rf"(?<![\d.,])\b(?!1\b)\d[\d,]* of \d[\d,]* (?:{THINGS}) (?:{ONE_VERBS})\b",
        "2 of 12 statements is hedged.",
    ),
    Rule(
        "one of one thing, in the singular, with the verb of many",
        rf"\b0 of 1 [a-z]+ (?:{MANY_VERBS})\b",
        "0 of 1 indicator have all it needs.",
    ),
    Rule("nought of nought", r"\b0 of 0\b", "0 of 0 actions commit to work."),
    Rule(
        "a double negative",
        r"\b0 [a-z ]{1,40}?\b(?:are|is|do|does|have|has|answers?|names?) (?:not|no|none)\b|"
        r"\b0 mention\b.* fewer than",
        "0 strands of evidence are not named at all.",
    ),
    Rule("two spaces", r"\S  +\S", "It rose.  It fell."),
    Rule("two stops", r"[.?!]\s?\.(?!\.)", "Has it come?."),
    Rule("a space before a stop", r"\w [.,;:!?](?:\s|$)", "It is of the edition of , and late."),
    Rule("a missing number", r"(?<!\w)(?:nan|NaN|NaT|<NA>)(?!\w)", "The mean is nan."),
    Rule("a missing word", r"(?<=[a-z,(] )None\b|\(None\b", "Not met (None here)."),
    Rule("hidden, twice", r"\[c\],? \[c\]", "[c] [c] in 2016."),
    Rule("a sign before nought", r"(?<![\w.])[-+]0(?:\.0+)?(?![\d.]\d|\d)", "From -0.0 to 2."),
    Rule("a code for its words", r"\b[a-z]+_[a-z_]+\b(?!\.(?:csv|toml|json))", "It is very_low."),
    Rule(
        "a phrase of our own or of another age",
        r"\bdear week\b|\brated\b.*\bapart\b|\bnoughts?\b|\blikelier\b|"
        r"\bwere? dealt\b|\bsee the same case otherwise\b|\bnone is there\b|\btrap\b|\bkept so\b",
        "A dear week can mean few places.",
    ),
    Rule(
        "a null that is affirmed",
        r"no more than chance|compatible with chance|consistent with chance|\bis a change\b|"
        r"what one \w+ (?:level|process) would give|no sign of change|\bno change (?:from|in)\b|"
        r"(?:is|was|are|were|with|shows?|:) no change\b(?! shown)|(?:say|are) much the same|"
        r"not clearly different|\bsteady around\b|On none of|so is every other place",
        "They differ no more than chance would make them.",
    ),
    Rule(
        "a hedge that fills",
        r"\bit should be noted\b|(?<!matter )\bof course\b|\barguably\b|"
        r"\bsomewhat\b|\brather\b(?! than)|\bquite\b",
        "It is somewhat higher.",
    ),
)

WHOLE = Rule(
    "no capital or no full stop",
    r"^[a-z]|[^.?!”)]$",
    "it rose",
)
"""Of a sentence that stands by itself; a number, a title and a quotation may begin one."""


def faults(sentence: str, *, whole: bool = False) -> list[str]:
    """Name the faults of a sentence; *whole* where it stands by itself."""
    rules = (*RULES, WHOLE) if whole else RULES
    return [rule.name for rule in rules if rule.found_in(sentence)]
