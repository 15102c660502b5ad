"""What was done by whom to whom, hash-chained so that nothing can be taken out unseen (STF-02)."""
