"""STATE -> what people read: sentences and tables that every face shares."""
