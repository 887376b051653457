"""The HTML page in Chromium: what a key costs, with N entries (2,000): `python -m tests.benchmarks.page [N]`.

Three words of a title are typed letter by letter and taken back, as a reader would. The time of a key is that of the
script with the layout it needs, and that until the next frame is on the screen.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.text import words
from tests.benchmarks.generate import made
from tests.chromium import browser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.chromium import Browser

_TYPED = """(async queries => {
  const [search, times] = [document.querySelector('input[name=q]'), []];
  for (const query of queries) {
    await new Promise(done => setTimeout(done, 30));
    const start = performance.now();
    search.value = query;
    search.dispatchEvent(new Event('input'));
    document.body.offsetHeight;
    const laidOut = performance.now() - start;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push([laidOut, performance.now() - start]);
  }
  return times;
})"""
_STARTED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description="Measure the HTML page in Chromium.")
    options.add_argument("number", type=int, nargs="?", default=2000)
    number = options.parse_args().number
    entries = sorted(made(number, None, random.Random(1)), key=lambda entry: entry.date or "", reverse=True)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder, browser() as page:
        path = Path(folder) / "list.html"
        path.write_text("".join(written("html", entries, About(by_date=True))), encoding="utf-8")
        print(f"{number:,} entries, {path.stat().st_size / 1e6:.1f} MB")
        _measure(page, path, " ".join(words(entries[0].title)[:3]))


def _measure(page: Browser, path: Path, title: str) -> None:
    page.emulate().open(path)
    print(f"ready after {page.run(_STARTED):.0f} ms")
    page.run("new Promise(done => setTimeout(done, 1000))")
    typed = [title[:at] for at in range(1, len(title) + 1)]
    times = page.run(f"{_TYPED}({[*typed, *reversed(typed), '']!r})")
    for what, each in zip(("script and layout", "until the frame"), zip(*times, strict=True), strict=True):
        print(f"a key, {what}: {_told(each)}")


def _told(times: Sequence[float]) -> str:
    ninth = statistics.quantiles(times, n=10)[-1]
    return f"median {statistics.median(times):.0f} ms, 9 of 10 within {ninth:.0f}, at most {max(times):.0f}"


if __name__ == "__main__":
    main()
