"""Pictures of codes: those of telephones and scanners, and those of people with bad intent."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPolygonF, QTransform

from ownerapp.documents import pictures
from ownerapp.documents.pdf_worker import MAX_PICTURE_BYTES, PdfWorker
from ownerapp.documents.pictures import MAX_PIXELS, Pictures
from ownerapp.services.ports.checking import PictureCodes, PictureReader
from tests.support import codes, records

TEXT = codes.code_text()
OTHER = codes.code_text(records.content(records.shipped_notice("cn-reference-ev")))


@pytest.fixture(scope="module")
def reader() -> Iterator[Pictures]:
    one = Pictures()
    yield one
    one.forget()


def drawn(text: str, *, module: int = 4) -> QImage:
    """Return a code with its quiet zone, so many pixels a module."""
    code = segno.make_qr(text, error="m", boost_error=False)
    edge = round(code.symbol_size(scale=module, border=4)[0])
    image = QImage(edge, edge, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(code.matrix_iter(border=4)):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect(x * module, y * module, module, module, Qt.GlobalColor.black)
    painter.end()
    return image


def encoded(image: QImage, kind: str = "PNG", quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    assert writer.write(image)
    data: QByteArray = buffer.data()
    return bytes(data.data())


def photo(text: str = TEXT, *, width: int = 1_600, height: int = 1_200) -> QImage:
    """Return a code on a table: from the side, in grey light, on a coloured ground."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#8a7a66"))
    code = drawn(text, module=8)
    edge = min(width, height) * 0.8
    corners = [
        QPointF(0.12 * edge, 0.10 * edge),
        QPointF(1.02 * edge, 0.16 * edge),
        QPointF(0.98 * edge, 1.10 * edge),
        QPointF(0.20 * edge, 0.98 * edge),
    ]
    source = QPolygonF(
        [QPointF(0, 0), QPointF(code.width(), 0), QPointF(code.width(), code.height()),
         QPointF(0, code.height())]
    )  # fmt: skip
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(0.8)
    transform = QTransform.quadToQuad(source, QPolygonF(corners))
    assert isinstance(transform, QTransform)
    painter.setTransform(transform)
    painter.drawImage(0, 0, code)
    painter.end()
    return image


def inverted(image: QImage) -> QImage:
    copy = image.copy()
    copy.invertPixels()
    return copy


def beside(*images: QImage) -> QImage:
    whole = QImage(
        sum(image.width() for image in images),
        max(image.height() for image in images),
        QImage.Format.Format_RGB32,
    )
    whole.fill(Qt.GlobalColor.white)
    painter, at = QPainter(whole), 0
    for image in images:
        painter.drawImage(at, 0, image)
        at += image.width()
    painter.end()
    return whole


def found(*texts: str) -> PictureCodes:
    return PictureCodes(texts=texts)


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
@pytest.mark.parametrize("quality", [100, 40])
def test_a_plain_code_is_read(reader: Pictures, kind: str, quality: int) -> None:
    assert reader.codes(encoded(drawn(TEXT), kind, quality)) == found(TEXT)


@pytest.mark.parametrize(
    "form",
    [
        QImage.Format.Format_Mono,
        QImage.Format.Format_Indexed8,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_Grayscale16,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_RGBA8888,
        QImage.Format.Format_RGBA64,
    ],
)
def test_every_depth_of_a_png_is_read(reader: Pictures, form: QImage.Format) -> None:
    assert reader.codes(encoded(drawn(TEXT).convertToFormat(form))) == found(TEXT)


