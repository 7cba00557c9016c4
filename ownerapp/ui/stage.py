"""The sidebar, and what stands beside it: the pages, a first run, or one page alone.

Rules:

1. What is left is deleted, except for the pages of the open store below the adding of a
   further car.
2. It makes nothing of what stands here, and loads none of it: the first frame shows the
   sidebar and a skeleton only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ownerapp.ui.pages.names import nav_name, nav_texts, page_keys
from ownerapp.ui.pages.skeleton import SkeletonPage
from ownerapp.ui.widgets.nav import NavItem, Sidebar

if TYPE_CHECKING:
    from ownerapp.ui.first_run.first_run import FirstRun
    from ownerapp.ui.pages.home import Home


class Stage(QWidget):
    """Everything inside the window; it knows what stands there."""

    def __init__(self) -> None:
        super().__init__()
        self._home: Home | None = None
        self._first_run: FirstRun | None = None
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self.stack.addWidget(SkeletonPage())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.stack, 1)

    def home(self) -> Home | None:
        """Return the pages of the open store, once there is one."""
        return self._home

    def first_run(self) -> FirstRun | None:
        """Return the first run while it goes on."""
        return self._first_run

    def is_at_rest(self) -> bool:
        """Tell whether the pages are there and no question is open."""
        return self._home is not None and self._first_run is None and not self.is_asking()

    def is_asking(self) -> bool:
        """Tell whether a question is open over the window."""
        from ownerapp.ui.widgets.sheet import Sheet  # noqa: PLC0415 - rule 2

        return any(sheet.isVisible() for sheet in self.window().findChildren(Sheet))

    # ------------------------------------------------------------------- words

    def name_pages(self) -> None:
        """Name the rows of the sidebar in the language of now."""
        self.sidebar.nav.setAccessibleName(nav_name())
        keys = page_keys()
        native = QKeySequence.SequenceFormat.NativeText
        self.sidebar.nav.set_items(
            [
                NavItem(key=key, text=text, icon=icon, shortcut=keys[key].toString(native))
                for key, text, icon in nav_texts()
            ]
        )

    def name_no_car(self) -> None:
        """Say nothing of any car in the sidebar."""
        self.sidebar.vehicle.show_car(name="", plate="", state="")

    # ------------------------------------------------------------------- one page alone

    def show_skeleton(self) -> None:
        """Show that something is being looked for."""
        self.show_alone(SkeletonPage())

    def show_alone(self, page: QWidget) -> None:
        """Show a page instead of everything else; the sidebar stays where pages exist."""
        self.sidebar.setVisible(page.objectName() != "first-run")
        self.sidebar.nav.setEnabled(False)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        for other in self._pages():
            if other is not page:
                self._delete(other)

    # ------------------------------------------------------------------- pages

    def take_home(self, home: Home) -> None:
        """Keep the pages of the store that is open now."""
        self._home = home

    def show_home_only(self, home: Home) -> None:
        """Let go of skeletons, gates and first runs."""
        self.sidebar.nav.setEnabled(True)
        for page in self._pages():
            if not home.has(page):
                self._delete(page)

    def leave_home(self) -> None:
        """Let go of the pages, and of what the sidebar says about their car."""
        if self._home is not None:
            self._home.leave()
            self._home = None
            self.name_no_car()

    # ------------------------------------------------------------------- first run

    def show_first_run(self, run: FirstRun) -> None:
        """Show a first run: alone, or over the pages where a further car is added."""
        self._first_run = run
        if self._home is None:
            self.show_alone(run)
        else:
            self.sidebar.hide()
            self.stack.addWidget(run)
            self.stack.setCurrentWidget(run)

    def leave_first_run(self) -> None:
        """Go back to the pages, where there are any."""
        run, self._first_run = self._first_run, None
        if run is not None and self._home is not None:
            self.sidebar.show()
            self._home.show_page(self.sidebar.nav.current_key())
            self._delete(run)

    def end_first_run(self) -> None:
        """Know of no first run any more; its page goes with what is shown next."""
        self._first_run = None

    # ------------------------------------------------------------------- the stack

    def _pages(self) -> list[QWidget]:
        """Return what is there, the last one first."""
        every = (self.stack.widget(number) for number in reversed(range(self.stack.count())))
        return [page for page in every if page is not None]

    def _delete(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.deleteLater()
