"""A digest: a list as plain text, each entry as `Title (Mon YYYY; Link)` and abstract; written and read."""
