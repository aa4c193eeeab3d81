"""STORIES -> A LEDGER: two real stories that show what the product does, with short quotes.

``story`` reads what ships beside it in the import format; ``telling`` records it through
``ledger.app``, day by day as the news came, and prints what the ledger then knows.
"""

from ledger.demo.story import Batch, load, stories
from ledger.demo.telling import Told, lines, tell

__all__ = ["Batch", "Told", "lines", "load", "stories", "tell"]
