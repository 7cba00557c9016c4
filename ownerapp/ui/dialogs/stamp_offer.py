"""The offer of a time stamp at an export: only where the settings name a server, never ticked."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.i18n import _
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.widgets.text import label


class StampOffer(QWidget):
    """A tick, and who is asked and sees what.

    Args:
        server: The address in the settings; nothing is offered without one.
    """

    def __init__(self, server: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._server = server
        self.row = CheckRow()
        self._note = label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self._note)
        if not server:
            self.hide()

    def retranslate(self) -> None:
        """Write all words."""
        # Translators: a tick; somebody else then says when the record was there.
        self.row.setText(_("With a time stamp"))
        self._note.setText(
            # Translators: {server} is a web address.
            _(
                "Asks {server}. It sees a hash of the record and your network address.",
                server=self._server,
            )
        )

    def server(self) -> str | None:
        """Return the server to ask, None where the person did not tick it."""
        return self._server if self._server and self.row.isChecked() else None
