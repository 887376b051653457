"""`python -m tests.benchmarks`: readinglist beside other programs."""

from __future__ import annotations

from tests.benchmarks.peers import main

if __name__ == "__main__":
    main()
