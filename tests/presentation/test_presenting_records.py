"""The records page, the sidebar, the export sheet and the settings, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.ids import PracticeId, RecordId, Sha256Hex, VehicleId
from ownerapp.domain.log import LogReport, LogState
from ownerapp.domain.verdict import Report, Verdict
from ownerapp.presentation import settings_page
from ownerapp.presentation.about_page import about_rows
from ownerapp.presentation.export_page import Saved, saved_line, worst_of
from ownerapp.presentation.records_page import (
    records_state,
    sidebar_state,
    signed_paths,
    status_line,
)
from ownerapp.presentation.states import Tone
from ownerapp.services.ports.kept import ExportEntry
from ownerapp.services.ports.vault import VaultKind
from tests.support import records
from tests.support.choice_views import ENGLISH, view

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TITLES = {PracticeId("a"): "Cabin camera", PracticeId("b"): "Location"}


def export(*practices: str, formats: tuple[str, ...] = ("pdf", "json")) -> ExportEntry:
    return ExportEntry(
        record=RecordId("2b1f0f27"),
        at=AT,
        vehicle=VehicleId("car"),
        seq=41,
        sha256=Sha256Hex("ab" * 32),
        formats=formats,
        folder="Documents",
        name="record-2026-11-20",
        practices=tuple(PracticeId(item) for item in practices),
    )


def test_an_export_says_when_what_and_in_which_files() -> None:
    (row,) = records_state([export("a", "b")], TITLES, ZONE).rows

    assert (row.when, row.what) == ("20 Nov 2026, 20:00", "Cabin camera and Location")
    assert (row.files, row.entry) == ("PDF, JSON", "42")
    assert row.path.endswith("record-2026-11-20.pdf")


def test_many_collections_are_counted_and_unknown_ones_keep_their_id() -> None:
    many, unknown = records_state([export("a", "b", "c"), export("c")], TITLES, ZONE).rows

    assert many.what == "3 collections"
    assert unknown.what == "c"


def test_a_record_says_how_many_were_on_where_that_is_known() -> None:
    entry = export("a", "b", "c")
    (row,) = records_state([entry], TITLES, ZONE, {entry.record: 2}).rows

    assert row.what == "3 collections, 2 on"


def test_a_record_without_formats_is_looked_for_as_json() -> None:
    (row,) = records_state([export("a", formats=())], TITLES, ZONE).rows

    assert row.path.endswith(".json")
    assert signed_paths(export("a", formats=())) == ()


def test_signed_files_name_the_pdf_first() -> None:
    paths = signed_paths(export("a", formats=("json", "csv", "pdf")))

    assert [path.rpartition(".")[2] for path in paths] == ["pdf", "json"]


def test_no_record_yet_says_what_a_record_is_for(language: str) -> None:
    state = records_state([], {}, ZONE)

    assert state.rows == ()
    assert state.empty
    assert state.intro


@pytest.mark.parametrize(
    ("verdict", "tone"),
    [
        (None, Tone.NEUTRAL),
        (Verdict.VALID, Tone.CONFIRMED),
        (Verdict.NOT_VALID, Tone.STOP),
        (Verdict.CANNOT_TELL, Tone.ATTENTION),
    ],
)
def test_only_a_record_that_was_checked_and_holds_is_green(
    verdict: Verdict | None, tone: Tone
) -> None:
    assert status_line(verdict).tone is tone


def test_a_car_with_a_compiled_notice_is_called_so_beside_every_page() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    report = LogReport(state=LogState.INTACT, size=148, checked_at=AT)
    state = sidebar_state(view(notice).vehicle, notice, report, language=ENGLISH, zone=ZONE)

    assert state.car_line == "Cars in mainland China, compiled notice 1.0"


def test_only_the_records_of_a_compiled_notice_say_that_it_was_compiled() -> None:
    compiled = records_state([], {}, ZONE, notice=records.shipped_notice("tesla-cn-compiled"))
    reference = records_state([], {}, ZONE, notice=records.shipped_notice())

    assert compiled.origin_note.startswith("The notice of this car was compiled")
    assert reference.origin_note == records_state([], {}, ZONE).origin_note == ""


def test_the_sidebar_names_the_car_and_how_the_history_stands() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    vehicle = view(notice).vehicle
    report = LogReport(state=LogState.CUT, size=3, checked_at=AT)
    state = sidebar_state(vehicle, notice, report, language=ENGLISH, zone=ZONE)

    assert (state.car_name, state.plate) == ("Little Blue", "")
    assert state.car_line == f"{notice.model.get(ENGLISH)}, notice 1.0"
    assert (state.history_title, state.history_tone) == ("History cut", Tone.STOP)


# ------------------------------------------------------------------------- the export sheet


def report_of(verdict: Verdict) -> Report:
    return Report(verdict=verdict, checks=())


def saved(*verdicts: Verdict, paths: tuple[str, ...] = ("a.pdf", "a.json")) -> Saved:
    return Saved(record="r", paths=paths, reports=tuple(report_of(item) for item in verdicts))


@pytest.mark.parametrize(
    ("verdicts", "tone"),
    [
        ((Verdict.VALID, Verdict.VALID), Tone.CONFIRMED),
        ((Verdict.VALID, Verdict.NOT_VALID), Tone.STOP),
        ((Verdict.CANNOT_TELL, Verdict.VALID), Tone.ATTENTION),
        ((Verdict.CANNOT_TELL, Verdict.NOT_VALID), Tone.STOP),
    ],
)
def test_one_file_that_does_not_hold_decides_over_both(
    verdicts: tuple[Verdict, ...], tone: Tone
) -> None:
    assert saved_line(saved(*verdicts)).tone is tone
    assert worst_of([report_of(item) for item in verdicts]).verdict in verdicts


def test_a_table_alone_is_only_said_to_be_saved() -> None:
    assert saved_line(saved(paths=("a.csv",))).text == "1 file saved"
    assert saved_line(saved(paths=("a.csv", "b.csv"))).text == "2 files saved"


# ------------------------------------------------------------------------- settings


def test_languages_are_offered_by_their_own_names(language: str) -> None:
    offered = dict(settings_page.language_choices())

    assert next(iter(offered)) == settings_page.FOLLOW_SYSTEM
    assert offered["en"] == "English"
    assert offered["zh_Hans"] == "简体中文"
    assert set(offered).isdisjoint(dict(settings_page.testing_choices()))
    assert set(dict(settings_page.testing_choices())) == {"en-XA", "ar-XB"}


def test_every_theme_can_be_chosen(language: str) -> None:
    themes = settings_page.theme_choices()

    assert len({key for key, _words in themes}) == 4
    assert len({words for _key, words in themes}) == 4


def test_a_text_size_that_was_set_by_hand_is_offered_too() -> None:
    assert [key for key, _words in settings_page.text_size_choices(133)] == [
        "100", "110", "125", "133", "150", "175", "200",
    ]  # fmt: skip
    assert dict(settings_page.text_size_choices(100))["125"] == "125 %"


def test_where_the_keys_are_is_said_for_each_vault(language: str) -> None:
    sentences = {settings_page.keys_sentence(kind) for kind in VaultKind}

    assert len(sentences) == len(VaultKind)


def test_about_says_when_alone_something_goes_online() -> None:
    rows = {row.label: row.text for row in about_rows()}

    assert rows["Network use"] == (
        "None, unless you name a time stamp server and ask for a time stamp."
    )
    assert rows["Version"]
