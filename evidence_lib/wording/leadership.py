"""Sentences about leadership: where money goes, who answers to whom, what happened when."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding
from evidence_lib.english import counted
from evidence_lib.wording.figures import definition
