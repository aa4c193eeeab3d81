"""What the command is called, and the variable by which a shell asks it to complete a line."""

PROGRAM = "claims"
COMPLETION = "_CLAIMS_COMPLETE"
LANGUAGES = ("en", "es", "ko")
"""The languages of pages, as ``ledger.views.words`` has them: help loads none of these."""
