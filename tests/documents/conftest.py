"""One worker, one key and one sealed English record for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.keys import SigningKey
from tests.support import papers


@pytest.fixture(scope="session")
def worker() -> Iterator[PdfWorker]:
    one = PdfWorker()
    yield one
    one.close()


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return papers.document_key()


@pytest.fixture(scope="session")
def sealed(worker: PdfWorker, key: SigningKey) -> bytes:
    return worker.make(papers.english(), papers.RECEIPT, seal=key)
