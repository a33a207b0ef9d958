"""The pages of an authority's procedure: reading it, its versions, and writing the next one."""
