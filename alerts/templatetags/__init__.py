"""Parts of pages about alerts."""
