"""Behaviour specs in Gherkin, run against a ledger: the project's own and the user's."""
