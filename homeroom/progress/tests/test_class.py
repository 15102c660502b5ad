"""What a teacher sees of a class: exactly the pupils who are stuck, the grid, the topics, a cell (CLS-04, CLS-05, DAT-13..16)."""

import datetime
import json
from dataclasses import dataclass, field

import msgspec
import pytest
from django.db import connection

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.accounts.models import Person
from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import Lesson
from homeroom.kit.crypto import Unreadable
from homeroom.kit.errors import NotFound
from homeroom.kit.http import Viewer
from homeroom.kit.ids import uuid7
from homeroom.progress import access, pages, presence, queries
from homeroom.progress.actions import record_attempts
from homeroom.progress.models import LessonStates
from homeroom.progress.tests.counting import statements
from homeroom.progress.tests.pupil import a_run, level, program
from homeroom.sections import queries as sections
from homeroom.sections.models import Period, Section
from homeroom.testing.cast import Cast, a_person, a_seat, a_section

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
#: Twelve minutes after Start class.
NOW = START + datetime.timedelta(minutes=12)


def before(seconds: float) -> datetime.datetime:
    return NOW - datetime.timedelta(seconds=seconds)


@dataclass
class Script:
    """What one pupil does: runs as (level, outcome, mistake), how long ago the last one was, seconds each, and where the page is now."""

    name: str
    runs: list[tuple[int, str, str | None]] = field(default_factory=list)
    ago: float = 60
    seconds: int = 20
    #: Level that is open now (None: no page), seconds since the last beat, active seconds since the last run, idle seconds.
    at: int | None = None
    beat_ago: float = 2
    active: int = 0
    idle: float = 0


def tries(number: int, *mistakes: str | None) -> list[tuple[int, str, str | None]]:
    return [(number, "tried", mistake) for mistake in mistakes]


SOLVED: list[tuple[int, str, str | None]] = [(3, "passed", None)]
TWENTY = [
    Script("Ali", tries(3, "wall", "wall", "wall"), at=3),  # one mistake three times
    Script("Bo", tries(3, "wall", "turn", "short", None, "wall"), at=3, seconds=40),  # five runs
    Script("Cem", tries(3, "wall", "wall", "turn", "turn"), at=3),  # four runs, no mistake three times
    Script("Dua", at=3, active=300),  # five minutes, nothing run, classmates needed one
    Script("Eli", at=3, active=239),  # not quite four minutes
    Script("Fay", tries(3, "wall", "wall", "wall") + SOLVED, at=4),  # solved it since
    Script("Gus", tries(3, "wall", "wall", "wall") + SOLVED, at=3),  # solved it, and stays to play
    Script("Hal", tries(3, "wall", "wall", "wall"), at=3, ago=700, idle=650),  # did nothing for more than ten minutes
    Script("Ida", tries(3, "wall", "wall", "wall"), at=3, ago=300, idle=290),  # idle, but not for that long
    Script("Jon", tries(3, "wall", "wall", "wall"), at=3, beat_ago=45),  # the network is gone
    Script("Kim", tries(3, "wall", "wall", "wall"), at=2),  # went back to an earlier one
    Script(
        "Lea", tries(3, "wall", "wall", "wall")
    ),  # at work before class, and no page of hers is open: her tile says so, and so does this
    Script("Max", tries(3, "wall", "wall", "wall"), ago=900),  # no page, and long ago
    Script("Nia", SOLVED, seconds=60, at=4),
    Script("Oli", SOLVED, seconds=60, at=4),
    Script("Pia", SOLVED, seconds=60, at=4, active=500),  # long, but nobody has solved that one
    Script("Quy", [*tries(19, None, None, None, None, None), (19, "done", None)], at=19),  # free play
    Script("Ron", tries(5, "wall", "wall", "wall"), at=5, seconds=200),  # another level
    Script("Sue"),  # never came
    Script("Tom", at=1),  # just sat down
]
STUCK = ["Ron", "Dua", "Bo", "Ali", "Ida", "Jon"]


