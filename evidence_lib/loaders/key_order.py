"""The one order of rows: that of their keys, whatever the order of a file."""

from __future__ import annotations

import re

import pandas as pd

NUMBER = re.compile(r"(\d+)")


def in_key_order(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """
    Put rows in the order of their keys, E2 before E10, and number them anew.

    Nobody means anything by the order in which a system lists its rows, and a sorted copy of a file
    is the same evidence: what a page says must not turn on it.

    Row: as in *frame*, whose column *key* tells its rows apart.
    """
    keys = [str(each) for each in frame[key]]
    order = sorted(range(len(keys)), key=lambda place: (_parts(keys[place]), keys[place]))
    return frame.iloc[order].reset_index(drop=True)


def _parts(key: str) -> list[str | int]:
    parts = NUMBER.split(key)  # text and number by turns, so that like is compared with like
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
