"""Papers of invented records in several languages, and a public document key."""

# ruff: noqa: RUF001 - Chinese punctuation is full-width, and English has curly apostrophes

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.paper import (
    Direction,
    Mark,
    PaperChoice,
    PaperCode,
    PaperColumns,
    PaperLanguage,
    PaperReach,
    PaperRow,
    PaperSection,
    PaperSentences,
    PaperTable,
    RecordPaper,
)

CREATED = "2026-11-20T12:00:00Z"
RECEIPT = '{"type":["VerifiableCredential","dpv:ConsentReceipt"],"name":"座舱"}'.encode()

ENGLISH = PaperLanguage(lang="en", region="gb")
CHINESE = PaperLanguage(lang="zh", script="hans", region="cn")
ARABIC = PaperLanguage(lang="ar", direction=Direction.RTL)
GERMAN = PaperLanguage(lang="de", region="de")

CODE = "VC1:" + ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 10)[:432]
"""As long as the code of thirty choices; what it says matters to nobody here."""

_DID = "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
_HASH = "2a9e84045b1a99bf5d8619ce6895075d621a619ce6313912359b20167cbcd222"
_RECORD = "2b1f0f27-7a1e-4fd6-a0ff-8bfb3f0a8b77"


class Words(NamedTuple):
    """The words of one language, in the order in which a paper needs them."""

    title: str
    issuer: str
    origin: str
    summary: tuple[tuple[str, str], ...]
    heading: str
    columns: tuple[str, str, str, str]
    practices: tuple[tuple[str, Mark, str, str, str], ...]
    texts: str
    rows: tuple[tuple[str, str], ...]
    shows: tuple[str, tuple[str, ...]]
    shows_not: tuple[str, tuple[str, ...]]
    fields: tuple[str, tuple[tuple[str, str], ...]]
    technical: tuple[str, str, tuple[str, str, str]]
    footer: str
    page: str
    continued: str
    checking: tuple[str, str]
    attached: str
    code: tuple[str, str, str, str, tuple[tuple[str, str], ...]]


IN_ENGLISH = Words(
    title="Record of my choices",
    issuer="Made on 20 November 2026 at 13:00",
    origin="The notice behind this record is a reference written for this program. "
    "No car maker issued it.",
    summary=(
        ("Car", "Lin Yue’s saloon, Model 3 (2026)"),
        ("Person", "Lin Yue"),
        ("Notice", "Reference notice for China, version 3.0 of 1 November 2026"),
        ("Issuer of the notice", "Example Motors (reference)"),
        ("Record", _RECORD),
    ),
    heading="2 of 5 optional collections are on",
    columns=("What the car collects", "Your choice", "Until", "What supports it"),
    practices=(
        ("Cabin camera clips", Mark.OFF, "Off", "", "Recorded here"),
        ("Outside camera clips", Mark.ON, "On", "20 Feb 2027", "You said you set it"),
        ("Driving behaviour", Mark.ENDED, "Off", "Ended on 3 Nov 2026", "Recorded here"),
        ("Voice commands", Mark.ON, "On", "27 Nov 2026", "Recorded here"),
        ("Parked-car watch", Mark.UNANSWERED, "Not answered", "", ""),
        ("Emergency call", Mark.REQUIRED, "Always on", "", "Required by law"),
    ),
    texts="Each choice with the text you saw",
    rows=(
        ("What", "After a crash or hard braking, a short video of the people inside is sent."),
        ("Why", "To teach driving help about junctions and roadworks."),
        ("Where processed", "In the car first, then in Shanghai"),
        ("Kept for", "30 days"),
        ("Who receives it", "The car maker in Shanghai and its map partner in Beijing"),
        ("How to stop", "Turn it off here. Clips already sent are deleted in 10 working days."),
    ),
    shows=(
        "What this shows",
        (
            "The key named on the technical page signed this record.",
            "Nothing was changed after it was sealed.",
            "The texts are the ones that were on screen.",
        ),
    ),
    shows_not=(
        "What this does not show",
        (
            "Who sat at the keyboard.",
            "That the car maker received or follows these choices.",
            "That the computer’s clock was right.",
        ),
    ),
    fields=(
        "What the record states",
        (
            ("Purpose", "Stated"),
            ("Storage place", "Stated"),
            ("Time kept", "Stated"),
            ("Contact of the issuer", "Not stated"),
        ),
    ),
    technical=(
        "Technical page",
        "For people who check this record with other tools.",
        ("Key of this program", "SHA-256 of the notice", "Place in the log"),
    ),
    footer="Kept by its owner. Anyone can check it without the internet.",
    page="Page {page} of {pages}",
    continued="Continued on page {page}",
    checking=("How to check it", "The seal of this file"),
    attached="The signed record as JSON",
    code=(
        "Scan to check this record",
        "A picture of this page is enough.",
        "QR code with the signed states",
        "The code on the first page",
        (("What it shows", "The choices and a digest"), ("What it does not show", "Any text")),
    ),
)

