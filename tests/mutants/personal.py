"""What would name a child, in free text: read to the letter, and said by row and column."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant

GROUP = "personal"

WEIGHTS = range(10, 1, -1)


def with_check_digit(nine: str) -> str:
    """Add the check digit of CHI and NHS numbers (weights 10 to 2, modulo 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    assert check != 10, nine
    return f"{nine}{check}"


CHI = with_check_digit("030209123")
NHS = with_check_digit("943476591")

PERSONAL = {
    "chi": CHI,
    "chi-spaced": f"{CHI[:6]} {CHI[6:]}",
    "nhs": f"{NHS[:3]} {NHS[3:6]} {NHS[6:]}",
    "nhs-closed": f"NHS number {NHS}",
    "insurance": "AB123456C",
    "insurance-spaced": "AB 12 34 56 C",
    "postcode": "EH99 9XY",
    "postcode-small": "eh99 9xy",
    "telephone": "01632 960123",
    "mobile": "07700 900123",
    "mobile-abroad": "+44 7700 900123",
    "e-mail": "a.person@glenmarnock.example",
    "born": "born 03/02/2009",
    "dob": "DOB: 3 Feb 2009",
    "date-of-birth": "date of birth 2009-02-03",
    "scn": "SCN 123456789",
}


@kind(GROUP)
def personal_data_in_a_text(bench: Bench) -> Iterator[Mutant]:
    """A number, an address or a birthday that names a person, inside a free text."""
    columns = bench.base.of_kind("text")
    turn = sum(map(ord, bench.base.name))
    for position, (variant, words) in enumerate(PERSONAL.items() if columns else ()):
        if (turn + position) % 2:
            continue
        column = columns[position % len(columns)]
        index = position % len(bench.grid.rows)
        text = f"{CANARY} the mother ({words}) was told."
        yield bench.cell(
            "flag",
            column,
            text,
            text,
            index=index,
            variant=variant,
            secrets=(words.split(" ", 1)[-1], words),
        )


@kind(GROUP, every=3)
def personal_data_alone(bench: Bench) -> Iterator[Mutant]:
    """A free text that is a number or an address of a person and nothing else."""
    for column in bench.base.of_kind("text")[-1:]:
        for variant in ("chi", "nhs-closed", "mobile", "e-mail", "postcode"):
            words = PERSONAL[variant]
            yield bench.cell("flag", column, words, words, variant=variant, secrets=(words,))
