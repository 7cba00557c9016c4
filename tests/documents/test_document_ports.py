"""The adapters fulfil the ports that the services ask for; mypy reads this file too."""

from __future__ import annotations

from ownerapp.documents.csv_export import CsvTable
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.keys import SigningKey
from ownerapp.services.ports.checking import PdfReader
from ownerapp.services.ports.papers import CsvMaker, PaperMaker
from tests.support import papers


def test_a_record_goes_out_and_comes_back_through_the_ports(
    worker: PdfWorker, key: SigningKey
) -> None:
    maker: PaperMaker = worker
    reader: PdfReader = worker
    facts = reader.read(maker.make(papers.arabic(), papers.RECEIPT, seal=key))
    assert facts.receipt == papers.RECEIPT


def test_a_table_is_made_through_the_port() -> None:
    maker: CsvMaker = CsvTable()
    assert maker.make([["a"]]).endswith(b"a\r\n")
