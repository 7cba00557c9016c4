"""``VERIFY.txt``: how to check a bundle, in the person's language and in English.

The commands work as they stand when they are pasted in the unpacked folder; they are the same
in every language and are never translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ownerapp.i18n import _, translate_in

_ENGLISH = "en"
_WIDTH = 78
_INDENT = "    "


def bundle_guide(
    folders: Sequence[str], checker_sha256: str, *, language: str, stamped: bool = False
) -> str:
    """Return the text of ``VERIFY.txt``.

    Args:
        folders: The folders of the records, each empty or ending in a slash.
        checker_sha256: SHA-256 of the page that lies in the bundle.
        language: The language of the interface; English follows where it is another one.
        stamped: There is a time stamp over the tree head, ``checkpoint.tsr``.
    """
    languages = [language] if language == _ENGLISH else [language, _ENGLISH]
    parts = []
    for tag in languages:
        with translate_in(tag):
            parts.append("\n".join(_lines(folders, checker_sha256, stamped=stamped)))
    rule = "=" * _WIDTH
    return f"\n\n{rule}\n\n".join(parts) + "\n"


def _lines(folders: Sequence[str], checker_sha256: str, *, stamped: bool) -> Iterator[str]:
    yield _("How to check this record")
    yield ""
    yield from _paragraph(
        _(
            "Each line that is set in can be pasted into a terminal that is open in this folder. "
            "You need no account and no network."
        )
    )
    yield ""
    yield from _files()
    for folder in folders:
        yield ""
        yield from _of_one_record(folder)
    if stamped:
        yield ""
        yield from _of_the_time_stamp(folders[0])
    yield ""
    yield from _of_the_checker(checker_sha256)
    yield ""
    yield from _what_it_proves()


def _files() -> Iterator[str]:
    yield from _paragraph(
        # Translators: the names of files in this text stay as they are.
        _(
            "receipt.json is the signed record. receipt.pdf is the same record to read, with "
            "receipt.json attached. receipt.tlog-proof proves its place in the history of the "
            "program that made it (format: c2sp.org/tlog-proof). notice.json is the notice that "
            "was shown. keys.json is the history of the owner's keys. checker.html checks the "
            "record in a browser."
        )
    )


def _of_one_record(folder: str) -> Iterator[str]:
    if folder:
        # Translators: {folder} is the name of a folder.
        yield _("The record in the folder {folder}", folder=folder.rstrip("/"))
        yield ""
    # Translators: a program is installed on the reader's computer.
    yield from _paragraph(_("With ownerapp, every check at once:"))
    yield from _commands(f"ownerapp verify {folder}receipt.json --keys keys.json")
    yield from _paragraph(
        # Translators: --key is an option of a command and stays as it is; "cannot tell" is a
        # line that the program writes in English in every language.
        _(
            "It ends with cannot tell until you say whose key you accept. Ask the owner for the "
            "fingerprint by telephone or on paper, never in the way in which you got these files, "
            "and add --key with the fingerprint in quotes. The whole zip file can be checked in "
            "the same way, with its place in the history and its notice."
        )
    )
    yield ""
    yield from _paragraph(
        # Translators: both English phrases are what a program writes.
        _(
            'The seal of the PDF. The lines "Signature is Valid" and "Total document signed" must '
            'both be there. "Certificate issuer is unknown" is right, because the owner\'s '
            "program made the certificate itself:"
        )
    )
    yield from _commands(f"pdfsig {folder}receipt.pdf")
    yield from _paragraph(_("The record in the PDF is the same file. Both lines begin alike:"))
    yield from _commands(
        f"qpdf --show-attachment=consent-receipt.json {folder}receipt.pdf | sha256sum",
        f"sha256sum {folder}receipt.json",
    )
    yield from _paragraph(_("The notice is the one that the record names. Both numbers are alike:"))
    yield from _commands(
        f"sha256sum {folder}notice.json",
        f'grep -o \'"car:packSha256":"[0-9a-f]*"\' {folder}receipt.json',
    )
    yield from _paragraph(
        # Translators: the code is a QR code.
        _("The code on the first page. ownerapp verify takes its text, in single quotes:")
    )
    yield from _commands(
        f"pdftoppm -r 200 -l 1 -singlefile -png {folder}receipt.pdf {folder}page",
        f"zbarimg -q --raw {folder}page.png",
    )


def _of_the_time_stamp(folder: str) -> Iterator[str]:
    yield from _paragraph(
        # Translators: checkpoint.tsr and authority.pem are names of files and stay as they are.
        _(
            "checkpoint.tsr is a time stamp of the history as it stood with this record. It says "
            "when that was, by the clock of somebody else:"
        )
    )
    yield from _commands("openssl ts -reply -in checkpoint.tsr -text")
    yield from _paragraph(
        _(
            "Whether you trust them is for you to say. Get their root certificate from "
            'themselves, save it as authority.pem, and look for "Verification: OK":'
        )
    )
    yield from _commands(
        f"sed '1,/^$/d' {folder}receipt.tlog-proof > checkpoint.txt",
        "openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile authority.pem",
    )


def _of_the_checker(sha256: str) -> Iterator[str]:
    yield from _paragraph(
        _(
            "checker.html makes the same checks in a browser, with the network off: of "
            "receipt.json, of receipt.pdf or of the whole zip file. A checker that comes from "
            "somebody you doubt proves nothing: get it from somewhere else, and compare its "
            "SHA-256 with this one:"
        )
    )
    yield f"{_INDENT}{sha256}"
    yield from _commands("sha256sum checker.html")


def _what_it_proves() -> Iterator[str]:
    yield from _paragraph(
        _(
            "What a signature proves: one key signed exactly these texts, answers and times, and "
            "the record has its place in that program's history."
        )
    )
    yield from _paragraph(
        _(
            "What it does not prove: who sat at the computer, that its clock was right, that the "
            "car does what was chosen, that the car maker received these choices, or that what "
            "the notice declares is true."
        )
    )


def _commands(*commands: str) -> Iterator[str]:
    yield from (f"{_INDENT}{command}" for command in commands)


def _paragraph(text: str) -> list[str]:
    """Return a text in lines; one of a language without spaces stays one line."""
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
