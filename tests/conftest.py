"""What several test files stand on: reviews, a copy of one to spoil, an assertion, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review, open_review, read_review

if TYPE_CHECKING:
    from evidence_lib.briefing import PackResult

HOUSE = Path(__file__).resolve().parent.parent
NINE_ITEMS = HOUSE / "tests" / "data" / "nine-items"
REVIEWS = HOUSE / "data" / "reviews"
CHROMIUM = shutil.which("chromium")

KERNELS = (
    "test_packs",
    "test_followed",
    "test_reader_words",
    "test_readers_questions",
    "test_browser",
    "test_keyboard",
    "test_notebooks_run",
    "test_installed",
    "test_briefing_engine",
)
"""Files whose tests start kernels. A kernel is told its ports before it takes them, so two that
start at once may be told the same; and the packs of both reviews are built once for all of them."""
LONGEST_FIRST = (
    *KERNELS,
    "test_mutants",
    "test_large",
    "test_extent",
    "test_confidence",
    "test_house",
)

# On a busy machine any example may take long; what else the profile in force says, stands.
settings.register_profile(
    "busy", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker whole files, so that it builds once what they share, and one the kernels."""
    from xdist.scheduler import LoadFileScheduling

    class ByFileAndKernels(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "kernels" if Path(file).stem in KERNELS else file

    config.option.loadscopereorder = False  # by their time and not by their number
    return ByFileAndKernels(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker waits for another's last one."""
    if hasattr(config, "workerinput"):
        order = {name: place for place, name in enumerate(LONGEST_FIRST)}
        items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def nine_items() -> Review:
    return read_review(NINE_ITEMS)


@pytest.fixture(scope="session")
def south_ayrshire() -> Evidence:
    return open_review(REVIEWS, "south-ayrshire-2018")


@pytest.fixture(scope="session")
def example() -> Evidence:
    return open_review(REVIEWS, "example")


@pytest.fixture
def review_folder(tmp_path: Path) -> Path:
    """A copy of the review of nine items that a test may change."""
    return Path(shutil.copytree(NINE_ITEMS, tmp_path / "nine-items"))


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PackResult]:
    """The packs of both reviews by name, built with kernels as a user's are, never changed."""
    from evidence_lib.briefing import brief  # the notebook tools take a second or two to read

    results = brief(
        [REVIEWS / "south-ayrshire-2018", REVIEWS / "example"],
        notebooks_dir=HOUSE / "notebooks",
        outputs_dir=tmp_path_factory.mktemp("outputs"),
        profile="public",
        progress=False,
    )
    assert [result.messages for result in results if not result.ok] == []
    return {result.review: result for result in results}


def item(item_id: str, **more: object) -> dict[str, object]:
    """One assertion of an invented review; what a test is about is given."""
    return {
        "item_id": item_id, "area": "1", "component": "process", "criterion": "pace",
        "strand": "document_review", "collection_id": f"c{item_id}", "origin": "inspector",
        "source_id": "s", "location": f"page {item_id}", "measure_kind": "process",
        "bearing": "supports", "materiality": "important", "form": "qualitative",
        "attribution": "team_finding", "participants": None, "collected_on": "2020-02",
        "sensitivity": "none",
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, for one file at a time: it keeps an event loop while it runs."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()
