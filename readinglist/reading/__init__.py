"""What has been read and how far the list is: pure functions over entries."""
