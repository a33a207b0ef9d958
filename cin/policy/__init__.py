"""The procedure in force for an authority, version by version."""
