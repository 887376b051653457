"""What a query asks for and no entry has, and the values that come near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here
from tests.shelf import shelf, without_index

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "a": "title: Ants at home\nauthors: [Zed Young, Ann Older]\ntags: [ant-hills, bees]\nareas: [Insects]\n"
    "owner: [Carla, Karla]\nsummary: of ants\nrating: 3\n",
    "b": "title: Bees\nauthors: [Zed Young]\ntags: [bees, beer]\nvenue: Hive 2020\n",
    "c": "title: Cats\nauthors: [Karl Young]\n",
}


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library of three entries."""
    return shelf(tmp_path, **FILES)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tag:beees", ['no tag has "beees"; did you mean bees?']),
        ("+baes", ['no tag has "baes"; did you mean bees?']),
        ("tag:beez", ['no tag has "beez"; did you mean bees or beer?']),
        ("-(-tag:beees)", ['no tag has "beees"; did you mean bees?']),
        ("tag:anthills", ['no tag has "anthills"; did you mean ant-hills?']),
        ("author:yuong", ['no author has "yuong"; did you mean Zed Young or Karl Young?']),
        ("authors:=young", ['no author is "young"; did you mean Zed Young or Karl Young?']),
        ("area:insekts", ['no area has "insekts"; did you mean Insects?']),
        ("venue:hyve", ['no venue has "hyve"; did you mean Hive 2020?']),
        ("title:huome", ['no title has "huome"; did you mean home?']),
        ('title:"ants att"', ['no title has "ants att"; did you mean ants at?']),
        ('title:="ants at huome"', ['no title is "ants at huome"; did you mean Ants at home?']),
        ("OWNER:karlo", ['no owner has "karlo"; did you mean karla?']),
        ("summary:antz", ['no summary has "antz"']),
        ("id:zzz", ['no id has "zzz"']),
        ("log:zzz", ['no log has "zzz"']),
        ("tag:qqqq", ['no tag has "qqqq"']),
        ("tag:bees,beees", ['no tag has "beees"; did you mean bees?']),
        ("tag:beees OR (area:insekts tag:beees)", [
            'no tag has "beees"; did you mean bees?', 'no area has "insekts"; did you mean Insects?',
        ]),
        ("", []),
        ("words", []),
        ('"two words" year:2050 has:doi', []),
        ("tag:beer author:older", []),
        ("bees -tag:beees", []),
        ("status:dropped kind:book et_al:true rating:5", []),
    ],
)  # fmt: skip
def test_what_no_entry_has(lib: Library, query: str, told: list[str]) -> None:
    """Each value that is asked for and not there, by its field, with what it may be a misspelling of."""
    assert [str(each) for each in lib.unknown(query)] == told
    assert [str(each) for each in without_index(lib.folder).unknown(query)] == told


@pytest.mark.parametrize(
    "args",
    [
        ("list", "+beees"),
        ("list", "--json", "+beees"),
        ("search", "ants", "+beees"),
        ("count", "year", "+beees"),
        ("tags", "+beees"),
        ("path", "--where", "+beees"),
        ("export", "--format", "markdown", "+beees"),
        ("rate", "--where", "+beees", "3"),
        ("rm", "--where", "+beees", "--yes"),
    ],
)
def test_every_command_says_so(lib: Library, args: tuple[str, ...]) -> None:
    """One line on stderr and exit 1, whether a command reads or writes."""
    ran = here(lib.folder, *args)
    assert (ran.code, ran.err) == (1, 'readinglist: no tag has "beees"; did you mean bees?\n')


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("author:Zed Young", 'author:"Zed Young"'),
        ("ants -author:zed  young bees", 'author:"zed young"'),
        ("(AUTHORS:=Zed Young) tag:bees", 'AUTHORS:"Zed Young"'),
        ('author:"Zed Young" ants', ""),
        ("author:Zed Youngish", ""),
        ("author:Zed -Young", ""),
        ("author:Zed Young:x", ""),
        ("title:Ants at home", ""),
        ("nofield:Ants at home", ""),
        ("tag:bees beer", ""),
    ],
)
def test_values_that_lack_quotes(lib: Library, query: str, meant: str) -> None:
    """A value with spaces is found where it stands without quotes, and only if some entry has it."""
    assert lib.unquoted(query) == meant


@pytest.mark.parametrize("args", [("list",), ("search",), ("count", "year"), ("tags",)])
def test_commands_say_what_lacks_quotes(lib: Library, args: tuple[str, ...]) -> None:
    """A remark names the term as it was meant; what is found is what was asked for."""
    told = "readinglist: a value with spaces needs quotes inside: 'author:\"Zed Young\"'"
    assert told in here(lib.folder, *args, "author:Zed Young").err


def test_a_value_cannot_act_on_a_terminal(lib: Library) -> None:
    """What was typed and what entries hold is made visible."""
    (lib.folder / "entries" / "d.yaml").write_text('title: D\ntags: ["evil\\u202e"]\n', encoding="utf-8")
    assert here(lib.folder, "list", "tag:evill\x1b[31m").err.count("\x1b") == 0
    assert here(lib.folder, "list", "tag:evul").err.endswith("did you mean evil<U+202E>?\n")
