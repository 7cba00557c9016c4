"""The check finds in each shipped pack exactly what is recorded beside it, each explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ownerapp.compliance.check import all_rules
from ownerapp.domain.finding import Finding, Gap, Standing
from ownerapp.domain.notice import Notice
from ownerapp.i18n import translate_in
from ownerapp.packs import recorded_findings
from ownerapp.packs.reader import PackReader
from ownerapp.packs.recorded_findings import (
    LANGUAGES,
    explanation_of,
    findings_path,
    findings_text,
    found_in,
    kept,
)
from ownerapp.presentation.rule_words import say, words_of

NOTICES: dict[str, Notice] = {
    loaded.notice.pack_id: loaded.notice for loaded in PackReader().shipped()
}
PACKS = pytest.mark.parametrize("pack_id", sorted(NOTICES))


def bare(finding: recorded_findings.Recorded) -> recorded_findings.Recorded:
    return {name: value for name, value in finding.items() if name != "explanation"}


def test_every_shipped_pack_has_its_findings_beside_it() -> None:
    files = {path.stem for path in findings_path("any").parent.glob("*.json")}

    assert files == set(NOTICES)


@PACKS
def test_exactly_the_recorded_findings_are_found(pack_id: str) -> None:
    recorded = [bare(finding) for finding in kept(pack_id)["findings"]]
    found = found_in(NOTICES[pack_id])
    new = [finding for finding in found if finding not in recorded]
    gone = [finding for finding in recorded if finding not in found]

    told = json.dumps({"new": new, "gone": gone}, indent=1)

    assert new == gone == [], told
    assert found == recorded
    # The order and the rest of the file as well.
    assert findings_path(pack_id).read_text(encoding="utf-8") == findings_text(NOTICES[pack_id])


@PACKS
def test_every_finding_is_explained_in_both_languages(pack_id: str) -> None:
    record = kept(pack_id)
    unexplained = [
        (finding["rule"], finding.get("practice", ""))
        for finding in record["findings"]
        if not all(explanation_of(record, finding).get(language) for language in LANGUAGES)
    ]

    assert unexplained == []


@PACKS
def test_explanations_are_sentences_that_claim_nothing(pack_id: str) -> None:
    record = kept(pack_id)
    for finding in record["findings"]:
        explanation = explanation_of(record, finding)
        assert set(explanation) == set(LANGUAGES)
        assert explanation["en"].endswith("."), finding
        assert explanation["zh-Hans"].endswith("。"), finding
        assert "!" not in explanation["en"] + explanation["zh-Hans"]


@PACKS
def test_recorded_findings_are_of_checked_rules_and_practices_of_the_pack(pack_id: str) -> None:
    checked = {rule.id for rule in all_rules() if rule.standing is Standing.CHECKED}
    practices = {practice.id for practice in NOTICES[pack_id].practices}
    for finding in kept(pack_id)["findings"]:
        assert finding["rule"] in checked
        assert finding.get("practice") in {None, *practices}


@PACKS
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_every_finding_can_be_said(pack_id: str, language: str) -> None:
    with translate_in(language):
        for finding in kept(pack_id)["findings"]:
            values = {name: value for name, value in finding.items() if name != "explanation"}
            message = words_of(finding["rule"]).found(
                Finding(**{**values, "gap": Gap(finding["gap"])})
            )

            said = say(message, practice="the practice", **finding.get("facts", {}))

            assert said
            assert "the practice" not in said or "practice" in finding


class TestTheGenerator:
    @pytest.fixture
    def notice(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notice:
        """A shipped notice with findings, and no file of findings yet."""
        monkeypatch.setattr(
            recorded_findings, "findings_path", lambda pack_id: tmp_path / f"{pack_id}.json"
        )
        return NOTICES["lotus-cn-compiled"]

    def path(self, notice: Notice) -> Path:
        return recorded_findings.findings_path(notice.pack_id)

    def test_a_finding_that_is_still_there_keeps_its_explanation(self, notice: Notice) -> None:
        record = json.loads(findings_text(notice))
        first, second = record["findings"][0], record["findings"][-1]
        assert "explanation" not in first
        first["explanation"] = {"en": "Own.", "zh-Hans": "自己的。"}
        record["explanations"] = {second["rule"]: {"en": "Shared.", "zh-Hans": "共同的。"}}
        self.path(notice).write_text(json.dumps(record), encoding="utf-8")

        after = json.loads(findings_text(notice))

        assert after == record
        assert explanation_of(after, after["findings"][0])["en"] == "Own."
        assert explanation_of(after, after["findings"][-1])["en"] == "Shared."

    def test_what_is_not_found_any_more_goes_with_its_explanation(self, notice: Notice) -> None:
        record = json.loads(findings_text(notice))
        gone = {"rule": "X-99", "gap": "missing", "explanation": {"en": "Gone."}}
        record["findings"].append(gone)
        record["explanations"] = {"X-99": {"en": "Gone."}}
        self.path(notice).write_text(json.dumps(record), encoding="utf-8")

        assert "X-99" not in findings_text(notice)

    def test_it_writes_all_files_and_knows_whether_they_are_up_to_date(
        self, notice: Notice
    ) -> None:
        assert recorded_findings.main(["--check"]) == 1
        assert recorded_findings.main(["--write"]) == 0
        assert recorded_findings.main(["--check"]) == 0
        self.path(notice).write_text('{"explanations": {}, "findings": []}', encoding="utf-8")
        assert recorded_findings.main(["--check"]) == 1
