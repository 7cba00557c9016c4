"""Every page and dialog, in every language that is tried out and in both extreme sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.domain.errors import NewerFileError
from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.i18n import set_language
from ownerapp.presentation.first_run import Step
from ownerapp.system.settings import SettingsFile
from ownerapp.ui import fonts, theme
from ownerapp.ui.app import Application
from ownerapp.ui.dialogs.notice_sheet import NoticeFileSheet
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.first_run.steps import PassphraseStep
from ownerapp.ui.pages.car import CarPage
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.compare import ComparePage
from ownerapp.ui.pages.flow import FlowPage
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.pages.gate import PassphrasePage, TroublePage
from ownerapp.ui.pages.notice import NoticePage
from ownerapp.ui.pages.notice_check import FindingsCard
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.search import SearchPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.timeline import LIST, PICTURE, TimelinePage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import ActionButton, DecisionPair
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, DRIVING, REQUIRED, Place, add_car
from tests.support.notice_files import AUTHOR, changed, pack_bytes, pack_file
from tests.support.sweep import focusable, problems, tab_problems, texts_told
from tests.support.windows import Shown, shown_window

LOOKS = tuple(
    (language, percent, size)
    for language in ("en", "zh_Hans", "en-XA", "ar-XB")
    for percent, size in ((100, (1180, 760)), (200, (960, 640)))
)
Scene = Callable[[Shown], Iterator[QWidget]]


def choices(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    for practice in (CABIN, REQUIRED):
        card = page.card(practice)
        assert card is not None
        card.open_details(True)
    yield page


def question_in_card(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    card = page.card(DRIVING)
    assert card is not None
    card.open_question()
    panel = card.panel()
    assert panel is not None
    panel.controls.tiles.demand()
    yield page
    card.close_question()


def sheet(shown: Shown) -> Iterator[QWidget]:
    shown.go("choices")
    shown.home.flow().ask(CABIN)
    opened = shown.home.flow().sheet()
    assert opened is not None
    opened.controls.tiles.demand()
    yield opened
    opened.reject()


def records(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    if not page.check_area.panel.isVisible():
        export(shown)
        page.check_record(first_record(shown))
        shown.wait_idle()
    assert page.check_area.panel.isVisible()
    yield page


def export_dialog(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    page.open_export()
    dialog = page.export_dialog()
    assert dialog is not None
    yield dialog
    dialog.reject()


def car(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("car")
    assert isinstance(page, CarPage)
    page.choose("cam_cabin")
    yield page


def flow(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("flow")
    assert isinstance(page, FlowPage)
    page.tabs.pick("picture")
    yield page


def flow_table(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("flow")
    assert isinstance(page, FlowPage)
    page.tabs.pick("table")
    yield page


def timeline(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(PICTURE)
    shown.wait_idle()
    yield page


def timeline_list(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(LIST)
    shown.wait_idle()
    yield page


def settings(shown: Shown) -> Iterator[QWidget]:
    yield shown.go("settings")


def notice(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    shown.home.flow().notice_wanted.emit()
    dialog = shown.window.findChild(NoticeWindow)
    assert dialog is not None
    settled(shown, dialog.page)
    yield dialog
    dialog.close()


def notice_read(shown: Shown) -> Iterator[QWidget]:
    page = notice_page(shown, "read")
    card = page.read.card(CABIN)
    assert card is not None
    card.open_rest(wanted=True)
    yield page


def notice_check(shown: Shown) -> Iterator[QWidget]:
    page = notice_page(shown, "check")
    for folded in page.check.parts():
        if isinstance(folded, FoldCard):
            folded.open_content(wanted=True)
        if isinstance(folded, FindingsCard):
            folded.findings()[0].open_rows(wanted=True)
    yield page


def notice_missing(shown: Shown) -> Iterator[QWidget]:
    yield notice_page(shown, "not-stated")


def notice_page(shown: Shown, view: str) -> NoticePage:
    """Go to a view of the car's notice and wait until it is there."""
    page = shown.go("notice")
    assert isinstance(page, NoticePage)
    page.show_view(view)
    settled(shown, page)
    return page


