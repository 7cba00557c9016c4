"""The composition root: the only module that names concrete classes.

Heavy adapters are imported when the surroundings are made, on first use, so that the
window paints before the store, the keyring or SQLAlchemy is loaded.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ownerapp.cli.arguments import Arguments, parse_arguments
from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, available_languages, negotiate, set_language, wishes_of_system
from ownerapp.system.paths import find_data_dir, find_documents_dir
from ownerapp.system.process_hardening import harden_process

if TYPE_CHECKING:
    from ownerapp.domain.event import Method
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.surroundings import Surroundings
    from ownerapp.system.settings import SettingsFile

UNEXPECTED = 70
"""Exit code of our own mistakes (EX_SOFTWARE)."""
NO_SCREEN = 3
"""Exit code where the surroundings cannot show a window."""


def run(argv: Sequence[str]) -> int:
    """Run one command, or the window when there is none, and return the exit code."""
    harden_process()
    arguments = parse_arguments(argv)
    data_dir = find_data_dir(
        Path(arguments.data_dir) if arguments.data_dir else None, environ=os.environ
    )
    if arguments.command is None:
        return _run_window(arguments, data_dir)
    if arguments.command == "tour":
        return _run_tour(arguments)
    return _run_command(arguments, data_dir)


def make_surroundings(data_dir: Path, *, wait_seconds: float | None = None) -> Surroundings:
    """Make the real ports of a data folder, which is made when it is missing.

    Raises:
        UnavailableError: The folder cannot be made or written.
    """
    from ownerapp.documents.bundle import ZipBundles  # noqa: PLC0415 - see the module docstring
    from ownerapp.documents.csv_export import CsvTable  # noqa: PLC0415
    from ownerapp.documents.pdf_worker import PdfWorker  # noqa: PLC0415
    from ownerapp.packs.legal_facts import ShippedLegalFacts  # noqa: PLC0415
    from ownerapp.packs.reader import PackReader  # noqa: PLC0415
    from ownerapp.packs.workshop import PackWorkshop  # noqa: PLC0415
    from ownerapp.services.surroundings import Surroundings  # noqa: PLC0415
    from ownerapp.signing.adapters import (  # noqa: PLC0415
        C2spLogSealer,
        DataIntegritySigner,
        PlaceChecker,
        ReceiptVerifier,
    )
    from ownerapp.signing.key_history import SignedKeyHistories  # noqa: PLC0415
    from ownerapp.signing.pack_signer import PackSigner  # noqa: PLC0415
    from ownerapp.signing.time_stamp import Rfc3161TimeStamps  # noqa: PLC0415
    from ownerapp.storage.late_store_file import LateStoreFile  # noqa: PLC0415
    from ownerapp.system.atomic_files import SystemFiles  # noqa: PLC0415
    from ownerapp.system.autostart import reminders_at_sign_in  # noqa: PLC0415
    from ownerapp.system.backup_file import SystemBackupFiles  # noqa: PLC0415
    from ownerapp.system.clock import SystemClock  # noqa: PLC0415
    from ownerapp.system.desktop_notices import BusNotices  # noqa: PLC0415
    from ownerapp.system.ids import SystemIds  # noqa: PLC0415
    from ownerapp.system.paths import prepare_data_dir  # noqa: PLC0415
    from ownerapp.system.recovery import CodeRecovery  # noqa: PLC0415
    from ownerapp.system.settings import SettingsFile  # noqa: PLC0415
    from ownerapp.system.store_info import JsonStoreInfoFile  # noqa: PLC0415
    from ownerapp.system.time_stamp_server import TimeStampServer  # noqa: PLC0415
    from ownerapp.system.vaults import SystemVaults  # noqa: PLC0415
    from ownerapp.system.write_lock import WAIT_SECONDS, FileWriteLock  # noqa: PLC0415

    paths = prepare_data_dir(data_dir)
    clock = SystemClock()
    worker = PdfWorker()
    return Surroundings(
        clock=clock,
        ids=SystemIds(),
        vaults=SystemVaults(paths.vault_path, paths.author_keys_path, clock=clock),
        store_file=LateStoreFile(paths.store_path),
        store_info=JsonStoreInfoFile(paths.store_info_path),
        lock=FileWriteLock(
            paths.write_lock_path,
            wait_seconds=WAIT_SECONDS if wait_seconds is None else wait_seconds,
        ),
        sealer=C2spLogSealer(),
        signer=DataIntegritySigner(),
        verifier=ReceiptVerifier(),
        places=PlaceChecker(),
        key_histories=SignedKeyHistories(),
        time_stamps=Rfc3161TimeStamps(TimeStampServer()),
        packs=PackReader(),
        notice_signer=PackSigner(),
        workshop=PackWorkshop(),
        law=ShippedLegalFacts(),
        preferences=SettingsFile(paths.settings_path, clock=clock),
        pdf_reader=worker,
        pictures=worker,
        paper=worker,
        csv=CsvTable(),
        bundles=ZipBundles(),
        files=SystemFiles(),
        recovery=CodeRecovery(),
        backup_files=SystemBackupFiles(),
        desktop_notices=BusNotices(),
        autostart=reminders_at_sign_in(data_dir, environ=os.environ, program=sys.argv[0]),
    )


def make_desk(data_dir: Path, method: Method) -> Desk:
    """Make the desk of a data folder; nothing is opened yet."""
    from ownerapp.presentation.desk import Desk  # noqa: PLC0415 - see the module docstring

    return Desk(lambda: make_surroundings(data_dir), data_dir=str(data_dir), method=method)


def settings_file(data_dir: Path) -> SettingsFile:
    """Return the settings of a data folder."""
    from ownerapp.system.clock import SystemClock  # noqa: PLC0415 - see the module docstring
    from ownerapp.system.paths import DataPaths  # noqa: PLC0415
    from ownerapp.system.settings import SettingsFile  # noqa: PLC0415

    return SettingsFile(DataPaths(data_dir).settings_path, clock=SystemClock())


def passphrase() -> str | None:
    """Return the passphrase of the file that the environment names, or None."""
    from ownerapp.system.passphrase_source import (  # noqa: PLC0415 - see the module docstring
        passphrase_from_environment,
    )

    return passphrase_from_environment(os.environ)


def choose_language(asked: str | None, kept: str | None) -> str:
    """Use the asked language, else the kept one, else the system's; return what is used."""
    wishes = [tag for tag in (asked, kept) if tag]
    known = available_languages(include_pseudo=True)
    return set_language(negotiate([*wishes, *wishes_of_system()], known))


