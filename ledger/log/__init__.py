"""CLAIM -> LOG: the only writer. One totally ordered, append-only, tamper-evident log."""
