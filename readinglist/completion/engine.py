"""From what is typed to the lines that a shell reads: `word<TAB>what it is`, or what it is to complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands import COLORS, COMMANDS, SHELLS
from readinglist.completion import grammar
from readinglist.completion.bashline import replacement, typed_of, unquoted
from readinglist.completion.candidates import Answer, Candidate, fitting, listed, prefixed
from readinglist.completion.line import line_of
from readinglist.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from readinglist.completion.bashline import Typed
    from readinglist.completion.line import Line

    # Names and help of the options of a command, of the program itself for "".
    Options = Callable[[str], Iterable[tuple[str, str]]]

BASH_LINE = "bash-line"


def answer(args: Sequence[str], environ: Mapping[str, str], options: Options) -> str:
    """Return the lines for `readinglist __complete SHELL WORD...`; whatever goes wrong, there are none.

    A line is a word, a tab and what it is. A line that begins with a tab names what the shell completes by
    itself, `files` or `folders`, and after one more tab what of the word stands before the name.

    Args:
        args: the shell and the words, the last of which is the one at the cursor. `bash-line` is followed by
            the line up to the cursor and `COMP_WORDBREAKS`; its answers are what Readline is to insert.
        environ: the environment.
        options: what a command has, asked only for a word that begins with `-`.

    """
    try:
        shell, *words = args
        if shell != BASH_LINE:
            words = [*words[:-1], *map(unquoted, words[-1:])] if shell == "fish" else words
            return "".join(_lines(complete(words, environ, options)))
        typed = typed_of(words[0], words[1])
        found = Answer(files="files") if typed.to_file else complete(typed.words, environ, options)
        return "".join(_for_readline(found, typed))
    except Exception:  # noqa: BLE001 - nobody wants to be told of an error while typing
        return ""


def complete(words: Sequence[str], environ: Mapping[str, str], options: Options) -> Answer:
    """Return what could stand in place of the last of `words`, which follow the name of the program."""
    line = line_of(words)
    if line.wanted is not None:
        found = _values(line, environ)
        return found._replace(candidates=tuple(prefixed(line.before, found.candidates)), before=line.before)
    if not line.ended and line.current.startswith("-") and not _is_tag(line):
        return _answer(fitting(line.current, (Candidate(*each) for each in options(line.command))))
    if not line.command:
        return _answer([] if line.args else _commands(line.current))
    kind = grammar.ARGUMENTS.get(line.command, grammar.NOTHING)
    if kind == grammar.FOLDERS:
        return Answer(files="folders")
    return _answer(_arguments(kind, line, environ))


def _answer(candidates: Iterable[Candidate]) -> Answer:
    return Answer(tuple(candidates))


def _is_tag(line: Line) -> bool:
    return line.command == "tag" and not line.current.startswith("--")


def _commands(typed: str) -> list[Candidate]:
    """Return the commands; their other names only where nothing else begins so."""
    rows = [(Candidate(name, command.summary), command.alias_of) for name, command in COMMANDS.items()]
    found = fitting(typed, (each for each, alias_of in rows if not alias_of))
    return found or fitting(typed, (each for each, _ in rows))


def _values(line: Line, environ: Mapping[str, str]) -> Answer:
    """Return what the value of an option can be."""
    kind, typed = str(line.wanted), line.current
    if kind in ("files", "folders"):
        return Answer(files=kind)
    if kind == grammar.COLOR:
        return _answer(fitting(typed, map(Candidate, COLORS)))
    if kind in (grammar.FORMAT, grammar.CITED):
        from readinglist.formats import CITED, FORMATS  # noqa: PLC0415 - rarely asked for

        names = FORMATS if kind == grammar.FORMAT else CITED
        return _answer(fitting(typed, map(Candidate, names)))
    if kind in (grammar.SORT, grammar.COLUMNS):
        return _answer(_fields(kind, typed))
    from readinglist.completion.arguments import value  # noqa: PLC0415 - what does not ask the library needs none

    return _answer(value(kind, line, environ))


def _fields(kind: str, typed: str) -> list[Candidate]:
    from readinglist.model.fields import FIELDS  # noqa: PLC0415 - commands complete without it

    named = [("id", "the name of its file"), ("year", "the year of its date")]
    named += [(field.name, field.meaning) for field in FIELDS]
    down = typed.rpartition(",")[2].startswith("-") and kind == grammar.SORT
    return listed(typed, (Candidate("-" * down + name, note) for name, note in named))


def _arguments(kind: str, line: Line, environ: Mapping[str, str]) -> list[Candidate]:
    if kind == grammar.NOTHING:
        return []
    if kind == grammar.SHELL:
        return [] if line.args else fitting(line.current, map(Candidate, SHELLS))
    from readinglist.completion.arguments import argument  # noqa: PLC0415 - as above

    return argument(kind, line, environ)


def _lines(found: Answer) -> Iterable[str]:
    if found.files:
        yield f"\t{found.files}\t{found.before}\n"
    for each in dict.fromkeys(found.candidates):
        # What does not show, or would act on a terminal, can be typed by those who mean it.
        if each.word.isprintable():
            yield f"{each.word}\t{safe(each.note)}\n"


def _for_readline(found: Answer, typed: Typed) -> list[str]:
    if found.files:
        file = typed.words[-1] if typed.to_file else typed.words[-1].removeprefix(found.before)
        return [f"\t{found.files}\t{file}\n"]
    words = dict.fromkeys(each.word for each in found.candidates if each.word.isprintable())
    texts = [text for text in (replacement(word, typed) for word in words) if text is not None]
    # What all begin with would take the place of what was typed, even where it is something else.
    first, last = (min(words), max(words)) if words else ("", "")
    if len(texts) > 1 and first[:1] == last[:1] and not _goes_on(first, last, typed.words[-1]):
        return []
    return [f"{text}\n" for text in texts]


def _goes_on(first: str, last: str, typed: str) -> bool:
    plain = [fold(each.replace('"', "")) for each in (first, last, typed)]
    return all(each.startswith(plain[2]) for each in plain[:2])
