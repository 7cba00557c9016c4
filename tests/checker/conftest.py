"""One browser for all tests of the page, and the program that it is compared with."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from ownerapp.services.verification import VerificationService
from ownerapp.system.clock import SystemClock
from tests.support.browser import Browser, started_browser
from tests.support.checker_page import CheckerPage
from tests.support.desks import Place


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with started_browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> CheckerPage:
    """The page, perhaps with what another test left in it: each file is checked by itself."""
    return CheckerPage(browser)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> VerificationService:
    """The verifier on a computer without a store, by the clock that the browser has too."""
    place = Place(data_dir=tmp_path_factory.mktemp("verifier") / "data")
    return VerificationService(place.around(clock=SystemClock()))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """A generator that makes the same changes on each run, others in each test."""
    return random.Random(request.node.name)  # noqa: S311 - no secret
