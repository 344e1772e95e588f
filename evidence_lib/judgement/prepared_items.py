"""Items as the rules see them: what they leave to be known from elsewhere filled in."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms, voices
from evidence_lib.errors import MethodInputError, require_choice, shown

PEOPLE = ("reported_by_staff", "reported_by_young_people", "reported_by_families")
RESULT_KINDS = ("outcome", "impact")


def prepared(items: pd.DataFrame, sources: pd.DataFrame | None) -> pd.DataFrame:
    """
    Fill in what items leave to be known from elsewhere.

    Row: one assertion, in the order of their keys.

    Returns:
        The columns of ``evidence_items`` with ``origin`` and ``collected_on`` from the source where
        there is none, ``component`` by the kind of measure, ``criterion`` "not given", and
        ``speaker`` and ``voice`` (`voices`), ``traced`` (names its strand), ``figure``,
        ``of_result`` (an outcome, or a difference to lives), ``people`` (staff, children or
        families say so) and ``own_account`` (of those who are judged, with nobody's check).

    Raises:
        MethodInputError: An item comes twice.
        UnknownTermError: An item has no bearing or materiality, or one that is no such word.
    """
    known = items.sort_values("item_id", kind="stable").reset_index(drop=True)
    if known["item_id"].duplicated().any():
        again = known.loc[known["item_id"].duplicated(), "item_id"].iloc[0]
        raise MethodInputError(f"reading evidence items: item_id {shown(again)} comes twice")
    for column, words in (("bearing", terms.BEARINGS), ("materiality", terms.MATERIALITIES)):
        for word in known.loc[~known[column].isin(words), column]:
            require_choice(column, word, words, doing="reading evidence items")
    if sources is not None:
        by_source = sources.set_index("source_id")
        for column, of_source in (("origin", "origin"), ("collected_on", "published_on")):
            known[column] = known[column].fillna(known["source_id"].map(by_source[of_source]))
    of_result = known["measure_kind"].isin(RESULT_KINDS)
    by_kind = of_result.map({True: "impact", False: "process"})
    reported = known["attribution"].str.startswith("reported_by_").fillna(False).astype(bool)
    own_data = known["attribution"].eq("partnership_data") | known["strand"].eq("self_evaluation")
    return known.assign(
        component=known["component"].fillna(by_kind),
        criterion=known["criterion"].fillna(terms.NOT_STATED),
        origin=known["origin"].fillna("").astype("str"),
        speaker=voices.speaker_of(known),
        voice=voices.voice_of(known),
        traced=known["strand"].ne(terms.TEAM_FINDING),
        figure=known["form"].eq("quantitative"),
        of_result=of_result,
        people=known["attribution"].isin(PEOPLE),
        own_account=reported | own_data,
    )
