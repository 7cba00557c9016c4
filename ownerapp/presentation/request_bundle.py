"""Everything about a request in one zip file, for an authority or a court."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import _
from ownerapp.presentation.requests_page import deadline_lines
from ownerapp.presentation.voice import notice_language

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.rights import RequestView


def save_request_bundle(
    desk: Desk,
    view: RequestView,
    *,
    folder: str,
    interface_language: str,
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[str]:
    """Write the zip file and the record that goes into it, and return their paths.

    Name, plate and VIN stand in the record as they were ticked for the letter. Until the record is
    written, a no of ``is_wanted`` leaves nothing behind.

    Raises:
        ExportStoppedError: It is not wanted any more.
        OwnerAppError: As ``RightsDesk.save_bundle`` and ``RecordDesk.export``.
    """

    def record(vehicle: Vehicle, folder: str, practices: Sequence[PracticeId] | None) -> str:
        made = desk.records.export(
            vehicle,
            folder=folder,
            language=notice_language(desk.notice_of(vehicle), interface_language),
            interface_language=interface_language,
            formats=("bundle",),
            disclosure=view.request.disclosure,
            practices=practices,
            is_wanted=is_wanted,
        )
        return made.paths[0]

    return list(
        desk.rights.save_bundle(
            view.request.id,
            folder,
            record=record,
            lines=deadline_lines(view),
            guide=bundle_guide_text(view),
        )
    )


def bundle_guide_text(view: RequestView) -> str:
    """Return what is in the zip file, line by line."""
    # Translators: in these lines {file} is the name of a file, and stays as it is.
    lines = [
        _("This is everything that is kept about one request."),
        "",
        _("{file}: the letter, as text and to print.", file="letter.txt, letter.pdf"),
        _("{file}: the letter with which the hash in the history was made.", file="letter.json"),
        _("{file}: the last days by law, and how they were counted.", file="deadline.txt"),
        _(
            "{file}: the same facts for a program, with the salts of the hashes.",
            file="request.json",
        ),
        _("{file}: the notice that the request is about.", file="notice.json"),
        _(
            "{file}: a signed record of the choices, with how to check it.",
            file="consent-record-….zip",
        ),
        *([_("{file}: what came back, as it was kept.", file="replies/")] if view.replies else []),
        "",
        _(
            "The signature covers the record only. That a letter was sent or a reply came is the "
            "word of the person who kept it."
        ),
    ]
    return "\n".join(lines)
