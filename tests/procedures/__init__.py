"""The procedure engine: no database, no clock, no network."""
