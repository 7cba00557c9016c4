"""Closes everything beside the window that may show something of a store that is locked now."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ownerapp.ui.widgets.sheet import Sheet


def close_others(window: QWidget) -> None:
    """Close every question, menu and window beside this one, without an answer."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        veil = dialog.parentWidget() if isinstance(dialog, Sheet) else None
        dialog.reject()
        # A question that cannot be left just now has no say in this.
        gone = veil or dialog
        gone.hide()
        gone.deleteLater()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.parentWidget() is not None:
            other.close()
            other.deleteLater()
