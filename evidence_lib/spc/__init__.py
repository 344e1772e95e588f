"""
Charts over time that tell a change from ordinary variation.

`xmr_chart` is for one value a period, `share_chart` for shares whose bases are known, `p_chart`,
`u_chart` and `c_chart` for counts, `g_chart`
and `t_chart` for events that have become rare. `variation`, `assurance` and `caveats` read a chart.
"""

from evidence_lib.spc.attributes import c_chart, p_chart, u_chart
from evidence_lib.spc.rare import g_chart, t_chart
from evidence_lib.spc.reading import assurance, caveats, variation
from evidence_lib.spc.shares import ShareChart, share_chart
from evidence_lib.spc.xmr import TRIAL_POINTS, xmr_chart

__all__ = [
    "TRIAL_POINTS",
    "ShareChart",
    "assurance",
    "c_chart",
    "caveats",
    "g_chart",
    "p_chart",
    "share_chart",
    "t_chart",
    "u_chart",
    "variation",
    "xmr_chart",
]
