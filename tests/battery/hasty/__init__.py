"""The control of power cuts: SQLite as it is usually set, with synchronous=NORMAL."""
