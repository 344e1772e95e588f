"""Leaks of every kind, planted one at a time in a small pack that has none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Files = dict[str, bytes]

AXIS = '<g class="axis"><text>2</text></g>'


def drawn(*labels: str) -> str:
    """Write a drawing as a page carries it."""
    words = "".join(f"<text>{label}</text>" for label in labels)
    return f'<svg role="img" aria-label="Children who wait">{AXIS}{words}</svg>'


DRAWING = drawn("Harbour", "29")
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Area 4</title>
<meta name="description" content="One area of a review"></head><body><main>
<h1>Improvement area 4</h1><p class="status">As at 18 May 2018.</p>
<h2 id="help">When does help come?</h2>
<p class="finding">Of 600 requests for help, half had help within 22 days.</p>
<ul><li>Children wait in each locality.</li></ul>
<dl><div><dt>Fieldwork</dt><dd>14 May 2018</dd></div></dl>
<blockquote><p>Children get help when they need it.</p><footer>Report, page 4</footer></blockquote>
<div class="table" data-table="register"><table><caption>Children on the register</caption>
<thead><tr><th>Group</th><th>Children</th></tr></thead><tbody>
<tr><th>Harbour</th><td>29</td></tr><tr><th>Glens</th><td>18</td></tr>
<tr><th>Moor</th><td>[c]</td></tr></tbody></table></div><p class="note">[c]: hidden.</p>
<div class="table" data-table="audit"><table><caption>Standards met in cases</caption>
<thead><tr><th>Standard</th><th>Cases</th><th>Met (%)</th></tr></thead><tbody>
<tr><th>On time</th><td>26</td><td>50</td></tr><tr><th>Seen alone</th><td>[c]</td><td>[c]</td></tr>
</tbody></table></div>
<figure class="chart"><svg role="img"><title>Children waiting</title><desc>Children by wait</desc>
<!-- 20 --><text>Children</text></svg>{DRAWING}
<figcaption>Waits</figcaption><div class="table" data-table="waits">
<table><caption>Children who wait</caption>
<thead><tr><th>Place</th><th>Children</th></tr></thead><tbody>
<tr><th>Harbour</th><td>29</td></tr></tbody></table></div></figure>
<details><summary>The rows behind it</summary><p>All rows.</p></details>
<p><a href="#help" title="Up">Back to the children</a></p></main></body></html>"""

CSV = "Standard,Cases,Met (%)\nOn time,26,50\nSeen alone,[c],[c]\n"
MANIFEST = {"title": "Progress review", "pages": {"area-4.html": {"label": "Getting it right"}}}
FILES: Files = {
    "area-4.html": PAGE.encode(),
    "data/area-4-audit.csv": CSV.encode(),
    "manifest.json": json.dumps(MANIFEST).encode(),
}


@dataclass(frozen=True)
class Planted:
    """One leak: what it is called, how it is put in, and where the check must find it."""

    name: str
    put: Callable[[Files], Files]
    where: str
    rule: str


def page(old: str, new: str) -> Callable[[Files], Files]:
    def put(files: Files) -> Files:
        html = files["area-4.html"].decode()
        assert html.count(old) == 1, old
        return {**files, "area-4.html": html.replace(old, new).encode()}

    return put


def said(words: str) -> Callable[[Files], Files]:
    return page("All rows.", words)


def data(text: str, name: str = "data/area-4-audit.csv") -> Callable[[Files], Files]:
    return lambda files: {**files, name: text.encode()}


def facts(**more: Any) -> Callable[[Files], Files]:
    return lambda files: {**files, "manifest.json": json.dumps(MANIFEST | more).encode()}


SMALL, GROUP, EXTREME = (
    "a small count", "the size of a small group", "an extreme, which is one record",
)  # fmt: skip
WORDS, KEY, DAY = "words that are kept back", "a key that is kept back", "a day of so few cases"

