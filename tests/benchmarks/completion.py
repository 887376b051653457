"""One TAB, whole process, side by side with a one-command Typer app ("hello"): medians and ratios of one run.

    python -m tests.benchmarks.completion [--runs 21] [--library DIR]

Without --library the shipped list is used; the index is one of its own, warm after one run of each.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.startup import HELLO, PROGRAM, ROOT, once

# What stands before the cursor; the last word is the one that is completed.
WORDS = (
    ["sh"],
    ["show", "s"],
    ["show", "learn"],
    ["list", "au"],
    ["list", "area:"],
    ["list", "author:jo"],
    ["list", "tag:"],
    ["list", "@"],
    ["list", "--so"],
    ["tag", "schulman2017proximal", "-"],
    ["set", "schulman2017proximal", "ra"],
)


def main() -> None:
    """Measure and print one Markdown table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=21)
    options.add_argument("--library", default=str(ROOT))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        hello = Path(home) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        environ = os.environ | {f"XDG_{name}_HOME": home for name in ("CACHE", "CONFIG", "STATE")}
        environ |= {"PYTHONPYCACHEPREFIX": home, "PYTHONDONTWRITEBYTECODE": ""}
        environ |= {"READINGLIST_LIBRARY": given.library, "PYTHONPATH": str(ROOT)}
        print(f"Python {platform.python_version()}, {given.runs} runs each, hello and TAB in turn\n")
        print("| completing | median ms | hello ms | ratio |\n|---|---|---|---|")
        for words in WORDS:
            row(words, given.runs, [sys.executable, str(hello)], environ)


def row(words: list[str], runs: int, hello: list[str], environ: dict[str, str]) -> None:
    """Print the median of one TAB, that of the hellos run in turn with it, and their ratio."""
    command = [sys.executable, "-c", PROGRAM, "__complete", "zsh", *words]
    once(command, environ)
    once(command, environ)
    pairs = [(once(command, environ), once(hello, environ)) for _ in range(runs)]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"| `{' '.join(words)}` | {ours * 1e3:.0f} | {theirs * 1e3:.0f} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
