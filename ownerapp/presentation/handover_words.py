"""The words of a hand-over: occasions, tasks, what the person says of them."""

from __future__ import annotations

from ownerapp.domain.handover import GeneralTask, Occasion, Task, Told
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.voice import Voice


def occasion_title(occasion: Occasion) -> str:
    """Return the name of an occasion, for a tile or a list."""
    match occasion:
        case Occasion.SOLD:
            # Translators: why a car goes to somebody else.
            return pgettext("occasion", "I sell it")
        case Occasion.LEASE_END:
            return pgettext("occasion", "The lease ends")
        case Occasion.SCRAPPED:
            return pgettext("occasion", "It is scrapped")
        case Occasion.LENT:
            return pgettext("occasion", "I lend it")
        case Occasion.BOUGHT:
            return pgettext("occasion", "I just bought it")


def occasion_line(occasion: Occasion) -> str:
    """Return what the steps of an occasion come to, below its name."""
    match occasion:
        case Occasion.SOLD | Occasion.LEASE_END:
            return _("Wipe it, unlink it, turn everything off, certificate")
        case Occasion.SCRAPPED:
            return _("Wipe it, unlink it, turn everything off")
        case Occasion.LENT:
            return _("Nothing is turned off; a card for the driver")
        case Occasion.BOUGHT:
            return _("Look for data of the earlier owner")


def occasion_done(occasion: str) -> str:
    """Return what an entry of the history says, by the occasion's code."""
    match occasion:
        case Occasion.LENT:
            # Translators: an entry of the history: the owner lent the car to somebody.
            return _("The car was lent")
        case Occasion.BOUGHT:
            return _("A bought car was looked through")
        case Occasion.SCRAPPED:
            return _("The car was given away to be scrapped")
        case _:
            # Translators: to a new owner.
            return _("The car was handed over")


def occasion_record(occasion: Occasion) -> str:
    """Return the occasion as it stands on a certificate."""
    match occasion:
        case Occasion.SOLD:
            return pgettext("certificate", "The car is sold")
        case Occasion.LEASE_END:
            return pgettext("certificate", "The lease ends")
        case Occasion.SCRAPPED:
            return pgettext("certificate", "The car is scrapped")
        case Occasion.LENT:
            return pgettext("certificate", "The car is lent")
        case Occasion.BOUGHT:
            return pgettext("certificate", "The car was bought")


def told_word(told: Told) -> str:
    """Return what the person can say of a task."""
    match told:
        case Told.DONE:
            # Translators: what a person says of a task, beside: Not done, Not possible.
            return pgettext("task", "Done")
        case Told.NOT_DONE:
            return pgettext("task", "Not done")
        case Told.NOT_POSSIBLE:
            return pgettext("task", "Not possible")


def told_or_nothing(told: Told | None) -> str:
    """Return what the person said of a task, also where that is nothing."""
    # Translators: the person gave no answer to a task.
    return told_word(told) if told is not None else pgettext("task", "Nothing was said")


def task_title(task: Task, voice: Voice) -> str:
    """Return what is to be done."""
    if task.practice is not None:
        # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
        return _("Delete in the car: {title}", title=voice.words(task.practice.title))
    return general_title(task.general) if task.general is not None else task.key


def general_title(task: GeneralTask) -> str:
    """Return a task for which no notice states steps."""
    match task:
        case GeneralTask.RESET:
            return _("Reset the car to how it left the factory")
        case GeneralTask.PROFILES:
            return _("Delete driver profiles and sign out of accounts in the car")
        case GeneralTask.PHONES:
            return _("Remove paired phones, with their contacts and calls")
        case GeneralTask.DESTINATIONS:
            return _("Delete destinations, home address and earlier trips")
        case GeneralTask.MEDIA:
            return _("Take out memory cards and sticks, for example of the dashcam")
        case GeneralTask.MAKER_APP:
            return _("Remove the car from the maker's app on every phone")
        case GeneralTask.ACCOUNTS:
            return _("Remove the car from other accounts, for example charging, parking or toll")
        case GeneralTask.KEYS:
            return _("Delete digital keys, also those that you gave to others")


def looking_title(task: Task, voice: Voice) -> str:
    """Return the same for somebody who just bought the car."""
    if task.practice is not None:
        # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
        return _("Look for data of others: {title}", title=voice.words(task.practice.title))
    match task.general:
        case GeneralTask.RESET:
            return _("Reset the car, unless the earlier owner did")
        case GeneralTask.PROFILES:
            return _("Look for profiles and accounts of the earlier owner")
        case GeneralTask.PHONES:
            return _("Look for paired phones that are not yours")
        case GeneralTask.DESTINATIONS:
            return _("Look for destinations and trips that are not yours")
        case GeneralTask.MEDIA:
            return _("Look for memory cards and sticks")
        case GeneralTask.MAKER_APP:
            return _("Ask the earlier owner to remove the car from their app")
        case GeneralTask.ACCOUNTS:
            return _("Ask the earlier owner to remove the car from other accounts")
        case GeneralTask.KEYS:
            return _("Delete digital keys that you did not make")
        case None:
            return task.key
