"""What single terms of a query ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from readinglist.query.parser import parse
from readinglist.query.tree import Between, Contains, Equals, Has, Missing, Or, Phrase, Word

if TYPE_CHECKING:
    from readinglist.query.tree import Query

TODAY = date(2026, 11, 22)
KEPT = ("unread", "reading", "read", "skimmed", "dropped")


def read(text: str, *known: str) -> Query:
    """Read a query on a fixed day."""
    return parse(text, today=TODAY, known=known)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("PPO", Word("ppo")),
        ("Schrödinger’s", Word("schrodingers")),
        ("RL²:", Word("rl2")),
        ("=PPO", Word("ppo", exact=True)),
        ('"PPO"', Word("ppo", exact=True)),
        ('="proximal policy"', Phrase(("proximal", "policy"))),
        ('"Exact  phrase!"', Phrase(("exact", "phrase"))),
        ("multi-agent", Phrase(("multi", "agent"))),
        ("=GPT-2", Phrase(("gpt", "2"))),
        ("12:30", Phrase(("12", "30"))),
        ("std::vector", Phrase(("std", "vector"))),
        ("强化", Phrase(("强", "化"))),
    ],
)
def test_words_and_phrases(text: str, part: Query) -> None:
    """Text without a field is a word, or a phrase where it falls into several words."""
    assert read(text) == part


@pytest.mark.parametrize("start", ["https://", "http://", "HTTPS://www."])
def test_an_address_is_found_however_it_was_copied(start: str) -> None:
    """Of an address the words after its scheme count, in any field."""
    assert read(f"{start}arxiv.org/abs/1707.06347") == Phrase(("arxiv", "org", "abs", "1707", "06347"))


def test_a_scheme_alone_is_a_word() -> None:
    """An address that goes nowhere is still no error."""
    assert read("https://") == Word("https")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("title:Proximal", Contains("title", ("proximal",))),
        ("TITLE:Proximal", Contains("title", ("proximal",))),
        ("paper-title:x", Contains("paper_title", ("x",))),
        ('"title":x', Contains("title", ("x",))),
        ('author:"John  Schulman"', Contains("authors", ("john schulman",))),
        ("authors:Müller,Łuk", Contains("authors", ("muller", "luk"))),
        ("tag:a,A,b", Contains("tags", ("a", "b"))),
        (
            'area:="Reinforcement Learning","Human feedback"',
            Equals("areas", ("reinforcement learning", "human feedback")),
        ),
        ("id:=schulman2017proximal", Equals("id", ("schulman2017proximal",))),
        ("arXiv:1707.06347", Contains("arxiv", ("1707.06347",))),
        ("arXiv:1707.06347v2", Contains("arxiv", ("1707.06347",))),
        ("arxiv:=1707.06347v2", Equals("arxiv", ("1707.06347v2",))),
        ("url:https://x.y/z?a=1", Contains("url", ("https://x.y/z?a=1",))),
        ("title:RL:fast", Contains("title", ("rl:fast",))),
        ("title:a..b", Contains("title", ("a..b",))),
        ("title:-x", Contains("title", ("-x",))),
        ("log:finish", Contains("log", ("finish",))),
        ("file:papers/", Contains("file", ("papers/",))),
        ("+PPO", Contains("tags", ("ppo",))),
        ('+"policy gradients",ppo', Contains("tags", ("policy gradients", "ppo"))),
        ("+c++", Contains("tags", ("c++",))),
        ("+🔥", Contains("tags", ("🔥",))),
    ],
)
def test_fields_of_text(text: str, part: Query) -> None:
    """A colon asks for what a field contains, `:=` for what it is; values are folded."""
    assert read(text) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("status:reading,unread", Equals("status", ("reading", "unread"))),
        ("status:=Read", Equals("status", ("read",))),
        ("kind:blog", Equals("kind", ("blog",))),
        ("priority:high", Equals("priority", ("high",))),
        ("et_al:yes", Equals("et_al", ("true",))),
        ("et-al:False", Equals("et_al", ("false",))),
        ("is:unread", Equals("status", ("unread",))),
        ("is:blog", Equals("kind", ("blog",))),
        ("is:kept", Equals("status", KEPT)),
        ("IS:Evaluated", Equals("status", ("rejected", *KEPT))),
        ("is:read,unread,read", Equals("status", ("read", "unread"))),
        ("is:read,blog", Or((Equals("status", ("read",)), Equals("kind", ("blog",))))),
    ],
)
def test_choices_are_taken_whole(text: str, part: Query) -> None:
    """`read` does not mean `unread`: a choice is equal or is not."""
    assert read(text) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("has:notes", Has("notes")),
        ("has:tag", Has("tags")),
        ("has:year", Has("date")),
        ("missing:DOI", Missing("doi")),
        ("missing:doi,url", Or((Missing("doi"), Missing("url")))),
        ("has:mykey", Has("mykey")),
    ],
)
def test_set_or_not(text: str, part: Query) -> None:
    """`has:` and `missing:` take the name of any field."""
    assert read(text, "mykey") == part


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("rating:4", 4, 4),
        ("rating:=4", 4, 4),
        ("rating:2..4", 2, 4),
        ("rating:4..", 4, None),
        ("rating:..2", None, 2),
        ("rating:>=3", 3, None),
        ("rating:>3", 4, None),
        ("rating:<=3", None, 3),
        ("rating:<3", None, 2),
        ("pages:100..", 100, None),
        ("year:2018", 2018, 2018),
        ("year:2017..2019", 2017, 2019),
        ("year:<2010", None, 2009),
        ("date:2018-06", "2018-06-01", "2018-06-30"),
        ("date:2017..2018-02", "2017-01-01", "2018-02-28"),
        ("date:..2019", None, "2019-12-31"),
        ("date:>=2018-06", "2018-06-01", None),
        ("date:>2018-06", "2018-07-01", None),
        ("date:<2018", None, "2017-12-31"),
        ("date:<=2018", None, "2018-12-31"),
        ('date:"nov 2018"', "2018-11-01", "2018-11-30"),
        ("added:-2w..", "2026-11-08", None),
        ("added:yesterday", "2026-11-21", "2026-11-21"),
        ('added:"2 weeks ago"..yesterday', "2026-11-08", "2026-11-21"),
        ('added:>"3 days ago"', "2026-11-20", None),
    ],
)
def test_numbers_and_dates(text: str, low: str | int | None, high: str | int | None) -> None:
    """A number or a date is a range, with both ends included."""
    assert read(text) == Between(text.partition(":")[0], low, high)


def test_several_numbers_are_several_ranges() -> None:
    """A comma means or for ranges as well."""
    assert read("year:2017,2019..") == Or((Between("year", 2017, 2017), Between("year", 2019, None)))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("mykey:x", Contains("MyKey", ("x",))),
        ("MyKey:=Some", Equals("MyKey", ("some",))),
        ("mykey:7", Contains("MyKey", ("7",))),
        ("mykey:5..", Between("MyKey", 5, None)),
        ("mykey:>=2018-06", Between("MyKey", "2018-06-01", None)),
        ("mykey:a..b", Contains("MyKey", ("a..b",))),
        ("mykey:..", Contains("MyKey", ("..",))),
        ('mykey:"5..9"', Contains("MyKey", ("5..9",))),
        ("mykey:=5..9", Equals("MyKey", ("5..9",))),
        ("mykey:5..9,x,X,y", Or((Between("MyKey", 5, 9), Contains("MyKey", ("x", "y"))))),
        (
            "mykey:2016..2018",
            Or((Between("MyKey", 2016, 2018), Between("MyKey", "2016-01-01", "2018-12-31"))),
        ),
    ],
)
def test_keys_outside_the_table(text: str, part: Query) -> None:
    """A key that some entry has is text, and in ranges a number or a date, whichever its ends can be."""
    assert read(text, "MyKey") == part


def test_keys_of_any_name() -> None:
    """A key with spaces stands in quotes, one in another script by itself; the very name comes first."""
    assert read('"my key":x', "my key") == Contains("my key", ("x",))
    assert read("größe:x", "größe") == Contains("größe", ("x",))
    assert read("key:x", "Key", "key") == Contains("key", ("x",))
    assert read("Key:x", "Key", "key") == Contains("Key", ("x",))
    assert read("year:2018", "year") == Between("year", 2018, 2018)
