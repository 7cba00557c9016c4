"""The rules that hold under every law: what fits together, and what is never done."""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.compliance import everywhere
from ownerapp.compliance.check import check_notice
from ownerapp.domain.finding import Outcome, Profile, RuleRegime, RuleResult, Standing
from ownerapp.domain.notice import Notice, Place, Regime
from ownerapp.domain.notice_codes import NOT_STATED, AnonymisationMethod
from ownerapp.domain.notice_facts import Anonymisation
from ownerapp.domain.term import Term
from tests.compliance.good_california import CABIN as CLIPS
from tests.compliance.good_california import good_notice as californian
from tests.compliance.good_california import with_practice
from tests.compliance.good_europe import SAFEGUARD, TODAY, TRACK, good_notice
from tests.support.desks import CABIN, add_car, commit, no, shipped, yes
from tests.support.desks import Place as DataFolder
from tests.support.source_tree import modules, nodes

NETWORKING = re.compile(
    r"(_?socket|ssl|_ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|socketserver|xmlrpc"
    r"|urllib\.request|requests|urllib3|httpx|aiohttp|asyncio|PySide6\.QtNetwork"
    r"|PySide6\.QtWebSockets|PySide6\.QtWebEngine\w*)(\.|$)"
)
ASKS_FOR_TIME_STAMPS = "ownerapp/system/time_stamp_server.py"
"""It asks the one address that the person gives at an export, and is given no other."""
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}
"""One window calls the other on the same computer; no address is behind these."""


def results(notice: Notice, profile: Profile = Profile.LAW) -> dict[str, RuleResult]:
    checked = check_notice(notice, today=TODAY, profile=profile)
    return {item.rule.id: item for item in checked.results if item.rule.regime is RuleRegime.ALL}


def codes(notice: Notice, rule_id: str = "X-01") -> list[str]:
    return [finding.code for finding in results(notice)[rule_id].findings]


@pytest.mark.rule("X-01")
@pytest.mark.rule("X-05")
@pytest.mark.parametrize("profile", Profile)
def test_these_rules_belong_to_every_choice_of_rules(profile: Profile) -> None:
    checked = {rule.id for rule in everywhere.RULES.rules if rule.standing is Standing.CHECKED}

    assert set(results(good_notice(), profile)) == checked == {"X-01", "X-05"}


@pytest.mark.rule("X-01")
class TestWhatFitsTogether:
    def test_nothing_stated_contradicts_nothing(self) -> None:
        notice = with_practice(
            good_notice(),
            TRACK,
            reach=NOT_STATED,
            processing_place=NOT_STATED,
            storage_countries=NOT_STATED,
        )

        assert codes(notice) == []

    def test_both_places_fit_data_that_leaves_the_car(self) -> None:
        notice = with_practice(good_notice(), TRACK, processing_place=Place.BOTH)

        assert codes(notice) == []

    def test_every_contradiction_is_told(self) -> None:
        notice = with_practice(
            good_notice(),
            TRACK,
            processing_place=Place.IN_VEHICLE,
            storage_countries=("DE", "CN", "JP", "CN"),
            transfers=(replace(SAFEGUARD, country="JP"),),
        )

        assert codes(notice) == ["leaves", "transfer", "stored"]

    @pytest.mark.parametrize(
        ("regime", "country", "is_abroad"),
        [
            (Regime.CHINA, "CN", False),
            (Regime.CHINA, "DE", True),
            (Regime.EU, "NO", False),
            (Regime.EU, "CH", True),
            (Regime.CALIFORNIA, "US", False),
            (Regime.CALIFORNIA, "CA", True),
        ],
    )
    def test_abroad_is_seen_from_the_notices_own_law(
        self, regime: Regime, country: str, *, is_abroad: bool
    ) -> None:
        notice = replace(good_notice(), regime=regime, jurisdiction="")
        notice = replace(notice, practices=notice.practices[:1])
        notice = with_practice(notice, TRACK, storage_countries=(country,))

        assert codes(notice) == (["stored"] if is_abroad else [])

    def test_the_notices_own_country_is_never_abroad(self) -> None:
        notice = replace(good_notice(), jurisdiction="GB")
        notice = with_practice(notice, TRACK, storage_countries=("GB",))

        assert codes(notice) == []


@pytest.mark.rule("X-05")
class TestPseudonyms:
    @pytest.mark.parametrize("method", AnonymisationMethod)
    def test_only_pseudonyms_are_looked_at(self, method: AnonymisationMethod) -> None:
        notice = with_practice(
            californian(), CLIPS, anonymisation=Anonymisation(method=method), subjects=()
        )
        is_pseudonym = method is AnonymisationMethod.PSEUDONYMISED

        ended = results(notice)["X-05"].outcome
        assert ended is (Outcome.FOUND if is_pseudonym else Outcome.NOT_APPLICABLE)

    def test_they_never_count_as_unrecognisable(self) -> None:
        for method in AnonymisationMethod:
            stated = Anonymisation(method=method, before_egress=True)
            is_blurred = method in {
                AnonymisationMethod.CONTOUR,
                AnonymisationMethod.FRAME_DELETION,
            }

            assert stated.in_car == is_blurred


# -------------------------------------------------------------------------


def networking(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports that can open a connection."""
    for node in nodes(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if NETWORKING.match(alias.name))
            case ast.ImportFrom(module=str() as module, names=names):
                taken = {f"{module}.{alias.name}" for alias in names}
                if NETWORKING.match(module):
                    yield from (name for name in taken if name.rpartition(".")[2] not in LOCAL_ONLY)
                else:
                    yield from (name for name in taken if NETWORKING.match(name))
            case _:
                pass


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPSConnection",
        "def f():\n    from PySide6.QtNetwork import QTcpSocket",
    ],
)
def test_what_opens_a_connection_would_be_found(source: str) -> None:
    assert list(networking(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["from urllib.parse import quote", "from PySide6.QtNetwork import QLocalSocket"]
)
def test_what_opens_none_is_left_alone(source: str) -> None:
    assert list(networking(ast.parse(source))) == []


@pytest.mark.rule("X-02")
def test_only_the_asker_for_time_stamps_can_open_a_connection() -> None:
    found = {path: list(networking(tree)) for path, tree in modules().items()}

    assert [path for path, names in found.items() if names] == [ASKS_FOR_TIME_STAMPS]


@pytest.mark.rule("X-02")
def test_the_main_job_contacts_nobody_and_writes_into_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    place = DataFolder(data_dir=tmp_path / "data")

    opened = place.open()
    car = add_car(opened)
    commit(opened, car, yes(shipped().notice, CABIN, Term.DAYS_7))
    commit(opened, car, no(CABIN))
    place.close()

    assert list(home.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"home", "data"}
