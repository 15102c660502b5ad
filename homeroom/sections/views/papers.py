"""Two papers: sign-in cards, and the letter to families (PAR-07). Made when they are asked for, kept nowhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, override, pgettext

from homeroom.curriculum import queries as curriculum
from homeroom.curriculum.catalogue import said_in
from homeroom.kit.declare import ANSWERERS, APPROVERS, NOBODY, OWN_TEACHERS, declared
from homeroom.kit.declare.kinds import CATEGORIES, KEPT, PURPOSES
from homeroom.kit.http import now_of, open_to
from homeroom.kit.pdf.document import PageSize
from homeroom.sections import access, actions, queries
from homeroom.sections.forms import PaperForm
from homeroom.sections.models import Section
from homeroom.sections.pages import DOOR, door, language_now, site
from homeroom.sections.papers import cards as card_paper
from homeroom.sections.papers import letter as letter_paper
from homeroom.sections.views.classes import teacher


def _asked(request: HttpRequest) -> tuple[PageSize, str]:
    form = PaperForm(request.GET, languages=[(code, name) for code, (name, _side) in settings.HOMEROOM_LANGUAGES.items()])
    form.is_valid()
    size: PageSize = "Letter" if form.cleaned_data.get("size") == "Letter" else "A4"
    return size, form.cleaned_data.get("language") or language_now()


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@open_to(OWN_TEACHERS, step_up=True)
def cards(request: HttpRequest, code: str) -> HttpResponse:
    """Cards of the whole class, or of one pupil (`?pupil=`); noted, since they show secrets."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    only = request.GET.get("pupil", "")
    seat = access.enrolment_for(viewer, section, only) if only else None
    size, language = _asked(request)
    actions.note_secrets_shown(section=section, seat=seat, by=viewer.code, now=now_of(request))
    chosen = [place for place in queries.places_in(section.pk) if seat is None or place.seat.pk == seat.pk]
    sheet = card_paper.CardSheet(
        school=settings.HOMEROOM_SCHOOL,
        section=section.name,
        site=site(request),
        card_page=f"{site(request)}/{DOOR}",
        language=language,
        cards=tuple(_card(request, place) for place in chosen),
        size=size,
        made_at=now_of(request),
    )
    return _pdf(card_paper.sign_in_cards(sheet), "cards")


def _card(request: HttpRequest, place: queries.Place) -> card_paper.Card:
    seat, parts = place.seat, tuple((place.seat.secret or "").split())
    secret: card_paper.Secret
    if seat.sign_in == "password":
        secret = card_paper.OneTimePassword(seat.student.username or "", seat.secret or "")
    elif seat.sign_in == "words":
        secret = card_paper.Words(parts)
    else:
        secret = card_paper.Pictures(parts)
    return card_paper.Card(
        name=place.shown,
        secret=secret,
        tile=card_paper.Tile(seat.tile_animal, seat.tile_colour),
        code=seat.card,
        address=door(request, seat.card) if seat.card else None,
    )


@open_to(OWN_TEACHERS)
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter to families, in their language; `?slip=yes` adds a part to sign and bring back."""
    viewer = teacher(request)
    section = access.section_for(viewer, code)
    size, language = _asked(request)
    paper = letter_paper.FamilyLetter(
        school=settings.HOMEROOM_SCHOOL,
        section=section.name,
        teacher=viewer.name,
        privacy_contact=settings.PRIVACY_CONTACT or viewer.name,
        run_by=_run_by(language),
        site=site(request),
        card_page=f"{site(request)}/{DOOR}",
        privacy_page=_privacy_page(request, language),
        way_in=_way_in(section),
        kept=_kept(language),
        tools=_tools(section, language),
        language=language,
        size=size,
        with_slip=request.GET.get("slip") == "yes",
        made_at=now_of(request),
    )
    return _pdf(letter_paper.family_letter(paper), "letter")


def _run_by(language: str) -> str:
    """Who runs this service and answers for it; while nobody is named, the school whose class it is."""
    with override(language):
        return settings.HOMEROOM_OPERATOR or gettext("your school")


def _way_in(section: Section) -> letter_paper.WayIn:
    return "words" if section.sign_in == "words" else "password" if section.sign_in == "password" else "pictures"


def _privacy_page(request: HttpRequest, language: str) -> str:
    with override(language):
        try:
            return f"{site(request)}{reverse('privacy:data')}"
        except NoReverseMatch:
            return f"{site(request)}/{language}/"


def _tools(section: Section, language: str) -> letter_paper.Tools:
    """What the lessons of this class's course need (PAR-07)."""
    found = curriculum.tools(section.course).values()
    names = tuple(said_in(tool.title, language) for tool in found)
    return letter_paper.Tools(names, only_blocks=not any(tool.uploads or tool.free_text for tool in found))


def _kept(language: str) -> tuple[letter_paper.Kept, ...]:
    """One row for each table that keeps something about pupils, from the declarations (DAT-01..)."""
    rows = []
    with override(language):
        comma, semicolon = pgettext("between the items of a list", ", "), pgettext("between the items of a list", "; ")
        found = [[line for line in table.lines if line.kind != "keys" and "student" in line.roles] for table in declared().values()]
        told = [(table, lines) for table, lines in zip(declared().values(), found, strict=True) if lines]
        # Names first, housekeeping last.
        for table, lines in sorted(told, key=lambda one: list(CATEGORIES).index(one[1][0].category)):
            readers = dict.fromkeys(
                audience.words for line in lines for audience in line.seen_by if audience not in (NOBODY, APPROVERS, ANSWERERS)
            )
            rows.append(
                letter_paper.Kept(
                    what=gettext(" ".join(table.says.split())),
                    why=comma.join(dict.fromkeys(str(PURPOSES[line.purpose]) for line in lines)),
                    seen_by=comma.join(str(words) for words in readers) or str(NOBODY.words),
                    how_long=semicolon.join(dict.fromkeys(str(KEPT[line.keep]) for line in lines)),
                )
            )
    return tuple(rows)
