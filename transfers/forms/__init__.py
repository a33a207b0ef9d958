"""Forms about transfers, moves and disagreements."""
