"""
Whether an action of a plan commits to work or to a change in somebody's life.

A suggestion, with the words that decided it, for a person to confirm: no statistics, a word list
and seven rules, tried in order.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evidence_lib.errors import MethodInputError, shown

LABELS = ("process", "outcome", "unclear")

_NUMBER = re.compile(r"\d+(?:\.\d+)?\s?(?:%|per cent)|\bfrom \d|\bby (?:a|an|one|half|\d+)\b")
_MEANS = re.compile(r"\bby (?:\w+ly )?\w+ing\b")
_PARTNERS = re.compile(
    r"^(?:work (?:\w+ )?with|in partnership with|with|through) .{2,60}?(?:, | to )"
)
_QUANTITIES = re.compile(r"^(?:fewer|more|less|all|every|each|no) ")
_WORDS_BEFORE_PEOPLE = 2


@dataclass(frozen=True)
class ActionLabel:
    """
    What one action was taken for.

    ``label`` is process, outcome or unclear; ``words`` are the words that decided, in the order
    they were met; ``confidence`` is high (verb and noun agree), moderate (one of them, or words of
    the other kind beside them) or low; ``rule`` says in words which rule it was.
    """

    label: str
    words: tuple[str, ...]
    confidence: str
    rule: str


@dataclass(frozen=True)
class _Lexicon:
    process_verbs: tuple[str, ...]
    thin_verbs: tuple[str, ...]
    change_verbs: tuple[str, ...]
    soft_verbs: tuple[str, ...]
    state_verbs: tuple[str, ...]
    people: re.Pattern[str]
    life: re.Pattern[str]
    machinery: re.Pattern[str]
    names: re.Pattern[str]
    openings: re.Pattern[str]


@dataclass(frozen=True)
class _Reading:
    text: str
    verb: str
    life: str
    machinery: str
    life_first: bool


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)


def _nouns(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of(words)})(?:s'|'s|s|es)?(?![\w-])")


@cache
def _lexicon() -> _Lexicon:
    text = (files("evidence_lib") / "reference" / "action_words.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    verbs = ("process_verbs", "thin_verbs", "change_verbs", "soft_verbs", "state_verbs")
    return _Lexicon(
        **{name: tuple(sorted(lists[name], key=len, reverse=True)) for name in verbs},
        people=_nouns(lists["people"]),
        life=_nouns([*lists["people"], *lists["conditions"]]),
        machinery=_nouns(lists["machinery"]),
        names=re.compile(rf"\b(?:{_any_of(lists['names'])})\b"),
        openings=re.compile(rf"^(?:{_any_of(lists['openings'])}) "),
    )


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces, without openings and names."""
    lexicon = _lexicon()
    plain = " ".join(text.casefold().replace("’", "'").split()).rstrip(".")
    plain = _PARTNERS.sub("", plain)
    while lexicon.openings.match(plain):
        plain = lexicon.openings.sub("", plain)
    return " ".join(lexicon.names.sub("…", plain).split())


def _opening_verb(text: str) -> str:
    lexicon = _lexicon()
    verbs = (
        *lexicon.process_verbs,
        *lexicon.thin_verbs,
        *lexicon.change_verbs,
        *lexicon.state_verbs,
    )
    opens = [verb for verb in verbs if re.match(rf"{re.escape(verb)}\b", text)]
    return max(opens, key=len, default="")


def _compound(life: re.Match[str] | None, machinery: re.Match[str] | None) -> bool:
    """Tell whether a word of life only names the machinery after it: "health assessment"."""
    if life is None or machinery is None or _lexicon().people.fullmatch(life.group()):
        return False
    return 0 <= machinery.start() - life.end() <= 1


def _read(text: str) -> _Reading:
    lexicon = _lexicon()
    verb = _opening_verb(text)
    rest = text[len(verb) :]
    life, machinery = lexicon.life.search(rest), lexicon.machinery.search(rest)
    before = bool(life and (machinery is None or life.start() < machinery.start()))
    life_first = before and not _compound(life, machinery)
    return _Reading(
        text, verb, life.group() if life else "", machinery.group() if machinery else "", life_first
    )


