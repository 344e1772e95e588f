"""
What 5 million pupils' rows cost to aggregate, beside pandas, as ratios in one run.

    python benchmarks/large_evidence.py [ROWS]

The rows are invented. Each reading runs in a process of its own, in turn with the others; the
smallest time and the largest peak of memory of each are kept. A ratio is over pandas' ``read_csv``
(all as text) and ``groupby`` of the same CSV, which checks nothing: no encoding, no repeated key,
no word, no row. The package's readings do all of that. ``quoted`` is the file with every cell in
quotation marks, which takes the slower of the two ways of reading. Linux and macOS only: the peaks
are those of ``resource``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = 5_000_000
ROUNDS = 3
WRITE = """
import duckdb
duckdb.execute("SET enable_progress_bar = false")
select = '''SELECT 'P' || lpad((i // 5)::VARCHAR, 8, '0') AS pupil_id,
    (2014 + i % 5)::VARCHAR || '/' || (15 + i % 5)::VARCHAR AS school_year,
    (1 + hash(i // 5) % 5)::VARCHAR AS simd_quintile,
    CASE WHEN hash(i) % 3 = 0 THEN 'no' ELSE 'yes' END AS achieved,
    'Nineton Primary ' || (hash(i // 5) % 40)::VARCHAR AS school
    FROM range(ROWS) AS invented(i)'''
for name, options in {
    "pupils.csv": "FORMAT csv, HEADER",
    "quoted.csv": "FORMAT csv, HEADER, FORCE_QUOTE *",
    "pupils.parquet": "FORMAT parquet",
}.items():
    duckdb.execute(f"COPY ({select}) TO '{name}' ({options})")
answer = None
"""
PANDAS = """
import pandas as pd
pupils = pd.read_csv("pupils.csv", dtype=str)
groups = pupils["achieved"].eq("yes").groupby([pupils["school_year"], pupils["simd_quintile"]])
answer = [[*key, str(one.sum()), str(one.size)] for key, one in groups]
"""
LARGE = """
from pathlib import Path
from evidence_lib.loaders.large.reading import read_aggregates
plan = {
    "file": "FILE", "row_key": ["pupil_id", "school_year"], "indicator_id": "p1_reading",
    "definition_version": "1", "place": "Glenmarnock", "period": {"column": "school_year"},
    "period_kind": "school_year", "group_type": "simd_quintile",
    "group": {"column": "simd_quintile"}, "value": "percent", "source_id": "pupil_census",
    "numerator": {"column": "achieved", "counts": ["yes"], "not_counts": ["no"]},
    "allowed": {"simd_quintile": ["1", "2", "3", "4", "5"]},
}
(reading,) = read_aggregates(Path.cwd(), [plan])
assert reading.read == reading.kept == ROWS, reading.problems
place = reading.text.header.index
wanted = [place(name) for name in ("period", "group", "numerator", "denominator")]
answer = [[cells[each] for each in wanted] for cells in reading.text.rows.values()]
"""
MEASURE = """
import json, resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
megabytes = peak / (1024 if sys.platform == "linux" else 2**20)
print(json.dumps([time.perf_counter() - begun, megabytes, answer]))
"""
PROGRAMS = {
    "pandas, CSV": PANDAS,
    "large, CSV": LARGE.replace("FILE", "pupils.csv"),
    "large, quoted": LARGE.replace("FILE", "quoted.csv"),
    "large, Parquet": LARGE.replace("FILE", "pupils.parquet"),
}


def measured(program: str, folder: Path, rows: int) -> tuple[float, float, object]:
    """Run *program* in a fresh Python: seconds, peak memory in MB, and its answer."""
    begin = "import time\nbegun = time.perf_counter()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + program.replace("ROWS", str(rows)) + MEASURE],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, megabytes, answer = json.loads(done.stdout)
    return seconds, megabytes, answer


def main() -> None:
    """Print one line a reading: seconds and peak, and both as ratios to pandas."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    best = dict.fromkeys(PROGRAMS, float("inf"))
    peak = dict.fromkeys(PROGRAMS, 0.0)
    answers = {}
    with tempfile.TemporaryDirectory() as scratch:
        measured(WRITE, Path(scratch), rows)
        for _ in range(ROUNDS):
            for name, program in PROGRAMS.items():
                seconds, megabytes, answers[name] = measured(program, Path(scratch), rows)
                best[name] = min(best[name], seconds)
                peak[name] = max(peak[name], megabytes)
    assert all(each == answers["pandas, CSV"] for each in answers.values())
    print(f"{rows:,} rows; every reading counts the same; imports are in the times")
    for name in PROGRAMS:
        time_ratio = best[name] / best["pandas, CSV"]
        memory_ratio = peak[name] / peak["pandas, CSV"]
        print(
            f"{name:<15} {best[name]:6.2f} s ({time_ratio:4.2f})"
            f"  peak {peak[name]:6.0f} MB ({memory_ratio:4.2f})"
        )


if __name__ == "__main__":
    main()
