"""The pages at the door: of children, of adults, of one's own account, and the way out."""
