"""What a bundle holds and under which names (``records.md``, flow step 4).

Rules:

1. One record lies at the top of the bundle. Of several, each has a folder of its own, named
   after its entry of the history; the keys, the page that checks and the words are for all.
2. The order is always the same. More files can be added under their own names, for example a
   time stamp over the tree head; a reader refuses names that it does not know.
3. The history table is private and never goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ownerapp.domain.values import dataclass

BUNDLE: Final = "bundle"
"""The name of the format."""
RECEIPT, PAPER, PROOF, NOTICE = "receipt.json", "receipt.pdf", "receipt.tlog-proof", "notice.json"
KEYS, CHECKER, GUIDE, TIME_STAMP = "keys.json", "checker.html", "VERIFY.txt", "checkpoint.tsr"

GuideBuilder = Callable[[Sequence[str], str, bool], str]
"""Makes ``VERIFY.txt`` from the folders of the records, each empty or ending in a slash, the
SHA-256 of the page that checks, and whether there is a time stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledRecord:
    """One record with what belongs to it alone."""

    number: int
    """Of its entry in the history, from 1."""
    receipt: bytes
    paper: bytes
    proof: bytes
    notice: bytes


def bundle_files(
    records: Sequence[BundledRecord],
    *,
    keys: bytes,
    checker: bytes,
    guide: GuideBuilder,
    sha256: Callable[[bytes], str],
    more: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the files of a bundle by name, in their order.

    Args:
        records: At least one record.
        keys: The signed history of the record keys.
        checker: The page that checks records in a browser.
        guide: Makes the words of ``VERIFY.txt``.
        sha256: Returns the SHA-256 of bytes in hex.
        more: Further files, such as ``checkpoint.tsr``.
    """
    folders = [f"record-{item.number:04d}/" if len(records) > 1 else "" for item in records]
    files = {GUIDE: guide(folders, sha256(checker), TIME_STAMP in (more or {})).encode()}
    for folder, item in zip(folders, records, strict=True):
        files[folder + RECEIPT] = item.receipt
        files[folder + PAPER] = item.paper
        files[folder + PROOF] = item.proof
        files[folder + NOTICE] = item.notice
    return {**files, KEYS: keys, **(more or {}), CHECKER: checker}


def folders_of(files: Mapping[str, bytes]) -> list[str]:
    """Return the folders of the records in a bundle: one empty name, or each with a slash."""
    return sorted({name[: name.rfind("/") + 1] for name in files if name.endswith(_OF_A_RECORD)})


_OF_A_RECORD = (RECEIPT, PAPER, PROOF, NOTICE)
