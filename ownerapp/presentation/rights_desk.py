"""The part of the desk that is about requests: letters, replies, and the bundle for a complaint.

All methods are synchronous and know no thread, as those of the desk itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from ownerapp.domain.errors import (
    NothingToExportError,
    PracticeRequiredError,
    PracticeUndeterminedError,
)
from ownerapp.domain.ids import Language, PracticeId, ReplyId
from ownerapp.domain.rights import Way
from ownerapp.presentation.letter_paper import letter_paper
from ownerapp.presentation.request_words import letter_text
from ownerapp.services.rights import RightsService, letter_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ownerapp.domain.event import Method
    from ownerapp.domain.rights import KeptRequest, LetterPart
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.services.notice_shelf import NoticeShelf
    from ownerapp.services.opening import OpenedStore
    from ownerapp.services.request_steps import ReplyGiven
    from ownerapp.services.rights import Offer, RequestView, Wish

RecordMaker = Callable[["Vehicle", str, "Sequence[PracticeId] | None"], str]
"""Writes a bundle with a signed record of a car into a folder and returns its path."""
_BUNDLE_LIMIT = 60_000_000
_NAME_LIMIT = 80


class RightsDesk:
    """Use cases around requests.

    Args:
        opened: The opened store.
        method: How the person acts.
        shelf: The notices that the store keeps.
    """

    def __init__(self, opened: OpenedStore, method: Method, shelf: NoticeShelf) -> None:
        self._around = opened.around
        self._method = method
        self._service = RightsService(opened, shelf)

    def all(self) -> tuple[RequestView, ...]:
        """Return all requests, newest first."""
        return self._service.all()

    def find(self, request: str) -> RequestView:
        """Return one request; see ``RightsService.find``."""
        return self._service.find(request)

    def offer(self, vehicle: Vehicle) -> Offer:
        """Return what can be asked for about a car."""
        return self._service.offer(vehicle)

    def preview(
        self, vehicle: Vehicle, wish: Wish, *, language: Language
    ) -> tuple[LetterPart, ...]:
        """Return the letter that :meth:`draft` would keep."""
        return self._service.preview(vehicle, wish, language=language)

    def draft(self, vehicle: Vehicle, wish: Wish, *, language: Language) -> RequestView:
        """Write a letter and keep it as a draft."""
        return self._service.draft(vehicle, wish, method=self._method, language=language)

    def drop(self, request: str) -> None:
        """Throw a draft away."""
        self._service.drop(request, method=self._method)

    def bring_back(self, draft: KeptRequest) -> RequestView:
        """Keep a draft again that was thrown away."""
        return self._service.bring_back(draft, method=self._method)

    def reopen(self, request: str) -> RequestView:
        """Go on with a request that was closed."""
        return self._service.reopen(request, method=self._method)

    def sent(self, request: str, *, on: date, by: Way) -> RequestView:
        """Keep that the person sent the letter, as they say."""
        return self._service.sent(request, on=on, by=by, method=self._method)

    def correct_sent(self, request: str, *, on: date, by: Way) -> RequestView:
        """Keep another day or way of sending than the person had said."""
        return self._service.correct_sent(request, on=on, by=by, method=self._method)

    def arrived(self, request: str, *, on: date) -> RequestView:
        """Keep on which day the letter arrived."""
        return self._service.arrived(request, on=on, method=self._method)

    def reply(self, request: str, given: ReplyGiven) -> RequestView:
        """Keep a reply."""
        return self._service.reply(request, given, method=self._method)

    def gave(self, request: str, *, on: date) -> RequestView:
        """Keep that the person gave what the company had asked for."""
        return self._service.gave(request, on=on, method=self._method)

    def close(self, request: str) -> RequestView:
        """Close a request that was sent."""
        return self._service.close(request, method=self._method)

    def today(self) -> date:
        """Return the local day."""
        return self._around.clock.now().astimezone(self._around.clock.zone()).date()

    # -------------------------------------------------------------- files

    def save_letter(self, request: str, path: str) -> None:
        """Write the letter: a PDF where the name ends in ``.pdf``, else plain text.

        Raises:
            TypesetFailedError: A character cannot be drawn; nothing was written.
            UnavailableError: Disk or folder fail.
        """
        view = self.find(request)
        if path.casefold().endswith(".pdf"):
            data = self._pdf(view)
        else:
            data = letter_text(view.request.letters).encode()
        self._around.files.write(path, data)

    def letter_pages(self, request: str) -> Callable[[], tuple[bytes, ...]]:
        """Return what draws the letter's pages as pictures (PNG); any thread may call it."""
        return partial(self._around.paper.draw_small, letter_paper(self.find(request).request))

    def save_reply(self, reply: ReplyId, path: str) -> None:
        """Write a reply out of the store, byte for byte."""
        self._around.files.write(path, self._service.content(reply))

    def save_bundle(
        self, request: str, folder: str, *, record: RecordMaker, lines: Sequence[str], guide: str
    ) -> tuple[str, ...]:
        """Write everything about a request into one zip file, for an authority or a court.

        A signed record of the practice is exported into the folder as well, because every record
        stands in the history with the place where it went; its bytes are in the zip file too.

        Args:
            request: The request.
            folder: Where the files go.
            record: Exports the record.
            lines: The calculation of the last days, line by line.
            guide: What is in the zip file, in words.

        Returns:
            The paths of the files, the zip file first.

        Raises:
            TypesetFailedError: A character cannot be drawn.
            UnavailableError: Disk or folder fail.
        """
        view = self.find(request)
        files = self._around.files
        paths = []
        contents: dict[str, bytes] = {
            "README.txt": f"{guide}\n".encode(),
            "letter.txt": letter_text(view.request.letters).encode(),
            "letter.pdf": self._pdf(view),
            "letter.json": letter_bytes(view.request.letters),
            "deadline.txt": ("\n".join(lines) + "\n").encode(),
            "request.json": self._facts(view),
        }
        for number, reply in enumerate(view.replies, start=1):
            if reply.size:
                name = f"replies/{number:02d}-{safe_name(reply.name or 'text.txt')}"
                contents[name] = self._service.content(reply.id)
        if record_path := self._recorded(view, folder, record):
            contents[PurePath(record_path).name] = files.read(
                record_path, limit_bytes=_BUNDLE_LIMIT
            )
            paths.append(record_path)
        contents["notice.json"] = self._service.notice_pack(view)
        now = self._around.clock.now()
        today = now.astimezone(self._around.clock.zone())
        name = files.free_name(folder, f"request-{today:%Y-%m-%d}-{view.request.id[:8]}", [".zip"])
        path = str(PurePath(folder) / f"{name}.zip")
        files.write(path, self._around.bundles.make(contents, at=now))
        return (path, *paths)

    def _pdf(self, view: RequestView) -> bytes:
        return self._around.paper.make_small(letter_paper(view.request))

    def _recorded(self, view: RequestView, folder: str, record: RecordMaker) -> str:
        """Return the path of a new record about the practice; empty where there can be none."""
        practice = view.request.practice
        try:
            return record(view.vehicle, folder, None if practice is None else [practice])
        except (PracticeRequiredError, PracticeUndeterminedError):
            return self._all_recorded(view, folder, record)
        except NothingToExportError:
            return ""

    def _all_recorded(self, view: RequestView, folder: str, record: RecordMaker) -> str:
        """Return a record of everything that has a switch, where the practice has none."""
        try:
            return record(view.vehicle, folder, None)
        except NothingToExportError:
            return ""

    def _facts(self, view: RequestView) -> bytes:
        """Return what a program needs to follow the calculation and to check the hashes."""
        request = view.request
        value = {
            "request": request.id,
            "right": request.right.value,
            "regimes": [item.value for item in request.regimes],
            "practice": request.practice,
            "notice_sha256": request.notice,
            "letter": {"file": "letter.json", "salt": request.salt},
            "sent": asdict(request.sent) if request.sent is not None else None,
            "said_before": [asdict(item) for item in request.sent_before],
            "arrived_on": request.arrived_on,
            "counted_from": request.clock_from,
            "last_days": [asdict(item) for item in request.shown_dues],
            "replies": [
                {
                    "kind": item.kind.value,
                    "on": item.on,
                    "name": item.name,
                    "salt": item.salt,
                    "sha256": item.sha256,
                }
                for item in view.replies
            ],
        }
        return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def safe_name(name: str) -> str:
    """Return a name that is safe inside a zip file on every system; it is data."""
    kept = "".join(
        character if character.isascii() and (character.isalnum() or character in "-_.") else "_"
        for character in name
    )
    return kept[-_NAME_LIMIT:].lstrip(".") or "file"
