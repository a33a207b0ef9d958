"""When two names, days or addresses are near enough to be one person's: plain Python."""
