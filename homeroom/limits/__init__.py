"""Token buckets against guessing, in the main database: an error means no (ACC-18)."""
