"""What counts, exposures, shares and levels of confidence must be; else an error that says so."""

from __future__ import annotations

import numpy as np

from evidence_lib.errors import MethodInputError, shown

LARGEST_COUNT = 1e15
LEAST_EXPOSURE, LARGEST_EXPOSURE = 1e-6, 1e9
LARGEST_BASE = 1e7
LEAST_SHARE, LARGEST_SHARE = 0.001, 0.999999


def checked_number(
    value: float, name: str, doing: str, least: float, most: float, whole: bool = False
) -> float:
    """Take a number between two others."""
    numeric = isinstance(value, (int, float, np.integer, np.floating))
    fits = numeric and not isinstance(value, bool) and least <= value <= most
    if not fits or (whole and value % 1):
        kind = "a whole number" if whole else "a number"
        allowed = f'"{name}" must be {kind} from {least:,.16g} to {most:,.16g}'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(value)}")
    return float(value)


def checked_count(value: float, name: str, doing: str) -> int:
    """Take a whole number from 0."""
    return int(checked_number(value, name, doing, 0, LARGEST_COUNT, whole=True))


def checked_exposure(value: float, name: str, doing: str) -> float:
    """Take what a count is out of."""
    return checked_number(value, name, doing, LEAST_EXPOSURE, LARGEST_EXPOSURE)


def checked_base(value: float, name: str, doing: str) -> float:
    """Take a mean that is above 0."""
    return checked_number(value, name, doing, LEAST_EXPOSURE, LARGEST_BASE)


def checked_share(value: float, name: str, doing: str) -> float:
    """Take a share that is neither 0 nor 1."""
    return checked_number(value, name, doing, LEAST_SHARE, LARGEST_SHARE)


def checked_tail(confidence: float, doing: str) -> float:
    """Give the chance in either tail."""
    return (1 - checked_share(confidence, "confidence", doing)) / 2
