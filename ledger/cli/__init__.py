"""The ``claims`` command: a thin face over the application."""
