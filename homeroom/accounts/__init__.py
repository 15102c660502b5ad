"""Who: people, their age, their sessions."""
