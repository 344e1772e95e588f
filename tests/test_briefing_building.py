from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from evidence_lib.briefing import brief, manifest, publishing, run
from evidence_lib.briefing.index_page import index_page
from evidence_lib.briefing.keys import KEY_FILE
from evidence_lib.briefing.notebook_file import read_notebook, write_notebook
from evidence_lib.briefing.page_rules import findings_of_page
from evidence_lib.errors import ParameterError, UnknownTermError
from tests import in_process
from tests.in_process import NOTEBOOKS


@pytest.fixture
def notebooks(tmp_path) -> Path:
    """A folder of notebooks that a test may change."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("00_overview", "01_first", "area"):
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", folder)
    return folder


@pytest.fixture
def build(review_folder, notebooks, tmp_path):
    """Builds the review of nine items, with area 1 made by a notebook of its own."""
    toml = review_folder / "review.toml"
    toml.write_text(toml.read_text().replace('notebook = ""', 'notebook = "01_first.ipynb"', 1))

    def built(*, engine=in_process.run, area=None, reviews=(review_folder,)):
        return brief(
            list(reviews),
            notebooks_dir=notebooks,
            outputs_dir=tmp_path / "outputs",
            profile="public",
            area=area,
            progress=False,
            engine=engine,
        )

    return built


WRONG_NAMES = (
    "CON", "lpt1", "Upper", "a b", "trailing.", "trailing ", ".hidden", "-x", "x_", "a\nb",
    "{review}", "cafe\u0301", "café", "x\u202ey", "<b>", "n" * 61, "%2e%2e", "a;b", "$(x)", "~",
)  # fmt: skip


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_a_review_whose_name_is_no_slug_is_not_built(build, review_folder, tmp_path, name, capsys):
    folder = review_folder.rename(review_folder.parent / name)
    (result,) = build(reviews=[folder])
    assert not result.ok
    assert "the folder of the review must be called by small letters a to z" in result.messages[0]
    assert [path.name for path in (tmp_path / "outputs").iterdir()] == ["index.html"]
    assert main(["check", str(folder)]) == 1
    assert main(["brief", str(folder), "--output", str(tmp_path / "outputs")]) == 1
    said = "".join(capsys.readouterr())
    assert "[review-name]" in said
    assert "\u202e" not in said


def test_braces_in_the_names_of_folders_are_only_names(review_folder, notebooks, tmp_path):
    inside = tmp_path / "{review}" / "{profile.__class__}"
    inside.mkdir(parents=True)
    folder = review_folder.rename(inside / "nine-items")
    (result,) = brief(
        [folder],
        notebooks_dir=notebooks.rename(inside / "notebooks"),
        outputs_dir=inside / "{area}",
        profile="public",
        progress=False,
        engine=in_process.run,
    )
    assert result.messages == ()
    assert {path.name for path in tmp_path.iterdir()} == {"{review}"}
    assert (inside / "{area}" / "nine-items" / "pack" / "index.html").is_file()


def change(notebook: Path, old: str, new: str) -> None:
    node = read_notebook(notebook)
    for cell in node.cells:
        cell.source = cell.source.replace(old, new)
    write_notebook(node, notebook)


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def content(pack: Path) -> dict[str, bytes]:
    return {
        path.relative_to(pack).as_posix(): path.read_bytes()
        for path in sorted(pack.rglob("*"))
        if path.is_file()
    }


def test_a_pack_holds_its_pages_its_data_and_its_manifest_and_nothing_else(build, tmp_path):
    [result] = build()
    assert result.ok
    assert result.pack_dir == tmp_path / "outputs" / "nine-items" / "pack"
    held = content(result.pack_dir)
    assert sorted(held) == [
        "area-1-evidence.html",
        "area-1.html",
        "area-2-evidence.html",
        "area-2.html",
        "data/area-1-counts.csv",
        "index-evidence.html",
        "index.html",
        "manifest.json",
        "method.html",
        "ro-crate-metadata.json",
    ]
    assert held["data/area-1-counts.csv"] == b"year,starts\r\n2023,12\r\n"
    assert manifest.differences(result.pack_dir) == []


def test_an_area_without_a_notebook_of_its_own_is_given_its_number(build):
    [result] = build()
    assert b"This is area 2 of nine-items." in content(result.pack_dir)["area-2-evidence.html"]
    pages = manifest.read(result.pack_dir)["pages"]
    assert pages["area-2.html"]["notebook"] == "area.ipynb"
    assert pages["area-2.html"]["parameters"]["area"] == 2
    assert "area" not in pages["area-1.html"]["parameters"]


def test_an_area_whose_notebook_is_not_there_is_made_by_the_one_for_any_area(build, notebooks):
    (notebooks / "01_first.ipynb").unlink()
    [result] = build()
    assert b"This is area 1 of nine-items." in content(result.pack_dir)["area-1-evidence.html"]


def test_a_manifest_tells_what_made_the_pack_and_nothing_of_the_machine(build, tmp_path):
    [result] = build()
    sealed = manifest.read(result.pack_dir)
    assert {"review/evidence_items.csv", "notebooks/area.ipynb", "evidence_lib/errors.py"} <= set(
        sealed["inputs"]
    )
    assert (sealed["review"], sealed["profile"], sealed["as_at"]) == (
        "nine-items",
        "public",
        "2020-03-06",
    )
    assert str(tmp_path) not in (result.pack_dir / manifest.MANIFEST).read_text()


def test_the_same_inputs_and_key_in_another_place_make_the_same_bytes(build, tmp_path, notebooks):
    [result] = build()
    elsewhere = tmp_path / "else" / "where"
    shutil.copytree(tmp_path / "nine-items", elsewhere / "nine-items")
    (elsewhere / "outputs" / "nine-items").mkdir(parents=True)
    key = Path("outputs", "nine-items", KEY_FILE)
    shutil.copy(tmp_path / key, elsewhere / key)
    [other] = brief(
        [elsewhere / "nine-items"],
        notebooks_dir=notebooks,
        outputs_dir=elsewhere / "outputs",
        profile="public",
        progress=False,
        engine=in_process.run,
    )
    assert content(other.pack_dir) == content(result.pack_dir)


def test_one_failed_page_publishes_nothing_and_loses_no_other_page(build, notebooks, tmp_path):
    [first] = build()
    before = content(first.pack_dir)
    change(notebooks / "01_first.ipynb", '"1"', '"7"')
    [result] = build()
    assert not result.ok
    assert result.messages == (
        'area-1.html: 01_first.ipynb: says it is about area "7", and was run for area "1"',
        "The earlier pack was left as it was.",
    )
    assert [page.name for page in result.pages if page.ok] == ["index.html", "area-2.html"]
    assert content(first.pack_dir) == before
    executed = tmp_path / "outputs" / "nine-items" / "executed"
    assert sorted(path.name for path in executed.iterdir()) == [
        "area-1.ipynb",
        "area-2-evidence.html",
        "area-2.html",
        "area-2.ipynb",
        "index-evidence.html",
        "index.html",
        "index.ipynb",
        "method.html",
    ]


def test_an_engine_that_breaks_costs_only_the_page_it_broke_on(build, caplog):
    def engine(notebook, executed, parameters):
        if notebook.name == "area.ipynb":
            raise OSError("no room in /var/spool/somewhere/x")
        return in_process.run(notebook, executed, parameters)

    [result] = build(engine=engine)
    assert result.messages == ("area-2.html: area.ipynb: OSError: no room in …/x",)
    assert result.pack_dir is None
    assert "area.ipynb failed" in caplog.text


def test_a_notebook_that_is_not_there_fails_its_page(build, notebooks):
    (notebooks / "00_overview.ipynb").unlink()
    [result] = build()
    assert result.messages == ("index.html: 00_overview.ipynb: there is no such notebook",)


def test_a_notebook_that_does_not_declare_what_it_is_given_fails_before_it_runs(build, notebooks):
    change(notebooks / "area.ipynb", "area: int = 1", "areas: int = 1")
    ran = []
    [result] = build(engine=lambda *given: ran.append(given[0].name) or in_process.run(*given))
    assert not result.ok
    assert '"area" is unknown; did you mean areas?' in result.messages[0]
    assert "area.ipynb" not in ran


def test_a_page_that_leads_nowhere_is_not_published(build, notebooks, tmp_path):
    change(notebooks / "00_overview.ipynb", "area-1.html", "area-1.html#item-A1-001")
    [result] = build()
    assert "may not be published" in result.messages[0]
    assert "which is not there" in result.messages[0]
    assert (tmp_path / "outputs" / "nine-items" / "executed" / "index.html").is_file()


def test_evidence_that_changes_during_a_run_makes_no_pack(build, review_folder):
    def engine(notebook, executed, parameters):
        (review_folder / "sources.csv").write_text("changed")
        return in_process.run(notebook, executed, parameters)

    [result] = build(engine=engine)
    assert not result.ok
    assert result.messages == ("publishing: changed during the run: review/sources.csv",)


def test_bad_evidence_stops_its_own_review_only(build, review_folder, tmp_path):
    bad = tmp_path / "bad" / "ten-items"
    shutil.copytree(review_folder, bad)
    (bad / "sources.csv").unlink()
    worse = tmp_path / "worse"
    first, second, third = build(reviews=[bad, worse, review_folder])
    assert [first.ok, second.ok, third.ok] == [False, False, True]
    assert "problem(s) in the evidence" in first.messages[0]
    assert "no review.toml" in second.messages[0]
    assert not (tmp_path / "outputs" / "worse").exists()


@pytest.fixture
def full_for_one(monkeypatch, review_folder, tmp_path) -> list[Path]:
    """Three reviews, of which the disk is full for the second."""
    names = ("first", "second", "third")
    reviews = [Path(shutil.copytree(review_folder, tmp_path / "all" / name)) for name in names]
    original = publishing._write

    def write(build, name, content):
        if build.parent.name == "second":
            raise OSError(errno.ENOSPC, "No space left on device")
        original(build, name, content)

    monkeypatch.setattr(publishing, "_write", write)
    return reviews


def test_a_full_disk_under_one_review_stops_no_other(build, full_for_one, tmp_path):
    results = build(reviews=full_for_one)
    assert [result.ok for result in results] == [True, False, True]
    assert results[1].messages[0].startswith("publishing the pack of second: No space left")
    held = {each.name for each in (tmp_path / "outputs" / "second").iterdir()}
    assert held == {".lock", "executed", ".gitignore", "fingerprint.key"}


def test_a_page_over_the_batch_that_cannot_be_written_costs_no_result(build, monkeypatch):
    def refused(outputs_dir, results):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "write_index", refused)
    [result] = build()
    assert result.ok
    assert result.messages == (
        "the page over all packs could not be written: No space left on device",
    )


def test_a_failed_run_that_could_not_put_the_earlier_pack_back_says_so(
    build, notebooks, monkeypatch
):
    build()
    change(notebooks / "area.ipynb", "This is", "Here is")
    original = publishing.publish

    def publish(outputs, files):
        original(outputs, files)
        raise publishing.PublishingError("the disk broke")

    monkeypatch.setattr(publishing, "publish", publish)
    [result] = build()
    assert result.messages == (
        "the disk broke",
        "Another pack than before the run stands there now.",
    )


def test_one_area_is_rebuilt_into_the_present_pack_when_its_inputs_are_the_same(build):
    [whole] = build()
    before = content(whole.pack_dir)
    ran = []
    [result] = build(
        area=2, engine=lambda *given: ran.append(given[0].name) or in_process.run(*given)
    )
    assert ran == ["area.ipynb"]
    assert result.ok
    assert content(result.pack_dir) == before
    assert [page.name for page in result.pages if page.carried] == ["index.html", "area-1.html"]
    assert result.messages == ("the other 2 pages are as they were: their inputs are the same",)


@pytest.mark.parametrize("spoil", ["notebook", "evidence", "pack"])
def test_one_area_never_joins_a_pack_of_other_inputs(build, notebooks, review_folder, spoil):
    [whole] = build()
    if spoil == "notebook":
        change(notebooks / "00_overview.ipynb", "Area 1", "Area one")
    elif spoil == "evidence":
        add(review_folder / "review.toml", "\n# a remark\n")
    else:
        add(whole.pack_dir / "index.html", "<!-- changed -->")
    [result] = build(area="2")
    assert sorted(content(result.pack_dir)) == [
        "area-2-evidence.html", "area-2.html", "manifest.json", "ro-crate-metadata.json",
    ]  # fmt: skip
    assert result.messages[0].startswith("the pack holds area-2.html only")
    assert manifest.differences(result.pack_dir) == []


def test_an_area_the_review_does_not_have_is_refused(build):
    [result] = build(area=9)
    assert result.messages == ('choosing an area: "9" is none of this review\'s: 1, 2',)


def test_two_reviews_of_one_name_are_refused_before_anything_is_built(build, review_folder):
    with pytest.raises(ParameterError, match='two reviews are called "nine-items"'):
        build(reviews=[review_folder, review_folder])


def test_an_unknown_profile_is_refused(review_folder, notebooks, tmp_path):
    with pytest.raises(UnknownTermError, match='"profile" must be one of public'):
        brief([review_folder], notebooks_dir=notebooks, outputs_dir=tmp_path, profile="press")


@pytest.mark.parametrize("notebook", ["../secret.ipynb", "x.py", "/x.ipynb"])
def test_a_review_cannot_name_a_notebook_outside_the_folder_of_notebooks(
    build, review_folder, notebook
):
    toml = review_folder / "review.toml"
    toml.write_text(toml.read_text().replace("01_first.ipynb", notebook))
    [result] = build()
    assert "the notebook of an area cannot be" in result.messages[0]


def test_a_batch_shows_its_progress_on_standard_error_only(
    review_folder, notebooks, tmp_path, capsys
):
    brief(
        [review_folder],
        notebooks_dir=notebooks,
        outputs_dir=tmp_path / "outputs",
        profile="public",
        engine=in_process.run,
    )
    shown = capsys.readouterr()
    assert "nine-items" in shown.err
    assert "3/3" in shown.err
    assert shown.out == ""


def test_the_page_over_a_batch_says_what_became_of_each_review(build, review_folder, tmp_path):
    build()
    bad = tmp_path / "ten-items"
    shutil.copytree(review_folder, bad)
    (bad / "sources.csv").unlink()
    build(reviews=[bad])
    html = (tmp_path / "outputs" / "index.html").read_text(encoding="utf-8")
    assert "0 of 1 packs were built; 1 failed." in html
    assert "sources.csv: every review must have this table" in html
    assert 'href="nine-items/pack/index.html"' in html
    beside = {"nine-items/pack/index.html": frozenset()}
    assert findings_of_page(html, beside) == []


def test_the_page_over_a_batch_shows_a_name_as_text(build, review_folder):
    toml = review_folder / "review.toml"
    toml.write_text(toml.read_text().replace("Progress review of an", "<b>Progress</b> of an"))
    html = index_page(build(), [])
    assert "&lt;b&gt;Progress&lt;/b&gt; of an" in html
    assert "<b>" not in html
