"""Every command that writes, on a small library made for it, and what has to hold once something stopped it."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readinglist.library import Library
from readinglist.store import Store
from tests.long.children import Child, command, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    Tree = dict[str, bytes]

ENTRIES = {
    "one": "title: One  # mine\nauthors: [Ada Lovelace, B C]\ntags: [old, rl]  # two\nstatus: unread\nrating: 3\n",
    "two": "# second\ntitle: 'Two'\r\ntags:\r\n  - old\r\nstatus: reading\ndistinct_from: [one]\n",
    "three": "title: Three\nstatus: candidate\ntags: [old]\nmykey: {a: 1}\n",
    "_list": "name: Mine\nviews:\n  rl: tag:rl  # asked often\n",
}
DIGEST = """\
Number of Research Papers Evaluated: 5

Author: Ada

One (2001; Link)

Abstract:

Told.

A new title (2002; Link)

Another one (2003; [Link](https://x.example/3))
"""
_SED = "sed -i s/One/Uno/"
_TEMPORARY = re.compile(r"\.(.+?)(\.old)?\.tmp|\.(.+)\.\d+\.tmp")


class Case(NamedTuple):
    """A command that writes.

    Attributes:
        args: the command line.
        setup: commands that come before it.
        whole: all of its files change, or none.
        again: tried once more after it was stopped, it comes to the same, or says that it was done already.
        undo: whether the next `undo` takes it back.
        entries: whether it changes entries, not an export.
        library: the folder of the library, in the one where it runs.
        editor: what $EDITOR is.

    """

    args: tuple[str, ...]
    setup: tuple[tuple[str, ...], ...] = ()
    whole: bool = False
    again: bool = True
    undo: bool = True
    entries: bool = True
    library: str = "."
    editor: str = _SED

    def __str__(self) -> str:
        """Return the command line."""
        return " ".join(self.args)


CASES = (
    Case(("add", "A New Title", "--author", "D E", "--date", "2020-01-02"), again=False),
    Case(("set", "one", "venue=A venue", "notes=first\nsecond", "pages=12")),
    Case(("set", "--where", "has:title", "priority=high", "--yes")),
    Case(("tag", "one", "+new", "-old")),
    Case(("tag", "--where", "has:title", "--add", "x", "--yes")),
    Case(("start", "one")),
    Case(("read", "two")),
    Case(("skim", "one")),
    Case(("drop", "two")),
    Case(("unread", "two")),
    Case(("keep", "three")),
    Case(("reject", "one")),
    Case(("rate", "one", "5")),
    Case(("rm", "one", "three", "--yes"), again=False),
    Case(("note", "one", "a thought"), again=False),
    Case(("edit", "one"), again=False),
    Case(("edit", "--list"), again=False, editor="sed -i s/Mine/Yours/"),
    Case(("rename", "one", "uno"), whole=True, again=False),
    Case(("tags", "rename", "old", "older", "--yes"), again=False),
    Case(("view", "save", "mine", "is:unread")),
    Case(("view", "rm", "rl"), again=False),
    Case(("undo",), setup=(("tag", "--where", "has:title", "--add", "x", "--yes"),), again=False, undo=False),
    Case(("undo",), setup=(("rename", "one", "uno"),), whole=True, again=False, undo=False),
    Case(("init", "fresh"), whole=True, undo=False, library="fresh"),
    Case(("import", "digest.txt", "--yes"), whole=True),
    Case(("export", "-o", "out.md"), again=False, undo=False, entries=False),
    Case(
        ("export", "-o", "out.md", "--force"),
        setup=(("export", "tag:rl", "-o", "out.md"),),
        undo=False,
        entries=False,
    ),
)
SAMPLE = Case(("init", "--sample", "fresh"), whole=True, undo=False, library="fresh")


def some(number: int, dice: Random) -> tuple[Case, ...]:
    """Return all cases, or for a very short run some of them."""
    return CASES if number >= len(CASES) else tuple(dice.sample(CASES, number))


class Scene:
    """A library on which one command is run and stopped, again and again.

    Attributes:
        case: the command.
        folder: where it runs.
        old: all files and folders before it, by their path.
        new: all after it.
        said: what it prints.

    """

    def __init__(self, root: Path, case: Case, stage: Path | None = None) -> None:
        """Make it in `stage`, else in `root`, and run the command once to see what it does."""
        self.case = case
        self._root, self._template = (stage or root) / "scene", root / "template"
        self.folder = self._root / "lib"
        self.environ = environment(self._root / "home", EDITOR=case.editor)
        self._make()
        self.old = self.tree()
        child = self.start()
        assert child.wait() == 0, f"{case}: {child.said}"
        self.new, self.said = self.tree(), child.said.splitlines()
        assert self.new != self.old, str(case)

    def _make(self) -> None:
        (self.folder / "entries").mkdir(parents=True)
        for name, text in ENTRIES.items():
            (self.folder / "entries" / f"{name}.yaml").write_bytes(text.encode())
        (self.folder / "digest.txt").write_text(DIGEST, encoding="utf-8")
        for args in (("tag", "one", "+first"), *self.case.setup):
            assert Child(self.folder, command(args), self.environ).wait() == 0, args
        # An index that is copied is no longer the one that was written; each run begins without.
        shutil.rmtree(self._root / "home" / ".cache", ignore_errors=True)
        shutil.copytree(self._root, self._template)

    def restore(self) -> None:
        """Bring all back to what it was before the command."""
        shutil.rmtree(self._root)
        shutil.copytree(self._template, self._root)

    def start(
        self, prepare: Callable[[], object] | None = None, traced: Sequence[str] | None = None
    ) -> Child:
        """Start the command in a process of its own, which calls `prepare` first."""
        return Child(self.folder, command(self.case.args, prepare), self.environ, traced=traced)

    def tree(self) -> Tree:
        """Return all files by their path, temporary ones among them, and folders, with a / behind their path."""
        found: Tree = {}
        for path in self.folder.rglob("*"):
            name = str(path.relative_to(self.folder))
            found |= {f"{name}/": b""} if path.is_dir() else {name: path.read_bytes()}
        return found

    def library(self) -> Library:
        """Return the library that the command is about, without an index."""
        return Library(self.folder / self.case.library, self.environ | {"READINGLIST_NO_INDEX": "1"})


class Seen(NamedTuple):
    """What was found after a command was stopped.

    Attributes:
        state: `old`, `new` or `part`, some files old and others new.
        temporary: the number of temporary files that were left.
        most: the most of them for one file.
        flaws: what must not be.

    """

    state: str
    temporary: int
    most: int
    flaws: list[str]


def look(scene: Scene, *, again: bool = False) -> Seen:
    """Look at what a stopped command left, put it in order as the next command does, and look again."""
    tree = scene.tree()
    files, temporary = _apart(tree)
    flaws = list(_neither(scene, files))
    if (scene.folder / scene.case.library / "entries").is_dir():
        flaws += _in_order(scene)
        flaws += _repeated(scene) if again and scene.case.again else _taken_back(scene)
    state = {True: "old"}.get(files == scene.old) or ("new" if files == scene.new else "part")
    return Seen(state, len(temporary), max(Counter(temporary).values(), default=0), flaws)


def _apart(tree: Tree) -> tuple[Tree, list[str]]:
    """Return the files, and for each temporary file the one that it is beside."""
    matches = {path: _TEMPORARY.fullmatch(Path(path).name) for path in tree}
    files = {path: data for path, data in tree.items() if not matches[path]}
    return files, [match[1] or match[3] for match in matches.values() if match]


def _neither(scene: Scene, files: Tree) -> Iterator[str]:
    for path in {*files, *scene.old, *scene.new}:
        if files.get(path) not in (scene.old.get(path), scene.new.get(path)):
            yield f"{scene.case}: {path} is neither old nor new"


def _in_order(scene: Scene) -> Iterator[str]:
    """Lock the library as the next command does; nothing is to be left then."""
    library = scene.library()
    with Store(library.folder / "entries", library.journal, patience=0.05).locked():
        pass
    files, temporary = _apart(scene.tree())
    yield from _neither(scene, files)
    if scene.case.entries and temporary:
        yield f"{scene.case}: {temporary} not swept"
    # Folders that are empty stand in the way of nobody.
    if scene.case.whole and _no_folders(files) not in map(_no_folders, (scene.old, scene.new)):
        yield f"{scene.case}: half done"
    if set(library.writer.stamps()) != _ids(files, scene.case.library):
        yield f"{scene.case}: the entries are {sorted(library.writer.stamps())}"
    if any(each.suffix != ".step" for each in library.journal.folder.glob("*.*")):
        yield f"{scene.case}: a step is still under way"


def _no_folders(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if not path.endswith("/")}


def _ids(files: Tree, library: str) -> set[str]:
    paths = [Path(path) for path in files]
    return {path.stem for path in paths if path.parent == Path(library, "entries") and path.name[0] != "_"}


def _taken_back(scene: Scene) -> Iterator[str]:
    if scene.case.undo and _apart(scene.tree())[0] != scene.old:
        scene.library().undo()
        if scene.tree() != scene.old:
            yield f"{scene.case}: undo does not lead back"


def _repeated(scene: Scene) -> Iterator[str]:
    made = scene.case.library != "." and scene.tree() == scene.new
    code = scene.start().wait()
    if (code and not made) or scene.tree() != scene.new:
        yield f"{scene.case}: run again it does not come to the same (exit code {code})"


def scenes(cases: Sequence[Case], left: Callable[[], int]) -> Iterator[tuple[Scene, int]]:
    """Yield a scene for each command, with its share of the trials that are `left`."""
    with tempfile.TemporaryDirectory() as root:
        for index, case in enumerate(cases):
            yield Scene(Path(root) / str(index), case), -(-left() // (len(cases) - index))
