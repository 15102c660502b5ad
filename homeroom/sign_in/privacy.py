"""What signing in keeps."""

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import GROWN_UPS, SELF, After, Keeps, credential, keys


class OneTimeLinks(Keeps, table="sign_in.OneTimeLink", about="person", seen_by=(SELF,), roles=GROWN_UPS, after=After("ends_at")):
    """Links that work once: for a first administrator, an invited teacher, a new password."""

    title = _("One-time links")
    keys = keys("id", "made_by")
    link = credential("key_hash", keep="until used", why=_("so that only who has the link can use it"))
    facts = credential(
        "kind", "made_at", "ends_at", "used_at", seen_by=(SELF,), keep="until used", why=_("so that a link works once and not for long")
    )


class SecondFactors(Keeps, table="sign_in.SecondFactor", about="person", seen_by=(SELF,), roles=GROWN_UPS):
    """An authenticator app of an adult."""

    title = _("Second factor")
    keys = keys("id")
    secret = credential("secret", sealed=True, why=_("to check the six digits"))  # SEC-04
    use = credential("made_at", "confirmed_at", "last_step", why=_("so that no six digits work twice"))


class RecoveryCodes(Keeps, table="sign_in.RecoveryCode", about="person", seen_by=(SELF,), roles=GROWN_UPS):
    """Codes for when the authenticator is lost."""

    title = _("Recovery codes")
    keys = keys("id")
    code = credential("code_hash", "used_at", why=_("a way in when the authenticator is lost"))
