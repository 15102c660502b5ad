"""How far a long command is, in tenths."""

from collections.abc import Callable


class Tenths:
    """Called with things done and things in all; says each tenth once, where there is enough to wait for."""

    #: Fewer things are done at once.
    FEW = 5_000

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say, self._told = say, 0

    def __call__(self, done: int, of: int) -> None:
        tenth = done * 10 // max(of, 1)
        if tenth > self._told and tenth < 10 and of > self.FEW:
            self._say(f"  {tenth * 10} %")
        self._told = max(self._told, tenth)
