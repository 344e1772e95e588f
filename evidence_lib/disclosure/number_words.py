"""Numbers written as words, as digits: a count is no less a count for being spelled."""

from __future__ import annotations

import re

from evidence_lib.disclosure.telling_words import BETWEEN, WHO

_UNITS = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * ten for ten, word in enumerate(_TENS, start=2)},
    "zero": 0,
}
_LOOSE = {
    r"an? (?:couple|pair|brace) of": "2",
    r"an? (?:trio|threesome) of": "3",
    r"an? (?:foursome|quartet) of": "4",
    r"an? single": "1",
    r"half a dozen": "6",
    r"an? dozen": "12",
}
_BOTH = re.compile(rf"\bboth (?:of )?(?:the |these |those )?(?={BETWEEN}{WHO}\b)", re.IGNORECASE)
_SPELLED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<unit>{'|'.join(_UNITS[1:10])}))?"
    rf"|(?P<word>{'|'.join([*reversed(_UNITS), 'zero'])}))\b",
    re.IGNORECASE,
)


def in_digits(text: str) -> str:
    """
    Write the numbers from 0 to 99 that *text* spells as digits: ``forty-six`` becomes ``46``.

    ``a couple of`` and the like are numbers too; ``both`` is one before what it counts.
    """
    text = _BOTH.sub("2 ", text)
    for loose, digits in _LOOSE.items():
        text = re.sub(rf"\b{loose}\b", digits, text, flags=re.IGNORECASE)
    return _SPELLED.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    spelled = (found[name] for name in ("tens", "unit", "word"))
    return str(sum(_VALUES[word.lower()] for word in spelled if word))
