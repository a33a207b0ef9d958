"""Template words for the pages that span stages."""
