"""An invented partnership of any size, seeded, with every table of the contract filled in."""

from evidence_lib.example.writing import write_example

__all__ = ["write_example"]