IN_CHINESE = Words(
    title="我的选择记录",
    issuer="2026年11月20日 13:00 生成",
    origin="本记录所依据的告知书是为本程序编写的参考文本，并非由任何汽车制造商发布。",
    summary=(
        ("车辆", "林悦的轿车，Model 3（2026）"),
        ("本人", "林悦"),
        ("告知书", "中国参考告知书，第3.0版，2026年11月1日"),
        ("告知书发布者", "Example Motors（参考）"),
        ("记录编号", _RECORD),
    ),
    heading="5项可选收集中有2项已开启",
    columns=("车辆收集的内容", "您的选择", "有效期至", "依据"),
    practices=(
        ("座舱摄像头片段", Mark.OFF, "关闭", "", "已在此记录"),
        ("车外摄像头片段", Mark.ON, "开启", "2027年2月20日", "您说已在车上设置"),
        ("驾驶行为", Mark.ENDED, "关闭", "2026年11月3日到期", "已在此记录"),
        ("语音指令", Mark.ON, "开启", "2026年11月27日", "已在此记录"),
        ("停车守望", Mark.UNANSWERED, "未作答", "", ""),
        ("紧急呼叫", Mark.REQUIRED, "始终开启", "", "法律要求"),
    ),
    texts="每项选择及您看到的文字",
    rows=(
        (
            "内容",
            "发生碰撞或急刹车后，会发送一段车内人员的短视频“片段”，不含声音；视频长度为10秒，并附带车速。",
        ),
        ("目的", "让驾驶辅助学习路口与施工路段。"),
        ("处理地点", "先在车内，然后在上海"),
        ("保存时间", "30天"),
        ("接收方", "位于上海的汽车制造商及其在北京的地图合作方"),
        ("如何停止", "在此关闭。已发送的片段将在10个工作日内删除。"),
    ),
    shows=(
        "本记录能证明",
        ("由技术页所列密钥签名。", "封签之后未作任何更改。", "文字与当时屏幕上显示的一致。"),
    ),
    shows_not=(
        "本记录不能证明",
        ("当时是谁在操作键盘。", "汽车制造商已收到或遵守这些选择。", "电脑时钟是准确的。"),
    ),
    fields=(
        "记录中写明的内容",
        (("目的", "已写明"), ("存储地点", "已写明"), ("发布者联系方式", "未写明")),
    ),
    technical=(
        "技术页",
        "供使用其他工具核对本记录的人参考。",
        ("本程序密钥", "告知书 SHA-256", "日志位置"),
    ),
    footer="由车主本人保存。任何人无需联网即可核对。",
    page="第{page}页，共{pages}页",
    continued="接第{page}页",
    checking=("如何核对", "本文件的封签"),
    attached="已签名的JSON记录",
    code=(
        "扫码核对本记录",
        "拍下本页即可核对。",
        "含签名状态的二维码",
        "首页上的二维码",
        (("它能证明", "各项选择及摘要"), ("它不能证明", "任何文字")),
    ),
)

