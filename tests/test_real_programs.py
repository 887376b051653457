"""What is exported is taken by the programs it is for: as many records, and in them what the entries hold."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import unicodedata
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.names import split_name
from readinglist.formats.works import Work, address, formal_title, key, labels, one_line, sort_of
from readinglist.library import Library
from readinglist.model.entry import Entry
from readinglist.model.identifiers import plain_identifier
from tests.hostile import hostile_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHIPPED = Path(__file__).resolve().parent.parent
PATIENCE = 120
_MODS = "{http://www.loc.gov/mods/v3}"
_BIBER = "{http://biblatex-biber.sourceforge.net/biblatexml}"


@pytest.fixture(params=["shipped", "hostile"])
def entries(request: pytest.FixtureRequest, tmp_path: Path) -> list[Entry]:
    """Give the shipped list, then a thousand entries that try to break out."""
    if request.param == "hostile":
        return list(hostile_entries())
    environ = {"HOME": str(tmp_path), "READINGLIST_NO_INDEX": "1"}
    return list(Library(SHIPPED, environ).find())


def _run(folder: Path, *command: str, content: bool = True) -> str:
    """Run a program, which has to be content if `content`; without it the test is skipped."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=PATIENCE)
    told = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0 or not content, told[-2000:]
    return told


def _export(folder: Path, name: str, entries: Iterable[Entry]) -> str:
    file = folder / "list"
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(written(name, entries, About()))
    return file.name


