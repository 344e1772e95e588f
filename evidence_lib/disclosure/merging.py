"""Small groups put together with others, so that none is left out and none is picked out."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import require_columns

_JOINED = " with "


def merge_small_groups(
    rows: pd.DataFrame, by: str, *, least: int = terms.PERCENT_NEEDS
) -> pd.DataFrame:
    """
    Merge each group of fewer than *least* rows with the next smallest group.

    Row: as given; *by* names the merged group where there is one, such as ``Ayr with Girvan``,
    largest first. A row without a group stays without. A hidden group beside a total could be
    worked back; a merged one cannot, and it can have a percentage.

    Raises:
        MethodInputError: There is no column *by*.

    Source: docs/method.md, "Small groups in the measures of practice".
    """
    require_columns(rows.columns, [by], doing="merging small groups")
    sizes = rows[by].dropna().sort_values().value_counts()
    merged = sorted((int(size), [str(name)]) for name, size in sizes.items())
    while len(merged) > 1 and merged[0][0] < least:
        (small, names), (next_size, next_names), *rest = merged
        merged = sorted([(small + next_size, [*next_names, *names]), *rest])
    order = {str(name): place for place, name in enumerate(sizes.index)}
    labels = {
        name: _JOINED.join(sorted(names, key=lambda each: order[each]))
        for _, names in merged
        for name in names
    }
    return rows.assign(**{by: rows[by].map(labels)})
