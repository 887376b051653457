"""The tables of the index. Another version of them means a rebuild; there are no migrations."""

from __future__ import annotations

from readinglist.model.fields import FIELDS, Type

VERSION = 18
APPLICATION = 0x524C5354  # "RLST"
# Long texts stand last: SQLite does not read the end of a row that no one asks for.
COLUMNS = tuple(field.name for field in sorted(FIELDS, key=lambda field: field.long))
NUMBERS = frozenset(field.name for field in FIELDS if field.type is Type.NUMBER) | {"year"}
LISTS = frozenset(field.name for field in FIELDS if field.type in (Type.LIST, Type.LOG))
ITEM = "\x1f"  # stands around every item of a list
# Texts, and last of all the initials of titles.
WORD_COLUMNS = ("title", "first_author", "authors", "labels", "summary", "body", "initials")
# A token between two values, so that no phrase runs across them; initials begin with it, as no word does.
BREAK = "_"
# So many bytes of words are written at once, the words of a whole batch of entries.
_TOGETHER = 1 << 25

# The last letters of a word, backwards: words that end alike stand together.
ENDING_LETTERS = 3
ENDING = " || ".join(f"substr(word, -{place}, 1)" for place in range(1, ENDING_LETTERS + 1))
# With the counts, so that nothing else is looked up. Made anew where most words change.
BY_ENDING = f"CREATE INDEX vocabulary_ending ON vocabulary({ENDING}, entries)"
AMONG = " WHERE {} IN (SELECT value FROM json_each(?))"
# `entry` has a row for each file: its stamp, when it was read, the checksums of its bytes, of that stamp, and
# of its content: the faults, or the data of the entry, as JSON. Rows of other tables are made of the data.
# `standing` tells of each word each time where it stands, `counted` how many entries have it.
SCHEMA = f"""
CREATE TABLE entry(
  number INTEGER PRIMARY KEY, part INTEGER, id TEXT NOT NULL UNIQUE,
  size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,
  seen_ns INTEGER, sum INTEGER, stamp_sum INTEGER,
  faults TEXT, data TEXT, content_sum INTEGER);
CREATE TABLE field(
  number INTEGER PRIMARY KEY, id TEXT, id_key TEXT, year INTEGER, family TEXT, arxiv_key TEXT, doi_key TEXT,
  url_key TEXT, latest TEXT,
  {", ".join(f'"{name}"' for name in COLUMNS)});
CREATE TABLE extra(number INTEGER, key TEXT, value TEXT, amount INTEGER, day TEXT);
CREATE INDEX field_newest ON field(date IS NULL, date DESC, id);
CREATE INDEX entry_known ON entry(part, id, size, mtime_ns, ctime_ns, inode, seen_ns, sum);
CREATE INDEX entry_faults ON entry(id) WHERE faults IS NOT NULL;
CREATE INDEX extra_number ON extra(number);
CREATE INDEX extra_key ON extra(key);
CREATE VIRTUAL TABLE words USING fts5({", ".join(WORD_COLUMNS)}, tokenize="ascii tokenchars '{BREAK}'");
INSERT INTO words(words, rank) VALUES('hashsize', {_TOGETHER});
CREATE VIRTUAL TABLE standing USING fts5vocab(words, instance);
CREATE VIRTUAL TABLE counted USING fts5vocab(words, row);
CREATE TABLE vocabulary(word TEXT PRIMARY KEY, entries INTEGER) WITHOUT ROWID;
{BY_ENDING};
CREATE TABLE state(entries INTEGER, changes INTEGER, behind INTEGER, fingerprint BLOB);
INSERT INTO state VALUES(0, 0, 0, NULL);
PRAGMA user_version = {VERSION};
PRAGMA application_id = {APPLICATION};
"""
