"""Tables of how the files were read: the account of their rows, the marks in place of numbers."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table
