"""Long runs: what the short tests try a few times, thousands of times, with figures to read."""