@pytest.fixture
def lesson(cast: Cast) -> Lesson:
    found = curriculum.lesson_with_slug("maze")
    assert found is not None
    return found


@pytest.fixture
def classroom(cast: Cast, lesson: Lesson) -> Section:
    """Ada's class, open on the maze."""
    Period.objects.create(section=cast.section, lesson=lesson.id, opened_by=cast.ada, opened_at=START, sign_in_until=NOW)
    return cast.section


def play(scripts: list[Script], section: Section) -> dict[str, Person]:
    """Pupils who do what their scripts say, in the section's open period."""
    period = Period.objects.get(section=section, ended_at__isnull=True)
    people = {}
    for script in scripts:
        people[script.name] = person = a_person(script.name, age=11)
        a_seat(section, person)
        send(person, script)
        if script.at is None:
            continue
        for seconds, active in ((max(script.idle, script.beat_ago), script.active), (script.beat_ago, 0)):
            presence.beat(
                period_id=period.pk, person_id=person.pk, level=level(script.at).id, active=active, working=not script.idle, uncover=False,
                now=before(seconds),
            )  # fmt: skip
    return people


def send(person: Person, script: Script) -> None:
    sent = []
    for at, (number, outcome, mistake) in enumerate(script.runs):
        made = int(before(script.ago + 10 * (len(script.runs) - 1 - at)).timestamp() * 1000)
        run = a_run(
            level(number), outcome, made_at=made, id=str(uuid7(made)), mistake=mistake, seconds=script.seconds, program=program(f"{at}")
        )
        sent.append(msgspec.Raw(json.dumps(run | {"said": {"key": f"maze.{mistake}", "values": {"block": at}}}).encode()))
    if sent:
        record_attempts(student_id=person.pk, attempts=sent, now=NOW)


def names(section: Section, lesson: Lesson) -> list[str]:
    return [one.pupil.name for one in queries.stuck_in(section.pk, lesson, NOW)]


def test_twenty_pupils_give_exactly_who_is_stuck_longest_first(classroom: Section, lesson: Lesson) -> None:
    play(TWENTY, classroom)

    assert names(classroom, lesson) == STUCK


def test_one_pupil_who_does_otherwise_changes_the_list(classroom: Section, lesson: Lesson) -> None:
    """The control: the list comes from what pupils do."""
    others = [script for script in TWENTY if script.name not in ("Ali", "Dua")]
    people = play([*others, Script("Ali", tries(3, "wall", "wall", "turn"), at=3), Script("Dua", at=3, active=235)], classroom)
    assert names(classroom, lesson) == [name for name in STUCK if name not in ("Ali", "Dua")]

    send(people["Bo"], Script("Bo", SOLVED, ago=1))
    assert names(classroom, lesson) == [name for name in STUCK if name not in ("Ali", "Dua", "Bo")]


def test_a_stuck_pupil_comes_with_level_mistake_sentence_and_time(classroom: Section, lesson: Lesson) -> None:
    play(TWENTY, classroom)

    found = {one.pupil.name: one for one in queries.stuck_in(classroom.pk, lesson, NOW)}

    ali, bo, dua = found["Ali"], found["Bo"], found["Dua"]
    assert (ali.level.number, ali.because, ali.mistake, ali.said, ali.minutes) == (
        3, "same mistake", "wall", {"key": "maze.wall", "values": {"block": 2}}, 1,
    )  # fmt: skip
    assert ali.since == before(80)
    assert (bo.because, bo.mistake, bo.minutes) == ("many runs", "wall", 3)
    assert (dua.because, dua.mistake, dua.said, dua.minutes) == ("long", None, None, 5)
    moods = {name: one.mood for name, one in found.items()}
    assert moods == {
        "Ron": "working",
        "Dua": "working",
        "Bo": "working",
        "Ali": "working",
        "Ida": "idle",
        "Jon": "offline",
    }


