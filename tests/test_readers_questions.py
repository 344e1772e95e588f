"""What a chief officer asks of a pack stands where the page on it says, on the screen it says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from evidence_lib.briefing import PackResult
from tests.conftest import HOUSE, needs_chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

PHONE = {"width": 390, "height": 844}
PACKS = {"South Ayrshire, 2018": "south-ayrshire-2018", "The invented partnership": "example"}
TOP_OF = """words => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const parts = [];
  let text = '';
  while (walk.nextNode()) { parts.push([text.length, walk.currentNode]);
                            text += walk.currentNode.data; }
  const at = text.indexOf(words);
  if (at < 0) return -1;
  const [begins, node] = parts.filter(each => each[0] <= at).pop();
  const range = document.createRange();
  range.setStart(node, at - begins);
  range.setEnd(node, at - begins + 1);
  return range.getBoundingClientRect().bottom + scrollY;
}"""


def questions() -> list[tuple[str, str, str, int, str]]:
    """Each row of the document: pack, question, file, screen, words."""
    text = (HOUSE / "docs" / "readers-test.md").read_text(encoding="utf-8")
    found = []
    for part in text.split("\n## ")[1:]:
        for row in re.findall(r"^\| (.+\?) \| (\S+) \| (\d+) \| (.+) \|$", part, re.MULTILINE):
            found.append((PACKS[part.splitlines()[0]], row[0], row[1], int(row[2]), row[3]))
    return found


def test_eight_questions_are_asked_of_each_pack() -> None:
    asked = [pack for pack, *_ in questions()]
    assert [asked.count(pack) for pack in PACKS.values()] == [8, 8]


@pytest.mark.parametrize(("pack", "question", "file", "screen", "words"), questions())
def test_the_answer_stands_where_it_is_said_to(
    packs: dict[str, PackResult],
    browser: Any,
    pack: str,
    question: str,
    file: str,
    screen: int,
    words: str,
) -> None:
    folder = packs[pack].pack_dir
    assert folder is not None
    page = browser.new_page(viewport=PHONE)
    page.goto((folder / file).as_uri())
    top = page.evaluate(TOP_OF, words)
    page.close()
    assert 0 < top <= screen * PHONE["height"], (question, top)
