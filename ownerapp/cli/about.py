"""``ownerapp about``: versions, keys, licences, and what uses the network."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.presentation.about_page import about_rows


def run(context: Context) -> int:
    """Print what is to be known about the program; your keys only where they can be read."""
    facts = context.desk.about()
    if context.json:
        context.say_json(
            {
                "version": facts.version,
                "python": facts.python,
                "packages": dict(facts.packages),
                "notices_sha256": facts.notices_sha256,
                "data_dir": facts.data_dir,
                "fingerprints": list(facts.fingerprints),
                "network": "time-stamps-on-request-only",
            }
        )
        return 0
    for row in about_rows(facts):
        first, *rest = row.text.splitlines()
        context.say(f"{row.label}: {first}")
        for line in rest:
            context.say(f"  {line}")
    return 0
