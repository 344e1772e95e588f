"""Tables of the chain from evidence to judgement, each row with the items behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table
from evidence_lib.terms import NOT_STATED
