"""A list in figures: what was read when, how fast, of what, and what that means. Pure functions."""
