"""One TAB, whole process, side by side with a one-command Typer app ("hello"): medians and ratios of one run.

    python -m tests.benchmarks.completion [--runs 21] [--library DIR]

Without --library the shipped list is used; the index is one of its own, warm after one run of each. The ratio of
processor times holds also where other programs run beside.
"""

from __future__ import annotations

from tests.benchmarks.startup import bench

# What stands before the cursor; the last word is the one that is completed.
WORDS = (
    ["sh"],
    ["show", "s"],
    ["show", "learn"],
    ["list", "au"],
    ["list", "area:"],
    ["list", "author:jo"],
    ["list", "author:"],
    ["list", "author:qqq"],
    ["list", "tag:"],
    ["list", "@"],
    ["list", "--so"],
    ["tag", "schulman2017proximal", "-"],
    ["set", "schulman2017proximal", "ra"],
)


def main() -> None:
    """Measure and print one Markdown table: a row for each word that is completed."""
    with bench("One TAB, whole process, against hello.") as measure:
        print("| completing | median ms | hello ms | ratio | of processor time |\n|---|---|---|---|---|")
        for words in WORDS:
            row = measure.row(["__complete", "zsh", *words])
            figures = f"{row.ours * 1e3:.0f} | {row.theirs * 1e3:.0f} | {row.ratio:.2f} | {row.cpu_ratio:.2f}"
            print(f"| `{' '.join(words)}` | {figures} |", flush=True)


if __name__ == "__main__":
    main()
