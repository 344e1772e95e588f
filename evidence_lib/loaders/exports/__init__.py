"""Exports of known programs, and wide tables, brought under one row of headings."""
