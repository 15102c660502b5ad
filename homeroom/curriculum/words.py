"""Words of labs and curriculum in the languages of the site, from the PO catalogues in translations/ (compiled by set-up)."""

import gettext
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from homeroom.curriculum.catalogue import Text


@lru_cache(maxsize=32)
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    folder = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{domain}.mo"
    if not folder.exists():
        return gettext.NullTranslations()
    with folder.open("rb") as file:
        return gettext.GNUTranslations(file)


#: While a set, every text that is asked for is noted as (domain, context, English): so `tools/words.py` knows what there is to translate.
asked: set[tuple[str, str, str]] | None = None


def in_all_languages(domain: str, context: str, english: str) -> Text:
    """{"en": english, "es": ...}: languages without a translation are left out. `context` is the msgctxt."""
    if asked is not None and english:
        asked.add((domain, context, english))
    found = {"en": english}
    for language in settings.HOMEROOM_LANGUAGES:
        if language != "en" and english:
            said = _catalogue(domain, language).pgettext(context, english)
            if said != english:
                found[language] = said
    return found


def prose_in_all_languages(context: str, english: str) -> Text:
    """Markdown, translated paragraph by paragraph, so that one changed sentence leaves the others as they are."""
    found = {"en": english}
    parts = english.split("\n\n")
    texts = [in_all_languages("curriculum", context, part.strip("\n")) for part in parts]
    for language in settings.HOMEROOM_LANGUAGES:
        if language != "en" and any(language in text for text in texts):
            found[language] = "\n\n".join(text.get(language, text["en"]) for text in texts)
    return found


def forget_words() -> None:
    """Called when catalogues were compiled anew."""
    _catalogue.cache_clear()
