"""What the check finds in each shipped pack, kept beside it with the reason why it stands.

``python -m ownerapp.packs.recorded_findings --write`` writes the files anew and keeps every
explanation whose finding is still there; ``--check`` tells whether they are up to date.
An explanation belongs to one finding, or in ``explanations`` to all findings of a rule
that have none of their own. The program writes none: a person does, in English and
Chinese.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from ownerapp.compliance.check import check_notice
from ownerapp.domain.finding import Finding, Profile
from ownerapp.domain.notice import Notice
from ownerapp.packs.adequacy import adequacy_list
from ownerapp.packs.reader import PackReader
from ownerapp.resources import resource_path
from ownerapp.schemas import write_or_check
from ownerapp.services.wording import ListedWording

CHECKED_ON = dt.date(2026, 11, 21)
"""The day for which the findings are recorded: some rules look at dates."""
LANGUAGES = ("en", "zh-Hans")

Recorded: TypeAlias = dict[str, Any]


def findings_path(pack_id: str) -> Path:
    """Return where the findings of a pack are kept."""
    return resource_path("notices", "findings", f"{pack_id}.json")


def found_in(notice: Notice, *, today: dt.date = CHECKED_ON) -> list[Recorded]:
    """Return what the check finds in a notice on a day, in the form that is kept."""
    report = check_notice(
        notice,
        today=today,
        profile=Profile.LAW_AND_CAAM,
        wording=ListedWording(),
        adequacy=adequacy_list(),
    )
    return [_recorded(finding) for result in report.results for finding in result.findings]


def kept(pack_id: str) -> Recorded:
    """Return what is recorded for a pack; nothing where there is no file yet."""
    path = findings_path(pack_id)
    if not path.is_file():
        return {"explanations": {}, "findings": []}
    record: Recorded = json.loads(path.read_text(encoding="utf-8"))
    return record


def explanation_of(record: Recorded, finding: Mapping[str, Any]) -> Mapping[str, str]:
    """Return why a recorded finding stands, by language; empty while nobody said it."""
    own: Mapping[str, str] = finding.get("explanation", {})
    shared: Mapping[str, str] = record["explanations"].get(finding["rule"], {})
    return own or shared


def findings_text(notice: Notice) -> str:
    """Return the file of a pack, with the explanations that are still of use."""
    before = kept(notice.pack_id)
    own = {_key(finding): finding.get("explanation") for finding in before["findings"]}
    findings = []
    for finding in found_in(notice):
        explanation = own.get(_key(finding))
        findings.append({**finding, "explanation": explanation} if explanation else finding)
    rules = dict.fromkeys(finding["rule"] for finding in findings)
    shared = before["explanations"]
    record = {
        "pack": notice.pack_id,
        "profile": Profile.LAW_AND_CAAM,
        "checked_on": CHECKED_ON.isoformat(),
        "explanations": {rule: shared[rule] for rule in rules if rule in shared},
        "findings": findings,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _recorded(finding: Finding) -> Recorded:
    """Return the form of a finding that is kept; what is empty is left out."""
    facts = {
        "rule": finding.rule,
        "practice": finding.practice,
        "gap": finding.gap,
        "code": finding.code,
        "fields": list(finding.fields),
        "facts": dict(finding.facts),
    }
    return {name: value for name, value in facts.items() if value}


def _key(finding: Recorded) -> str:
    """Return what makes a finding the same one as before."""
    return json.dumps(
        {name: value for name, value in finding.items() if name != "explanation"}, sort_keys=True
    )


def main(arguments: Sequence[str]) -> int:
    """Write the files of all shipped packs, or check them; see :func:`write_or_check`."""
    codes = [
        write_or_check(
            arguments,
            module="ownerapp.packs.recorded_findings",
            path=findings_path(loaded.notice.pack_id),
            text=partial(findings_text, loaded.notice),
        )
        for loaded in PackReader().shipped()
    ]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
