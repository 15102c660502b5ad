"""The words of a teacher's live page, handed to its script. Holes and plurals as in labs/parts/words: {n, plural, one {…} other {…}}."""

from django.utils.translation import gettext as _

from homeroom.kit.picture_words import ANIMALS_IN_WORDS


def class_words() -> dict[str, str]:
    """Key to text, in the language of the page."""
    return {f"class.{key}": text for key, text in {**_who_is_stuck(), **_who_is_here(), **_grid(), **_one_cell(), **_animals()}.items()}


def _animals() -> dict[str, str]:
    """Animals of the tiles, for who does not see them."""
    return {f"animal.{name}": str(words) for name, words in ANIMALS_IN_WORDS.items()}


def _who_is_stuck() -> dict[str, str]:
    return {
        "stuck": _("Who is stuck"),
        "stuck.count": _("{n, plural, =0 {Nobody is stuck.} one {# pupil is stuck.} other {# pupils are stuck.}}"),
        "calm": _("Nobody is stuck."),
        "calm.more": _("A good moment to look at what somebody has made."),
        "stuck.more": _("{n, plural, one {and # more} other {and # more}}"),
        "stuck.short": _("level {number}, {n, plural, one {# minute} other {# minutes}}"),
        "stuck.since": _("since {time}"),
        "stuck.said": _("The pupil read:"),
        "stuck.ask": _("Ask: {question}"),
        "minutes": _("{n, plural, =0 {less than a minute} one {# minute} other {# minutes}}"),
        "level": _("Level {number}, {title}"),
        "level.challenge": _("Level {number}, {title} (challenge)"),
        "program": _("Program"),
        "plan": _("Solution and plan"),
        "is-stuck": _("stuck"),
    }


def _who_is_here() -> dict[str, str]:
    return {
        "hands": _("{n, plural, one {# hand is up} other {# hands are up}}"),
        "hand.up": _("hand up"),
        "hand.down": _("Put down"),
        "hand.down.of": _("Put down the hand of {name}"),
        "here": _("{n} of {all} have a level open"),
        "count.working": _("{n, plural, one {# working} other {# working}}"),
        "count.idle": _("{n, plural, one {# idle} other {# idle}}"),
        "count.offline": _("{n, plural, one {# offline} other {# offline}}"),
        "is.working": _("working"),
        "is.idle": _("idle"),
        "is.offline": _("offline"),
        "is.away": _("no level open yet"),
        "everybody": _("Everybody"),
        "trouble": _("The network does not answer. What you see may be old; we keep trying."),
        "ended": _("You are signed out, or this class is not there any more. Please load the page again."),
        "pretend.stopped": _("The pretend class could not start: this needs the network. Please load the page again."),
    }


def _grid() -> dict[str, str]:
    return {
        "topics": _("What the class can do"),
        "topics.one": _("{n} of {all} can {can}"),
        "grid": _("Pupils and levels"),
        "pupil": _("Pupil"),
        "cell.name": _("Level {number}, {title}: {state}"),
        "state.0": _("not started"),
        "state.1": _("tried"),
        "state.2": _("solved with more blocks than needed"),
        "state.3": _("solved perfectly"),
        "state.4": _("own program made"),
    }


def _one_cell() -> dict[str, str]:
    return {
        "close": _("Close"),
        "loading": _("One moment …"),
        "no-answer": _("The network does not answer. Please try again."),
        "why.0": _("Nothing was tried here yet."),
        "why.0.draft": _("Something was built, but not run yet."),
        "why.1": _("{n, plural, one {Run once, and not solved yet.} other {Run # times, and not solved yet.}}"),
        "why.last": _("The last answer was: {sentence}"),
        "why.2": _("Solved with {blocks, plural, one {# block} other {# blocks}}; it can be done with {enough}."),
        "why.2.short": _("Solved."),
        "why.3": _(
            "{blocks, plural, one {Solved with # block: the fewest there are.} other {Solved with # blocks: the fewest there are.}}"
        ),
        "why.3.short": _("Solved with the fewest blocks there are."),
        "why.4": _("Free play: an own program was made and run."),
        "why.after": _("{n, plural, one {One run before did not solve it.} other {# runs did not solve it.}}"),
        "cell.effort": _(
            "{n, plural, one {# run} other {# runs}}, {minutes, plural, one {# minute} other {# minutes}} at work, "
            "{hints, plural, =0 {no hint} one {# hint} other {# hints}}"
        ),
        "cell.draft": _("This was not run yet."),
        "cell.no-program": _("There is no program yet."),
        "cell.empty": _("No blocks yet."),
        "cell.loose": _("Lies beside the program and is not run:"),
        "open-level": _("Open the level"),
        "replay": _("Replay"),
        "blocks": _("Blocks"),
        "javascript": _("JavaScript"),
        "attempts": _("{n, plural, one {# run} other {All # runs}}"),
        "attempt.when": _("When"),
        "attempt.what": _("What came of it"),
        "attempt.blocks": _("Blocks"),
        "attempt.seconds": _("Seconds"),
        "attempt.hints": _("Hints"),
        "attempt.show": _("Show"),
        "outcome.tried": _("Not solved"),
        "outcome.passed": _("Solved"),
        "outcome.perfect": _("Solved perfectly"),
        "outcome.done": _("Own program"),
    }
