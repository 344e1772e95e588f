"""Factual accuracy: paragraphs with numbers, and what the partnership said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

STATES = ("no_response", "no_change", "changed", "unknown_paragraph")
NO_CHANGE = ("", "none", "no", "no change")


def numbered_paragraphs(sections: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """
    Give the paragraphs of a text numbers, so that it can be sent for comments.

    Row: one paragraph, in order.

    Args:
        sections: The number of a section (such as an area's) to its paragraphs.

    Returns:
        ``paragraph_id`` (``3.2`` is the second of section 3), ``section``, ``text``.
    """
    rows = [
        (f"{section}.{place}", section, text)
        for section, paragraphs in sections.items()
        for place, text in enumerate(paragraphs, start=1)
    ]
    return pd.DataFrame(rows, columns=["paragraph_id", "section", "text"])


def accuracy_round(
    factual_accuracy: pd.DataFrame, paragraphs: pd.DataFrame | None = None
) -> pd.DataFrame:
    """
    Follow each comment to its response and its change. No comment is cut, however long.

    Row: one comment, in the order given.

    Args:
        factual_accuracy: Rows of the review's ``factual_accuracy``.
        paragraphs: Rows of `numbered_paragraphs`, to know a comment on none of them.

    Returns:
        ``comment_id``, ``paragraph_id``, ``text`` (of the paragraph), ``comment``, ``response``,
        ``change_made``, ``state``: no_response, no_change, changed, or unknown_paragraph.
    """
    texts = {} if paragraphs is None else dict(
        zip(paragraphs["paragraph_id"], paragraphs["text"], strict=True)
    )  # fmt: skip
    change = factual_accuracy["change_made"].fillna("").str.strip().str.rstrip(".").str.casefold()
    state = pd.Series("changed", index=factual_accuracy.index, dtype="str")
    state = state.mask(change.isin(NO_CHANGE), "no_change")
    answered = factual_accuracy["response"].fillna("").str.strip().ne("")
    state = state.mask(~answered & change.eq(""), "no_response")
    if paragraphs is not None:
        state = state.mask(~factual_accuracy["paragraph_id"].isin(list(texts)), "unknown_paragraph")
    text = factual_accuracy["paragraph_id"].map(texts).astype("str")
    columns = ["comment_id", "paragraph_id", "text", "comment", "response", "change_made", "state"]
    return factual_accuracy.assign(text=text, state=state)[columns].reset_index(drop=True)
