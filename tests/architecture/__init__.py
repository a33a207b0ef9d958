"""The house rules, held by tests because no library can see them."""
