"""The query language: from what a person types to a frozen tree. No input, no output, no clock.

Terms stand side by side in any order, and an entry has to match each of them.

========================== ==============================================================================
term                       entries that match
========================== ==============================================================================
`word`                     a word of theirs is this one, begins with it or differs in its ending only
`"exact phrase"`           the words follow each other within one value; one word in quotes is an exact word
`=word`                    they have this very word
`multi-agent`, `https://…` a phrase of its parts; of an address what follows `https://` and `www.`
`field:text`               the field contains the text, case and accents aside; a tag or area has it from the
                           beginning of a word on
`field:=text`              the field, or an item of a list, is the text
`field:one,"two words"`    one of several values; quotes keep spaces, commas and parentheses together
`+name`                    short for `tag:name`
`year:2016..2018`          a range, ends included; `4..`, `..4`, `>=4`, `>4`, `<=4` and `<4` as well
`date:2018-06`             it lies in that month; `date:>2018-06` lies after its last day
`added:-2w..`              days in human words, as `readinglist.dates.parse_day` takes them
`is:unread`                a status or a kind, `is:kept` or `is:evaluated`
`has:notes`, `missing:doi` the field is set, or is not
`@name`                    the saved query of that name
`-term`, `!term`           all but those that match the term, whatever it is; so does `NOT term`
`one OR two`               one of both; OR binds less than side by side, which can be written AND
`( … )`                    a group
========================== ==============================================================================

Where words are looked for: in all running text, names and numbers that identify a work, `kind`, `id`, the
year of `date` and the keys outside the field table; not in the reader's own state except `takeaway` and
`notes`, and not in `file`, `log` and `distinct_from`.

Fields are those of the table, `id`, `year`, one item's name for a list (`author`, `area`, `tag`), and every
key that some entry has. Case does not matter, and `paper-title` is `paper_title`. Ranges are for `date`,
`year`, `added`, `rating`, `pages`, and for a key outside the table where its ends are numbers or dates.
Choices (`status`, `kind`, `priority`, `et_al`) are taken whole. For choices, numbers and dates `:=` says
the same as `:`.

Titles can be typed as they are printed: a colon with a space after it ends a word, and marks without
letters or digits are passed over. Parentheses, quotation marks, OR, AND and NOT keep their meaning unless
quoted. There is no escaping: a value cannot contain the quotation mark itself.

An empty query is `Everything`. A text is either a query or a `QueryError`: it has at most 10,000 characters
and 500 terms and is at most 64 deep, with the saved queries that it names.

`parser.parse` reads a text, `tree` holds what it becomes; nothing is imported here, for a command starts
faster without the parser.
"""