LAST_WEEK = 7 * 24 * 3600
COMING_BACK = [
    Script("Ann", tries(3, "wall", "wall", "wall"), at=3, ago=LAST_WEEK),  # left it unsolved, and has just sat down before it again
    Script("Bea", tries(3, "wall", "turn", None, None, None, None), at=3, ago=LAST_WEEK),
    Script("Cal", tries(3, None), at=3, ago=LAST_WEEK, seconds=900),  # a long time, but last week
    Script("Dee", tries(3, None), at=3, ago=LAST_WEEK, active=270),  # back, and at work for long without a run
    Script("Eve", tries(3, None, None, None, None, "wall"), at=3, ago=LAST_WEEK),  # five last week, three now
    Script("Flo", tries(3, "wall", "wall"), at=3, ago=LAST_WEEK),  # two last week, one now
    *(Script(name, SOLVED, seconds=60, at=4) for name in ("Nia", "Oli", "Pia")),
]


def test_what_was_left_unsolved_last_week_makes_nobody_stuck_in_this_class(classroom: Section, lesson: Lesson) -> None:
    people = play(COMING_BACK, classroom)
    send(people["Eve"], Script("Eve", tries(3, "turn", "turn", "turn"), ago=30))
    send(people["Flo"], Script("Flo", tries(3, "wall"), ago=30))

    found = {one.pupil.name: one for one in queries.stuck_in(classroom.pk, lesson, NOW)}

    assert list(found) == ["Dee", "Eve"]
    dee, eve = found["Dee"], found["Eve"]
    assert (dee.because, dee.minutes, dee.mistake, dee.said, dee.since) == ("long", 4, None, None, before(2))
    assert (eve.because, eve.mistake, eve.seconds, eve.since) == ("same mistake", "turn", 60, before(50))
    assert eve.said == {"key": "maze.turn", "values": {"block": 2}}


def test_outside_of_class_the_runs_of_another_day_do_not_count_either(classroom: Section, lesson: Lesson) -> None:
    Period.objects.update(ended_at=NOW)
    for name, ago in (("Ann", LAST_WEEK), ("Bea", 3600)):
        person = a_person(name, age=11)
        a_seat(classroom, person)
        send(person, Script(name, tries(3, "wall", "wall", "wall"), ago=ago))
        send(person, Script(name, tries(3, "turn"), ago=30))

    found = queries.stuck_in(classroom.pk, lesson, NOW)

    assert [(one.pupil.name, one.since) for one in found] == [("Bea", before(3620))]


def test_nobody_is_called_stuck_whose_tile_says_that_they_are_elsewhere(cast: Cast, classroom: Section, lesson: Lesson) -> None:
    people = play(TWENTY, classroom)
    now = sections.class_now(cast.ada.pk, classroom.code)
    assert now is not None

    said = pages.states_of(classroom.pk, lesson, now.period, NOW)
    stuck = {one.person for one in pages.stuck_of(classroom, lesson, NOW).stuck}

    assert people["Lea"].code not in said.presence
    assert stuck <= set(said.presence)
    assert len(stuck) == len(STUCK)


def test_outside_of_class_the_last_run_says_who_is_stuck(classroom: Section, lesson: Lesson) -> None:
    play(TWENTY, classroom)
    Period.objects.update(ended_at=NOW)

    found = queries.stuck_in(classroom.pk, lesson, NOW)

    assert {one.pupil.name for one in found} == {"Ali", "Bo", "Ida", "Jon", "Kim", "Lea", "Ron"}
    assert {one.mood for one in found} == {"offline"}


def test_only_the_names_of_who_is_listed_are_opened(classroom: Section, lesson: Lesson) -> None:
    """A name that cannot be opened would be heard of; hundreds that are opened for nothing cost a second of a lesson."""
    people = play(TWENTY, classroom)
    spoilt = [person.pk for name, person in people.items() if name not in STUCK]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_person SET name = %s WHERE id IN ({','.join(map(str, spoilt))})", [b"no ciphertext"])

    assert names(classroom, lesson) == STUCK
    with pytest.raises(Unreadable):
        queries.pupils_in(classroom.pk)


