"""What stands at the edges of each printed sheet, whatever the words are."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from evidence_lib.briefing.page_rules import findings_of_page
from evidence_lib.briefing.print_rules import add_print_rules, print_rules
from evidence_lib.briefing.report_page import report_page
from evidence_lib.briefing.security_policy import policy_of
from evidence_lib.show import UNCHECKED

STATUS = f"Published facts only. As at 2 February 2018. Draft, public version. {UNCHECKED}"


def page(title: str = "Area 3: Away from home", status: str = STATUS) -> BeautifulSoup:
    html = report_page(title, "", f'<h1>{title}</h1><p class="status">{status}</p>')
    return BeautifulSoup(html, "html.parser")


def read_back(css: str) -> list[str]:
    """Read the words of a rule as a browser does: each code and the space that ends it."""
    texts = re.findall(r'content: "([^"]*)"', css)
    code = re.compile(r"\\([0-9a-f]{6}) ")
    return [code.sub(lambda found: chr(int(found[1], 16)), text) for text in texts]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_words_stay_words(words: str) -> None:
    css = print_rules(words, "below")
    assert read_back(css)[:2] == [words, "below"]
    assert "<" not in css
    assert "url(" not in css
    assert css.count("{") == css.count("}") == 4


def test_sheets_are_numbered() -> None:
    assert '@bottom-right { content: "Page " counter(page) " of " counter(pages); }' in print_rules(
        "", ""
    )


def test_every_page_says_its_status_on_each_sheet_but_not_whether_it_was_checked() -> None:
    rules = page().select("head > style.sheets")
    assert len(rules) == 1
    status, title, *_ = read_back(rules[0].get_text())
    assert status == "Published facts only. As at 2 February 2018. Draft, public version."
    assert title.startswith("Area 3: Away from home")


def test_a_page_that_passed_the_check_says_the_same_on_its_sheets() -> None:
    passed = STATUS.replace(UNCHECKED, "Disclosure check 1 of 30 November 2026 passed.")
    soup = page(status=passed)
    add_print_rules(soup, below="Pack id 1234")
    status, foot, *_ = read_back(soup.select_one("style.sheets").get_text())
    assert status == "Published facts only. As at 2 February 2018. Draft, public version."
    assert foot.endswith("\nPack id 1234")


def test_rules_are_replaced_and_not_added() -> None:
    soup = page()
    add_print_rules(soup)
    assert len(soup.select("style.sheets")) == 1


@pytest.mark.parametrize("title", ["</style><script>x()</script>", 'url("x") @import "y"', "\\"])
def test_no_title_breaks_the_page_or_its_policy(title: str) -> None:
    soup = page(title.replace("<", "&lt;").replace(">", "&gt;"))
    findings = findings_of_page(str(soup))
    assert findings == []
    assert soup.select_one("meta[http-equiv]")["content"] == policy_of(soup)
    assert soup.select_one("meta[http-equiv]")["content"].count("sha256-") == 2
