"""Anybody can begin, and mistakes are part of learning: kind words, as many tries as one likes, no comparing of pupils (VAL-08)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homeroom.progress.models import LevelProgress
from homeroom.progress.tests.pupil import a_run, level, post, said
from homeroom.testing.cast import Cast, signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import addresses, ask, filled, undone
from tests.promises.test_wording import catalogue, catalogues, sources, words_of

#: Words with which machines scold. A mistake in a program may be called one: it is what is learned about.
HARSH = {
    "en": r"\b(?:invalid|illegal|forbidden|denied|you failed|incorrect|stupid|dumb|lazy|silly|fatal|abort(?:ed)?|terminated|not allowed|"
    r"unauthori[sz]ed|loser|game over|too slow|(?<!not )your fault|obviously|just simply)\b",
    "es": r"\b(?:inválid[oa]s?|ilegal(?:es)?|prohibid[oa]s?|denegad[oa]s?|fallaste|fracas\w+|incorrect[oa]s?|tont[oa]s?|torpes?|fatal|"
    r"perezos[oa]s?|mal hecho|no autorizad[oa]s?|demasiado lent[oa]s?|(?<!no es )culpa tuya|obviamente)\b",
    "ar": r"غير صالح|غير صحيح|ممنوع|محظور|لقد فشلت|غبي|كسول|خطأ فادح|بطيء جد|بسببك",
}
#: Words of contests among pupils. A turtle may race and a list has an order: it is about children being compared.
RANKED = {
    "en": r"\b(?:leader ?board|ranking|ranked|top (?:students?|pupils?)|best (?:student|pupil|in class)|class average|streaks?|"
    r"(?:faster|better|slower|worse) than (?:your )?(?:class(?:mates)?|others|other (?:students|pupils)))\b",
    "es": r"\b(?:tabla de posiciones|clasificación|mejor(?:es)? (?:estudiantes?|alumn\w+) de|promedio de la clase|rachas?|"
    r"(?:mejor|peor|más rápid[oa]|más lent[oa]) que (?:el resto|los demás|tus compañer\w+))\b",
    "ar": r"لوحة (?:الصدارة|المتصدرين)|ترتيب الطلاب|أفضل طالب|متوسط الصف|(?:أسرع|أفضل|أبطأ|أسوأ) من (?:زملائك|الآخرين)",
}
#: Says that there is none: "We count no streaks and rank nobody", "nobody is ranked".
NONE_OF_IT = re.compile(r"no streaks|rank nobody|no ranking of children", re.IGNORECASE)


def unkind(language: str, text: str) -> list[str]:
    """Words in a text that scold or compare."""
    return words_of((HARSH, RANKED), language, text)


def test_no_sentence_scolds_or_compares() -> None:
    # What templates say stands in the catalogues; the rest of them is for machines.
    written = [one for one in sources() if not one[0].startswith(("docs", "CONTRIBUTING")) and not one[0].endswith(".html")]
    everything = [*catalogues(), *catalogue(), *written]

    assert len(everything) > 9000
    found = {f"{where}: {word}" for where, language, text in everything if not NONE_OF_IT.search(text) for word in unkind(language, text)}
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Invalid program."),
        ("en", "You failed. Try harder!"),
        ("en", "You were slower than your class."),
        ("en", "Keep your streak!"),
        ("es", "Respuesta incorrecta."),
        ("es", "Vas más lento que los demás."),
        ("ar", "رمز غير صالح"),
        ("ar", "أنت أبطأ من زملائك"),
    ],
)
def test_words_that_scold_or_compare_are_found(language: str, text: str) -> None:
    assert unkind(language, text) != []


def at_most_ten(real: Callable[..., Any]) -> Callable[..., Any]:
    """The careless opposite: after ten tries at a level no more are taken."""

    def kept(*, student_id: int, attempts: Any, now: Any) -> Any:
        tries = sum(LevelProgress.objects.filter(student=student_id).values_list("tries", flat=True))
        return real(student_id=student_id, attempts=attempts if tries < 10 else [], now=now)

    return kept


@pytest.mark.django_db
@promise("VAL-08", breaks="homeroom.progress.actions.record_attempts", careless=at_most_ten)
def test_a_level_may_be_tried_as_often_as_one_likes_and_counts_as_solved_all_the_same() -> None:
    cast = the_cast()
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")

    for batch in range(12):
        runs = [a_run(level(1), made_at=1_795_500_000_000 + batch * 100_000 + number * 1000) for number in range(10)]
        answer = post(ben, "/attempts", {"person": cast.ben.code, "attempts": runs})
        assert (answer.status_code, len(said(answer)["kept"])) == (200, 10)
    last = a_run(level(1), "perfect", blocks=2, made_at=1_795_509_000_000)
    answer = post(ben, "/attempts", {"person": cast.ben.code, "attempts": [last]})

    row = LevelProgress.objects.get(student=cast.ben)
    assert said(answer)["states"] == {str(level(1).id): 3}
    assert (row.tries, row.state) == (121, 3)
    page = ben.get("/en/mine/").content.decode()
    assert "Solved with the fewest blocks there are!" in page
    assert "121" not in page, "nobody is told how often it took"


#: What is another with each asking: signatures, the time, and a file to take along, which is asked about elsewhere (RIGHTS-03).
OTHER_EACH_TIME = re.compile(rb'(?:nonce|csrf|value)\W{1,3}[\w-]{20,}|"now": ?[\d.]+|"ticket": ?"[^"]*"')


def everything_for(ben: Client, cast: Cast) -> dict[str, bytes]:
    """All that Ben's browser is answered when it asks."""
    found = {}
    for address in addresses():
        if "GET" in address.methods and address.name != "rights:take_along":
            with undone(ben):
                answer: Any = ask(ben, "GET", filled(address.route, cast))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[address.name] = OTHER_EACH_TIME.sub(b"", body)
    return found


def with_the_others(real: Callable[..., Any]) -> Callable[..., Any]:
    """The careless opposite: one's own page counts the class."""
    return lambda student_id, lesson: [*real(student_id, lesson), *(fact for pupil in _others(student_id) for fact in real(pupil, lesson))]


def _others(student_id: int) -> list[int]:
    return list(LevelProgress.objects.exclude(student=student_id).values_list("student", flat=True).distinct())


@pytest.mark.django_db
@promise("VAL-08", breaks="homeroom.progress.queries.mine", careless=with_the_others)
def test_what_a_classmate_solves_changes_nothing_on_any_page_of_mine() -> None:
    cast = the_cast()
    ben, cleo = signed_in(cast.ben, seat=cast.bens_seat, way="pictures"), signed_in(cast.cleo, seat=cast.cleos_seat)
    post(ben, "/attempts", {"person": cast.ben.code, "attempts": [a_run(level(1))]})
    post(cleo, "/attempts", {"person": cast.cleo.code, "attempts": [a_run(level(1))]})
    before = everything_for(ben, cast)

    runs = [a_run(level(number), "perfect", blocks=2) for number in range(1, 9)]
    post(cleo, "/attempts", {"person": cast.cleo.code, "attempts": runs})

    after = everything_for(ben, cast)
    assert len(before) > 60
    assert [name for name in before if before[name] != after[name]] == []
    assert LevelProgress.objects.filter(student=cast.cleo, state=3).count() == 8
