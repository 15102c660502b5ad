"""Made by tools/generate/stores.py from labs/parts/*/stores.json. Edit there, then `make generate`."""

from django.utils.translation import gettext_lazy as _

from homeroom.privacy.rules import InBrowser

IN_BROWSER = (
    InBrowser(
        "cookie",
        "here",
        what=_("A random text, new at every sign-in"),
        why=_("tells the page that somebody is signed in, so that a visitor's page asks nothing"),
        how_long=_("until sign-out; ends with the session"),
    ),
    InBrowser(
        "indexedDB",
        "attempt/*",
        what=_("Runs that are not yet at the server: level, program, result, hints, seconds, time"),
        why=_("so that nothing is lost without network"),
        how_long=_("until the server has them; sealed at sign-out"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "draft/*",
        what=_("The newest unrun program of a level that is not yet at the server"),
        why=_("so that work goes on where it stopped"),
        how_long=_("until the server has it; sealed at sign-out"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "person/*",
        what=_("Public code of the person signed in, the sealing key and ticket of the server, the clock difference"),
        why=_("so that unsent work can be sealed for its owner, also without network"),
        how_long=_("until sign-out"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "aside/*",
        what=_("Work the server refused, and the sentence it gave"),
        why=_("so that nothing disappears without a word"),
        how_long=_("until put away or sign-out"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "parcel/*",
        what=_("Sealed unsent work of somebody who signed out; only the server can open it"),
        why=_("so that it still reaches its owner"),
        how_long=_("until the server has it, at most 28 days"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "leaving",
        what=_("Public code of a person who signed out without network"),
        why=_("so that the sign-out is done as soon as the network is back"),
        how_long=_("until then"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "visitor/*",
        what=_("Signed out: state, best and newest program, and a small picture of each level"),
        why=_("so that a visitor can go on, and take the work along when signing in"),
        how_long=_("until taken along or removed by the visitor"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "declined/*",
        what=_("Public code of a person who said that the visitor's work is not theirs"),
        why=_("so that they are not asked again"),
        how_long=_("until the visitor's work is gone"),
        database="homeroom/kept",
    ),
    InBrowser(
        "indexedDB",
        "sender",
        what=_("A random number of the tab that is sending, and when its turn ends"),
        why=_("so that two tabs do not send twice"),
        how_long=_("30 seconds"),
        database="homeroom/kept",
    ),
    InBrowser(
        "localStorage",
        "homeroom/*",
        what=_("The same rows under the same names where the browser has no IndexedDB"),
        why=_("the same"),
        how_long=_("the same"),
    ),
    InBrowser(
        "localStorage",
        "homeroom.theme",
        what=_("Light or dark, as chosen in the footer of any page"),
        why=_("so that the choice holds on the next page"),
        how_long=_("until changed or removed in the browser; written only once something is chosen"),
    ),
    InBrowser(
        "localStorage",
        "homeroom.preferences",
        what=_("Sound on or off, speed of a run, how much of a run is told in words"),
        why=_("so that a choice made on a level holds on the next"),
        how_long=_("until changed or removed in the browser; written only once something is chosen"),
    ),
)
