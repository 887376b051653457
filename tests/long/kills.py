"""Kill every command that writes, at every call and at random moments: old or new bytes, and order afterwards."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.long import seam
from tests.long.cases import CASES, SAMPLE, Scene, look, scenes, some
from tests.long.children import can_trace, import_all
from tests.long.figures import NOT_RUN
from tests.long.tracing import system_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.long.cases import Case, Seen

_TURNS = 10  # kills of one command before it is the next one's turn
_PAST = 1.05  # times the usual length of a command, until which it may be killed
# So much sooner is the next kill of a command that had ended, and a little later after one that had not.
_SOONER = 0.99
_EARLIER = 4


class Tally:
    """Counts what was found after each kill."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.states: Counter[str] = Counter()
        self.kills = self.temporary = self.most = 0
        self.flaws: list[str] = []

    def add(self, seen: Seen) -> None:
        """Count one kill."""
        self.kills += 1
        self.states[seen.state] += 1
        self.temporary += bool(seen.temporary)
        self.most = max(self.most, seen.most)
        self.flaws += seen.flaws
        if seen.most > 1:
            self.flaws.append(f"{seen.most} temporary files are left for one file")

    def lines(self, what: str) -> list[str]:
        """Return the figures."""
        states = ", ".join(f"{self.states[state]} {state}" for state in ("old", "part", "new"))
        return [
            f"{what}: {self.kills} kills; {states} (part: some files old, others new); {len(self.flaws)} flaws",
            f"temporary files left by {self.temporary} kills, at most {self.most} for a file, all swept",
            *(f"NOT KEPT: {each}" for each in self.flaws[:20]),
        ]


def at_every_call(number: int, seed: int) -> list[str]:
    """Kill before and in each call of store and journal, in every command that writes.

    Args:
        number: how many kills at most, spread over all that there are.
        seed: which of them.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    for scene, share in scenes(cases := some(number, dice), lambda: number - tally.kills):
        calls = [(at, inside) for at in range(1, seam.calls(scene) + 1) for inside in (False, True)]
        for at, inside in sorted(dice.sample(calls, min(share, len(calls)))):
            scene.restore()
            if scene.start(partial(seam.die, at, inside=inside)).wait() != -signal.SIGKILL:
                tally.flaws.append(f"{scene.case}: call {at} did not come")
            tally.add(look(scene, again=at % 2 == 0))
    return tally.lines(f"{len(cases)} commands, killed at calls of the store")


def at_every_system_call(number: int, seed: int) -> list[str]:
    """Kill at each system call about files, those of index, drafts and exports among them, with strace.

    Args:
        number: how many kills at most, spread over all that there are.
        seed: which of them.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    if not can_trace():
        return [f"{NOT_RUN}: killed at system calls, there is no strace"]
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    for scene, share in scenes(cases := some(number, dice), lambda: number - tally.kills):
        calls = system_calls(scene)
        for call in sorted(dice.sample(calls, min(share, len(calls)))):
            scene.restore()
            scene.start(traced=call.options(f"signal=KILL:when={call.at}")).wait()
            tally.add(look(scene, again=call.at % 2 == 0))
    return tally.lines(f"{len(cases)} commands, killed at system calls about files")


def at_random(number: int, seed: int) -> list[str]:
    """Kill commands at random moments: half of them at any, half of them while the library is locked.

    Args:
        number: how many kills of commands that have not ended yet.
        seed: of the moments.

    Returns:
        figures to be read by a person; what must not be begins with NOT KEPT.

    """
    import_all()
    tally = Tally()
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    late: Counter[Case] = Counter()
    with tempfile.TemporaryDirectory() as root:
        for scene, begin, end in _in_turn(Path(root), (SAMPLE, *CASES)):
            for turn in range(_TURNS):
                if tally.kills == number:
                    break
                scene.restore()
                # The machine may have more or less to do than when the times were taken.
                moment = dice.uniform(begin * (turn % 2), end) * _SOONER ** late[scene.case]
                killed = _killed(scene, moment)
                late[scene.case] += -1 if killed else _EARLIER
                if killed:
                    tally.add(look(scene, again=turn % 5 == 4))
            if tally.kills == number:
                break
    return tally.lines("killed at random moments")


def _in_turn(root: Path, cases: tuple[Case, ...]) -> Iterator[tuple[Scene, float, float]]:
    """Yield the scenes over and over, each with the seconds to its lock and a little more than to its end."""
    scenes = []
    for index, case in enumerate(cases):
        scene = Scene(root / str(index), case)
        scenes.append((scene, *_times(scene)))
        yield scenes[-1]
    while True:
        yield from scenes


def _times(scene: Scene) -> tuple[float, float]:
    scene.restore()
    reader, writer = os.pipe()
    begin = time.monotonic()
    child = scene.start(partial(seam.wrap, partial(_telling, writer)))
    os.close(writer)
    told = os.read(reader, 1)
    locked = time.monotonic() - begin
    child.wait()
    os.close(reader)
    return locked if told else 0.0, (time.monotonic() - begin) * _PAST


def _telling(file: int, _number: int, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
    if function.__name__ == "flock":
        os.write(file, b".")
    return function(*args, **options)


def _killed(scene: Scene, after: float) -> bool:
    """Start a command and kill it after so many seconds; tell whether it had not ended before."""
    child = scene.start()
    time.sleep(after)
    child.kill()
    return child.wait() == -signal.SIGKILL
