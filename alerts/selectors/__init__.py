"""What is due, for pages and for the sweep."""
