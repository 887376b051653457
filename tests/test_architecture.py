"""The layers hold: who may import whom, where each technology lives, and what nobody does."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "readinglist"
# Each imports only from the lines above it; names on one line do not import each other.
LAYERS = (
    ("version",),
    ("errors", "text"),
    ("interruption",),
    ("dates",),
    ("stemming",),
    ("model",),
    ("query",),
    ("reading",),
    ("yamlfile",),
    ("formats",),
    ("settings",),
    ("system",),
    ("journal",),
    ("store",),
    ("fingerprint", "children"),
    ("ahead",),
    ("index",),
    ("sync",),
    ("matching",),
    ("search",),
    ("checks",),
    ("library",),
    ("launch", "output_file", "keys"),
    ("render",),
    ("commands",),
    ("completion",),
    ("cli",),
    ("main",),
    ("__init__", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HOMES = {
    "yaml": {"yamlfile"},
    "sqlite3": {"index"},
    "rapidfuzz": {"matching"},
    "rich": {"render"},
    "typer": {"cli", "commands"},
    "subprocess": {"launch"},
    "tomllib": {"settings"},
    "ctypes": {"system"},
    "fcntl": {"system"},
    "termios": {"keys"},
    "tty": {"keys"},
    "marshal": {"sync"},  # between a process and its own child alone
}
NEVER = {"click", "pickle", "shelve", "requests", "urllib3", "importlib.metadata", "pkg_resources"}
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300


def _unit(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports, lazily or for types as well, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layers(path: Path) -> None:
    """A module imports from lower layers and from its own package only."""
    unit = _unit(path)
    for name, line in _imports(path):
        package, _, rest = name.partition(".")
        if package == "readinglist":
            other = rest.split(".")[0]
            assert other == unit or RANK[other] < RANK[unit], f"{path.name}:{line}: {unit} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_homes(path: Path) -> None:
    """Each technology is imported in one place, and some nowhere."""
    for name, line in _imports(path):
        top = name.split(".")[0]
        assert _unit(path) in HOMES.get(top, {_unit(path)}), f"{path.name}:{line}: {top} has another home"
        assert top not in NEVER, f"{path.name}:{line}: {name}"
        assert not any(name.startswith(each) for each in NEVER), f"{path.name}:{line}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_dangerous(path: Path) -> None:
    """No eval, no shell, no YAML loader, no markup."""
    for name, call in _calls(path):
        assert name not in {
            "eval",
            "exec",
            "os.system",
            "os.popen",
            "yaml.load",
            "yaml.safe_load",
            "tempfile.mktemp",
        }
        for keyword in call.keywords:
            on = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            assert not (keyword.arg in {"shell", "markup"} and on), (
                f"{path.name}:{call.lineno}: {keyword.arg}"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_short(path: Path) -> None:
    """What grows becomes a package."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_every_module_has_its_layer() -> None:
    """No module stands outside the layers."""
    assert {_unit(path) for path in MODULES} == set(RANK)


def test_no_cycles() -> None:
    """No two modules need each other, imports inside functions counted."""
    names = {_dotted(path): path for path in MODULES}
    graph = {name: set(_known(path, set(names))) - {name} for name, path in names.items()}
    while leaves := [name for name, needed in graph.items() if not needed & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert not graph


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _known(path: Path, names: set[str]) -> Iterator[str]:
    """Yield the modules of the package that a file imports when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in skipped:
            for alias in node.names:
                yield from [n for n in (f"{node.module}.{alias.name}", str(node.module)) if n in names][:1]
