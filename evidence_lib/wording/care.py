"""Sentences about episodes of being looked after."""

from __future__ import annotations

import pandas as pd

from evidence_lib.show.blocks import Finding
