"""Every page and dialog in a state that shows all of it: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ownerapp.domain.errors import NewerFileError
from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import current_language
from ownerapp.presentation.voice import notice_language
from ownerapp.resources import resource_path
from ownerapp.services.ports.vault import VaultKind
from ownerapp.ui.dialogs.card_sheet import CardSheet
from ownerapp.ui.dialogs.check_sheet import CheckSheet
from ownerapp.ui.dialogs.drift_sheet import DriftSheet
from ownerapp.ui.dialogs.handover_sheet import HandoverSheet
from ownerapp.ui.dialogs.lock_sheet import LockDeed, LockSheet
from ownerapp.ui.dialogs.notice_sheet import NoticeFileSheet
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.dialogs.preview_sheet import PreviewSheet
from ownerapp.ui.first_run.steps import PassphraseStep
from ownerapp.ui.pages.car import CarPage
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.compare import ComparePage
from ownerapp.ui.pages.flow import FlowPage
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.pages.gate import PassphrasePage, TroublePage
from ownerapp.ui.pages.notice import NoticePage
from ownerapp.ui.pages.notice_check import FindingsCard
from ownerapp.ui.pages.search import SearchPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.timeline import LIST, PICTURE, TimelinePage
from ownerapp.ui.widgets.sheet import Sheet
from tests.support.desks import CABIN, DRIVING, REQUIRED, no, practice_of, yes
from tests.support.details_scenes import DETAILS
from tests.support.everyday_scenes import EVERYDAY
from tests.support.notice_files import AUTHOR, changed, pack_bytes, pack_file
from tests.support.record_scenes import (
    export_dialog,
    record_against_keys,
    record_changed,
    record_details,
    record_of_later,
    records,
    records_empty,
)
from tests.support.request_scenes import (
    corrected_day_sheet,
    reply_sheet,
    request_sheet,
    rights_empty,
    rights_filled,
)
from tests.support.rule_scenes import rules_empty, rules_offer, rules_scene, rules_sheet
from tests.support.settings_scenes import SETTINGS, at_section, settings_page
from tests.support.story_scenes import (
    first_car,
    first_choices,
    first_language,
    first_review,
    not_sure,
    notice_changed,
    timeline_year,
)
from tests.support.windows import Shown

Scene = Callable[[Shown], Iterator[QWidget]]
"""Goes there, yields what is to be looked at, and leaves again."""


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


def paused(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    turn_on(shown, DRIVING)
    turn_on(shown, CABIN)
    card = page.card(DRIVING)
    assert card is not None
    card.hold_link.click()
    shown.wait_idle()
    yield page


def own_word(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    page.answered.emit(no(CABIN))
    shown.wait_idle()
    card = page.card(CABIN)
    assert card is not None
    card.open_details(True)
    yield page


def turn_on(shown: Shown, practice: PracticeId) -> None:
    """Give a yes to a practice that is off, as an answered question does."""
    view, page = shown.home.view(), shown.home.page("choices")
    assert view is not None
    assert isinstance(page, ChoicesPage)
    card = page.card(practice)
    assert card is not None
    if not (card.state_shown().on or card.state_shown().paused):
        term = view.notice.offered_terms(practice_of(view.notice, practice))[-1]
        language = notice_language(view.notice, current_language())
        page.answered.emit(yes(view.notice, practice, term, language))
        shown.wait_idle()


def sheet(shown: Shown) -> Iterator[QWidget]:
    shown.go("choices")
    shown.home.flow().ask(CABIN)
    opened = shown.home.flow().sheet()
    assert opened is not None
    opened.controls.tiles.demand()
    yield opened
    opened.reject()


def car(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("car")
    assert isinstance(page, CarPage)
    page.choose("cam_cabin")
    shown.qtbot.waitUntil(lambda: not page.panel.is_filling())
    yield page


def car_sensor_group(shown: Shown) -> Iterator[QWidget]:
    """A kind of sensor of which the car has several, with its list open."""
    page = shown.go("car")
    assert isinstance(page, CarPage)
    state = page._state
    assert state is not None
    group = next(item for item in state.groups if len(item.sensors) > 1)
    page.choose(group.sensors[0].key)
    page.choose(group.whole.key)
    shown.qtbot.waitUntil(lambda: not page.panel.is_filling())
    yield page


def flow(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("flow")
    assert isinstance(page, FlowPage)
    page.tabs.pick("picture")
    yield page


def flow_all_on(shown: Shown) -> Iterator[QWidget]:
    """Both gates with something that passes them."""
    view = shown.home.view()
    assert view is not None
    shown.go("choices")
    for item in view.choices:
        if item.practice.optional:
            turn_on(shown, item.practice.id)
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


def search_nothing(shown: Shown) -> Iterator[QWidget]:
    """A word that stands nowhere."""
    page = shown.go("search")
    assert isinstance(page, SearchPage)
    shown.qtbot.waitUntil(lambda: not page.searching.searched().unread, timeout=20_000)
    page.field.field.setText("zeppelin")
    shown.wait_idle()
    assert page.empty.isVisible()
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


def checked_file(shown: Shown) -> Iterator[QWidget]:
    """The verdict about a file over the window, with all its details."""
    file = resource_path("golden", "page.pdf")
    opened = CheckSheet(shown.window, shown.session, file, is_closed=True)
    opened.open_over()
    shown.wait_idle()
    opened.panel.links()[-1].click()
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
    page = settings_page(shown)
    assert page.notices.keys.lines()
    assert page.notices.notices.lines()
    at_section(shown, page.notices)
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
        shown.session.call(
            lambda desk: desk.backups.keep_recovery_kit(desk.backups.make_recovery_kit())
        )
        page.backup_part.back_up_to(str(Path(shown.session.data_dir).parent / "backup"))
        page.keys.change_button.click()
        asked = page.keys_part.sheet()
        assert asked is not None
        asked.deed_button.click()
        shown.wait_idle()
        shown.wait_idle()
    at_section(shown, page.backup)
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
    shown.qtbot.waitUntil(page.table.is_built)
    yield page
    page.choose_others()


def this_car(shown: Shown) -> Iterator[QWidget]:
    yield shown.go("this-car")


def occasions(shown: Shown) -> Iterator[QWidget]:
    opened = _handover(shown)
    opened.next_button.click()
    yield opened
    opened.reject()


def handing_over(shown: Shown) -> Iterator[QWidget]:
    """The tasks of a sale, with steps and without."""
    opened = _handover(shown)
    _go_on(shown, opened, 1)
    yield opened
    opened.reject()


def closing(shown: Shown) -> Iterator[QWidget]:
    opened = _handover(shown)
    _go_on(shown, opened, 3)
    yield opened
    opened.reject()


def certificate(shown: Shown) -> Iterator[QWidget]:
    opened = _handover(shown)
    _go_on(shown, opened, 5)
    tick = opened.page_tick()
    assert tick is not None
    tick.click()
    yield opened
    opened.reject()


def _handover(shown: Shown) -> HandoverSheet:
    shown.go("this-car")
    shown.home.deeds().open_handover()
    opened = shown.home.deeds().sheet()
    assert isinstance(opened, HandoverSheet)
    return opened


def _go_on(shown: Shown, opened: HandoverSheet, presses: int) -> None:
    tiles = opened.tiles()
    assert tiles is not None
    tiles.tiles()[0].click()
    for _ in range(presses):
        opened.next_button.click()
        shown.wait_idle()
        shown.settle()


def drifting(shown: Shown) -> Iterator[QWidget]:
    """One question of the drift check, with the complaint that it is not answered."""
    opened = _drift(shown)
    opened.next_button.click()
    opened.next_button.click()
    assert opened.trouble()
    yield opened
    opened.reject()


def drifted(shown: Shown) -> Iterator[QWidget]:
    """The result of a drift check: what differs, and what was not found."""
    opened = _drift(shown)
    opened.next_button.click()
    while (row := opened.answers()) is not None:
        row.rows()[len(opened.said_so_far()) % 3].click()
        opened.next_button.click()
    yield opened
    opened.reject()


def _drift(shown: Shown) -> DriftSheet:
    shown.go("this-car")
    shown.home.deeds().open_drift()
    shown.wait_idle()
    opened = shown.home.deeds().sheet()
    assert isinstance(opened, DriftSheet)
    return opened


def passenger_card(shown: Shown) -> Iterator[QWidget]:
    shown.go("this-car")
    shown.home.deeds().open_card()
    shown.wait_idle()
    opened = shown.home.deeds().sheet()
    assert isinstance(opened, CardSheet)
    assert opened.pictures
    yield opened
    opened.reject()


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


def locked(shown: Shown) -> Iterator[QWidget]:
    yield from beside(shown, PassphrasePage(is_lock=True))


def locking(shown: Shown) -> Iterator[QWidget]:
    """The sheet that changes a passphrase, with what is told about the new one."""
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    opened = LockSheet(
        page,
        shown.session,
        LockDeed.CHANGE,
        vault=VaultKind.FILE,
        has_kit=False,
        has_backup=False,
    )
    opened.open_over()
    opened.passphrase.first.setText("blue-car")
    opened.deed_button.click()
    yield opened
    opened.reject()


def what_is_where(shown: Shown) -> Iterator[QWidget]:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.where.button.click()
    (opened,) = shown.window.findChildren(Sheet)
    yield opened
    opened.reject()


def keys_and_help(shown: Shown) -> Iterator[QWidget]:
    """All keys, over whatever page is shown."""
    shown.home.help_wanted.emit()
    (opened,) = shown.window.findChildren(Sheet)
    yield opened
    opened.reject()


def previewing(shown: Shown) -> Iterator[QWidget]:
    """A kit's page as it will be printed, above the sheet with the kit."""
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.backup.kit_button.click()
    kit = page.backup_part.sheet()
    assert kit is not None
    shown.wait_idle()
    kit.print_button.click()
    shown.wait_idle()
    opened = shown.window.findChild(PreviewSheet)
    assert opened is not None
    shown.wait_idle()
    yield opened
    opened.reject()
    kit.reject()


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


SCENES: tuple[Scene, ...] = (
    records_empty,  # first: later ones may export a record
    choices, question_in_card, paused, own_word, sheet,
    records, record_details, record_changed, record_of_later, record_against_keys,
    export_dialog,
    car, car_sensor_group, flow, flow_table,
    timeline, timeline_year, not_sure, timeline_list,
    *SETTINGS, notice, notice_read, notice_check, notice_missing, crash,
    trouble, passphrase, locked, locking, previewing, what_is_where, keys_and_help,
    first_passphrase,
    search_results, search_teaching, search_nothing, notice_file, checked_file,
    bad_notice_file, known_notices, comparing, compared, new_kit, secured, erasing, joining,
    rights_empty, rights_filled, request_sheet, reply_sheet, corrected_day_sheet,
    this_car, occasions, handing_over, closing, certificate, drifting, drifted, passenger_card,
    *DETAILS,
    first_language, first_car, first_choices, first_review,
    rules_empty, rules_scene, rules_offer, rules_sheet,
    *EVERYDAY,
    flow_all_on,  # it turns on what later scenes ask about
    notice_changed,  # last: it adds a car
)  # fmt: skip


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
