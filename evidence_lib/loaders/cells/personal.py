"""
Free text that may tell who somebody is: found and flagged for a person, never claimed removed.

Sources of the rules. NHS number: NHS Data Dictionary (modulus 11). CHI number: Public Health
Scotland, ``phsmethods::chi_check`` (a day as DDMMYY; modulus 11, and modulus 10 for those issued
since 2026). National Insurance number: HMRC manual NIM39110. Postcode: Royal Mail's areas, letters
of BS 7666. Phone: Ofcom, National Telephone Numbering Plan. Scottish Candidate Number: SQA. Every
quantifier is bounded, so that no text makes a search run away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from evidence_lib.errors import Problem
from evidence_lib.loaders.grid import ArrivedFile

KINDS = (
    *("CHI number", "NHS number", "National Insurance number", "postcode", "phone number"),
    *("e-mail address", "Scottish Candidate Number", "date of birth"),
    *("name on the list", "title and surname"),
)
"""What can be found, in the order it is reported."""

_AFTER_AN = ("NHS number", "e-mail address")

_HEADINGS = (
    "name firstname lastname fullname forename surname yourname respondentname participantname"
    " recipientname recipientfirstname recipientlastname recipientemail participantemail"
    " email emailaddress youremail respondentemail recipientphone phone phonenumber telephone"
    " telephonenumber mobile mobilenumber ip ipaddress locationlatitude locationlongitude latitude"
    " longitude externalreference externaldatareference customdata dateofbirth dob"
)
PERSONAL_HEADINGS = frozenset(_HEADINGS.split())
"""
Headings of columns that are dropped on reading, in small letters without spaces or marks.

