"""The pages of a record as pictures; those of a preview say on every page what they are."""

from __future__ import annotations

import json
from datetime import UTC

from PySide6.QtGui import QImage

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.typesetting import Typesetter
from ownerapp.presentation.record_paper import preview_paper, record_paper
from tests.support import records


def test_a_record_is_drawn_page_by_page_in_the_shape_of_its_paper() -> None:
    made = records.content(records.shipped_notice())
    paper = record_paper(made, records.signed_document(made), "ab" * 32, language="en", zone=UTC)
    pages = [QImage.fromData(page) for page in Typesetter().draw(paper_json(paper))]
    assert len(pages) > 2
    assert {round(page.height() / page.width(), 2) for page in pages} == {round(297 / 210, 2)}


def test_a_preview_has_no_code_no_digest_and_says_on_every_page_that_it_is_not_signed() -> None:
    made = records.content(records.shipped_notice())
    paper = preview_paper(made, language="en", zone=UTC)
    assert paper.code is None
    assert paper.title == "Preview, not signed"
    assert "not signed" in paper.footer
    assert "not signed" in paper.running
    values = {row.label: row.value for row in paper.technical.rows}
    assert values["SHA-256 of the signed record"] == "Known once it is signed"
    assert values["Signature"] == "Known once it is signed"
    assert "Made and signed by ownerapp" not in json.dumps(paper_json(paper))
