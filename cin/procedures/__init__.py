"""The procedure engine: an authority's own timescales as data, and due dates worked out from facts.

Plain Python: no Django, no clock, no network.
"""
