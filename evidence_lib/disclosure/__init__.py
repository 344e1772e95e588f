"""
The one rule for small groups, whole: what may be shown of how many, and what is hidden with it.

Cells under a threshold are hidden, and with them what would give them away; groups are merged and
periods pooled until nobody is picked out; shares are put into as many words as the size of the
group bears. `protect_counts` makes all the tables of one register safe together; `told_in`,
`told_in_table` and `told_by_released` attack what a pack says before it is published.

Source: docs/decisions/0003, 0015 and 0016.
"""

from evidence_lib.disclosure.in_words import (
    few_or_count,
    percentage,
    quantifier,
    quantifier_bands,
    share_in_words,
    share_of,
    too_few,
    withheld_share,
)
from evidence_lib.disclosure.items import (
    THEME,
    UNATTRIBUTED,
    WHOLE,
    WITH_SIZE,
    items_shown,
    named_ids,
    with_suppressed_sizes,
)
from evidence_lib.disclosure.merging import merge_small_groups
from evidence_lib.disclosure.pooling import pool_counts, pool_shares
from evidence_lib.disclosure.protecting import audit, protect, protect_together
from evidence_lib.disclosure.quotations import quotable
from evidence_lib.disclosure.register import (
    Measure,
    SafeCounts,
    protect_counts,
    released_cells,
)
from evidence_lib.disclosure.released import told_by_released
from evidence_lib.disclosure.rule import (
    USUAL_THRESHOLD,
    count_or_missing,
    is_small_count,
    is_small_group,
    measure_may_show,
    median_or_missing,
    parts_may_show,
    percent_may_show,
    percents_may_show,
    share_may_show,
    share_or_missing,
    small_counts,
    small_groups,
    staff_group_may_show,
    staff_groups_may_show,
    threshold_may_be,
)
from evidence_lib.disclosure.second_cell import (
    hidden_sectors,
    shown_shares,
)
from evidence_lib.disclosure.small_cells import (
    blank_row,
    blank_small_shares,
    hide_small_counts,
    in_whole_percent,
    mark_hidden,
    percentages_that_may_be_shown,
    told_by_few,
)
from evidence_lib.disclosure.telling import Told, told_in
from evidence_lib.disclosure.told_tables import (
    TextTable,
    counts_people,
    told_by_totals,
    told_in_table,
    told_of_hidden_rows,
)

__all__ = [
    "THEME",
    "UNATTRIBUTED",
    "USUAL_THRESHOLD",
    "WHOLE",
    "WITH_SIZE",
    "Measure",
    "SafeCounts",
    "TextTable",
    "Told",
    "audit",
    "blank_row",
    "blank_small_shares",
    "count_or_missing",
    "counts_people",
    "few_or_count",
    "hidden_sectors",
    "hide_small_counts",
    "in_whole_percent",
    "is_small_count",
    "is_small_group",
    "items_shown",
    "mark_hidden",
    "measure_may_show",
    "median_or_missing",
    "merge_small_groups",
    "named_ids",
    "parts_may_show",
    "percent_may_show",
    "percentage",
    "percentages_that_may_be_shown",
    "percents_may_show",
    "pool_counts",
    "pool_shares",
    "protect",
    "protect_counts",
    "protect_together",
    "quantifier",
    "quantifier_bands",
    "quotable",
    "released_cells",
    "share_in_words",
    "share_may_show",
    "share_of",
    "share_or_missing",
    "shown_shares",
    "small_counts",
    "small_groups",
    "staff_group_may_show",
    "staff_groups_may_show",
    "threshold_may_be",
    "told_by_few",
    "told_by_released",
    "told_by_totals",
    "told_in",
    "told_in_table",
    "told_of_hidden_rows",
    "too_few",
    "with_suppressed_sizes",
    "withheld_share",
]
