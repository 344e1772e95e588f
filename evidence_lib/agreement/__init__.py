"""
How far coders agree beyond chance: weighted kappa for two, Krippendorff's alpha for any number.

Where there was nothing to disagree on, the coefficient is None and the words say so. The word for a
value is somebody's convention, and it says whose.
"""

from evidence_lib.agreement.alpha import KrippendorffAlpha, krippendorff_alpha
from evidence_lib.agreement.kappa import WeightedKappa, weighted_kappa

__all__ = ["KrippendorffAlpha", "WeightedKappa", "krippendorff_alpha", "weighted_kappa"]
