"""The choices are a projection: they can be dropped and rebuilt from the log."""

from __future__ import annotations

from ownerapp.domain.choice import Choice, ChoiceKey, fold
from ownerapp.services.history import deciding_events
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import has_merged, joined_choices


def rebuilt(opened: OpenedStore, *, since: int = 0) -> dict[ChoiceKey, Choice]:
    """Return the choices as the log alone gives them.

    Args:
        opened: The store.
        since: Only those of which entries from this one on speak. Where logs of other
            computers were joined, all: any of them can change what came before.
    """
    choices: dict[ChoiceKey, Choice] = {}
    with opened.store.read() as work:
        if has_merged(work):
            return joined_choices(work, opened.around.sealer)
        for key in work.events.choice_keys(since):
            choice: Choice | None = None
            for event in deciding_events(opened, work, key):
                choice = fold(choice, event)
            if choice is not None:
                choices[key] = choice
    return choices


def kept(opened: OpenedStore) -> dict[ChoiceKey, Choice]:
    """Return the choices as the projection keeps them."""
    with opened.store.read() as work:
        return {choice.key: choice for choice in work.choices.all()}


def rebuild(opened: OpenedStore) -> int:
    """Drop the projection and write it anew from the log; return how many choices it has."""
    choices = rebuilt(opened)
    with opened.around.lock.hold(), opened.store.write() as work:
        work.choices.clear()
        for choice in choices.values():
            work.choices.put(choice)
        work.commit()
    return len(choices)


def repair(opened: OpenedStore, *, since: int = 0) -> bool:
    """Rebuild the projection where it differs from the log; tell whether it did.

    Args:
        opened: The store.
        since: Up to which entry it was compared before; only what newer ones speak of is
            compared then.
    """
    present, wanted = kept(opened), rebuilt(opened, since=since)
    if present == wanted or (since and all(present.get(k) == wanted[k] for k in wanted)):
        return False
    rebuild(opened)
    return True
