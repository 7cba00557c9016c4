"""Uses the page that checks records as a person does: opens files, types, and reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ownerapp.domain.verdict import Report
from ownerapp.presentation.checker import checker_path
from ownerapp.services.verification import VerificationService
from tests.support.browser import Browser, as_text

Item = tuple[bytes, str]
"""A file and the fingerprint that is given with it."""

_HELPERS = """
const part = (id) => document.getElementById(id);
const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const reported = (act) => new Promise((resolve) => {
  const watch = new MutationObserver(() => {
    watch.disconnect();
    resolve(JSON.parse(part("result").dataset.report));
  });
  watch.observe(part("result"), { attributeFilter: ["data-report"] });
  act();
});
const choose = (id, text, name) => {
  const transfer = new DataTransfer();
  if (text !== null) transfer.items.add(new File([bytesOf(text)], name));
  part(id).files = transfer.files;
  part(id).dispatchEvent(new Event("change"));
};
"""
_HAND_OVER = f"""{_HELPERS}
const [items, history] = args;
const reports = [];
// The page says nothing of a history until there is something to check with it.
await reported(() => choose("open", items[0][0], "record"));
await reported(() => choose("keys", history, "keys.json"));
for (const [data, key] of items) {{
  part("key").value = key;
  reports.push(await reported(() => choose("open", data, "record")));
}}
return reports;
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a verifier answered, in a form in which two can be compared."""

    verdict: str
    checks: tuple[tuple[str, str, str], ...]
    facts: dict[str, str] = field(default_factory=dict)

    def outcomes(self, outcome: str) -> dict[str, str]:
        """Return the checks that came out so, with their reasons."""
        return {check: reason for check, found, reason in self.checks if found == outcome}


_COMPARED = (
    "kind", "issuer", "fingerprint", "sha256", "record-id", "created", "ended-on", "log-origin",
    "log-index", "notice-trust", "notice-key", "certificate", "as-of-day",
    "stamp-time", "stamp-authority",
)  # fmt: skip


def answer_of_page(report: dict[str, Any]) -> Answer:
    """Return a report of the page."""
    return Answer(
        verdict=report["verdict"],
        checks=tuple((item["check"], item["outcome"], item["reason"]) for item in report["checks"]),
        facts={name: report["facts"][name] for name in _COMPARED if report["facts"].get(name)},
    )


def answer_of_program(report: Report) -> Answer:
    """Return a report of the program, with the facts that the page has too."""
    return Answer(
        verdict=report.verdict.value,
        checks=tuple((item.check.value, item.outcome.value, item.reason) for item in report.checks),
        facts={name: report.facts[name] for name in _COMPARED if report.facts.get(name)},
    )


class CheckerPage:
    """The page in a browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        here = browser.run("return [location.href, document.documentElement.lang]")
        if here != [checker_path().resolve().as_uri(), "en"]:
            self.open()

    def open(self) -> None:
        """Open the page anew."""
        self.browser.open(checker_path())

    def hand_over(
        self, items: Sequence[tuple[bytes, str]], *, history: bytes | None = None
    ) -> list[dict[str, Any]]:
        """Open each file with a fingerprint in the field; return the page's reports."""
        found: list[dict[str, Any]] = self.browser.run(
            _HAND_OVER,
            [(as_text(data), key) for data, key in items],
            None if history is None else as_text(history),
        )
        return found

    def answers(
        self, items: Sequence[tuple[bytes, str]], *, history: bytes | None = None
    ) -> list[Answer]:
        """Return what the page answers to each file."""
        return [answer_of_page(report) for report in self.hand_over(items, history=history)]

    def do(self, script: str, *arguments: object) -> Any:
        """Run a script that may use the helpers of this module."""
        return self.browser.run(_HELPERS + script, *arguments)

    def text(self, element: str) -> str:
        """Return what stands in an element, as a person sees it."""
        return str(self.browser.run("return document.getElementById(args[0]).innerText", element))


def answers(service: VerificationService, items: Sequence[Item]) -> list[Answer]:
    """Return what the program answers to each file."""
    return [
        answer_of_program(service.verify_bytes(data, accepted=[key] if key else []))
        for data, key in items
    ]


def assert_alike(
    page: CheckerPage, service: VerificationService, items: Sequence[Item]
) -> list[Answer]:
    """Demand the same answer of page and program to each file; return the answers."""
    ours = answers(service, items)
    for (data, _key), answer, theirs in zip(items, ours, page.answers(items), strict=True):
        assert theirs == answer, data[:2_000]
    return ours
