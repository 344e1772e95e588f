"""How a page is exported: an nbconvert exporter, also offered by JupyterLab's export menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources as package_files
from typing import Any

from nbconvert.exporters import HTMLExporter
from traitlets import default

from evidence_lib.briefing.cells import finished_mark, released_tables
from evidence_lib.briefing.finishing import PackContext, finish_page, finish_parts
from evidence_lib.briefing.page_rules import acting_parts, findings_of_page
from evidence_lib.briefing.reader_cells import shown_notebook
from evidence_lib.errors import PageFailedError, shown
from evidence_lib.show.markup import text_html
from evidence_lib.terms import PUBLIC

TEMPLATE = "pack"


class PackExporter(HTMLExporter):
    """
    An executed notebook as one self-contained page: no script, nothing loaded, no code shown.

    ``resources["pack"]`` holds the `PackContext` of a page that stands in a pack. From the menu
    there is none: the page then stands alone, and is checked before it is handed over.
    """

    export_from_notebook = "Evidence pack page"

    @default("template_name")
    def _template_name_default(self) -> str:
        return TEMPLATE

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(package_files.files("evidence_lib.briefing") / "templates")]

    @default("exclude_anchor_links")
    def _exclude_anchor_links_default(self) -> bool:
        return True

    def default_filters(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        """Add to nbconvert's filters the one door from text to HTML."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "text_html", text_html

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own HTMLExporter does
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """
        Export an executed notebook.

        Raises:
            PageFailedError: The notebook was not run to its end in order, shows something raw, or
                (standing alone) its page may not be handed over.
        """
        pack: PackContext | None = (resources or {}).get("pack")
        html, resources = self.rendered(nb, resources, **kw)
        html = finish_page(html, pack, _names(nb), resources["profile"])
        if pack is None:
            _require_no_findings(findings_of_page(html))
        return html, resources

    def rendered(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """
        Render an executed notebook by the template, without the parts a whole page needs.

        Raises:
            PageFailedError: The notebook was not run to its end in order, or shows something raw.
        """
        given = {**(resources or {}), "profile": _profile_of(nb, (resources or {}).get("pack"))}
        html, found = super().from_notebook_node(shown_notebook(nb), given, **kw)
        return html, {**found, "profile": given["profile"]}


def _names(node: Any) -> list[str]:
    return [table.name for table in released_tables(node)]


def _profile_of(node: Any, pack: PackContext | None) -> str:
    """
    Give the profile a page is for: its pack's, else its own; public where it does not say.

    Raises:
        PageFailedError: The notebook was run for another profile than the pack is for.
    """
    own = str((finished_mark(node) or {}).get("profile", PUBLIC))
    if pack is not None and own != pack.profile:
        raise PageFailedError(
            f"the notebook was run for the {shown(own)} profile; the pack is {pack.profile}"
        )
    return own


def _require_no_findings(findings: list[str]) -> None:
    if findings:
        raise PageFailedError("the page may not be published: " + "; ".join(findings))


def export_sheet(node: Any, pack: PackContext) -> str:
    """
    Export a page that belongs to no pack: the report of a check, or the page over a batch.

    Raises:
        PageFailedError: Something in it would act, load or steer.
    """
    html = export_page(node, pack)
    _require_no_findings(acting_parts(html))
    return html


def export_page(node: Any, pack: PackContext) -> str:
    """Export an executed notebook as one page of *pack*, in the same bytes every time."""
    exporter: Any = PackExporter
    html: str = exporter().from_notebook_node(node, resources={"pack": pack})[0]
    return html


def export_parts(node: Any, pack: PackContext) -> dict[str, str]:
    """
    Export an executed notebook as the files of its layers: file name -> page.

    Raises:
        PageFailedError: As from `PackExporter`.
    """
    exporter: Any = PackExporter
    html, _ = exporter().rendered(node, resources={"pack": pack})
    return finish_parts(html, pack, _names(node))
