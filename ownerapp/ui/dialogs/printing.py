"""Prints pages that were drawn already, without a file on the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def ask_to_print(
    parent: QWidget,
    name: str,
    pages: Sequence[bytes],
    *,
    size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4,
) -> QPrintDialog:
    """Open the desktop's print dialog, and print where the person says so.

    Args:
        parent: The widget that asks.
        name: What the print queue calls it.
        pages: The pages as PNG pictures.
        size: The paper that they are meant for.
    """
    printer = page_printer(name, size)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    dialog.accepted.connect(lambda: print_pages(printer, pages))
    # Its own open() wants a receiver, which the signal above is.
    QDialog.open(dialog)
    return dialog


def page_printer(name: str, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPrinter:
    """Return a printer for whole pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pages(printer: QPrinter, pages: Sequence[bytes]) -> bool:
    """Print pages and tell whether the printer took them all."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                return False
            picture = QImage.fromData(page)
            room = QRectF(painter.viewport())
            size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
    finally:
        painter.end()
    return True