IN_ARABIC = Words(
    title="سجل اختياراتي",
    issuer="أُنشئ في 20 نوفمبر 2026 الساعة 13:00",
    origin="الإشعار الذي يستند إليه هذا السجل نص مرجعي كُتب لهذا البرنامج، "
    "ولم تصدره أي شركة سيارات.",
    summary=(
        ("السيارة", "سيارة لين يويه، Model 3 (2026)"),
        ("الشخص", "لين يويه"),
        ("الإشعار", "إشعار مرجعي للصين، الإصدار 3.0 بتاريخ 1 نوفمبر 2026"),
        ("مُصدر الإشعار", "Example Motors (مرجعي)"),
        ("رقم السجل", _RECORD),
    ),
    heading="عمليتا جمع اختياريتان من أصل 5 قيد التشغيل",
    columns=("ما تجمعه السيارة", "اختيارك", "حتى", "ما يدعمه"),
    practices=(
        ("مقاطع كاميرا المقصورة", Mark.OFF, "متوقف", "", "مسجل هنا"),
        ("مقاطع الكاميرا الخارجية", Mark.ON, "قيد التشغيل", "20 فبراير 2027", "قلت إنك ضبطته"),
        ("سلوك القيادة", Mark.ENDED, "متوقف", "انتهى في 3 نوفمبر 2026", "مسجل هنا"),
        ("الأوامر الصوتية", Mark.ON, "قيد التشغيل", "27 نوفمبر 2026", "مسجل هنا"),
        ("مراقبة السيارة المتوقفة", Mark.UNANSWERED, "بلا إجابة", "", ""),
        ("مكالمة الطوارئ", Mark.REQUIRED, "دائم التشغيل", "", "مطلوب بحكم القانون"),
    ),
    texts="كل اختيار مع النص الذي رأيته",
    rows=(
        ("ماذا", "بعد حادث أو كبح قوي، يُرسل مقطع فيديو قصير مدته 10 ثوانٍ للأشخاص في الداخل."),
        ("لماذا", "لتعليم مساعدة القيادة التقاطعات وأعمال الطرق."),
        ("مكان المعالجة", "في السيارة أولًا، ثم في شنغهاي"),
        ("مدة الحفظ", "30 يومًا"),
        ("من يستلمه", "شركة السيارات في شنغهاي وشريك الخرائط في بكين"),
        ("كيف توقفه", "أوقفه هنا. تُحذف المقاطع المرسلة خلال 10 أيام عمل."),
    ),
    shows=(
        "ما يثبته هذا السجل",
        (
            "وقّعه المفتاح المذكور في الصفحة التقنية.",
            "لم يتغير شيء بعد ختمه.",
            "النصوص هي التي كانت على الشاشة.",
        ),
    ),
    shows_not=(
        "ما لا يثبته هذا السجل",
        (
            "من كان يجلس أمام لوحة المفاتيح.",
            "أن شركة السيارات استلمت هذه الاختيارات.",
            "أن ساعة الحاسوب كانت صحيحة.",
        ),
    ),
    fields=(
        "ما يذكره السجل",
        (("الغرض", "مذكور"), ("مكان التخزين", "مذكور"), ("جهة اتصال المُصدر", "غير مذكور")),
    ),
    technical=(
        "الصفحة التقنية",
        "لمن يتحقق من هذا السجل بأدوات أخرى.",
        ("مفتاح هذا البرنامج", "بصمة الإشعار SHA-256", "الموضع في السجل"),
    ),
    footer="يحتفظ به صاحبه. ويمكن لأي شخص التحقق منه دون إنترنت.",
    page="صفحة {page} من {pages}",
    continued="تتمة في الصفحة {page}",
    checking=("كيفية التحقق", "ختم هذا الملف"),
    attached="السجل الموقّع بصيغة JSON",
    code=(
        "امسح الرمز للتحقق من السجل",
        "تكفي صورة لهذه الصفحة.",
        "رمز QR للحالات الموقّعة",
        "الرمز في الصفحة الأولى",
        (("ما يثبته", "الاختيارات وبصمتها"), ("ما لا يثبته", "أي نص")),
    ),
)


