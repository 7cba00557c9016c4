"""The settings page: in force at once, kept at once, and nothing built anew."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.domain.settings import Theme
from ownerapp.i18n import current_language
from ownerapp.services.ledger import HEAD_SECRET
from ownerapp.ui import theme
from ownerapp.ui.pages import settings
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.widgets.fields import ChoiceField
from tests.support.desks import Place
from tests.support.windows import OpenedUrls, Shown, cut_texts

LOST_HEAD = "99:" + "ab" * 32
"""A head that knows more entries than the store has."""


@pytest.fixture
def page(shown: Shown) -> SettingsPage:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    shown.settle()
    return page


def choose(field: ChoiceField, key: str) -> None:
    """Choose as a person does with the keyboard."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _ in range(field.count()):
        if field.key() == key:
            return
        QTest.keyClick(field, Qt.Key.Key_Down)
    raise AssertionError(key)


class AtFirstSight(QObject):
    """Writes down what the page says as it comes into sight."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self._page = page
        self.said: list[tuple[str, str, str]] = []
        page.scroll_area.content().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            page = self._page
            self.said.append(
                (page.keys.fingerprint(), page.lock.line.text(), page.backup.kit_line.text())
            )
        return False


def test_the_page_comes_into_sight_once_with_all_that_the_store_says(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_SHOWN_MS", 600_000)
    page = shown.home.page("settings")
    assert isinstance(page, SettingsPage)
    seen = AtFirstSight(page)
    shown.home.show_page("settings")
    shown.wait_idle()
    assert len(seen.said) == 1
    assert all(seen.said[0])
    assert page.isVisible()


def test_a_store_that_is_busy_keeps_the_page_out_of_sight_for_a_moment_only(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_SHOWN_MS", 20)
    is_free = threading.Event()
    shown.session.call(lambda _desk: is_free.wait(60))
    shown.home.show_page("settings")
    page = shown.home.page("settings")
    qtbot.waitUntil(page.scroll_area.content().isVisible)
    assert isinstance(page, SettingsPage)
    assert not page.keys.fingerprint()
    is_free.set()
    shown.wait_idle()
    assert page.keys.fingerprint()


def test_what_changed_before_the_page_is_looked_at_is_read_again(shown: Shown) -> None:
    page = shown.home.page("settings")
    assert isinstance(page, SettingsPage)
    shown.wait_idle()
    before = page.keys.fingerprint()
    shown.session.call(lambda desk: desk.signing_keys.rotate())
    shown.wait_idle()
    page.store_changed()
    shown.home.show_page("settings")
    shown.wait_idle()
    assert before
    assert page.keys.fingerprint() != before


def test_a_theme_is_in_force_and_kept_at_once(shown: Shown, page: SettingsPage) -> None:
    row = next(row for row in page.look.themes.rows() if row.key == Theme.DARK)
    row.click()
    assert theme.current().tokens is theme.DARK
    shown.wait_idle()
    assert shown.settings.load().settings.theme is Theme.DARK


def test_a_text_size_is_in_force_and_kept_at_once(shown: Shown, page: SettingsPage) -> None:
    choose(page.look.sizes, "200")
    assert theme.current().text_scale == 2
    shown.wait_idle()
    assert shown.settings.load().settings.text_scale_percent == 200


def test_less_motion_is_kept_at_once(shown: Shown, page: SettingsPage) -> None:
    assert page.look.motion.isChecked()
    page.look.motion.click()
    shown.wait_idle()
    assert not shown.settings.load().settings.reduced_motion


def test_a_language_changes_every_word_and_no_widget(shown: Shown, page: SettingsPage) -> None:
    before = page.findChildren(QWidget)
    choose(page.language.field, "zh_Hans")
    shown.settle()
    assert current_language() == "zh_Hans"
    assert page.head.heading.text() == "设置"
    assert page.language.field.currentText() == "简体中文"
    assert page.language.field in before
    assert page.look.themes in before
    shown.wait_idle()
    assert shown.settings.load().settings.language == "zh_Hans"


def test_the_language_of_the_computer_can_be_followed(shown: Shown, page: SettingsPage) -> None:
    choose(page.language.field, "system")
    shown.wait_idle()
    assert shown.settings.load().settings.language is None


def test_languages_for_testing_stand_below_a_heading_that_cannot_be_chosen(
    page: SettingsPage,
) -> None:
    field = page.language.field
    heading = field.findText("For translation testing")
    model = field.model()
    assert isinstance(model, QStandardItemModel)
    assert not model.item(heading).isEnabled()
    keys = [field.itemData(number) for number in range(field.count())]
    assert keys[heading + 1 :] == ["en-XA", "ar-XB"]
    assert {"en", "zh_Hans", "system"} == set(keys[:heading])


def test_the_page_says_where_data_and_keys_are(
    page: SettingsPage, place: Place, opened: OpenedUrls
) -> None:
    assert page.data.path.accessibleName() == str(place.data_dir)
    assert "keyring" in page.data._keys.text()
    digits = page.keys.fingerprint().replace(" ", "")
    assert len(digits) >= 32
    assert int(digits, 16) > 0
    page.data.copy_button.click()
    assert QApplication.clipboard().text() == str(place.data_dir)
    page.data.open_button.click()
    assert opened.paths == [str(place.data_dir)]


def test_a_good_history_offers_a_check_and_nothing_else(shown: Shown, page: SettingsPage) -> None:
    assert page.history.text().startswith("The history is intact.")
    assert page.history.go_on_button.isHidden()
    page.history.check_button.click()
    assert not page.history.check_button.isEnabled()
    shown.wait_idle()
    assert page.history.check_button.isEnabled()
    assert page.history.go_on_button.isHidden()


def test_a_broken_history_goes_on_only_after_a_question_whose_default_is_cancel(
    shown: Shown, page: SettingsPage, place: Place, qtbot: QtBot
) -> None:
    place.vault.secrets[HEAD_SECRET] = LOST_HEAD
    page.history.check_button.click()
    shown.wait_idle()
    assert page.history.go_on_button.isVisible()
    assert shown.home.report().is_good is False

    page.history.go_on_button.click()
    sheet = page.confirm_sheet()
    assert sheet is not None
    assert QApplication.focusWidget() is sheet.cancel_button
    with qtbot.waitSignal(sheet.destroyed, timeout=5_000):
        QTest.keyClick(sheet.cancel_button, Qt.Key.Key_Return)
    shown.wait_idle()
    assert page.history.go_on_button.isVisible()

    page.history.go_on_button.click()
    sheet = page.confirm_sheet()
    assert sheet is not None
    sheet.deed_button.click()
    shown.wait_idle()
    assert shown.home.report().is_good
    assert page.history.go_on_button.isHidden()


def test_settings_that_cannot_be_kept_are_said(
    shown: Shown, page: SettingsPage, place: Place
) -> None:
    file = place.data_dir / "settings.json"
    file.unlink()
    file.mkdir()
    page.look.motion.click()
    shown.wait_idle()
    assert page.banner.isVisible()
    assert page.banner.text()
    file.rmdir()


@pytest.mark.parametrize(
    ("look", "percent", "size"),
    [
        (Theme.LIGHT, 100, (1180, 760)),
        (Theme.DARK, 150, (1600, 1000)),
        (Theme.HIGH_CONTRAST, 200, (960, 640)),
    ],
)
def test_no_text_of_these_pages_is_cut(
    shown: Shown, look: Theme, percent: int, size: tuple[int, int]
) -> None:
    shown.window.resize(*size)
    records = shown.go("records")
    assert isinstance(records, RecordsPage)
    view = shown.home.view()
    assert view is not None
    folder = shown.session.documents_dir()
    shown.session.call(
        lambda desk: desk.records.export(
            view.vehicle,
            folder=folder,
            language=view.notice.native_language,
            interface_language="en",
            formats=("json",),
        )
    )
    records.store_changed()
    shown.wait_idle()
    (row,) = records.table._rows
    records.check_record(row.record)
    shown.wait_idle()
    records.check_area.panel.links()[-1].click()
    for language in ("en", "zh_Hans", "en-XA", "ar-XB"):
        shown.look(language=language, theme=look, percent=percent)
        for key in ("records", "timeline", "settings"):
            page = shown.go(key)
            shown.settle()
            assert cut_texts(page) == [], (key, language)
            assert _inside(page), (key, language)
        shown.home.show_page("records")
        records.open_export()
        dialog = records.export_dialog()
        assert dialog is not None
        shown.settle()
        assert cut_texts(dialog) == [], language
        dialog.reject()


def _inside(page: Page) -> bool:
    """Say whether the column is no wider than what is seen of it."""
    area = page.scroll_area
    return not area.isVisible() or area.content().width() <= area.viewport().width()


def test_a_text_without_room_would_be_found(page: SettingsPage) -> None:
    assert cut_texts(page) == []
    page.history._text.setFixedHeight(4)
    assert len(cut_texts(page)) == 1


def test_each_link_at_the_head_brings_its_section_to_the_top_with_the_focus_in_it(
    shown: Shown, page: SettingsPage
) -> None:
    shown.window.resize(1180, 760)
    shown.settle()
    assert [link.text() for link in page.index.links][:2] == ["Language", "Look"]
    link = next(link for link in page.index.links if link.text() == "Backup")
    link.click()
    shown.settle()
    view = page.scroll_area.viewport()
    assert page.backup.mapTo(view, page.backup.rect().topLeft()).y() == 0
    focused = QApplication.focusWidget() or page.window().focusWidget()
    assert focused is not None
    assert page.backup.isAncestorOf(focused)
    shown.speak("zh_Hans")
    assert page.index.links[0].text() == "语言"


def test_what_appears_while_the_answers_come_leaves_no_gap(shown: Shown) -> None:
    """The column is not laid out until the last of them; what it was asked meanwhile counts."""
    for percent in (100, 200, 200, 100, 200, 200):
        shown.look(language="en", theme=Theme.LIGHT, percent=percent)
        page = shown.go("settings")
        assert isinstance(page, SettingsPage)
        section = page.reminders
        section.show_sign_in(is_on=True, asks=True)
        shown.wait_idle()
        shown.settle()
        assert section.height() == section.heightForWidth(section.width())
        section.show_sign_in(is_on=False, asks=False)
