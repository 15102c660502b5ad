"""What can go wrong with backups, restores and upgrades, as a sentence that says what to do."""


class BackupTrouble(RuntimeError):
    """Backing up, restoring or upgrading does not go; nothing was changed. The sentence says what to do."""


class Damaged(BackupTrouble):
    """A file is no backup, or not the one that was written."""
