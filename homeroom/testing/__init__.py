"""The cast, the example school, and what all rooms' tests share."""
