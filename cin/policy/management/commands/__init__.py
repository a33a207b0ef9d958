"""The commands of the procedure and its calendar."""
