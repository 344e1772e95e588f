"""The flags of `quality_flags` as a reader of one page needs them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

DECIMALS = "telling-decimals"
FLAGGED_COLUMNS = ["titles", "rule", "places", "periods", "message"]


def flags_by_measure(
    flags: pd.DataFrame, definitions: pd.DataFrame, places: Sequence[str]
) -> pd.DataFrame:
    """
    Gather the flags of a page's measures: what is said of several is said once.

    Row: one thing found, of one or several measures. The two rules about decimals become one, and
    their periods are not listed: which rule holds where would itself tell where a count is small.

    Args:
        flags: Rows as `quality_flags` gives.
        definitions: Rows of ``indicators``; flags of others are left out.
        places: The places whose flags count; flags that mean every place always do.

    Returns:
        ``titles`` (a tuple of measures), ``rule``, ``places`` and ``periods`` (text, empty where
        all are meant) and ``message`` (no ids in it).
    """
    titles = dict(zip(definitions["indicator_id"], definitions["title"], strict=True))
    meant = flags["place"].isin(["", *places]) & flags["indicator_id"].isin(list(titles))
    chosen = _merged_decimals(flags[meant])
    chosen = chosen.assign(
        title=[titles[str(each)] for each in chosen["indicator_id"]],
        message=[_without_ids(str(each)) for each in chosen["message"]],
    )
    by_measure = [
        (title, rule, message, _once(found["place"]), _once(found["periods"]))
        for (title, rule, message), found in chosen.groupby(
            ["title", "rule", "message"], sort=False
        )
    ]
    found = pd.DataFrame(by_measure, columns=["title", "rule", "message", "places", "periods"])
    rows = [
        {**dict(zip(_SAID, said, strict=True)), "titles": tuple(group["title"])}
        for said, group in found.groupby(_SAID, sort=False)
    ]
    return pd.DataFrame(rows, columns=FLAGGED_COLUMNS)


_SAID = ["rule", "places", "periods", "message"]


def _merged_decimals(flags: pd.DataFrame) -> pd.DataFrame:
    about_decimals = flags["rule"].str.startswith("decimals")
    return flags.assign(
        rule=flags["rule"].mask(about_decimals, DECIMALS),
        place=flags["place"].mask(about_decimals, ""),
        periods=flags["periods"].mask(about_decimals, ""),
    )


def _once(words: pd.Series) -> str:
    return ", ".join(dict.fromkeys(str(word) for word in words if word))


def _without_ids(message: str) -> str:
    """Leave out the list of ids that a code stands for: the row names the measures."""
    return re.sub(r"^(code .*? several measures) \(.*?\)", r"\1", message)
