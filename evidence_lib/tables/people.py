"""Tables of what people answered, claimed and noted."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table
