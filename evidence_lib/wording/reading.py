"""Sentences about how the files were read: what was flagged, what is held and may be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from evidence_lib.errors import Problem
from evidence_lib.show.blocks import Sentence
from evidence_lib.english import counted, listed