def _letters(text: str) -> str:
    """Return the letters and digits of a text, which programs keep; they set marks in their own way."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def _wanted(entry: Entry) -> dict[str, str]:
    """Return what of an entry programs have to keep, but for the names."""
    told = {
        "title": formal_title(entry),
        "year": (entry.date or "")[:4],
        "venue": entry.venue,
        "doi": plain_identifier("doi", entry.doi),
        "url": address(entry),
        "abstract": entry.abstract or entry.summary,
        "keywords": ", ".join(labels(entry)),
    }
    return {name: one_line(text or "") for name, text in told.items()}


def _check(entry: Entry, told: dict[str, str], families: Iterable[str]) -> None:
    """Hold what a program tells to the entry: its addresses to the letter, but for what is encoded."""
    wanted = _wanted(entry)
    for field, text in told.items():
        same = unquote if field in ("doi", "url") else _letters
        assert same(text) == same(wanted[field]), (entry.id, field)
    # Some programs count the small words among the family name.
    found = [_letters(name) for name in families]
    for author in entry.authors:
        name = split_name(one_line(author))
        family = _letters(name.family)
        assert not name.given or any(each.endswith(family) for each in found), (entry.id, author, found)


def _check_csl(entries: list[Entry], made: str) -> None:
    items: list[dict[str, Any]] = json.loads(made)
    assert [item["id"] for item in items] == [key(entry.id) for entry in entries]
    for entry, item in zip(entries, items, strict=True):
        (parts,) = item.get("issued", {}).get("date-parts", [[""]])
        sort = item.get("genre", "") if sort_of(entry) is Work.REPORT else ""
        venues = filter(None, map(item.get, ("container-title", "event", "publisher", "note")))
        told = {
            "title": item["title"],
            "year": str(parts[0]),
            "venue": (next(venues, "") if entry.venue else "") + sort,
            "abstract": item.get("abstract", ""),
            "keywords": item.get("keyword", ""),
        }
        # Pandoc writes a small figure like this, and no text of ours: it has a sign between.
        shown = {name: re.sub("</?sup>", "", text) for name, text in told.items()}
        links = {"doi": item.get("DOI", ""), "url": item.get("URL", "")}
        _check(entry, shown | links, (name.get("family", "") for name in item["author"]))
        assert {"literal": "others"} in item["author"] or not entry.et_al


def test_pandoc_reads_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """BibTeX becomes the same references."""
    made = _run(
        tmp_path, "pandoc", "--from", "bibtex", "--to", "csljson", _export(tmp_path, "bibtex", entries)
    )
    _check_csl(entries, made)


def test_pandoc_reads_csl_json(entries: list[Entry], tmp_path: Path) -> None:
    """CSL-JSON stays the same references."""
    made = _run(
        tmp_path, "pandoc", "--from", "csljson", "--to", "csljson", _export(tmp_path, "csl-json", entries)
    )
    _check_csl(entries, made)


def test_pandoc_cites(entries: list[Entry], tmp_path: Path) -> None:
    """A bibliography of all of them has a paragraph for each, with the whole title, whatever looks like markup."""
    (tmp_path / "refs.json").write_text("".join(written("csl-json", entries, About())), encoding="utf-8")
    (tmp_path / "page.md").write_text('---\nnocite: "@*"\nbibliography: refs.json\n---\n', encoding="utf-8")
    made = _run(tmp_path, "pandoc", "--citeproc", "--to", "html", "page.md")
    _, *found = re.split('id="ref-', made)
    told = {unescape(each.partition('"')[0]): unescape(re.sub("<[^<>]*>", "", each)) for each in found}
    assert told.keys() == {key(entry.id) for entry in entries}
    assert [
        each.id for each in entries if _letters(formal_title(each)) not in _letters(told[key(each.id)])
    ] == []
    assert "<script" not in made


def test_biber_reads_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """Biber has nothing to say against types and fields, and finds every entry with its fields."""
    name = _export(tmp_path, "bibtex", entries)
    told = _run(
        tmp_path, "biber", "--tool", "--validate-datamodel", "--output-format", "biblatexml", "--output-file", "out.xml",
        "--no-bltxml-schema", name,
    )  # fmt: skip
    complaints = [
        line for line in told.splitlines() if re.match(r"(WARN|ERROR) - ", line) and "issing" not in line
    ]
    assert complaints == []
    _check_biblatexml(entries, (tmp_path / "out.xml").read_text(encoding="utf-8"))


def _check_biblatexml(entries: list[Entry], made: str) -> None:
    records = {each.attrib["id"]: each for each in ET.fromstring(made)}  # noqa: S314 - biber's own
    assert sorted(records) == sorted(key(entry.id) for entry in entries)
    for entry in entries:
        record = records[key(entry.id)]
        told = {name: _of_biber(record, name) for name in ("title", "abstract", "doi", "url")}
        told["year"] = _of_biber(record, "date")[:4]
        venues = ("journaltitle", "booktitle", "howpublished", "institution", "publisher")
        sort = _of_biber(record, "type") if sort_of(entry) is Work.REPORT else ""
        told["venue"] = "".join(_of_biber(record, name) for name in venues) + sort.replace("techreport", "")
        families = record.findall(f".//{_BIBER}namepart[@type='family']")
        _check(entry, told, ("".join(each.itertext()) for each in families))


def _of_biber(record: ET.Element, name: str) -> str:
    found = record.find(f"{_BIBER}{name}")
    text = "" if found is None else "".join(found.itertext())
    return re.sub(r"\\text[a-z]+\{\}", "", text).strip()


def test_bibtex_and_latex_read_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """BibTeX makes an item of each entry; all that LaTeX lacks to set them are letters of its oldest fonts."""
    (tmp_path / "list.bib").write_text("".join(written("bibtex", entries, About())), encoding="utf-8")
    lines = "\\begin{document}\\nocite{*}\\bibliography{list}\\bibliographystyle{plain}\\end{document}"
    (tmp_path / "page.tex").write_text(f"\\documentclass{{article}}{lines}\n", encoding="utf-8")
    aux = "\\relax\n\\citation{*}\n\\bibdata{list}\n\\bibstyle{plain}\n"
    (tmp_path / "page.aux").write_text(aux, encoding="utf-8")
    # Some install the program without any style, and then it can set nothing, whatever the file.
    if shutil.which("kpsewhich") and not _run(tmp_path, "kpsewhich", "plain.bst", content=False).strip():
        pytest.skip("bibtex has no styles here")
    _run(tmp_path, "bibtex", "-min-crossrefs=2", "page")
    made = (tmp_path / "page.bbl").read_bytes()
    keys = {each.decode() for each in re.findall(rb"\\bibitem\{(.*?)\}", made)}
    assert keys == {key(entry.id) for entry in entries}
    told = _run(tmp_path, "latex", "-interaction=nonstopmode", "page", content=False)
    errors = [line for line in told.splitlines() if line.startswith("!")]
    assert [line for line in errors if not re.search(r"Unicode character|in encoding OT1", line)] == []


def test_bibutils_read_ris(entries: list[Entry], tmp_path: Path) -> None:
    """RIS becomes as many records, with the same fields."""
    records = _mods(tmp_path, entries)
    assert [each.attrib["ID"] for each in records] == [key(entry.id) for entry in entries]
    for entry, record in zip(entries, records, strict=True):
        families = record.findall(f"{_MODS}name/{_MODS}namePart[@type='family']")
        paths = {
            "title": "titleInfo[1]/*", "venue": ".//relatedItem/titleInfo/title", "abstract": "abstract",
            "keywords": "subject/topic", "doi": "identifier[@type='doi']", "url": "location/url",
        }  # fmt: skip
        told = {name: _of_mods(record, path) for name, path in paths.items()}
        told["venue"] = told["venue"] or _of_mods(record, "originInfo/publisher")
        if not re.match(
            r"10\.\d{4}/", entry.doi or ""
        ):  # ris2xml takes no others for DOIs, and leaves them out
            del told["doi"]
        told["year"] = record.findtext(f"{_MODS}originInfo/{_MODS}dateIssued", "")[:4]
        _check(entry, told, (each.text or "" for each in families))


def test_bibutils_read_as_many_persons(tmp_path: Path) -> None:
    """Where the list of authors goes on, nobody is added to those that are named."""
    entry = Entry(id="a", title="A", authors=("Ann Bee", "OpenAI Team"), et_al=True)
    (record,) = _mods(tmp_path, [entry])
    names = ["".join(name.itertext()).split() for name in record.findall(f"{_MODS}name")]
    assert [name[:2] for name in names] == [["Ann", "Bee"], ["OpenAI", "Team"]]
    assert "et al." in record.findtext(f"{_MODS}note", "")


def _mods(folder: Path, entries: list[Entry]) -> ET.Element:
    """Return what bibutils make of entries as RIS; the test is skipped without them."""
    if shutil.which("ris2xml") is None:
        pytest.skip("ris2xml is not installed")
    name = _export(folder, "ris", entries)
    done = subprocess.run(["ris2xml", name], cwd=folder, capture_output=True, check=True, timeout=PATIENCE)
    return ET.fromstring(done.stdout.decode("utf-8-sig"))  # noqa: S314 - made just now


def _of_mods(record: ET.Element, path: str) -> str:
    names = re.sub(r"(?<![\w@'])(?=[a-zA-Z*])", _MODS, path)
    return " ".join(each.text or "" for each in record.findall(names)).strip()


def test_commonmark_reads_markdown(entries: list[Entry], tmp_path: Path) -> None:
    """A page is a list of as many items, each with its title as text, without HTML, with links to the web."""
    made = _run(
        tmp_path, "pandoc", "--from", "commonmark", "--to", "json", _export(tmp_path, "markdown", entries)
    )
    blocks: list[dict[str, Any]] = json.loads(made)["blocks"]
    items = [item for block in blocks if block["t"] == "BulletList" for item in block["c"]]
    assert len(items) == len(entries)
    for entry, item in zip(entries, items, strict=True):
        assert _letters("".join(_texts(item))).startswith(_letters(one_line(entry.title))), entry.id
    inside = list(_inside(blocks))
    assert {"RawBlock", "RawInline", "CodeBlock", "Image"}.isdisjoint(each["t"] for each in inside)
    addresses = [each["c"][2][0] for each in inside if each["t"] == "Link"]
    assert all(address.startswith(("https://", "http://")) for address in addresses)


def _inside(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the parts of a document of pandoc."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
        yield from _inside(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _inside(each)


def _texts(value: Any) -> Iterator[str]:
    for each in _inside(value):
        if each["t"] == "Str":
            yield each["c"]
        elif each["t"] == "Space":
            yield " "


def test_a_strict_reader_takes_csv(entries: list[Entry], tmp_path: Path) -> None:
    """As many records, as many cells in each, titles as they were but for the guard before formulas."""
    with (tmp_path / _export(tmp_path, "csv", entries)).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file, strict=True, restkey="more", restval=None))
    assert len(records) == len(entries)
    for entry, record in zip(entries, records, strict=True):
        assert "more" not in record
        assert None not in record.values()
        assert record["title"].removeprefix("'") == entry.title.removeprefix("'")
        assert not record["title"].startswith(("=", "+", "-", "@", "\t", "\r"))
