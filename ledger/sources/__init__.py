"""NEWS -> SOURCE: captured text, its hash, its lineage, and the quotes that stand in it."""
