"""Long runs: what is promised, tried many times over; `python -m tests.long` starts them."""
