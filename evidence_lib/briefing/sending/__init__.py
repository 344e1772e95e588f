"""
What is made of a sealed pack to be sent: PDF files, one archive, a workbook, Word documents.

Everything stands beside the pack and none of it in it, and is there whole or not at all.
"""

from evidence_lib.briefing.sending.send import WAYS, Sent, send

__all__ = ["WAYS", "Sent", "send"]
