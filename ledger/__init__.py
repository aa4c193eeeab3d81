"""Claim Ledger: what the news states about partnerships between states, kept as evidence.

This module is the public Python API, a facade and nothing else. Names are resolved on
first use, so that ``import ledger`` costs nothing.
"""

__version__ = "0.1.0"
