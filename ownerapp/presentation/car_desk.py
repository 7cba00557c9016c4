"""What is done with one car besides choices: hand-over, drift check, passenger card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore

if TYPE_CHECKING:
    from ownerapp.domain.handover import Occasion
    from ownerapp.domain.small_paper import CardPaper
    from ownerapp.services.drift import CarSays, DriftDone, DriftList, DriftService, DriftStanding
    from ownerapp.services.handover import (
        HandoverDone,
        HandoverOrder,
        HandoverPlan,
        HandoverService,
    )


class CarDesk:
    """What is done with one car besides choices: hand-over, drift check, passenger card.

    Args:
        opened: The open store.
        method: How the person acts.
        choices: The choices of its cars.
        shelf: The notices that were kept.
    """

    def __init__(
        self, opened: OpenedStore, method: Method, choices: ChoiceService, shelf: NoticeShelf
    ) -> None:
        self._opened = opened
        self._method = method
        self._choices = choices
        self._shelf = shelf

    def plan_handover(self, vehicle: Vehicle, occasion: Occasion) -> HandoverPlan:
        """Return what a hand-over would do; nothing is done yet."""
        return self._handover_service().plan(vehicle, occasion)

    def hand_over(self, order: HandoverOrder, *, interface_language: str) -> HandoverDone:
        """Hand a car over, all at once; see ``HandoverService.finish``."""
        from ownerapp.presentation.handover_certificate import certificate  # noqa: PLC0415

        zone = self._opened.around.clock.zone()
        return self._handover_service().finish(
            order,
            method=self._method,
            certificate=lambda facts: certificate(facts, language=interface_language, zone=zone),
        )

    def drift_standing(self, vehicle: Vehicle) -> DriftStanding:
        """Return when the car's screens were last looked through, and whether it is time."""
        return self._drift_service().standing(vehicle)

    def drift_list(self, vehicle: Vehicle) -> DriftList:
        """Return what there is to look at on the car's screens."""
        return self._drift_service().look(vehicle)

    def finish_drift(
        self, vehicle: Vehicle, said: Mapping[PracticeId, CarSays], *, language: Language
    ) -> DriftDone:
        """Write down what the person saw; see ``DriftService.finish``."""
        return self._drift_service().finish(vehicle, said, method=self._method, language=language)

    def save_card(
        self, vehicle: Vehicle, path: str, *, languages: Sequence[str], with_name: bool
    ) -> None:
        """Write the card for passengers as a PDF."""
        paper = self._card(vehicle, languages, with_name=with_name)
        self._opened.around.files.write(path, self._opened.around.paper.make_small(paper))

    def card_pages(
        self, vehicle: Vehicle, *, languages: Sequence[str], with_name: bool
    ) -> Callable[[], tuple[bytes, ...]]:
        """Return what draws the sides of that card as pictures (PNG); any thread may call it.

        They can be printed so without a file.
        """
        paper = self._card(vehicle, languages, with_name=with_name)
        return partial(self._opened.around.paper.draw_small, paper)

    def _card(self, vehicle: Vehicle, languages: Sequence[str], *, with_name: bool) -> CardPaper:
        from ownerapp.presentation.passenger_card import card_paper  # noqa: PLC0415 - as above

        view = self._choices.view(vehicle)
        return card_paper(
            view, languages=languages, with_name=with_name, zone=self._opened.around.clock.zone()
        )

    def _handover_service(self) -> HandoverService:
        from ownerapp.services.handover import HandoverService  # noqa: PLC0415 - as above

        return HandoverService(self._opened, self._choices, self._shelf)

    def _drift_service(self) -> DriftService:
        from ownerapp.services.drift import DriftService  # noqa: PLC0415 - as above

        return DriftService(self._opened, self._choices, self._shelf)
