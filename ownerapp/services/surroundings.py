"""Everything that services are given: one value, made by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from ownerapp.services.ports import (
    BackupFiles,
    Bundles,
    Clock,
    CsvMaker,
    Files,
    IdSource,
    KeyHistories,
    LegalFacts,
    LogSealer,
    NoticePacks,
    NoticeSigner,
    NoticeWorkshop,
    PaperMaker,
    PdfReader,
    PictureReader,
    PlaceVerifier,
    Preferences,
    RecordSigner,
    RecordVerifier,
    Recovery,
    StoreFile,
    StoreInfoFile,
    TimeStamps,
    Vaults,
    WriteLock,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The ports of one data folder."""

    clock: Clock
    ids: IdSource
    vaults: Vaults
    store_file: StoreFile
    store_info: StoreInfoFile
    lock: WriteLock
    sealer: LogSealer
    signer: RecordSigner
    verifier: RecordVerifier
    places: PlaceVerifier
    key_histories: KeyHistories
    time_stamps: TimeStamps
    packs: NoticePacks
    notice_signer: NoticeSigner
    workshop: NoticeWorkshop
    law: LegalFacts
    preferences: Preferences
    pdf_reader: PdfReader
    pictures: PictureReader
    paper: PaperMaker
    csv: CsvMaker
    bundles: Bundles
    files: Files
    recovery: Recovery
    backup_files: BackupFiles
