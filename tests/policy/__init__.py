"""The authority's procedure, to read."""
