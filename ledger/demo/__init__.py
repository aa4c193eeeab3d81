"""STORIES -> A LEDGER: two real stories that show what the product does, with short quotes.

Takes a story's name; gives a ledger with the story in it, and what it then knows. ``story`` reads
what ships next to it in the import format; ``telling`` records it through ``ledger.app``, day by
day as the news came, and prints what the ledger then knows. Absent: a shortcut. It can do nothing
that a user cannot.
"""

from ledger.demo.story import NewsDay, load, stories
from ledger.demo.telling import Told, lines, tell

__all__ = ["NewsDay", "Told", "lines", "load", "stories", "tell"]
