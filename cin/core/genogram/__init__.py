"""Drawing a family over its generations: where everybody stands, and which lines join them.

Plain Python: it knows no database and no page.
"""