def test_idle_offline_and_raised_hands_are_told_of_everybody(classroom: Section) -> None:
    people = play(TWENTY, classroom)
    presence.raise_hand(period_id=Period.objects.get().pk, person_id=people["Tom"].pk, up=True, now=NOW)

    now = {one.pupil.name: one for one in queries.pupils_now(classroom.pk, NOW)}

    assert (now["Ida"].mood, now["Jon"].mood, now["Sue"].mood, now["Tom"].mood) == ("idle", "offline", "offline", "working")
    assert (now["Tom"].hand_at, now["Ali"].hand_at) == (NOW, None)
    assert now["Hal"].level is not None
    assert now["Hal"].level.number == 3


def test_who_left_the_class_or_sits_in_another_is_not_in_its_list(cast: Cast, classroom: Section, lesson: Lesson) -> None:
    people = play(TWENTY[:2], classroom)
    people["Ali"].state = "closed"
    people["Ali"].save()

    assert names(classroom, lesson) == ["Bo"]
    assert queries.stuck_in(cast.dans_section.pk, lesson, NOW) == []


def test_the_grid_shows_one_digit_a_level_for_everybody_who_began(classroom: Section, lesson: Lesson) -> None:
    people = play(TWENTY, classroom)

    grid = queries.grid_of(classroom.pk, lesson)
    states = dict(grid.digits())

    assert len(states) == 22
    assert sum(map(bool, states.values())) == 16
    assert states[people["Gus"].code].rstrip("0") == "002"
    assert states[people["Quy"].code].rstrip("0") == "0" * 18 + "4"
    assert states[people["Sue"].code] == ""
    assert grid.code_of() == {}
    assert queries.grid_of(classroom.pk, lesson, with_ids=True).code_of()[people["Gus"].pk] == people["Gus"].code


def test_the_grid_of_a_class_without_pupils_is_empty(cast: Cast, lesson: Lesson) -> None:
    grid = queries.grid_of(a_section(cast.dan, "Nobody yet", now=NOW).pk, lesson)

    assert (dict(grid.digits()), grid.code_of(), set(grid.can_use().values())) == ({}, {}, {0})


def test_a_level_that_was_taken_out_is_not_in_the_grid(classroom: Section, lesson: Lesson) -> None:
    people = play([Script("Ali", [(1, "passed", None), (20, "perfect", None)]), Script("Bo", [(1, "perfect", None)])], classroom)
    shorter = Lesson(**{**vars(lesson), "levels": lesson.levels[:-1]})

    grid = queries.grid_of(classroom.pk, shorter)

    assert dict(grid.digits())[people["Ali"].code].rstrip("0") == "2"
    assert grid.can_use()["sequence"] == 2


def test_a_level_keeps_its_place_when_the_file_moves_it(classroom: Section, lesson: Lesson) -> None:
    people = play([Script("Ali", SOLVED)], classroom)
    turned = Lesson(**{**vars(lesson), "levels": tuple(reversed(lesson.levels))})

    assert dict(queries.grid_of(classroom.pk, turned).digits())[people["Ali"].code] == "0" * 17 + "200"


def test_topics_say_how_many_can_use_what(classroom: Section, lesson: Lesson) -> None:
    play([Script("Ali", [(1, "passed", None), (8, "perfect", None)]), Script("Bo", [(10, "perfect", None), (8, "tried", None)])], classroom)

    topics = {topic.concept: (topic.can, topic.of) for topic in queries.topics_in(classroom.pk, [lesson])}

    # Level 10 is no core level: it proves the challenge, not the concept. Ben and Cleo sit here too.
    assert topics == {
        "sequence": (1, 4), "repeat": (0, 4), "debugging": (0, 4), "repeat-until": (1, 4), "if": (0, 4), "if-else": (0, 4),
    }  # fmt: skip


