"""A year's timeline, a changed notice and the first run: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.span import Gap, GapReason, Span, SpanEnd
from ownerapp.domain.term import Term
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import CarChoices
from ownerapp.services.strips import Strips
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.pages import opening
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.notice_changed import NoticeChangedPage
from ownerapp.ui.pages.opening import Beginning
from ownerapp.ui.pages.timeline import PICTURE, TimelinePage
from tests.support.desks import CABIN, DRIVING, ENGLISH, yes
from tests.support.notice_files import AUTHOR, fingerprint_of, pack_bytes, pack_file
from tests.support.notice_versions import Edit, declared, first_tree, gone, kept_longer, next_tree
from tests.support.windows import Shown

VOICE, DASHCAM = PracticeId("voice-commands"), PracticeId("dashcam")
EDITS: Final[tuple[Edit, ...]] = (
    kept_longer(VOICE), kept_longer(DRIVING, days=800), declared(CABIN, "wording"), gone(DASHCAM),
)  # fmt: skip
CHANGED_ID: Final = "changed-ev"
ON: Final = "2026-11-19"
"""The day from which the changed notice applies; the scenes' clock stands a day later."""


def timeline_page(shown: Shown) -> TimelinePage:
    """Go to the drawn timeline."""
    page = shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(PICTURE)
    shown.wait_idle()
    return page


def timeline_year(shown: Shown) -> Iterator[QWidget]:
    """A year with everything that a strip can tell, as no store of a minute has it."""
    page = timeline_page(shown)
    car = shown.home.car()
    assert car is not None
    found: list[tuple[Strips, tzinfo]] = []
    shown.session.call(lambda desk: (desk.strips(car), desk.zone()), found.append)
    shown.wait_idle()
    strips, zone = found[0]
    page.picture.show_strips(_year(strips), zone)
    page.picture.chart.move_to(strips.now.astimezone(zone).date() - timedelta(days=200))
    yield page
    page.picture.chart.move_to(strips.now.astimezone(zone).date())
    page.picture.show_strips(strips, zone)


def _year(strips: Strips) -> Strips:
    """Return strips with a story of a year."""
    now = strips.now

    def span(since: int, until: int | None, end: SpanEnd, *, is_sure: bool = False) -> Span:
        evidence = EvidenceLevel.IN_FORCE if is_sure else EvidenceLevel.RECORDED
        return Span(
            since=now - timedelta(days=since),
            until=None if until is None else now - timedelta(days=until),
            end=end,
            evidence=evidence,
        )

    stories = (
        (span(330, 250, SpanEnd.TIME), span(230, -30, SpanEnd.RUNS, is_sure=True)),
        (span(300, 120, SpanEnd.TURNED_OFF),),
        (span(340, 210, SpanEnd.NOTICE, is_sure=True), span(205, None, SpanEnd.RUNS, is_sure=True)),
        (span(220, 180, SpanEnd.PAUSED), span(150, 40, SpanEnd.TIME)),
        (span(90, None, SpanEnd.RUNS),),
    )
    told = tuple(
        replace(
            strip,
            spans=spans,
            turns=tuple(moment for item in spans for moment in (item.since, item.until) if moment),
        )
        for strip, spans in zip(strips.strips, stories, strict=False)
    )
    followed = strips.followed
    return replace(
        strips,
        strips=told + strips.strips[len(told) :],
        kinds=frozenset(
            (span.evidence.is_confirmed, span.end) for spans in stories for span in spans
        ),
        begins=now - timedelta(days=350),
        followed=(
            replace(followed[0], since=now - timedelta(days=350)),
            replace(followed[-1], since=now - timedelta(days=205)),
        ),
        gaps=(
            Gap(
                since=now - timedelta(days=242),
                until=now - timedelta(days=238),
                reason=GapReason.CLOCK,
            ),
        ),
    )


def not_sure(shown: Shown) -> Iterator[QWidget]:
    """A day before the car was in the program."""
    page = timeline_page(shown)
    page.picture.chart.move_to(page.picture.day() - timedelta(days=40))
    yield page
    page.picture.chart.move_to(page.picture.day() + timedelta(days=40))


