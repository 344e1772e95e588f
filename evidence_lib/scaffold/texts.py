"""The two texts of an empty review: its settings with comments, and advice on filling it in."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from string import Template

from evidence_lib import disclosure, terms
from evidence_lib.contract import TABLES, Table, table
from evidence_lib.errors import Problem


def file_name(table_name: str) -> str:
    """Name the template of a table."""
    return f"{table_name}.xlsx"


def _shipped(name: str) -> Template:
    shipped = files("evidence_lib") / "scaffold" / "templates" / name
    return Template(shipped.read_text(encoding="utf-8"))


def settings(name: str, partnership: str, review_date: date) -> str:
    """
    Write ``review.toml`` with comments: what is known of the review, and what is to be filled in.

    The names must be of characters that can be printed; the rest of TOML's rules is seen to here.
    """
    title = f"Progress review of services for children and young people: {partnership}"
    return _shipped("review.toml.in").substitute(
        name=_quoted(name),
        title=_quoted(title),
        partnership=_quoted(partnership),
        review_date=review_date.isoformat(),
        threshold=disclosure.USUAL_THRESHOLD,
        components=", ".join(terms.COMPONENTS),
        files="\n".join(f"{each.name} = {_quoted(file_name(each.name))}" for each in TABLES),
    )


def _quoted(text: str) -> str:
    # JSON's escapes are also TOML's; what they leave raw, such as DEL, is refused before.
    return json.dumps(text, ensure_ascii=False)


def advice(partnership: str, review_date: date) -> str:
    """Write the ``README.md`` that a partnership's data officer follows."""
    return _shipped("README.md.in").substitute(
        partnership=_as_it_stands(partnership),
        review_date=review_date.isoformat(),
        count=len(TABLES),
        message=_sample_message(),
        tables="\n".join(_listed(each) for each in TABLES),
    )


def _as_it_stands(name: str) -> str:
    """Escape what Markdown would take for markup, so that a name stays a name."""
    signs = re.sub(r"([\\`*_\[\]<>|~#!]|&(?=#?\w+;)|:(?=//)|(?<=www)\.|@)", r"\\\1", name.strip())
    return re.sub(r"^([+=-]|\d+(?=[.)]))", _not_a_list, signs)


def _not_a_list(found: re.Match[str]) -> str:
    start = found[0]
    return f"{start[:-1]}&#{ord(start[-1])};" if start.isdigit() else f"\\{start}"


def _sample_message() -> str:
    origins = ", ".join(table("sources").column("origin").allowed)
    message = f'must be one of {origins}; got "council"'
    return str(Problem(file_name("sources"), 4, "origin", "unknown-word", message, "D"))


def _listed(each: Table) -> str:
    needed = "essential" if each.required else "if you have it"
    return f"| `{file_name(each.name)}` | {each.row} | {needed} |"