@pytest.mark.parametrize(
    "change",
    [
        lambda image: image.transformed(QTransform().rotate(90)),
        lambda image: image.transformed(
            QTransform().rotate(33), Qt.TransformationMode.SmoothTransformation
        ),
        lambda image: image.transformed(QTransform().rotate(180)),
        lambda image: image.scaled(image.width() * 3 // 4, image.height() * 3 // 4),
        inverted,
    ],
    ids=["turned", "askew", "upside-down", "small", "inverted"],
)
def test_a_code_is_read_however_it_lies(
    reader: Pictures, change: Callable[[QImage], QImage]
) -> None:
    assert reader.codes(encoded(change(drawn(TEXT)))) == found(TEXT)


@pytest.mark.parametrize(("width", "height"), [(1_600, 1_200), (4_000, 3_000), (3_000, 4_000)])
def test_a_photograph_from_the_side_is_read(reader: Pictures, width: int, height: int) -> None:
    assert reader.codes(encoded(photo(width=width, height=height), "JPG", 80)) == found(TEXT)


def test_a_small_code_in_a_large_picture_is_found(reader: Pictures) -> None:
    large = QImage(4_000, 3_000, QImage.Format.Format_RGB32)
    large.fill(Qt.GlobalColor.white)
    painter = QPainter(large)
    painter.drawImage(3_500, 2_500, drawn(TEXT, module=3))
    painter.end()

    assert reader.codes(encoded(large)) == found(TEXT)


def test_a_large_picture_is_looked_at_again_only_where_nothing_was_found(
    reader: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[tuple[int, int]] = []

    def look(plane: pictures._Plane) -> tuple[str, ...]:
        looks.append((plane.size.width, plane.size.height))
        return told.get(plane.size.width, ())

    monkeypatch.setattr(pictures, "_codes_in", look)
    told: dict[int, tuple[str, ...]] = {3_000: (TEXT,)}
    assert reader.codes(png(4_000, 300, body=bytes(501 * 300))) == found(TEXT)
    assert reader.codes(png(2_000, 30, body=bytes(251 * 30))) == found()
    told = {2_000: (OTHER,)}
    assert reader.codes(png(8_000, 400, body=bytes(1_001 * 400))) == found(OTHER)

    assert looks == [(2_000, 150), (3_000, 225), (2_000, 30), (2_000, 100)]


def test_what_a_transparent_picture_does_not_cover_is_white(reader: Pictures) -> None:
    image = drawn(TEXT).convertToFormat(QImage.Format.Format_ARGB32)
    image.setAlphaChannel(inverted(image.convertToFormat(QImage.Format.Format_Grayscale8)))

    assert reader.codes(encoded(image)) == found(TEXT)


def test_each_code_of_a_record_is_named_once_and_no_other_code(reader: Pictures) -> None:
    other_kind = drawn("https://example.org/not-a-record")
    picture = beside(drawn(TEXT), other_kind, drawn(TEXT), drawn(OTHER))
    result = reader.codes(encoded(picture))

    assert set(result.texts) == {TEXT, OTHER}
    assert len(result.texts) == 2
    assert reader.codes(encoded(other_kind)) == found()
    assert reader.codes(encoded(drawn("VC2:OF TOMORROW"))) == found("VC2:OF TOMORROW")


def test_a_picture_without_a_code_holds_none(reader: Pictures) -> None:
    blank = QImage(300, 200, QImage.Format.Format_RGB32)
    blank.fill(QColor("#336699"))

    assert reader.codes(encoded(blank)) == found()
    assert reader.codes(encoded(blank, "JPG")) == found()


# ------------------------------------------------------------------------- hostile ones


def chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def png(width: int, height: int, *, body: bytes = b"", form: bytes = b"\1\0\0\0\0") -> bytes:
    head = struct.pack(">II", width, height) + form
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(body))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, *, before: bytes = b"") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 1)
    return b"\xff\xd8" + before + frame + b"\xff\xda\x00\x02" + bytes(50) + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [
        png(2**31 - 1, 2**31 - 1),
        png(100_000, 100_000),
        png(MAX_PIXELS + 1, 1),
        jpeg(65_535, 65_535),
        jpeg(65_535, 65_535, before=b"\xff\xe1\x00\x10" + bytes(14)),
    ],
)
def test_a_picture_that_would_unpack_beyond_the_bound_is_not_unpacked(
    reader: Pictures, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_drawn", None)

    assert reader.codes(data) == PictureCodes(reason="too-large")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"VC1:",
        b"GIF89a" + bytes(50),
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIDAT" + bytes(50),
        png(0, 5),
        png(5, 0),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\xff\xff",
        b"\xff\xd8\xff\xc0\0\x08\x08\0",
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 5_000,
        b"\xff\xd8" + b"\xff\xd0" * 5_000,
        b"\xff\xd8\xff\xe0\x00\x00" + b"\xff\xe0\x00\x00" * 20,
        jpeg(0, 5),
    ],
)
def test_what_is_no_png_or_jpeg_with_a_size_is_no_picture(reader: Pictures, data: bytes) -> None:
    assert reader.codes(data) == PictureCodes(reason="not-a-picture")


@pytest.mark.parametrize(
    "data",
    [
        png(50, 50),
        png(50, 50, body=b"\0" * 20),
        png(50, 50, form=b"\x07\x09\x01\x01\x01"),
        png(1, 1, body=b"\0\0"),
        png(40_000, 1_000, body=b"\0"),
        jpeg(50, 50),
        encoded(drawn(TEXT))[:-60],
        encoded(drawn(TEXT), "JPG")[:900],
    ],
)
def test_a_broken_picture_holds_no_code_and_stops_nothing(reader: Pictures, data: bytes) -> None:
    result = reader.codes(data)

    assert result.texts in {(), (TEXT,)}
    assert result.reason in {"", "unreadable"}
    assert reader.codes(encoded(drawn(TEXT))) == found(TEXT)


