"""Pages about transfers, moves and disagreements."""