PLANTED = (
    Planted("sentence", said("Three children moved away."), "area-4.html, text", SMALL),
    Planted("heading", page("When does help come?", "Why did two boys wait?"),
            "area-4.html, text", SMALL),
    Planted("title of the page", page("<title>Area 4<", "<title>Our four pupils<"),
            "area-4.html, text", SMALL),
    Planted("first heading", page("Improvement area 4", "A panel of three"),
            "area-4.html, text", GROUP),
    Planted("list", page("Children wait in each locality.", "2 siblings wait."),
            "area-4.html, text", SMALL),
    Planted("term", page("<dt>Fieldwork", "<dt>One pupil"), "area-4.html, text", SMALL),
    Planted("definition", page("<dd>14 May 2018", "<dd>four families"), "area-4.html, text", SMALL),
    Planted("quotation", page("Children get help when they need it.", "Our two children got it."),
            "area-4.html, text", SMALL),
    Planted("footer", page("Report, page 4", "Said by one mother"), "area-4.html, text", SMALL),
    Planted("caption", page("Standards met in cases", "Standards met in three cases"),
            "area-4.html, text", SMALL),
    Planted("note", page("[c]: hidden.", "[c]: a group of three."), "area-4.html, text", GROUP),
    Planted("column heading",
            page("<th>Group</th><th>Children</th>", "<th>Group</th><th>The 3 children</th>"),
            "area-4.html, text", SMALL),
    Planted("figure caption", page("<figcaption>Waits", "<figcaption>Waits of two pupils"),
            "area-4.html, text", SMALL),
    Planted("summary of details", page("The rows behind it", "The two children behind it"),
            "area-4.html, text", SMALL),
    Planted("link", page("Back to the children", "Back to the three children"),
            "area-4.html, text", SMALL),
    Planted("title of a link", page('title="Up"', 'title="One child"'),
            "area-4.html, title of a", SMALL),
    Planted("words for a drawing", page('"Children who wait"', '"Two children wait"'),
            "area-4.html, aria-label of svg", SMALL),
    Planted("title of a drawing", page("<title>Children waiting", "<title>3 children waiting"),
            "area-4.html, text", SMALL),
    Planted("description of a drawing", page("Children by wait", "Children by wait: 4"),
            "area-4.html, text", SMALL),
    Planted("letters of a drawing", page("<text>Children<", "<text>2 children<"),
            "area-4.html, text", SMALL),
    Planted("words in a drawing", page(DRAWING, drawn("3 pupils")), "area-4.html, drawing", SMALL),
    Planted("a number that only a drawing shows", page(DRAWING, drawn("Harbour", "3")),
            "area-4.html, drawing", "a number that only a drawing shows"),
    Planted("comment", page("<!-- 20 -->", "<!-- 3 pupils -->"), "area-4.html, comment", SMALL),
    Planted("metadata of the page", page("One area of a review", "One area, two pupils"),
            "area-4.html, content of meta", SMALL),
    Planted("label for screen readers", page('"img"><title', '"img" aria-label="One girl"><title'),
            "area-4.html, aria-label of svg", SMALL),
    Planted("name of an element", page('id="help"', 'id="three-pupils"'),
            "area-4.html, id of h2", SMALL),
    Planted("words parted by markup", said("Th<b>ree</b> <i>chil</i>dren moved."),
            "area-4.html, text", SMALL),
    Planted("letters nobody sees", said("O\u200bne chi\u200bld moved."),
            "area-4.html, text", SMALL),
    Planted("a maximum", said("Requests wait, the longest for 834 days."),
            "area-4.html, text", EXTREME),
    Planted("a minimum", said("The youngest child was helped in 3 weeks."),
            "area-4.html, text", EXTREME),
    Planted("an n", said("Young people were content (n = 3)."),
            "area-4.html, text", "a small base"),
    Planted("an effective n", said("Ratings are alike: an effective n of 2.6."),
            "area-4.html, text", "a small base"),
    Planted("a median of three", said("The median of the three was 12 days."),
            "area-4.html, text", "a half or another part of few"),
    Planted("an age", said("A 14-year-old girl told us."),
            "area-4.html, text", "one person's age"),
    Planted("the only one", said("The only child there moved."),
            "area-4.html, text", "the only one"),
    Planted("what is left of a whole", said("43 of 46 requests were met."),
            "area-4.html, text", "a part of a whole of which so few are left"),
    Planted("all but a few", said("All but two pupils came."), "area-4.html, text", SMALL),
    Planted("a share of few", said("17% of 6 pupils agreed."),
            "area-4.html, text", "a percentage of few"),
    Planted("a share with its base", said("97.9% of 47 requests were met."),
            "area-4.html, text", "a percentage that gives few away"),
    Planted("a total in prose", said("In all 50 children are on the register."),
            "area-4.html, table", "a total that gives few away"),
    Planted("a total in a row", page("<td>[c]</td></tr></tbody></table></div><p",
            "<td>[c]</td></tr><tr><th>All</th><td>49</td></tr></tbody></table></div><p"),
            "area-4.html, table", "a total that gives few away"),
    Planted("a cell", page("<td>18</td>", "<td>3</td>"), "area-4.html, table", SMALL),
    Planted("a figure beside a hidden size",
            page("<th>Seen alone</th><td>[c]</td><td>[c]</td>",
                 "<th>Seen alone</th><td>[c]</td><td>67</td>"),
            "area-4.html, table", "a figure of a group whose size is hidden"),
    Planted("a second auditor's table",
            page("<figure class", '<div class="table" data-table="auditors"><table>'
                 "<caption>Two auditors</caption>"
                 "<thead><tr><th>Standard</th><th>Rated twice</th></tr></thead><tbody>"
                 "<tr><th>Seen alone</th><td>13</td></tr></tbody></table></div><figure class"),
            "area-4.html, table", "a row that another table hides"),
    Planted("a file of data", data(CSV.replace("On time,26,50", "On time,4,50")),
            "data/area-4-audit.csv", SMALL),
    Planted("words in a file of data", data(CSV.replace("On time", "On time for two pupils")),
            "data/area-4-audit.csv", SMALL),
    Planted("a file that no page names", data("School,Pupils\nHarbour,2\n", "data/more.csv"),
            "data/more.csv", SMALL),
    Planted("the name of a file", data("a,b\n1,2\n", "data/area-4-three_pupils.csv"),
            "data/area-4-three_pupils.csv, name of the file", SMALL),
    Planted("the manifest", facts(title="A review of two children"), "manifest.json", SMALL),
    Planted("a name in the manifest", facts(one_pupil="yes"),
            "manifest.json, a name", SMALL),
    Planted("a comment of the partnership", said("It keeps a group of four from being known."),
            "area-4.html, text", GROUP),
    Planted("a child's day, in words", said("Asked for on 4 February 2016."),
            "area-4.html, text", DAY),
    Planted("a child's day, in figures", said("Asked for on 2016-02-04."),
            "area-4.html, text", DAY),
    Planted("a child's day, short", said("Asked for on 04/02/2016."), "area-4.html, text", DAY),
    Planted("what is said of one person",
            said("The attendance of the pupil HAD  recovered after the plan began."),
            "area-4.html, text", WORDS),
    Planted("the key of what is said of one person", said("See E120 for more."),
            "area-4.html, text", KEY),
    Planted("a link to it", page('href="#help"', 'href="#item-E120"'),
            "area-4.html, href of a", KEY),
    Planted("what a small group said", said("Members of the group felt heard by nobody at all."),
            "area-4.html, text", WORDS),
    Planted("a comment of the survey", said("I have stopped asking for a second worker."),
            "area-4.html, text", WORDS),
    Planted("the key of a request", said("Request SR0017 waits."), "area-4.html, text", KEY),
)  # fmt: skip
