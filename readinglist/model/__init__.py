"""What an entry is: the field table, the entry and its parts, and the list they stand in.

Frozen values without input, output or a clock; a change is a method that returns a new value.
"""