From exports of Microsoft Forms, Qualtrics (support page "Understanding Your Dataset") and
SurveyMonkey, and usual ways of asking; a list of SmartSurvey's own was not to be had.
"""
_HEADING_ENDS = re.compile(r"(?:emailaddress|ipaddress|customdata\d{1,3})$")

_PLAIN_MARKS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | dict.fromkeys("‘’‛ʼ′`´＇", "'"))
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_NOTE_MARK = re.compile(r"(?<=[0-9])[⁰¹²³⁴-⁹]{1,2}(?![0-9⁰¹²³⁴-⁹])")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_GLUED = re.compile(r"(?i)\b(chi|nhs|scn|nino|dob|tel|phone|mob|mobile|number|no)(?=[(+]?\d)")
_ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?[: ]{0,2}\d(?:[ -]?\d){8,11}[ -]?[\dX]\b")


def _pattern(written: str, **parts: str) -> re.Pattern[str]:
    for name, part in {"START": r"(?<![A-Za-z\d])", "END": r"(?![A-Za-z\d])", **parts}.items():
        written = written.replace(name, part)
    return re.compile(written)


_TEN_DIGITS = _pattern(
    r"(?<![A-Za-z\d£$€])(?<!\b0\.)(?<!\+44[\s-])(?<!0\))"
    r"(?=(\d{10}|\d{6}GAP\d{4}|\d{3}GAP\d{3}GAP\d{4}|\d\dGAP\d\dGAP\d\dGAP\d{4})(?!\d))",
    GAP=r"[\s-]{1,3}",
)
_TEN_DIGITS_APART = _pattern(
    r"(?<![A-Za-z\d£$€])(?<!\d[\s.,-])(?<!\d[\s-]{2})(?<!0\))"
    r"(\d(?:[\s-]{0,3}\d){9})(?![\s-]{0,3}\d)(?![.:,]\d)"
)
# The first character stands before its look-behind: a search then skips to it at once.
_PHONE = _pattern(
    r"(?:\+\s?[1-9](?:GAP\d){9,14}|4(?<!WORD4)4\s?(?:\(0\)\s?)?7\d{3}(?:GAP\d){6}|0(?<!WORD0)(?:"
    r"0\s?44(?:GAP\d){9,11}|\)\s?[1-357-9]\d\d(?:GAP\d){7}|(?:[ .-]\d){10}"
    r"|7[\s.-]\d{3}[\s.-]?\d{3}[\s.-]?\d{3}|1\d{3}[\s.)-]{1,3}\d{5}|[58]00GAP\d{3}GAP\d{3}))(?!\d)",
    GAP=r"[\s.()-]{0,3}",
    WORD=r"[A-Za-z\d]",
)
_CALLED = re.compile(r"(?i)\b(?:tele)?(?:tel|phone|mob|mobile|call|ring)\b[^\d]{0,20}0\d{9}(?!\d)")
_ELEVEN_DIGITS = _pattern(
    r"0(?<![A-Za-z\d]0)(?<!\d[.,/-]0)(?=([1-357-9]\d(?:GAP\d){8})(?!\d))", GAP=r"[\s.()-]{0,3}"
)

_EMAIL = _pattern(
    r"(?<=[\w.%+'-])@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}"
    r"|(?i:(?:@\s?|OPENatSHUT)PART(?:(?:\.|OPENdotSHUT|\sdot\s)PART){0,4}(?:\.|OPENdotSHUT|\sdot\s)"
    r"TOP|\sat\sPART(?:\sdot\sPART){0,4}\sdot\sTOP)",
    OPEN=r"\s?[(\[{<]\s?",
    SHUT=r"\s?[)\]}>]\s?",
    PART=r"[\w-]{1,63}",
    TOP=r"(?:com|org|net|uk|scot|wales|gov|info|eu|edu|me|io)\b",
)

_NI_NUMBER = _pattern(
    r"START(?!(?i:BG|GB|KN|NK|NT|TN|ZZ))(?:(?i:FIRST(?:\d\d(?P<gap>GAP)\d\d(?P=gap)\d\d"
    r"|\d{3}GAP\d{3})GAP[A-D])|FIRST\d\d\s?\d\d\s?\d\d\s?[A-D])END",
    FIRST=r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]GAP",
    GAP=r"[\s.-]{0,2}",
)
# A small "2nd" after S1, N5 or M25 is a year, a course or a road, and no second half.
_POSTCODE = _pattern(
    r"START(?![A-Z]\d{1,2}\s?\d(?:st|nd|rd|th))(?![sn][1-6]\s\d(?:st|nd|rd|th))"
    r"(?:(?i:(?:AREAS)OUT[\s.-]{0,3}IN|GIR\s{0,2}0AA)"
    r"|(?:AREAS)\sOUT\s{1,2}IN|[A-PR-UWYZ][A-HK-Y]?OUT[\s.-]{0,3}IN)END",
    AREAS="A[BL]|B[ABDFHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]"
    "|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE",
    OUT=r"\d[\dA-HJKMNPR-Y]?",
    IN="[0-9][ABD-HJLNP-UW-Z]{2}",
)
_CANDIDATE_NUMBER = re.compile(
    r"(?i)\b(?:scns?|candidate)[^\d]{0,25}\d(?:[ -]?\d){8}(?!\d)"
    r"|(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{3}\W{1,3}(?:scn|scottish candidate)\b"
)
_DATE_OF_BIRTH = _pattern(
    r"(?i)\b(?:d[./ ]{0,2}o[./ ]{0,2}b\b|date\s{1,2}of\s{1,2}birth|birth\s?da(?:te|y)|born\b)"
    r"(?=[^\d]{0,50}\d)(?![^\d]{0,30}(?:after|before|between|since|until))"
    r"(?:[^\d]{0,40}+(?:DAYGAP(?:of\s{1,2})?MONTH|\d{1,2}MARK\d{1,2}MARK(?:\d{4}|\d\d)(?!\d)"
    r"|\d{4}MARK\d{1,2}MARK\d{1,2}(?!\d)|\d{6}(?:\d\d)?(?!\d))|[^\d]{0,30}?MONTHGAPDAY(?!\d))"
    r"|\d\d[\s,(-]{1,3}d[./ ]?o[./ ]?b\b",
    DAY=r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    GAP=r"[\s.,/-]{0,3}",
    MARK=r"\s?[\s./-]\s?",
    MONTH=r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])",
)
_DIGITS_OF_AN_ID = 9
_TITLE = re.compile(
    r"\b(?:[Mm]rs?|MRS?|[Mm]s|Miss|MISS|M[xX]|[Dd]r|DR|[Pp]rof(?:essor)?|PROF|Sir|SIR|[Cc]llr|CLLR"
    r"|[Cc]ouncillor|Rev)(?:\.\s{0,2}|\s{1,2})(?:[^\W\d_](?:\.\s?|\s)){0,2}([^\W\d_])['\w]"
)
_WORD = re.compile(r"[^\W\d_]{1,60}")
_NAME_MARKS = re.compile(r"[\u0300-\u036f]|(?<=\w)'(?=[^\W\d_])(?![sS]\b)")
_NOT_NAMES = (
    "mr mrs ms miss mx dr prof professor sir cllr councillor rev"
    " van von der del des dos las los bin ibn the and"
)
_ORDINARY_WORDS = (
    "will mark may grace hope rose young bill rob sue pat dean grant chase frank brown white green"
    " black grey hill wood park joy art ray day law low case cook cross field hall june april"
    " august king kit lane little long love max page price rich small smart summer dawn faith olive"
    " good best short strong wise bright winter west north church banks wells angel christian"
)
_LONGEST_NAME = 6  # words; more is a list written on one line


@dataclass(frozen=True)
class NameList:
    """The names of a review made ready for looking up; printing it shows none of them."""

    words: frozenset[str] = field(repr=False)
    capitalised: frozenset[str] = field(repr=False)
    phrases: Mapping[str, Set[tuple[str, ...]]] = field(repr=False)


def name_list(names: Collection[str]) -> NameList:
    """
    Make a list of names ready; do so once for a review, not once a text.

    A name of one word counts wherever that word stands. Of a longer one, these count: all its
    words in a row, first and last, last and first; each word of three letters or more by itself,
    with a capital if it is an everyday word ("Will"); a shorter first name and an initial ("Jo S").
    """
    entries = [[w for w in _name_words(each) if w not in _NOT_NAMES.split()] for each in names]
    parts = {word for entry in entries if len(entry) > 1 for word in entry if len(word) > 2}
    single = {entry[0] for entry in entries if len(entry) == 1 and len(entry[0]) > 1}
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        for phrase in _orders(*entry) if len(entry) > 1 else ():
            phrases.setdefault(phrase[0], set()).add(phrase)
    everyday = parts.intersection(_ORDINARY_WORDS.split()) - single
    return NameList(frozenset(parts - everyday | single), frozenset(everyday), phrases)


def _orders(first: str, *more: str) -> set[tuple[str, ...]]:
    last = more[-1]
    short = {(first, last[0])} if len(first) < 3 else set()
    return short | {(first, *more), (last, first, *more[:-1]), (first, last), (last, first)}


def personal_data(text: str, names: NameList | Collection[str] = ()) -> tuple[str, ...]:
    """
    Say which kinds of personal data a text may hold, in the order of `KINDS`.

    A text is read with full-width and foreign digits as plain ones, and without characters that
    are not seen. A number with the form of both is a CHI number. Of ten-digit references that are
    neither, 1 in 11 passes for an NHS number, and every ISBN of ten digits (left out where it is
    called one) would. Give *names* as a `NameList` when there are many texts.
    """
    plain = _plain(text)
    found = set(_named_kinds(plain, names if isinstance(names, NameList) else name_list(names)))
    found.update(["e-mail address"] if _EMAIL.search(plain) else [])
    digits = sum(map(plain.count, "0123456789"))
    if digits:
        plain = _GLUED.sub(r"\1 ", plain)
        found.update(["National Insurance number"] if _NI_NUMBER.search(plain) else [])
        found.update(["postcode"] if _POSTCODE.search(plain) else [])
        found.update(["date of birth"] if _DATE_OF_BIRTH.search(plain) else [])
    if digits >= _DIGITS_OF_AN_ID:
        found.update(_numbered_kinds(_ISBN.sub(" ", plain)))
    return tuple(kind for kind in KINDS if kind in found)


def flag_personal(
    file: str, row: int, column: str, text: str, names: NameList | Collection[str] = ()
) -> Problem | None:
    """Flag a text that may hold personal data by its kinds, never by its words; None if clean."""
    found = personal_data(text, names)
    kinds = [f"an {each}" if each in _AFTER_AN else f"a {each}" for each in found]
    if not kinds:
        return None
    listed = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
    said = f"may hold {listed}; a person must look before this text is shown"
    return Problem(file, row, column, "personal-data", said)


def _plain(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'")
    seen = _UNSEEN.sub("", text.translate(_PLAIN_MARKS))
    plain = unicodedata.normalize("NFKC", _NOTE_MARK.sub(" ", seen))
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), plain)


def _numbered_kinds(plain: str) -> Iterator[str]:
    in_groups = map(_in_phone_groups, _ELEVEN_DIGITS.finditer(plain))
    if _PHONE.search(plain) or _CALLED.search(plain) or any(in_groups):
        yield "phone number"
    if _CANDIDATE_NUMBER.search(plain):
        yield "Scottish Candidate Number"
    ten_digits = set(_ten_digit_numbers(plain))
    chi_numbers = set(filter(_is_chi, ten_digits))
    yield from ["CHI number"] if chi_numbers else []
    yield from ["NHS number"] if any(map(_passes_modulus_11, ten_digits - chi_numbers)) else []


def _in_phone_groups(number: re.Match[str]) -> bool:
    """Digits of a phone number are written in twos or more; lone ones are counts in a row."""
    return min(map(len, re.findall(r"\d{1,11}", "0" + number[1]))) > 1


def _ten_digit_numbers(plain: str) -> Iterator[str]:
    apart = (number[1] for number in _TEN_DIGITS_APART.finditer(plain))
    alike = [each for each in apart if len(set(re.findall(r"\D{1,3}", each))) <= 1]
    for number in alike + _TEN_DIGITS.findall(plain):
        yield re.sub(r"\D", "", number)


def _is_chi(digits: str) -> bool:
    try:
        # 20YY and 19YY have the same leap years but for 1900, so this refuses no real day.
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return _passes_modulus_11(digits) or _passes_modulus_10(digits)


def _passes_modulus_11(digits: str) -> bool:
    return sum((10 - place) * int(each) for place, each in enumerate(digits)) % 11 == 0


def _passes_modulus_10(digits: str) -> bool:
    doubled = [sum(divmod(2 * int(each), 10)) for each in digits[::2]]
    return (sum(doubled) + sum(map(int, digits[1::2]))) % 10 == 0


def _named_kinds(plain: str, names: NameList) -> Iterator[str]:
    if any(letter.isupper() for letter in _TITLE.findall(plain)):
        yield "title and surname"
    if (names.words or names.phrases) and _holds_a_name(_unmarked(plain), names):
        yield "name on the list"


def _holds_a_name(unmarked: str, names: NameList) -> bool:
    words = _WORD.findall(unmarked.casefold())
    if not names.words.isdisjoint(words):
        return True
    capitals = {word.casefold() for word in _WORD.findall(unmarked) if word[0].isupper()}
    return not names.capitalised.isdisjoint(capitals) or any(
        tuple(words[start : start + len(phrase)]) == phrase
        for start, word in enumerate(words)
        for phrase in names.phrases.get(word, ())
    )


def _unmarked(plain: str) -> str:
    """Take off accents and the apostrophe of O'Neil; the "s" of a possessive stands apart."""
    return _NAME_MARKS.sub("", unicodedata.normalize("NFKD", plain))


