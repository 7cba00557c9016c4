"""How the window looks: the theme, text size and motion of the settings, and the sidebar's width.

Rules:

1. Only a change of these settings changes anything; a page that is kept in them does not.
2. Where there is little room beside the sidebar's words it shows icons only. Before a larger
   text size it does so first: words that nobody sees are not measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from ownerapp.domain.settings import Settings, Theme
from ownerapp.ui import theme

if TYPE_CHECKING:
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.stage import Stage


class Appearance(QObject):
    """Follows the settings, and the width of the window.

    Args:
        stage: The inside of the window.
        session: The settings.
    """

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._stage = stage
        self._session = session
        self._looks = _look_of(session.settings)
        session.settings_changed.connect(self._on_settings_changed)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Show theme and text size as they are set now (rule 1)."""
        looks = _look_of(settings)
        if looks != self._looks:
            self._looks = looks
            self.apply()

    def apply(self) -> None:
        """Show the program in the theme and text size of the settings."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            settings = self._session.settings
            scale = settings.text_scale_percent / 100
            if self._is_narrow_for(theme.Look(text_scale=theme.clamp_scale(scale))):
                self._stage.sidebar.set_compact(True)  # rule 2
            theme.apply_theme(
                app,
                theme_choice(settings.theme),
                text_scale=scale,
                reduced_motion=settings.reduced_motion,
            )
            self.fit_sidebar()

    def fit_sidebar(self) -> None:
        """Show icons only where there is little room for the text size."""
        self._stage.sidebar.set_compact(self._is_narrow_for(theme.current()))

    def _is_narrow_for(self, look: theme.Look) -> bool:
        """Tell whether there is little room beside the sidebar's words."""
        return self._stage.window().width() < look.half_px(theme.COMPACT_BELOW)


def theme_choice(chosen: Theme) -> theme.ThemeChoice:
    """Return the theme of a setting."""
    return theme.ThemeChoice(chosen.value)


def _look_of(settings: Settings) -> tuple[Theme, int, bool]:
    """Return the settings that decide how the window looks."""
    return settings.theme, settings.text_scale_percent, settings.reduced_motion
