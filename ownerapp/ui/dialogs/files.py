"""The desktop's own dialogs for files, while the window goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_new_file(
    parent: QWidget,
    title: str,
    *,
    folder: str,
    name: str,
    on_chosen: Callable[[str], None],
    names: str = "",
) -> QFileDialog:
    """Ask where a file is to go.

    Args:
        parent: The widget that asks.
        title: What is asked.
        folder: The folder to begin with.
        name: The offered name.
        on_chosen: Is told the path; not called where the person closes the dialog.
        names: Which names are shown, such as ``PDF (*.pdf)``; empty for all.
    """
    dialog = QFileDialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    if suffix := Path(name).suffix:
        dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    return _open(dialog, on_chosen, names)


def choose_file(
    parent: QWidget,
    title: str,
    *,
    folder: str,
    on_chosen: Callable[[str], None],
    names: str = "",
) -> QFileDialog:
    """Ask for a file that is there; see :func:`choose_new_file`."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, on_chosen, names)


def _open(dialog: QFileDialog, on_chosen: Callable[[str], None], names: str) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if names:
        dialog.setNameFilter(names)
    dialog.fileSelected.connect(on_chosen)
    dialog.open()
    return dialog
