"""Entries whose every text tries to be something else: markup, a script, an address that acts, a turned line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a page would be called if one of these ran.
CAUGHT = "caught"
_RUN = f"document.title='{CAUGHT}'"
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f'<img src=x onerror="{_RUN}">',
    f'"><svg/onload={_RUN}>',
    f"' onmouseover='{_RUN}' autofocus onfocus='{_RUN}",
    f'</title></style></textarea><iframe srcdoc="<script>parent.{_RUN}</script>">',
    f'<a href="javascript:{_RUN}">x</a>',
    "</li></ol></section></main><h1>Another page</h1>",
    "<!-- <![CDATA[ <?php",
    "]]> --> <plaintext>",
    "&lt;b&gt;&amp;&#60;script&#62;&quot",
    "$entries ${name} $$ {{x}} %s %(x)s {0}",
    "<style>*{display:none}</style><link rel=stylesheet href=//x.example/x.css>",
    "<base href=//x.example/><form action=//x.example><input name=q><button>",
    '<meta http-equiv=refresh content="0;url=//x.example">',
    "a\u202egnp.exe\u2066 \u2028b",
    "nul\x00 esc\x1b[31m csi\x9b lone\ud800",
    "z\u0351\u0352\u0353\u0354\u0355" * 20,
    "W" * 3000,
    "עברית <b>مرحبا</b> 日本語",
)  # fmt: skip
ADDRESSES = (
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"java\nscript:{_RUN}",
    f" javascript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    f"vbscript:{_RUN}",
    "file:///etc/passwd",
    "//x.example/",
    f'https://x.example/" onclick="{_RUN}',
    "https://x.example/'><script>\u202e\x00\n\ud800",
    f"HTTPS://x.example/#javascript:{_RUN}",
    'mailto:a@x.example?subject="><b>',
)  # fmt: skip


def hostile(number: int) -> Iterator[Entry]:
    """Yield as many entries, the payloads in another field each time."""
    for at in range(number):
        bad = [PAYLOADS[(at + step) % len(PAYLOADS)] for step in range(8)]
        urls = [ADDRESSES[(at + step) % len(ADDRESSES)] for step in range(2)]
        yield Entry(
            id=f"{at}{bad[0]}" if at % 2 else f"entry{at}", title=bad[1], paper_title=bad[2], authors=(bad[3], bad[4]),
            venue=bad[5], date=f"{2000 + at % 24}-0{1 + at % 9}", arxiv=bad[6], doi=bad[7], url=urls[0], code=urls[1],
            areas=(bad[0], bad[2]), tags=(bad[1], bad[3]), summary=bad[4], abstract=f"{bad[5]}\n\n{bad[6]}",
            takeaway=bad[7], kind=KINDS[at % len(KINDS)], status=STATUSES[at % len(STATUSES)], rating=at % 6 or None,
            log=(LogItem("2026-11-22", {"event": "finish", "note": bad[0]}),), notes=bad[1],
        )  # fmt: skip
