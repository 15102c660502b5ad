"""Django's SQLite, with the durability we promise set on every connection."""