def notice_changed(shown: Shown) -> Iterator[QWidget]:
    """Two choices to make again, the removed and the added words, and what is gone."""
    first = shown.home.view()
    assert first is not None
    found: list[CarChoices] = []
    failed: list[Exception] = []
    folder = Path(shown.session.data_dir)
    shown.session.call(lambda desk: _car_with_changes(desk, folder), found.append, failed.append)
    shown.wait_idle()
    assert found, failed
    shown.home._take(found[0])
    shown.wait_idle()
    shown.go("choices")
    shown.settle()
    changing = shown.home.changing()
    changing.open()
    shown.wait_idle()
    page = changing.page()
    shown.qtbot.waitUntil(page.table.is_built)
    shown.settle()
    assert isinstance(page, NoticeChangedPage)
    assert page.cards()
    yield page
    page.back_link.click()
    shown.session.call(lambda desk: desk.choices(first.vehicle), shown.home._take)
    shown.wait_idle()


def _car_with_changes(desk: Desk, folder: Path) -> CarChoices:
    known = {car.id: desk.choices(car) for car in desk.cars()}
    for view in known.values():
        if view.notice.pack_id == CHANGED_ID:
            return view
    before = {"id": CHANGED_ID}
    tree = next_tree(*EDITS, effective_from=ON) | before
    versions = [
        desk.notices.keep(
            desk.notices.import_file(pack_file(folder, data, f"changed-{number}.json"))
        )
        for number, data in enumerate(
            (
                pack_bytes(signed_by=AUTHOR, **(first_tree() | before)),
                pack_bytes(signed_by=AUTHOR, **tree),
            )
        )
    ]
    first, second = versions
    if not desk.notices.accepted_keys():
        desk.notices.accept_key(first, fingerprint_of(AUTHOR))
    car = desk.add_car(desk.check_details(name="Old Faithful", owner="Lin Yue"), first)
    notice = desk.choices(car).notice
    for practice, term in ((VOICE, Term.MONTHS_3), (DRIVING, Term.OPEN), (CABIN, Term.YEAR_1)):
        desk.answer(car, [yes(notice, practice, term)], language=ENGLISH)
    return desk.choices(desk.use_notice(car, second))


class FirstSteps:
    """The first run as somebody without a car sees it; nothing is saved."""

    def __init__(self, shown: Shown) -> None:
        """Show its first step."""
        self._shown = shown
        found: list[Beginning] = []
        shown.session.call(opening.begin, found.append)
        shown.wait_idle()
        self.run = FirstRun(
            shown.session,
            found[0],
            asks_passphrase=True,
            passphrase=lambda: None,
            is_further_car=False,
        )
        self._before = shown.window.stack.currentWidget()
        shown.window.sidebar.hide()
        shown.window.stack.addWidget(self.run)
        shown.window.stack.setCurrentWidget(self.run)
        self.run.take_focus()

    def go_on(self, times: int) -> QWidget:
        """Press *Next*, and fill in what has to be."""
        run, shown = self.run, self._shown
        for number in range(times):
            if number == 1:
                run.car.pick_notice("cn-reference-ev")
                run.car.fields["name"].setText("Little Blue")
                run.car.fields["owner"].setText("Lin Yue")
                run.car.fields["plate"].setText("沪A·D12345")
            run.next_button.click()
            shown.wait_idle()
            page = run.findChild(ChoicesPage)
            if number == 1 and isinstance(page, ChoicesPage):
                shown.qtbot.waitUntil(page.is_built)
        shown.settle()
        return run

    def leave(self) -> None:
        """Show what was shown before."""
        stack = self._shown.window.stack
        if self._before is not None:
            stack.setCurrentWidget(self._before)
        stack.removeWidget(self.run)
        self.run.deleteLater()
        self._shown.window.sidebar.show()
        self._shown.settle()


def _step(shown: Shown, times: int) -> Iterator[QWidget]:
    steps = FirstSteps(shown)
    yield steps.go_on(times)
    steps.leave()


def first_language(shown: Shown) -> Iterator[QWidget]:
    yield from _step(shown, 0)


def first_car(shown: Shown) -> Iterator[QWidget]:
    yield from _step(shown, 1)


def first_choices(shown: Shown) -> Iterator[QWidget]:
    yield from _step(shown, 2)


def first_review(shown: Shown) -> Iterator[QWidget]:
    yield from _step(shown, 3)
