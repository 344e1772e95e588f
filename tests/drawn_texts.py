"""A chart whose every word is one text, on a page of its own."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import PackContext
from evidence_lib.briefing.notebook_file import code_cell, new_notebook
from evidence_lib.show import page_title, table
from evidence_lib.show.charts import exhibit
from evidence_lib.show.charts.house import house_style, name_values
from evidence_lib.show.charts.labels import End, label_ends
from evidence_lib.show.charts.phrases import wrapped
from evidence_lib.terms import FINISHED_MIME


@house_style()
def _axes(text: str) -> Figure:
    figure = Figure(figsize=(6, 3.4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [1, 2], label=text)
    axes.set_xticks([0, 1], [wrapped(text, 20), "x"])
    name_values(axes, text)
    label_ends(axes, [End(text, 1, 2)])
    return figure


def page_of_drawing(text: str) -> str:
    """Draw *text* as title, tick, label, name and words of a chart; one page."""
    chart = exhibit(
        _axes(text),
        name="drawn",
        title="A drawing of words",
        subtitle=text,
        finding=f"Finding {text}",
        text=f"Words {text}",
        note=text,
        table=table(pd.DataFrame({"a": [text], "b": [1]}), {"a": text, "b": "B"}, name="drawn",
                    caption=text),
    )  # fmt: skip
    shown = chart._repr_mimebundle_() | {FINISHED_MIME: {"title": "T", "area": ""}}
    cells = [
        code_cell("title", [page_title(text)._repr_mimebundle_()], count=1),
        code_cell("chart", [shown], count=2),
    ]
    context = PackContext(text, text, (), "", sealed=False)
    return export_page(new_notebook(cells), context)
