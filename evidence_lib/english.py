"""Words as prose writes them: lists, counts with their noun, days, amounts and intervals."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date

CLOSEST_P = 0.001
STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of Unicode whose characters are not seen but steer a page, a screen or a printer."""

HARMLESS = frozenset("\t\n\r\x85\u00ad\u200c\u200d")
"""Of these: white space, the soft hyphen, and what joins or parts the letters of some scripts."""


_TO_A_FORMULA = r"(?:[^\S\t\r\n]|')*[=+\-@＝＋－＠]"
_TO_A_BREAK = r"'*[\t\r\n]"
_FORMULA_START = re.compile(rf"^(?={_TO_A_BREAK})|(^|[;\t\r\n])(?={_TO_A_FORMULA})")
_MARKED_START = re.compile(rf"^'(?={_TO_A_BREAK})|(^|[;\t\r\n])'(?={_TO_A_FORMULA})")


def listed(words: Sequence[str]) -> str:
    """Join words as a list is said: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun: ``1 item``, ``3 items``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def pieces_of_evidence(number: int) -> str:
    """Count evidence: ``1 piece of evidence``, ``3 pieces of evidence``."""
    return counted(number, "piece of evidence", "pieces of evidence")


def verb(number: int, one: str, many: str) -> str:
    """Choose the verb that goes with a number: 1 *says*, 3 *say*."""
    return one if number == 1 else many


def capital(sentence: str) -> str:
    """Begin a sentence with a capital and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def ordinal(number: int) -> str:
    """Write ``1st``, ``2nd``, ``3rd``, ``4th``, ``11th``."""
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def visible(text: str) -> str:
    """
    Write characters that steer as their code point, such as ``[U+202E]``; the rest stays.

    Source: Unicode Technical Report 36, on text that turns its direction of reading.
    """
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(each):04X}]" if steers(each) else each for each in text)


def still_json(text: str) -> str:
    """
    Write the characters of a JSON text that steer as JSON's own escapes: the data stay the same.

    Half a character, as a damaged name of a file may hold, is left: it has no escape that is right.
    """
    return "".join(json.dumps(each)[1:-1] if _escapes(each) else each for each in text)


def _escapes(character: str) -> bool:
    return steers(character) and not "\ud800" <= character <= "\udfff"


def as_spreadsheet_text(text: str) -> str:
    """
    Put an apostrophe before whatever a spreadsheet would take for a formula, so that it is text.

    A formula may begin a cell, after spaces too, and anywhere behind a semicolon, a tab or the end
    of a line, where a spreadsheet with another separator begins a new cell.

    Source: OWASP, CSV injection.
    """
    return _FORMULA_START.sub(lambda found: f"{found[0]}'", text)


def from_spreadsheet_text(text: str) -> str:
    """Take away the apostrophes that `as_spreadsheet_text` put; other text stays as it is."""
    return _MARKED_START.sub(lambda found: found[1] or "", text) if "'" in text else text


def steers(character: str) -> bool:
    """Say whether a character is not seen but steers what shows it."""
    return character not in HARMLESS and unicodedata.category(character) in STEERING


def day_words(day: date) -> str:
    """Write a date as ``2 February 2018``."""
    return f"{day.day} {day:%B %Y}"


def one_way(text: str) -> str:
    """
    Write the dates and periods of a text as every page does; what is quoted stays as it is.

    ``2018-02-02`` becomes ``2 February 2018``, ``2018-02`` ``February 2018``, ``2016-17``
    ``2016/17``, ``2017-20`` ``2017 to 2020`` and ``2018-Q1`` ``January to March 2018``.
    ``2011-12`` may be a month or a year: a month where months stand beside it and no years do.
    """
    found = [each for each in _WHEN.finditer(text) if each["year"]]
    kinds = {_kind(each) for each in found}
    months = "month" in kinds and "span" not in kinds
    return _WHEN.sub(lambda each: _when_words(each, months), text)


def one_way_each(texts: Sequence[str]) -> list[str]:
    """Write the periods of one series as `one_way` does, each in the light of the others."""
    parted = one_way("\n".join(texts)).split("\n")
    return parted if len(parted) == len(texts) else list(texts)


_WHEN = re.compile(
    r"“[^”]*”|(?<![\w/=\-–.&%+#?:])(?P<year>(?:19|20)\d\d)"
    r"(?:-Q(?P<quarter>[1-4])|[-–](?P<last>(?:19|20)\d\d)"
    r"|[-–](?P<next>\d\d)(?:-(?P<day>\d\d)(?:T[\d:.+]+Z?)?)?)"
    r"(?![\w/–]|-\w)"
)
MOST_YEARS = 30
"""Two digits behind a year that are further ahead of it are no later year."""

_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


def _kind(found: re.Match[str]) -> str:
    if found["quarter"] or found["day"]:
        return "day"
    if found["last"]:
        return "years"
    ahead = (int(found["next"]) - int(found["year"])) % 100
    is_month = 1 <= int(found["next"]) <= 12
    if ahead == 1:
        return "either" if is_month else "span"
    return "month" if is_month else "years" if ahead <= MOST_YEARS else "other"


def _when_words(found: re.Match[str], months: bool) -> str:
    if not found["year"]:
        return found[0]
    kind = _kind(found)
    if found["quarter"]:
        return f"{_QUARTERS[int(found['quarter']) - 1]} {found['year']}"
    if kind == "years":
        return f"{found['year']} to {found['last'] or found['year'][:2] + found['next']}"
    if kind == "span" or (kind == "either" and not months):
        return f"{found['year']}/{found['next']}"
    return _date_words(found[0])


def _date_words(text: str) -> str:
    day = text.partition("T")[0]
    try:
        return day_words(date.fromisoformat(day)) if len(day) > 7 else f"{_month(day)}"
    except ValueError:
        return text


def _month(text: str) -> str:
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}"


def sentence_end(words: str) -> str:
    """End words with a full stop, once."""
    return words if words.endswith(".") else f"{words}."


def p_value(value: float) -> str:
    """Write a p value: two places, three under 0.1, and never as nought."""
    if value < CLOSEST_P:
        return "p < 0.001"
    return f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"


def decimals(value: float, places: int) -> str:
    """Write a number with so many decimals; what rounds to nought has no sign."""
    return f"{round(value, places) + 0.0:,.{places}f}"


def interval(low: float, high: float, *, places: int = 2) -> str:
    """Write a 95 % interval: ``95% interval 0.25 to 1.28``."""
    return f"95% interval {decimals(low, places)} to {decimals(high, places)}"


def percent_interval(low: float, high: float) -> str:
    """Write the 95 % interval of a percentage: ``95% interval 56% to 70%``."""
    return f"95% interval {decimals(low, 0)}% to {decimals(high, 0)}%"


def places_of(unit: str) -> int:
    """Say how many decimals a unit is shown with: decimals of a rate per 1,000 tell counts."""
    return 1 if unit.startswith(("%", "percentage")) else 0


def amount(value: float, unit: str) -> str:
    """Write a value with its unit: ``76.7%``, ``608 tariff points``, ``21.5 percentage points``."""
    if unit == "%":
        return f"{decimals(value, 1)}%"
    return f"{decimals(value, places_of(unit))} {unit}".rstrip()


def gap_unit(unit: str) -> str:
    """Name the unit of a difference: two percentages differ by percentage points."""
    return "percentage points" if unit == "%" else unit
