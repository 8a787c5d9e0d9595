"""dragoman: a local-first analyst's desk for conflict and diplomacy."""

__version__ = "0.1.0"
