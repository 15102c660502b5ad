"""When something went wrong with data: whom it concerns, telling them, and practising it (INC-01 to INC-04)."""
