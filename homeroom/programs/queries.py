"""Reading programs. Whoever asks has found the row through something the viewer may see."""

from collections.abc import Collection

from homeroom.programs.models import Program


def source_of(program_id: int | None) -> str | None:
    """What was written; None when there is no such program."""
    found = None if program_id is None else Program.objects.filter(pk=program_id).first()
    return None if found is None else str(found.source)


def sources_of(program_ids: Collection[int]) -> dict[int, str]:
    """Several programs by row."""
    return {found.pk: str(found.source) for found in Program.objects.filter(pk__in=program_ids)}
