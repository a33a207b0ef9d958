"""What every app is built from: the clock, refusals, base records, pages."""