def test_a_cell_tells_every_run_and_why_it_has_its_colour(classroom: Section) -> None:
    people = play([Script("Ali", [*tries(1, "wall"), (1, "passed", None), *tries(1, "turn")], seconds=30)], classroom)

    cell = queries.cell(people["Ali"].pk, level(1))

    assert (cell.facts.state, cell.facts.tries, cell.facts.failed, cell.facts.seconds) == (2, 3, 2, 90)
    assert (cell.facts.why.colour, cell.facts.why.blocks) == ("more blocks than needed" if (level(1).optimal or 0) < 5 else "solved", 5)
    assert [(one.state, one.mistake, one.program) for one in cell.tries] == [
        (1, "turn", program("2")), (2, None, program("1")), (1, "wall", program("0")),
    ]  # fmt: skip
    assert cell.work is not None
    assert (cell.work.program, cell.work.unrun) == (program("2"), False)
    untouched = queries.cell(people["Ali"].pk, level(2))
    assert (untouched.facts.why.colour, untouched.work, untouched.tries) == ("not started", None, [])


def test_a_pupil_sees_the_same_facts(classroom: Section, lesson: Lesson) -> None:
    people = play([Script("Ali", [*tries(1, "wall"), (1, "passed", None)])], classroom)
    ali = people["Ali"].pk

    mine = queries.mine(ali, lesson)

    assert [facts.level for facts in mine] == list(lesson.levels)
    assert mine[0] == queries.cell(ali, level(1)).facts
    assert queries.topics_of(ali, [lesson])["sequence"] is True
    assert queries.topics_of(ali, [lesson])["repeat"] is False
    assert queries.lessons_begun(ali) == [lesson]


def viewer(person: Person) -> Viewer:
    found = people.find_session(accounts.begin_session(person=person, way="password", now=NOW).token, NOW)
    assert found is not None
    return found[0]


def test_dan_sees_nothing_of_adas_class_and_cannot_tell_it_from_none(cast: Cast, classroom: Section) -> None:
    """CLS-04."""
    code, ben = cast.section.code, cast.ben.code
    assert access.pupil_for(viewer(cast.ada), code, ben).student_id == cast.ben.pk

    for who, section, pupil in (
        (cast.dan, code, ben), (cast.dan, "nothing", ben), (cast.dan, cast.dans_section.code, ben), (cast.ben, code, ben),
        (cast.ada, code, "x"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            access.pupil_for(viewer(who), section, pupil)
    with pytest.raises(NotFound):
        access.level_of(lesson_slug="maze", number=99)


def test_questions_about_a_class_cost_the_same_whatever_its_size(classroom: Section, lesson: Lesson) -> None:
    counts: list[list[int]] = []
    came_back = play([Script("Eve", tries(3, "wall", "wall", "wall"), at=3, ago=LAST_WEEK)], classroom)
    send(came_back["Eve"], Script("Eve", tries(3, "wall", "wall", "wall")))
    for scripts in (TWENTY[:3], [Script(f"{script.name}{n}", script.runs, at=script.at) for n in range(3) for script in TWENTY]):
        play(scripts, classroom)
        found = []
        for ask in (
            lambda: queries.grid_of(classroom.pk, lesson),
            lambda: queries.pupils_in(classroom.pk),
            lambda: queries.stuck_in(classroom.pk, lesson, NOW),
            lambda: queries.topics_in(classroom.pk, [lesson]),
            lambda: queries.pupils_now(classroom.pk, NOW),
        ):
            with statements() as asked:
                ask()
            found.append(len(asked))
        counts.append(found)

    # Of the seven about who is stuck one is for Eve, who comes back to a level of last week.
    assert counts[0] == counts[1] == [1, 1, 7, 2, 2]
    assert LessonStates.objects.count() > 40
