"""What can be wrong with an entry or a list, beyond what keeps a file from being read."""
