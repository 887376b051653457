"""`python -m tests`: format, lint, types, the wheel in an empty environment, then the tests with branch coverage."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
LEAST_COVERAGE = 95


def main() -> int:
    """Run every check, the tests last, and stop at the first that fails."""
    for command in (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
    ):
        run([PYTHON, "-m", *command])
    check_wheel()
    coverage = ["--cov", "--cov-report=term:skip-covered", f"--cov-fail-under={LEAST_COVERAGE}"]
    return subprocess.run([PYTHON, "-m", "pytest", *coverage], cwd=ROOT, check=False).returncode


def check_wheel() -> None:
    """Build the wheel, install it where there is nothing else, and use it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([PYTHON, "-m", "build", "--wheel", "--outdir", name, "."], quiet=True)
        venv.create(folder / "empty", with_pip=True)
        python = str(folder / "empty" / "bin" / "python")
        (wheel,) = folder.glob("*.whl")
        run([python, "-m", "pip", "install", "--quiet", str(wheel)])
        program = str(folder / "empty" / "bin" / "readinglist")
        away = (
            os.environ
            | {"HOME": name}
            | {f"XDG_{each}_HOME": name for each in ("CACHE", "CONFIG", "DATA", "STATE")}
        )
        run([program, "init", "--sample", "list"], cwd=folder, env=away, quiet=True)
        run([program, "--library", "list", "search", "speach recogniton", "--ids"], cwd=folder, env=away)
        run(
            [program, "--library", "list", "export", "--output", "list.html"],
            cwd=folder,
            env=away,
            quiet=True,
        )
        run(
            [python, "-c", "from readinglist import Library; assert len(Library.open('list').find()) == 97"],
            cwd=folder,
            env=away,
        )


def run(
    command: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None, quiet: bool = False
) -> None:
    """Run a command; leave with its exit code where it fails, showing what it said."""
    print("$", " ".join(Path(each).name if "/" in each else each for each in command), flush=True)  # noqa: T201
    done = subprocess.run(command, cwd=cwd, env=env, check=False, text=True, capture_output=quiet)
    if done.returncode:
        print(done.stdout or "", done.stderr or "", sep="")  # noqa: T201
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