def settled(shown: Shown, page: NoticePage) -> None:
    """Wait until the view that is looked at is there in full."""
    shown.qtbot.waitUntil(page.is_settled, timeout=20_000)
    shown.wait_idle()


def search_results(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("search")
    assert isinstance(page, SearchPage)
    shown.qtbot.waitUntil(lambda: not page.searching.searched().unread, timeout=20_000)
    page.field.field.setText("30")
    shown.wait_idle()
    assert page.list.isVisible()
    yield page
    page.field.clear()
    shown.wait_idle()


def search_teaching(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("search")
    assert isinstance(page, SearchPage)
    assert page.empty.isVisible()
    yield page


def notice_file(shown: Shown) -> Iterator[QWidget]:
    shown.go("settings")
    folder = Path(shown.session.data_dir)
    shown.home.take_file(Path(pack_file(folder, pack_bytes(signed_by=AUTHOR, version="2.0"))))
    shown.wait_idle()
    opened = shown.home.importing().sheet()
    assert opened is not None
    yield opened
    opened.reject()


def bad_notice_file(shown: Shown) -> Iterator[QWidget]:
    shown.go("settings")
    folder = Path(shown.session.data_dir)
    shown.home.take_file(Path(pack_file(folder, changed(pack_bytes(signed_by=AUTHOR)))))
    shown.wait_idle()
    opened = shown.home.importing().said()
    assert opened is not None
    yield opened
    opened.reject()


def known_notices(shown: Shown) -> Iterator[QWidget]:
    """The settings with a notice that is kept and a key that is accepted."""
    for opened in notice_file(shown):
        assert isinstance(opened, NoticeFileSheet)
        if opened.key.pair.isVisible():
            opened.key.pair.agree_button.click()
            shown.wait_idle()
            opened.pair.agree_button.click()
            shown.wait_idle()
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    assert page.notices.keys.lines()
    assert page.notices.notices.lines()
    yield page


def new_kit(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.backup.kit_button.click()
    opened = page.backup_part.sheet()
    assert opened is not None
    shown.wait_idle()
    opened.copy_button.click()
    opened.keep_button.click()
    assert opened.trouble()
    yield opened
    opened.reject()


def secured(shown: Shown) -> Iterator[QWidget]:
    """The settings after a backup and a change of the key."""
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    if not page.keys.earlier():
        shown.session.call(lambda desk: desk.keep_recovery_kit(desk.make_recovery_kit()))
        page.backup_part.back_up_to(str(Path(shown.session.data_dir).parent / "backup"))
        page.keys.change_button.click()
        asked = page.keys_part.sheet()
        assert asked is not None
        asked.deed_button.click()
        shown.wait_idle()
        shown.wait_idle()
    page.backup.say_slow()
    assert page.keys.earlier()
    yield page


def joining(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.backup.join_button.click()
    opened = page.backup_part.join_sheet()
    assert opened is not None
    opened.deed_button.click()
    assert opened.file_error()
    yield opened
    opened.reject()


def erasing(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.erase.people.lines()[0].link.click()
    shown.wait_idle()
    opened = page.erase_part.sheet()
    assert opened is not None
    opened.erase_button.click()
    assert opened.trouble()
    yield opened
    opened.reject()


def comparing(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("compare")
    assert isinstance(page, ComparePage)
    page.compare()
    yield page


def compared(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("compare")
    assert isinstance(page, ComparePage)
    page.first.list.rows()[0].click()
    page.second.list.rows()[4].click()
    page.compare()
    shown.wait_idle()
    assert page.table.isVisible()
    yield page
    page.choose_others()


def crash(shown: Shown) -> Iterator[QWidget]:
    shown.window.show_crash(RuntimeError("not shown"))
    (opened,) = shown.window.findChildren(Sheet)
    yield opened
    opened.reject()


def trouble(shown: Shown) -> Iterator[QWidget]:
    page = TroublePage(NewerFileError(path="store.db", found="99"), "/somewhere/ownerapp")
    yield from beside(shown, page)


def passphrase(shown: Shown) -> Iterator[QWidget]:
    yield from beside(shown, PassphrasePage())


def first_passphrase(shown: Shown) -> Iterator[QWidget]:
    yield from beside(shown, PassphraseStep())


def beside(shown: Shown, page: QWidget) -> Iterator[QWidget]:
    """Show a page that an open store never shows."""
    stack = shown.window.stack
    before = stack.currentWidget()
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    yield page
    assert before is not None
    stack.setCurrentWidget(before)
    stack.removeWidget(page)
    page.deleteLater()


def export(shown: Shown) -> None:
    """Write a record of everything that is known."""
    view = shown.home.view()
    assert view is not None
    folder = str(shown.session.documents_dir())
    shown.session.call(
        lambda desk: desk.export(
            view.vehicle,
            folder=folder,
            language=view.notice.native_language,
            interface_language="en",
        )
    )
    shown.wait_idle()
    shown.home.refresh()
    shown.wait_idle()


def first_record(shown: Shown) -> str:
    found: list[str] = []
    shown.session.call(lambda desk: desk.exports()[0].record, found.append)
    shown.wait_idle()
    return found[0]


SCENES: tuple[Scene, ...] = (
    choices, question_in_card, sheet, records, export_dialog, car, flow, flow_table, timeline,
    timeline_list, settings, notice, notice_read, notice_check, notice_missing, crash, trouble,
    passphrase, first_passphrase, search_results, search_teaching, notice_file, bad_notice_file,
    known_notices, comparing, compared, new_kit, secured, erasing, joining,
)  # fmt: skip


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()


@contextmanager
def opened(scene: Scene, shown: Shown) -> Iterator[QWidget]:
    """Open a scene and close it."""
    steps = scene(shown)
    root = next(steps)
    shown.settle()
    yield root
    for _ in steps:
        raise AssertionError
    shown.wait_idle()
    shown.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.rule("US-C-20")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_everything_shown_is_whole_named_drawn_and_freed(shown: Shown, scene: Scene) -> None:
    found: list[str] = []
    for language, percent, size in LOOKS:
        shown.window.resize(*size)
        shown.look(language=language, theme=Theme.LIGHT, percent=percent)
        with opened(scene, shown) as root:
            where = f"{language} {percent} %"
            assert texts_told(root), where
            assert focusable(shown.window), where
            found += [f"{where}: {line}" for line in problems(root)]
            if percent == 100:
                found += [f"{where}: {line}" for line in problems(shown.window.sidebar)]
                found += [f"{where}: tab {line}" for line in tab_problems(root.window())]
        assert not shown.window.findChildren(QDialog), where
    assert not found, "\n".join(dict.fromkeys(found))


def test_an_arabic_window_is_the_mirror_of_an_english_one(shown: Shown) -> None:
    window = shown.window
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    places = {}
    for language in ("en", "ar-XB"):
        shown.look(language=language, theme=Theme.LIGHT, percent=100)
        card = page.card(CABIN)
        assert card is not None
        assert card.toggle is not None
        parts = (window.sidebar, page.head.heading, card.toggle)
        places[language] = [part.mapTo(window, QPoint(0, 0)).x() for part in parts]
        places[language] += [part.mapTo(window, QPoint(part.width(), 0)).x() for part in parts]
    english, arabic = places["en"], places["ar-XB"]
    assert english[0] == 0
    assert arabic[3] == window.width()
    assert english[3] - english[0] == arabic[3] - arabic[0]
    for left, right in ((2, 5), (5, 2)):
        assert abs(english[left] - (window.width() - arabic[right])) <= 2


@pytest.fixture
def beginning(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    """The window of a program that has no car yet."""
    place = Place(data_dir=tmp_path / "data")
    place.data_dir.mkdir()
    documents = tmp_path / "Documents"
    documents.mkdir()
    kept = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    kept.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=kept,
        data_dir=str(place.data_dir),
        documents_dir=str(documents),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    yield parts
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def test_every_step_of_the_first_run_is_whole_named_and_drawn(
    beginning: Application, qtbot: QtBot
) -> None:
    window = beginning.window
    run = window.first_run()
    assert run is not None

    def rest() -> None:
        qtbot.waitUntil(lambda: not beginning.session.tasks.is_busy(), timeout=20_000)
        for _ in range(6):
            QApplication.processEvents()

    found: list[str] = []
    seen: list[Step] = []
    for _ in range(6):
        seen.append(run.step())
        for language, percent, size in LOOKS:
            window.resize(*size)
            beginning.session.change(language=language, text_scale_percent=percent)
            rest()
            where = f"{run.step().value}, {language} {percent} %"
            found += [f"{where}: {line}" for line in problems(run)]
            found += [f"{where}: tab {line}" for line in tab_problems(window)]
            if run.back_button.isVisible():
                back, forth = run.back_button.x(), run.next_button.x()
                assert (back > forth) == (language == "ar-XB"), where
        if run.record is not None and run.record.is_saved():
            break
        if run.step() is Step.CAR:
            run.car.pick_notice("cn-reference-ev")
            run.car.fields["name"].setText("Little Blue")
            run.car.fields["owner"].setText("Lin Yue")
            run.car.fields["plate"].setText("沪A·D12345")
        run.next_button.click()
        qtbot.waitUntil(lambda: run.step() is not seen[-1] or _is_saved(run), timeout=20_000)
        rest()
    assert seen == [Step.LANGUAGE, Step.CAR, Step.CHOICES, Step.REVIEW, Step.RECORD, Step.RECORD]
    assert not found, "\n".join(dict.fromkeys(found))


def _is_saved(run: FirstRun) -> bool:
    return run.record is not None and run.record.is_saved()


def test_the_sweep_finds_what_it_looks_for(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(400, 300)
    long = Text("A sentence that needs several lines in so little room", parent=root)
    long.setGeometry(10, 10, 120, 20)
    over = Text("Over it", parent=root)
    over.setGeometry(20, 15, 100, 30)
    Text("\ue000", parent=root).setGeometry(10, 200, 200, 30)
    tiny = ActionButton("", parent=root)
    tiny.setGeometry(300, 100, 10, 10)
    pair = DecisionPair(parent=root)
    pair.set_texts("Keep off", "Turn on")
    pair.setGeometry(10, 60, 300, 44)
    turned = Text("Turned", parent=root)
    turned.setGeometry(10, 120, 200, 30)
    turned.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    root.show()
    QApplication.processEvents()
    pair.agree_button.resize(pair.agree_button.width() + 20, pair.agree_button.height())
    found = "\n".join(problems(root))

    for part in (
        "is cut below", "overlap: Text 'A sentence", "cannot be drawn, '\\ue000'", "has no name",
        "is hard to press, 10 x 10", "weigh differently", "runs the wrong way: Text 'Turned'",
    ):  # fmt: skip
        assert part in found


class Shortcut(QWidget):
    """Lets Tab go to and fro between its first two parts."""

    @override
    def focusNextPrevChild(self, _forward: bool) -> bool:
        buttons = self.findChildren(ActionButton)
        buttons[buttons[0].hasFocus()].setFocus()
        return True


def test_a_part_that_tab_passes_by_is_found(qtbot: QtBot) -> None:
    root = Shortcut()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    for name in ("One", "Two", "Three"):
        column.addWidget(ActionButton(name))
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    assert tab_problems(root) == ["never: ActionButton 'Three'"]
