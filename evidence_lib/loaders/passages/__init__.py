"""Coded passages of qualitative programs to rows of evidence items."""
