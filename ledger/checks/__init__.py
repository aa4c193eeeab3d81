"""Pure functions over the state that return findings, each named for what must be so."""
