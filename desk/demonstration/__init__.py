"""Five authorities with fictional children, lived through step by step, to look around in."""