def paper(words: Words = IN_ENGLISH, language: PaperLanguage = ENGLISH) -> RecordPaper:
    """Return a paper in one language."""
    choices = tuple(
        PaperChoice(title=title, mark=mark, state=state, until=until, evidence=evidence)
        for title, mark, state, until, evidence in words.practices
    )
    rows = tuple(PaperRow(label=label, value=value) for label, value in words.rows)
    labels = words.technical[2]
    return RecordPaper(
        language=language,
        title=words.title,
        created=CREATED,
        issuer_line=words.issuer,
        origin_sentence=words.origin,
        summary=tuple(PaperRow(label=label, value=value) for label, value in words.summary),
        choices_heading=words.heading,
        columns=PaperColumns(
            title=words.columns[0],
            state=words.columns[1],
            until=words.columns[2],
            evidence=words.columns[3],
        ),
        choices=choices,
        sections_heading=words.texts,
        sections=tuple(
            PaperSection(
                title=choice.title,
                mark=choice.mark,
                state_line=f"{choice.state} {choice.until}".strip(),
                rows=rows,
                reach=PaperReach(reached=number % 3 + 1, words=words.summary[0][0]),
            )
            for number, choice in enumerate(choices)
        ),
        shows=PaperSentences(heading=words.shows[0], sentences=words.shows[1]),
        shows_not=PaperSentences(heading=words.shows_not[0], sentences=words.shows_not[1]),
        fields=PaperTable(
            heading=words.fields[0],
            rows=tuple(PaperRow(label=label, value=value) for label, value in words.fields[1]),
        ),
        technical=PaperTable(
            heading=words.technical[0],
            intro=words.technical[1],
            rows=tuple(
                PaperRow(label=label, value=value)
                for label, value in zip(labels, (_DID, _HASH, "41"), strict=True)
            ),
        ),
        checking=PaperTable(
            heading=words.checking[0],
            rows=(PaperRow(label=words.checking[1], value="pdfsig FILE.pdf"),),
        ),
        footer=words.footer,
        running=_RECORD,
        continued=words.continued,
        page_label=words.page,
        attachment_label=words.attached,
        code=code(words),
    )


def code(words: Words = IN_ENGLISH, text: str = CODE) -> PaperCode:
    """Return a code with its words in one language."""
    caption, note, description, heading, rows = words.code
    return PaperCode(
        text=text,
        caption=caption,
        note=note,
        description=description,
        about=PaperTable(
            heading=heading,
            rows=tuple(PaperRow(label=label, value=value) for label, value in rows),
        ),
    )


def english() -> RecordPaper:
    """Return the English paper."""
    return paper()


def chinese() -> RecordPaper:
    """Return the Chinese paper."""
    return paper(IN_CHINESE, CHINESE)


def arabic() -> RecordPaper:
    """Return the Arabic paper."""
    return paper(IN_ARABIC, ARABIC)


def long_texts(base: RecordPaper, factor: int = 3, practices: int = 30) -> RecordPaper:
    """Return a paper with many choices and every text several times as long."""
    join = "" if base.language.lang == "zh" else " "

    def stretched(text: str) -> str:
        return join.join([text] * factor)

    choices = tuple(
        replace(
            choice,
            title=stretched(choice.title),
            state=stretched(choice.state),
            until=stretched(choice.until),
            evidence=stretched(choice.evidence),
        )
        for choice in (base.choices * practices)[:practices]
    )
    sections = tuple(
        replace(
            section,
            title=stretched(section.title),
            state_line=stretched(section.state_line),
            rows=tuple(
                replace(row, label=stretched(row.label), value=stretched(row.value))
                for row in section.rows
            ),
        )
        for section in base.sections
    )
    code = base.code
    if code is not None:
        code = replace(code, caption=stretched(code.caption), note=stretched(code.note))
    return replace(
        base,
        code=code,
        title=stretched(base.title),
        issuer_line=stretched(base.issuer_line),
        origin_sentence=stretched(base.origin_sentence),
        choices_heading=stretched(base.choices_heading),
        choices=choices,
        sections=sections,
        footer=stretched(base.footer),
    )


def document_key() -> SigningKey:
    """Return a new P-256 key with a self-signed certificate for ten years."""
    key = ec.generate_private_key(ec.SECP256R1())
    at = datetime(2026, 11, 20, tzinfo=UTC)
    until = at + timedelta(days=3652)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ownerapp document key")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(at)
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding
    return SigningKey(
        kind=KeyKind.DOCUMENT,
        private=key.private_bytes(
            encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        public=key.public_key().public_bytes(
            encoding.X962, serialization.PublicFormat.UncompressedPoint
        ),
        certificate=certificate.public_bytes(encoding.DER),
        valid_from=at,
        valid_until=until,
    )
