"""Any page held against the static rules: what is said of it, and of files that are no page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence_lib.__main__ import main
from evidence_lib.briefing import page_report
from evidence_lib.briefing.page_report import LISTED, WHY, look_at, pages_report
from evidence_lib.briefing.page_rules import findings_by_rule, findings_of_page
from evidence_lib.briefing.report_page import report_page

GOOD = report_page("Overview", "Nineton", "<h1>Overview</h1><p>One.</p>")
FOREIGN = """<!DOCTYPE html>
<html><head><title>A report</title><link rel="stylesheet" href="https://example.org/x.css"></head>
<body><h1>One</h1><h3>Three</h3><img src="plot.png"><table><tr><td>nan</td></tr></table>
<p id="a">x</p><p id="a">y</p><a href="other.html#there">there</a> <a href="other.html#gone">no</a>
<a href="sub/data.csv">data</a> <a href="none.html">none</a><pre>Traceback (most recent call last)
</pre><script>x()</script></body></html>
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "data.csv").write_text("x", encoding="utf-8")
    (tmp_path / "other.html").write_text('<html><p id="there">x</p></html>', encoding="utf-8")
    (tmp_path / "report.html").write_text(FOREIGN, encoding="utf-8")
    return tmp_path / "report.html"


def test_a_good_page_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    assert main(["check-page", str(tmp_path / "index.html")]) == 0
    assert capsys.readouterr().out == "index.html: good\n"


def test_a_foreign_page_is_told_what_is_wrong_and_why(
    foreign: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-page", str(foreign)]) == 1
    said = capsys.readouterr().out
    for rule in ("frame", "active", "headings", "images", "tables", "references", "links", "text"):
        assert f"  {rule}: {WHY[rule]}.\n" in said
    for finding in (
        "the element <script> is not allowed", 'heading "Three" skips from level 1 to 3',
        "an image has no description", "a table has no caption", "shows nan",
        'the id "a" is used more than once', "a traceback",
    ):  # fmt: skip
        assert finding in said


def test_files_beside_a_page_count_as_there_and_their_places_too(foreign: Path) -> None:
    links = look_at(foreign).findings["links"]
    assert [each for each in links if "other.html" in each or "none" in each or "csv" in each] == [
        'the link "no" leads to "other.html#gone", which is not there',
        'the link "none" leads to "none.html", which is no file of the pack',
    ]


def test_every_rule_says_why_it_is_there() -> None:
    assert list(findings_by_rule(GOOD)) == list(WHY)


def test_by_rule_or_in_one_list_the_findings_are_the_same() -> None:
    by_rule = findings_by_rule(FOREIGN)
    assert findings_of_page(FOREIGN) == [each for found in by_rule.values() for each in found]


def test_json_holds_every_finding(foreign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-page", str(foreign), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    [page] = said["pages"]
    assert said["schema_version"] == 1
    assert (page["name"], page["unread"]) == ("report.html", "")
    assert len(page["findings"]) == look_at(foreign).many
    assert {"rule": "tables", "message": "a table has no caption"} in page["findings"]


def test_of_many_findings_alike_the_first_are_listed(tmp_path: Path) -> None:
    many = LISTED + 7
    body = "".join(f'<p id="p{n}">x</p><p id="p{n}">y</p>' for n in range(many))
    (tmp_path / "p.html").write_text(GOOD.replace("<p>One.</p>", body), encoding="utf-8")
    lines = pages_report([look_at(tmp_path / "p.html")])
    assert lines[-1] == "    and 7 more"
    assert len(lines) == LISTED + 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "is no HTML page"),
        (b"", "is no HTML page"),
        (b"\xff\xfe<html>", "is not text in UTF-8"),
    ],
)
def test_what_is_no_page_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    (tmp_path / "x.html").write_bytes(content)
    assert main(["check-page", str(tmp_path / "x.html")]) == 1
    assert capsys.readouterr().out == f"x.html: {said}\n"


def test_a_page_too_large_for_any_reader_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_report, "MEGABYTE", 1)
    (tmp_path / "x.html").write_text(GOOD, encoding="utf-8")
    assert look_at(tmp_path / "x.html").unread.startswith("is larger than 50 MB")


@pytest.mark.parametrize("arguments", [[], ["no-such-file.html"], ["."]])
def test_a_file_that_is_not_there_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check-page", *arguments])
    assert stopped.value.code == 2


def test_nothing_on_a_page_steers_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.html").write_text("<html><h2>\x1b[2J\u202e</h2></html>", encoding="utf-8")
    main(["check-page", str(tmp_path / "x.html")])
    main(["check-page", str(tmp_path / "x.html"), "--json"])
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
