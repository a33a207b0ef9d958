"""Forms about closing a case."""
