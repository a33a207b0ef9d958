"""Commands of the engine and the house."""
