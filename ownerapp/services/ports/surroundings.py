"""The ports of the computer around the program: settings, files, law, start at sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ownerapp.compliance.adequacy import AdequacyList
    from ownerapp.compliance.deadlines.parameters import Parameters
    from ownerapp.compliance.letter_book import LetterBook


class Preferences(Protocol):
    """What the person set that decides what services do; asked each time it matters."""

    def unsigned_notices(self) -> bool:
        """Tell whether a yes may be recorded from a notice that nobody signed."""
        ...


class LegalFacts(Protocol):
    """The dated facts of law that the program ships."""

    def adequacy(self) -> AdequacyList:
        """Return the EU's adequacy decisions and the day on which they were looked up."""
        ...

    def deadlines(self) -> Parameters:
        """Return how long each law gives to answer a request."""
        ...

    def letters(self) -> LetterBook:
        """Return the texts of letters."""
        ...


class Files(Protocol):
    """Whole files, written so that no half file is ever seen."""

    def read(self, path: str, *, limit_bytes: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileMissingError: There is none.
            FileTooLargeError: It is larger than the bound.
            FileUnreadableError: It cannot be read.
        """
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file, durably; the folder is made when missing.

        Raises:
            DiskFullError: There is no room; no half file is left.
            FolderReadOnlyError: The folder cannot be written.
        """
        ...

    def write_together(
        self, files: Mapping[str, bytes], commit: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Write several files that are seen all or not at all, around a commit.

        Every file is first written durably under another name in its folder; then
        ``commit`` is called with those names and the ones that the files are about to get;
        then they get them. When writing or ``commit`` fails, no file is left. Where the
        process dies after the commit, :meth:`finish` does the rest.

        Raises:
            DiskFullError: There is no room; nothing was committed.
            FolderReadOnlyError: The folder cannot be written; nothing was committed.
        """
        ...

    def finish(self, staged: Mapping[str, str]) -> Mapping[str, str]:
        """Give files that :meth:`write_together` left behind their names.

        A file that has its name already is no error, and no other file is written over.

        Returns:
            Those whose folder is not there, for example on a disk that was taken out.

        Raises:
            UnavailableError: Disk or folder fail.
        """
        ...

    def free_name(self, folder: str, name: str, endings: Sequence[str]) -> str:
        """Return a name, numbered when needed, under which no such file exists yet."""
        ...

    def names(self, folder: str, ending: str, *, limit: int) -> Sequence[str]:
        """Return the names of the files of a folder with an ending, sorted, at most so many.

        Raises:
            FileMissingError: There is no such folder.
            FileUnreadableError: It cannot be read.
        """
        ...


class Autostart(Protocol):
    """Whether the desktop starts this program at log-in, for reminders; never unless asked."""

    def is_on(self) -> bool:
        """Tell whether the entry is there and neither hidden nor turned off."""
        ...

    def turn_on(self, *, name: str, comment: str) -> None:
        """Write the entry; what stands in it is shown in the desktop's own list.

        Raises:
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        ...

    def turn_off(self) -> None:
        """Take the entry away; no error where there is none.

        Raises:
            FolderReadOnlyError: The folder cannot be written.
        """
        ...


class DesktopNotices(Protocol):
    """Says something on the desktop, outside the window, also where a screen is locked."""

    def say(self, title: str, text: str) -> bool:
        """Say something in place of what was said last; tell whether the desktop took it."""
        ...
