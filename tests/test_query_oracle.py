"""The naive evaluator: what queries find among a few entries."""

from __future__ import annotations

from datetime import date

import pytest

from readinglist.model.entry import Entry, LogItem
from readinglist.query.parser import parse
from tests.oracle import matches

TODAY = date(2026, 11, 22)
ENTRIES = (
    Entry(
        id="schulman2017proximal",
        title="Proximal Policy Optimization",
        date="2017-07",
        authors=("John Schulman", "Filip Wolski"),
        et_al=True,
        arxiv="1707.06347",
        url="https://arxiv.org/abs/1707.06347",
        tags=("ppo", "policy-gradients"),
        areas=("Reinforcement Learning",),
        abstract="We propose a family of methods that alternate between sampling data and optimising.",
        status="reading",
        rating=4,
        added="2026-11-20",
        log=(LogItem("2026-11-21", {"event": "start", "pages": "1-7"}),),
        extra={"venue_rank": "12", "seen": ["2018-05-01", {"at": "Montréal"}], "unset": None},
    ),
    Entry(id="multi", title="Multi-agent learning: a survey", date="2018", kind="blog", status="candidate"),
    Entry(id="bare", title="Dota 2", status="rejected", priority="high", extra={"empty": [""]}),
)


def found(text: str) -> list[str]:
    """Return the first letters of the ids that a query finds."""
    query = parse(text, today=TODAY, known=["venue_rank", "seen", "unset", "empty"])
    return [entry.id[0] for entry in ENTRIES if matches(query, entry, TODAY)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "smb"),
        ("proxim", "s"),
        ("=proxim", ""),
        ("=proximal", "s"),
        ("policies", "s"),
        ("optimization", "s"),
        ("learned", "sm"),
        ("learning -ppo", "m"),
        ("multi-agent", "m"),
        ("agent-multi", ""),
        ('"policy optimization"', "s"),
        ('"john filip"', ""),
        ("2017", "s"),
        ("blog", "m"),
        ("paper", "sb"),
        ("bare", "b"),
        ("reading", ""),
        ("montreal", "s"),
        ("http://www.arxiv.org/abs/1707.06347", "s"),
        ("ppo OR dota", "sb"),
        ("-(ppo OR dota)", "m"),
        ("title:agent", "m"),
        ("author:schulman", "s"),
        ("author:=schulman", ""),
        ('author:="john schulman",x', "s"),
        ("+policy", "s"),
        ("tag:gradients", "s"),
        ("tag:radients", ""),
        ("tag:-gradients", "s"),
        ("area:learning", "s"),
        ("area:inforcement", ""),
        ("author:chulman", "s"),
        ("tag:=policy", ""),
        ("is:reading", "s"),
        ("is:evaluated", "sb"),
        ("is:kept", "s"),
        ("priority:normal", "sm"),
        ("et_al:true", "s"),
        ("et_al:false", "mb"),
        ("has:et_al", "s"),
        ("has:status", "smb"),
        ("missing:date", "b"),
        ("has:rating", "s"),
        ("has:log", "s"),
        ("log:start", "s"),
        ("log:2026-11,x", "s"),
        ("rating:..4", "s"),
        ("rating:5", ""),
        ("year:2017..", "sm"),
        ("year:..2017", "s"),
        ("date:2018-01-01", "m"),
        ("date:>2018", ""),
        ("added:-2w..", "s"),
        ("venue_rank:>9", "s"),
        ("venue_rank:..9", ""),
        ("seen:2018..2018-06", "s"),
        ("seen:..2017", ""),
        ("seen:=montreal", "s"),
        ("has:unset", ""),
        ("has:empty", ""),
        ("missing:seen", "mb"),
    ],
)
def test_what_queries_find(text: str, ids: str) -> None:
    """Each sort of term finds the entries that a reader would expect."""
    assert "".join(found(text)) == ids
