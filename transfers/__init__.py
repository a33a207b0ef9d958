"""Moving on: a case passes to another team."""
