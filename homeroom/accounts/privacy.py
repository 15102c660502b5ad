"""What is kept about a person and a signed-in browser."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import (
    ADMINISTRATORS,
    ANSWERERS,
    APPROVERS,
    GROWN_UPS,
    NOBODY,
    OWN_TEACHERS,
    SELF,
    After,
    Keeps,
    Store,
    class_record,
    credential,
    declare_stores,
    keys,
    means,
    profile,
    role_fact,
)

means(SELF, lambda person_id: [person_id])


class People(Keeps, table="accounts.Person", about="id", seen_by=(SELF, OWN_TEACHERS)):
    """Who uses this service: a name to be called by, an age in years, never a birth date."""

    title = _("People")
    keys = keys("code")
    name = profile(
        "name",
        source="either",
        seen_by=(SELF, OWN_TEACHERS, APPROVERS, ANSWERERS),
        why=_("to greet you, and for your teacher's list"),
        editable=True,
    )  # DAT-01
    language = profile("language", source="either", sealed=False, why=_("to speak your language"), editable=True)
    age = profile("age_told", "age_told_in", source="either", sealed=False, why=_("features that fit your age"))  # DAT-05, AGE-01
    kind = role_fact("role", "state", "state_before", why=_("what the account may do"))  # GEN-09
    username = credential("username", sealed=True, why=_("to sign in with a password of your own"), seen_by=(SELF, OWN_TEACHERS))  # DAT-02
    email = profile(
        "email", roles=GROWN_UPS, seen_by=(SELF, ADMINISTRATORS), why=_("a teacher's address, to sign in; never a pupil's"), editable=True
    )  # DAT-48, EML-06
    lookups = credential("username_index", "email_index", why=_("to find the account at sign-in; cannot be read back"))
    password = credential("password", "must_choose_password", why=_("to sign in; only a slow hash is kept"))  # DAT-03
    frozen = role_fact("frozen_at", why=_("so that what was asked not to be used is not used"))  # RIGHTS-05
    dates = role_fact(
        "created_at",
        "closed_at",
        "active_in",
        why=_("when the account was made, last used or closed, so that it goes when nobody needs it"),
    )  # RET-04


class Sessions(Keeps, table="accounts.Session", about="person", seen_by=(SELF,), after=After("ends_at")):
    """A browser that is signed in. It is forgotten when you sign out."""

    title = _("Signed-in browsers")
    keys = keys("id")
    token = credential("token_hash", "here", keep="until signed out", why=_("to know that it is still you"))
    way = credential("way", "second_factor", "proved_at", seen_by=(SELF,), keep="until signed out", why=_("what this sign-in may do"))
    where = class_record(
        "section",
        "enrolment",
        "period",
        source="automatic",
        keep="until signed out",
        seen_by=(SELF, OWN_TEACHERS),
        why=_("who has arrived in class"),
    )
    times = credential(
        "created_at",
        "seen_at",
        "ends_at",
        "idle_minutes",
        seen_by=(SELF,),
        keep="until signed out",
        why=_("to end by itself on a shared computer"),
    )


declare_stores(
    Store(
        "homeroom",
        "cookie",
        _("A random text that names this sign-in"),
        _("so that you stay signed in"),
        _("until signed out, at most 14 days"),
        (NOBODY,),
        gone_within=timedelta(days=14),
    ),
)
