"""What each of them is asked about, and what must happen: the letters of urls_matrix, by whose thing it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homeroom.testing.matrix.world import RELATIONS, World
from homeroom.testing.urls_matrix import ROLES, Address, addresses

#: The kinds of things.
OBJECTS = ("own", "related", "foreign", "foreign through one's own", "closed", "deleted", "erased", "erased in one's own")
#: Addresses that exist for what is closed or deleted: which kind they open to a teacher of the class.
BRINGS_BACK = {"sections:restore": "deleted", "sections:pupil_restore": "closed"}
#: What the letters of urls_matrix do not say, since a relation has what nobody of the nine has.
OTHERWISE = {("pupil without a class", f"sign_in:{page}"): "o" for page in ("own_password", "prove")}
#: Addresses whose body says whose page it is; another one's is refused, and nothing is kept.
FOR_A_PERSON = ("/attempts", "/drafts", "/beat", "/hand")


@dataclass(frozen=True, slots=True)
class Thing:
    """A class and a pupil by public codes, and who may (names of people)."""

    kind: str
    section: str
    student: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """One question and the letter that must come back; "x": the page of another person."""

    address: Address
    method: str
    thing: Thing
    letter: str


def things(world: World, viewer: str) -> list[Thing]:
    """What a relation is asked about; kinds that come to the same as another are left out."""
    code = {name: section.code for name, section in world.classes.items()}
    people = {name: person.code for name, person in world.people.items()}
    ours = frozenset(name for name in world.taught if world.teaches(name))
    nobody: frozenset[str] = frozenset()
    own = world.own_class(viewer)
    pupil_of = {section: pupil for pupil, section in reversed(world.seats.items())}
    found = [Thing("related", code["ada"], people["ben"], ours)]
    if viewer in world.seats:
        found.append(Thing("own", code[world.seats[viewer]], people[viewer], nobody))
    elif own is not None and own != "ada":
        found.append(Thing("own", code[own], people[pupil_of[own]], frozenset({viewer})))
    return [
        *found,
        Thing("foreign", code["gil"], people["hana"], nobody),
        Thing("foreign through one's own", code[own or "ada"], people["hana"], nobody),
        Thing("closed", code["ada"], people["ivy"], nobody),
        Thing("deleted", code["ada's deleted"], people["jon"], nobody),
        Thing("erased in one's own", code[own or "ada"], world.erased[0], nobody),
        Thing("erased", world.erased[1], world.erased[0], nobody),
    ]


def cases(world: World, relation: str, kinds: tuple[str, ...] = OBJECTS) -> Iterator[Case]:
    """Everything that a relation is asked; an address that nobody decided must answer "?", which nothing does."""
    viewer, _like = RELATIONS[relation]
    for address in addresses():
        for method in address.methods:
            letters = address.decided(method) or "?" * len(ROLES)
            for thing in things(world, viewer):
                if thing.kind in kinds and _asks(address, thing, viewer):
                    yield Case(address, method, thing, _letter(world, address, thing, letters, relation))


def _asks(address: Address, thing: Thing, viewer: str) -> bool:
    """Whether an address is about a thing of this kind at all."""
    if "<str:student>" in address.route:
        return True
    if "<str:code>" in address.route:
        # The same class stands for several pupils.
        return thing.kind in ("own", "related", "foreign", "deleted", "erased")
    return address.name in FOR_A_PERSON or thing.kind == "related"


def _letter(world: World, address: Address, thing: Thing, letters: str, relation: str) -> str:
    viewer, like = RELATIONS[relation]
    here = letters[ROLES.index(like)]
    if (relation, address.name) in OTHERWISE:
        return OTHERWISE[relation, address.name]
    if address.name in FOR_A_PERSON:
        return "x" if here == "o" and not is_ones_own(world, thing, viewer) else here
    if "<str:code>" not in address.route:
        return letters[ROLES.index("Ada")] if world.teaches(viewer) else here
    opens = BRINGS_BACK.get(address.name)
    if opens is not None:
        return "o" if thing.kind == opens and world.teaches(viewer) else here
    return letters[ROLES.index("Ada")] if viewer in thing.may else here


def is_ones_own(world: World, thing: Thing, viewer: str) -> bool:
    """Whether a body that names the thing's pupil names the viewer."""
    return viewer in world.people and world.people[viewer].code == thing.student
