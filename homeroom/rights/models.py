"""What people asked for about what is kept of them."""

from django.conf import settings
from django.db import models

from homeroom.kit.crypto import SealedText
from homeroom.rights.rules import KINDS, STATES


class Request(models.Model):
    """One request, from somebody who is signed in or from a family; `person` is whom it is about, once that is known.

    A family reads the answer with a receipt: 128 bits that are shown once and kept as a keyed code. Codes of who decided are public codes.
    """

    code = models.CharField("public code", max_length=12, unique=True)
    kind = models.CharField("what is asked for", max_length=11, choices=[(kind, kind) for kind in KINDS])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    from_family = models.BooleanField("asked by the family", default=False)
    #: "accounts.Person.age_told": which field a change is about, where a page led to the form.
    field = models.CharField("which field", max_length=100, blank=True)
    words = SealedText("what was written")
    concerns = SealedText("whom the family means", null=True)
    relation = SealedText("who the family member is to the pupil", null=True)
    contact = SealedText("how to reach the family", null=True)
    receipt = models.BinaryField("receipt, as a code for finding the request", max_length=16, unique=True, null=True)
    state = models.CharField("how far it is", max_length=8, choices=[(state, state) for state in STATES])
    received_at = models.DateTimeField("received")
    due_on = models.DateField("to be answered by")
    checked_at = models.DateTimeField("identity checked", null=True)
    checked_how = SealedText("how the identity was checked", null=True)
    closed_at = models.DateTimeField("answered", null=True)
    answer = SealedText("answer, or the reason why not", null=True)
    decided_by = models.CharField("who decided", max_length=12, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            # RIGHTS-09: nobody is refused without a reason, whatever the program does.
            models.CheckConstraint(
                condition=~models.Q(state="refused") | models.Q(answer__isnull=False), name="rights_refused_with_reason"
            ),
            # DEL-04: nothing is done before somebody has looked who asks.
            models.CheckConstraint(condition=~models.Q(state="done") | models.Q(checked_at__isnull=False), name="rights_done_after_check"),
        ]
