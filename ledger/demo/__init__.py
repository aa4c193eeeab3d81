"""The stories that the product tells of itself, from real articles, by short quotes."""
