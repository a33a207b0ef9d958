"""Nothing typed is lost."""