def has_screen(environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown; elsewhere than on Linux there always is a screen."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def mistake_words(kind: str) -> str:
    """Return what is said when the program itself made a mistake."""
    # Translators: {kind} is a technical name such as TypeError. Keep OWNERAPP_DEBUG=1.
    return _(
        "The program made a mistake of its own ({kind}) and stopped. What was saved before is "
        "safe. Set OWNERAPP_DEBUG=1 and try again to see the details.",
        kind=kind,
    )


def _run_window(arguments: Arguments, data_dir: Path) -> int:
    if not has_screen(os.environ):
        choose_language(arguments.lang, None)
        # Translators: ownerapp tour and ownerapp --help are commands; keep them.
        words = _(
            "There is no screen here, so no window can open. Your data is unchanged. "
            "Use the commands (ownerapp --help), or take the tour (ownerapp tour)."
        )
        sys.stderr.write(f"{words}\n")
        return NO_SCREEN
    # Loading makes many objects and hardly any garbage: looking for some would take a tenth of
    # the start. The window collects again once it is ready.
    gc.disable()
    from ownerapp.ui.plain_import import import_plainly  # noqa: PLC0415 - no command needs a window

    import_plainly()
    from ownerapp.ui.app import run_window  # noqa: PLC0415 - as above

    def desk() -> Desk:
        from ownerapp.domain.event import Method  # noqa: PLC0415 - off the first paint

        return make_desk(data_dir, Method.DESKTOP)

    return run_window(
        desk,
        settings=settings_file(data_dir),
        data_dir=str(data_dir),
        documents_dir=str(find_documents_dir()),
        exit_after=arguments.exit_after,
        language=arguments.lang,
        passphrase=passphrase,
        file=arguments.file,
    )


def _run_tour(arguments: Arguments) -> int:
    from ownerapp.domain.event import Method  # noqa: PLC0415 - see the module docstring
    from ownerapp.ui.tour import run_tour  # noqa: PLC0415

    choose_language(arguments.lang, None)
    return run_tour(
        lambda folder: make_desk(folder, Method.DESKTOP),
        settings=settings_file,
        target=Path(arguments.options.to) if arguments.options.to else None,
        language=arguments.lang,
    )


def _run_command(arguments: Arguments, data_dir: Path) -> int:
    from ownerapp.cli.run import Terminal, report_error, run_command  # noqa: PLC0415
    from ownerapp.domain.event import Method  # noqa: PLC0415 - see the module docstring

    terminal = Terminal.of_process()
    kept: str | None = None
    try:
        kept = settings_file(data_dir).load().settings.language
    except OwnerAppError:
        # A damaged or newer settings file must not keep anybody from reading their data.
        kept = None
    language = choose_language(arguments.lang, kept)
    desk = make_desk(data_dir, Method.CLI)
    try:
        return run_command(
            arguments, desk, terminal=terminal, language=language, passphrase=passphrase
        )
    except OwnerAppError as error:
        return report_error(error, arguments, terminal)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until exit
        return 0
    except Exception as error:
        if os.environ.get("OWNERAPP_DEBUG"):
            raise
        terminal.err.write(f"{mistake_words(type(error).__name__)}\n")
        return UNEXPECTED
    finally:
        desk.close()
