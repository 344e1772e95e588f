"""Tables of figures: the data behind a chart, and ours beside the published ones."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table
