"""
What the disclosure check costs a pack, beside parsing its pages once.

    python -m benchmarks.check_cost PACK REVIEW

for example ``outputs/example/pack data/reviews/example``. Both are timed in one run; a pack as a
whole takes some seconds a page more, for its notebooks.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from evidence_lib.briefing.disclosure_check import Checked, told_by_pack
from evidence_lib.briefing.kept_back import kept_back
from evidence_lib.loaders import read_review


def seconds(step: Callable[[], object]) -> float:
    """Time the quickest of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(pack: str, review: str) -> None:
    """Print the figures."""
    folder = Path(pack)
    files = {path.relative_to(folder).as_posix(): path.read_bytes()
             for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip
    read = read_review(Path(review))
    against = Checked("public", str(read.facts.as_at), kept_back(read, "public"), (), ())
    pages = [content for name, content in files.items() if name.endswith(".html")]
    parsing = seconds(lambda: [BeautifulSoup(page, "html.parser") for page in pages])
    checking = seconds(lambda: told_by_pack(files, [], against))
    print(f"{len(files)} files: check {checking:.1f} s, {checking / parsing:.1f} times as long as")
    print(f"parsing its {len(pages)} pages; found {len(told_by_pack(files, [], against))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
