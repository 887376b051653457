"""What is shown and how: plain lines, JSON, and on a terminal tables and screens; the only home of rich."""