def _words(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _two_commitments(reading: _Reading) -> ActionLabel | None:
    verbs = _any_of(_lexicon().change_verbs)
    second = re.search(rf"\band ({verbs})\b", reading.text)
    if (
        reading.verb not in _lexicon().process_verbs
        or not second
        or not _NUMBER.search(reading.text)
    ):
        return None
    words = _words(reading.verb, second.group(1))
    return ActionLabel("unclear", words, "low", "two commitments, one to work and one to a result")


def _means_only(reading: _Reading) -> ActionLabel | None:
    means = _MEANS.search(reading.text)
    if reading.verb not in _lexicon().change_verbs or not means or _NUMBER.search(reading.text):
        return None
    words = _words(reading.verb, means.group())
    return ActionLabel("process", words, "moderate", "a hope whose only concrete part is its means")


def _changes_life(reading: _Reading) -> ActionLabel | None:
    opens = (*_lexicon().change_verbs, *_lexicon().state_verbs)
    if reading.verb not in opens or not reading.life_first:
        return None
    sure = reading.verb in _lexicon().change_verbs and not reading.machinery
    words = _words(reading.verb, reading.life)
    return ActionLabel(
        "outcome", words, "high" if sure else "moderate", "a change in people's lives comes first"
    )


def _changes_machinery(reading: _Reading) -> ActionLabel | None:
    opens = (*_lexicon().change_verbs, *_lexicon().state_verbs)
    if reading.verb not in opens or not reading.machinery:
        return None
    words = _words(reading.verb, reading.machinery)
    if reading.verb in _lexicon().soft_verbs:
        return ActionLabel("unclear", words, "low", "a hope for how services work")
    return ActionLabel("process", words, "moderate", "a change in what services do or hold")


def _does_work(reading: _Reading) -> ActionLabel | None:
    lexicon = _lexicon()
    thin = reading.verb in lexicon.thin_verbs
    if reading.verb not in (*lexicon.process_verbs, *lexicon.thin_verbs):
        return None
    words = _words(reading.verb, reading.machinery)
    if thin and not reading.machinery:
        return ActionLabel("unclear", words, "low", "a verb that says too little alone")
    sure = reading.machinery and not reading.life_first
    return ActionLabel("process", words, "high" if sure else "moderate", "it opens with a task")


def _people_state(reading: _Reading) -> ActionLabel | None:
    """People first, then something they are or do: a statement of how life is to be."""
    after_quantity = _QUANTITIES.sub("", reading.text)
    people = _lexicon().people.search(after_quantity)
    if reading.verb or not people or not reading.life_first:
        return None
    if len(after_quantity[: people.start()].split()) > _WORDS_BEFORE_PEOPLE:
        return None
    follows = after_quantity[people.end() :].split()
    if len(follows) < 2:
        return None
    return ActionLabel(
        "outcome",
        _words(people.group(), *follows[:1]),
        "moderate",
        "it says how people's lives are",
    )


_RULES = (
    _two_commitments,
    _means_only,
    _changes_life,
    _changes_machinery,
    _does_work,
    _people_state,
)


def classify_action(text: str) -> ActionLabel:
    """
    Suggest whether an action is a process, an outcome, or unclear.

    Args:
        text: The action's title as the plan has it.

    Returns:
        The suggestion, with the words and the rule that decided it. A person confirms it.

    Raises:
        MethodInputError: *text* is not text, or holds nothing but blanks.

    Source: the project's own word lists (``reference/action_words.toml``), after the observation
        of the progress review of 2018 that actions described processes and tasks and did not link
        to outcomes; how well it does is in ``docs/method.md``.
    """
    if not isinstance(text, str) or not text.strip():
        raise MethodInputError(
            f'classifying an action: "text" must be the words of an action; got {shown(type(text))}'
        )
    reading = _read(_plain(text))
    for rule in _RULES:
        found = rule(reading)
        if found:
            return found
    return ActionLabel("unclear", (), "low", "no rule fits: a topic or a slogan")