def _name_words(name: str) -> list[str]:
    return _WORD.findall(_unmarked(_plain(name)).casefold())


def is_personal_heading(heading: str) -> bool:
    """
    Say whether a column of a survey export holds personal data by its heading.

    Case, spaces and marks aside, the heading must be one of `PERSONAL_HEADINGS`, or end as
    "e-mail address", "IP address" or "Custom Data 1" do; "Name of service" is none.
    """
    key = "".join(letter for letter in _plain(heading).casefold() if letter.isalnum())
    return key in PERSONAL_HEADINGS or bool(_HEADING_ENDS.search(key))


def read_names(file: ArrivedFile) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """
    Read the list of names given with a review: UTF-8, one name a line, ``#`` before comments.

    Returns:
        The names, each once, and what is wrong; no message repeats a name.
    """
    text = file.data.decode("utf-8-sig", errors="replace")
    if "\0" in text or "\ufffd" in text:
        return (), (Problem(file.name, 0, "", "encoding", "is not UTF-8; save it as UTF-8 text"),)
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    written = {row: name for row, name in enumerate(lines, start=1) if name}
    wrong = {row for row, name in written.items() if not _is_one_name(name)}
    said = f"is not one name of 1 to {_LONGEST_NAME} words and two letters; write one name a line"
    problems = tuple(Problem(file.name, row, "", "not-a-name", said) for row in sorted(wrong))
    if not written:
        problems = (Problem(file.name, 0, "", "empty-file", "holds no name; write one a line"),)
    return tuple(dict.fromkeys(written[row] for row in written if row not in wrong)), problems


def _is_one_name(name: str) -> bool:
    words = _name_words(name)
    return len(words) <= _LONGEST_NAME and any(len(word) > 1 for word in words)