def test_a_long_thin_picture_is_looked_at(reader: Pictures) -> None:
    assert reader.codes(png(30_000, 1, body=b"\0" * 3_751)) == found()


_GOOD = (encoded(drawn(TEXT, module=2)), encoded(drawn(TEXT, module=2), "JPG", 60))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_GOOD), st.data())
def test_no_mutation_of_a_picture_gives_another_code_or_raises(
    reader: Pictures, good: bytes, choice: st.DataObject
) -> None:
    data = bytearray(good)
    for _ in range(choice.draw(st.integers(1, 5))):
        at = choice.draw(st.integers(0, len(data) - 1))
        data[at] = choice.draw(st.integers(0, 255))
    if choice.draw(st.booleans()):
        del data[choice.draw(st.integers(30, len(data))) :]
    result = reader.codes(bytes(data))

    # The code mends itself, so the true text may be there; never another one.
    assert result.texts in {(), (TEXT,)}
    assert result.reason in {"", "unreadable", "too-large", "not-a-picture"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", png(9, 9)[:41]]), st.binary())
def test_arbitrary_bytes_after_a_first_line_are_no_code(
    reader: Pictures, start: bytes, rest: bytes
) -> None:
    assert reader.codes(start + rest).texts == ()


# ------------------------------------------------------------------------- the own PNG


def filtered(kinds: list[int], plane: list[list[int]]) -> bytes:
    """Return a PNG of one grey plane in four channels, each row with its own filter."""
    rows, above = [], [0] * len(plane[0])
    for kind, row in zip(kinds, plane, strict=True):
        out = []
        for x, value in enumerate(row):
            left = row[x - 1] if x else 0
            corner = above[x - 1] if x else 0
            up = above[x]
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda near: abs(guess - near))
            near = (0, left, up, (left + up) // 2, nearest)[kind]
            out.append((value - near) & 255)
        rows.append(bytes([kind]) + bytes(out_value for value in out for out_value in [value] * 4))
        above = row
    return png(len(plane[0]), len(plane), body=b"".join(rows), form=b"\x08\x06\0\0\0")


@given(
    st.integers(1, 9).flatmap(
        lambda width: st.lists(
            st.tuples(
                st.integers(0, 4),
                st.lists(st.integers(0, 255), min_size=width, max_size=width),
            ),
            min_size=1,
            max_size=6,
        )
    )
)
def test_every_filter_of_png_is_taken_off(rows: list[tuple[int, list[int]]]) -> None:
    kinds, plane = [kind for kind, _ in rows], [row for _, row in rows]

    read = pictures._green_of(filtered(kinds, plane))

    assert read.data == b"".join(bytes(row) for row in plane)
    assert (read.size.width, read.size.height) == (len(plane[0]), len(plane))


@pytest.mark.parametrize(
    "data",
    [
        png(2, 2, body=b"\0" * 18, form=b"\x08\x02\0\0\0"),
        png(2, 2, body=b"\0" * 17, form=b"\x08\x06\0\0\0"),
        png(2, 2, body=b"\5" + b"\0" * 17, form=b"\x08\x06\0\0\0"),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", zlib.compress(b"")),
    ],
)
def test_what_the_typesetter_does_not_draw_is_not_guessed_at(data: bytes) -> None:
    with pytest.raises(pictures._UnreadableError):
        pictures._green_of(data)


# ------------------------------------------------------------------------- the worker


def test_the_worker_finds_the_same_and_keeps_no_picture(worker: PdfWorker) -> None:
    port: PictureReader = worker

    assert port.codes(encoded(photo(), "JPG", 80)) == found(TEXT)
    assert port.codes(b"hello") == PictureCodes(reason="not-a-picture")


def test_a_file_beyond_the_bound_is_not_sent_to_the_worker() -> None:
    unused = PdfWorker()

    result = unused.codes(b"\xff\xd8\xff" + bytes(MAX_PICTURE_BYTES))

    assert result == PictureCodes(reason="too-large")
    assert unused._process is None


def test_a_reader_that_gives_up_is_named_and_decides_nothing(
    worker: PdfWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies: list[dict[str, object]] = [{}, {"texts": 1, "reason": ""}, {"texts": []}]
    for reply in replies:
        monkeypatch.setattr(worker, "_ask", lambda _request, told=reply: told)
        assert worker.codes(b"\xff\xd8\xff") == PictureCodes(reason="reader-failed")
