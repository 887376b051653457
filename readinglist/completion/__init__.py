"""What a shell offers at TAB: candidates for the word at the cursor, out of tables and the index.

`engine.answer` is the door; Typer is brought in only where the options of a command are asked for.
"""
