"""MATRIX: every address and method, asked by fourteen people who stand in twelve relations to Ben and to Ada's class, about things of their
own, related, foreign, and erased ones. What may happen is decided in homeroom/testing/urls_matrix.py, one line an address."""

from homeroom.testing.matrix.asking import asked, wrong_in
from homeroom.testing.matrix.expected import OBJECTS, Case, cases
from homeroom.testing.matrix.planting import Canary, planted, unplanted
from homeroom.testing.matrix.world import RELATIONS, World, a_world

__all__ = ["OBJECTS", "RELATIONS", "Canary", "Case", "World", "a_world", "asked", "cases", "planted", "unplanted", "wrong_in"]
