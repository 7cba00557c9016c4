// The attached record of a PDF and its seal, as ownerapp/documents/pdf_reading.py. Read are
// the PDFs that ownerapp makes: plain cross-reference tables, one signature, one attachment.
// Whatever is malformed is a failed check; another kind of PDF is not read here.

const MAX_RECEIPT_BYTES = 8 * 1024 * 1024;
const MAX_REVISIONS = 16;
const MAX_NESTING = 32;
const MAX_CONTAINER_DIGITS = 128 * 1024;
const STAMPED_REASON = "With a time stamp";
const ATTACHMENT_NAME = "consent-receipt.json";
const BYTE_RANGE = /\/ByteRange\s{0,4}\[\s{0,4}0 (\d{1,10}) (\d{1,10}) (\d{1,10})\s{0,200}\]/g;
const ENTRY = /(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)/y;

/** A kind of PDF that is not read here. */
class NotReadHere extends Error {}

/** Return bytes as a text with one character for each byte. */
function binary(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join("");
}

/**
 * Return the attached record or null, the checks, the certificate's SHA-256, a time stamp, the
 * seal's own time, and whether it is a page under a seal that holds, to which no record belongs.
 */
async function readPdf(bytes) {
  const text = binary(bytes);
  const skipped = (check) => ({ check, outcome: "skipped", reason: "" });
  if (!text.startsWith("%PDF-")) {
    const seal = { check: "pdf-seal", outcome: "failed", reason: "not-a-pdf" };
    return { receipt: null, checks: [seal, skipped("pdf-whole-file"), skipped("pdf-attachment")] };
  }
  const range = signedRange(text);
  if (range === null) {
    const seal = { check: "pdf-seal", outcome: "failed", reason: "no-seal" };
    const [receipt, attachment] = await pdfAttempt("pdf-attachment", () => attachmentOf(bytes, text));
    return { receipt, checks: [seal, skipped("pdf-whole-file"), attachment], certificate: "" };
  }
  const revision = bytes.subarray(0, range.end);
  const revisionText = text.slice(0, range.end);
  const [found, seal] = await pdfAttempt("pdf-seal", () => sealOf(revision, revisionText, range));
  const isWhole = range.end === bytes.length;
  const whole = { check: "pdf-whole-file", outcome: isWhole ? "ok" : "failed", reason: isWhole ? "" : "bytes-after" };
  let [receipt, attachment] = await pdfAttempt("pdf-attachment", () => attachmentOf(revision, revisionText));
  if (seal.outcome === "unknown" && attachment.reason === "missing") {
    // Whether a record belongs to it only the seal could tell.
    attachment = { check: "pdf-attachment", outcome: "unknown", reason: "not-read-here" };
  }
  if (receipt !== null && !isWhole) {
    // What another reader would show is the last revision's attachment.
    const [latest] = await pdfAttempt("pdf-attachment", () => attachmentOf(bytes, text));
    if (latest === null || !isSame(latest, receipt)) {
      receipt = null;
      attachment = { check: "pdf-attachment", outcome: "failed", reason: "changed" };
    }
  }
  const { certificate = "", stamp = null, sealedAt = "" } = found ?? {};
  const isPage = found !== null && attachment.reason === "missing" && carriesNothing(revision, revisionText);
  return { receipt, checks: [seal, whole, attachment], certificate, stamp, sealedAt, isPage };
}

/** Return a check's value, or null, and how the check came out. */
async function pdfAttempt(check, work) {
  try {
    return [await work(), { check, outcome: "ok", reason: "" }];
  } catch (error) {
    if (error instanceof NotReadHere) return [null, { check, outcome: "unknown", reason: "not-read-here" }];
    const reason = error instanceof CheckFailed ? error.reason : "unreadable";
    return [null, { check, outcome: "failed", reason }];
  }
}

/** Return the first range that a seal in this file could mean, or null. */
function signedRange(text) {
  let count = 0;
  for (const found of text.matchAll(BYTE_RANGE)) {
    const [before, after, length] = found.slice(1).map(Number);
    if (count++ < 4 && 0 < before && before < after && after < after + length && after + length <= text.length) {
      return { before, after, end: after + length };
    }
  }
  return null;
}

// -------------------------------------------------------------------------- objects

/** A PDF's objects: names are texts with a slash, texts { text }, references { number }. */
class Pdf {
  constructor(bytes, text) {
    this.bytes = bytes;
    this.text = text;
    this.places = new Map();
    this.root = null;
    const found = /startxref\s+(\d+)/.exec(text.slice(text.lastIndexOf("startxref")));
    for (let at = Number(found[1]), count = 0; at !== null; count++) {
      if (count === MAX_REVISIONS) throw new Error("too many revisions");
      at = this.readTable(at);
    }
    this.catalog = this.resolved(this.root);
  }

  /** Read one table with its trailer; return the place of the one before, or null. */
  readTable(start) {
    this.at = start;
    if (this.match(/\d+\s+\d+\s+obj/y)) throw new NotReadHere("a cross-reference stream");
    this.demand(/xref\s+/y);
    for (let part; (part = this.match(/(\d{1,10}) (\d{1,10})\s*/y)); ) {
      for (let number = Number(part[1]), left = Number(part[2]); left > 0; left--, number++) {
        const [, place, , kind] = this.demand(ENTRY);
        if (!this.places.has(number)) this.places.set(number, kind === "n" ? Number(place) : null);
      }
    }
    this.demand(/\s*trailer/y);
    const trailer = this.value();
    if (trailer.has("/Encrypt")) throw new CheckFailed("encrypted");
    if (trailer.has("/XRefStm")) throw new NotReadHere("a hybrid file");
    this.root ??= trailer.get("/Root");
    return trailer.get("/Prev") ?? null;
  }

  match(expression) {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found !== null) this.at = expression.lastIndex;
    return found;
  }

  demand(expression) {
    const found = this.match(expression);
    if (found === null) throw new Error("malformed");
    return found;
  }

  value(depth = 0) {
    if (depth > MAX_NESTING) throw new Error("too deep");
    this.match(/(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y);
    if (this.match(/<</y)) {
      const members = new Map();
      while (!this.matchSpaced(/>>/y)) {
        const name = this.value(depth + 1);
        if (typeof name !== "string" || members.has(name)) throw new Error("malformed");
        members.set(name, this.value(depth + 1));
      }
      return members;
    }
    if (this.match(/\[/y)) {
      const items = [];
      while (!this.matchSpaced(/\]/y)) items.push(this.value(depth + 1));
      return items;
    }
    let found;
    if ((found = this.match(/\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y))) {
      return found[0].replace(/#([0-9A-Fa-f]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
    }
    if ((found = this.match(/(\d{1,10})\s+(\d{1,5})\s+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y))) {
      return { number: Number(found[1]) };
    }
    if ((found = this.match(/[-+]?(?:\d+\.?\d*|\.\d+)/y))) return Number(found[0]);
    if ((found = this.match(/<([0-9A-Fa-f\s]*)>/y))) return { digits: found[1] };
    if (this.match(/\(/y)) return { text: this.literal() };
    if ((found = this.match(/true|false|null/y))) return { true: true, false: false, null: null }[found[0]];
    throw new Error("malformed");
  }

  matchSpaced(expression) {
    this.match(/(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y);
    return this.match(expression);
  }

  literal() {
    let text = "";
    for (let depth = 1; ; ) {
      const [part] = this.demand(/[^()\\]+|[()]|\\(?:[0-7]{1,3}|\r\n|[^])/y);
      if (part === "(") depth++;
      if (part === ")" && --depth === 0) return text;
      if (part[0] !== "\\") text += part;
      else if (/[0-7]/.test(part[1])) text += String.fromCharCode(parseInt(part.slice(1), 8) & 0xff);
      else if (!/[\r\n]/.test(part[1])) {
        text += { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[part[1]] ?? part[1];
      }
    }
  }

  /** Return a value with references followed; the last value's stream starts at `this.at`. */
  resolved(value) {
    for (let hops = 0; value !== null && value?.number !== undefined; hops++) {
      const place = this.places.get(value.number) ?? null;
      if (hops > 4) throw new Error("a circle of references");
      if (place === null) return null;
      this.at = place;
      const [, number] = this.demand(/(\d+)\s+\d+\s+obj/y);
      if (Number(number) !== value.number) throw new Error("another object");
      value = this.value();
    }
    return value;
  }

  /** Return a dictionary's entry with references followed, or null. */
  entry(holder, name) {
    const members = this.resolved(holder);
    return members instanceof Map && members.has(name) ? this.resolved(members.get(name)) : null;
  }

  /** Return the content of a stream, decoded. */
  async content(reference) {
    if (reference?.number === undefined) throw new Error("no stream");
    const members = this.resolved(reference);
    if (!(members instanceof Map)) throw new Error("no stream");
    this.demand(/\s*stream\r?\n/y);
    const start = this.at;
    const length = this.resolved(members.get("/Length") ?? null);
    const data = this.bytes.subarray(start, start + length);
    this.at = start + length;
    this.demand(/\s*endstream/y);
    const filters = [this.entry(members, "/Filter") ?? []].flat();
    if (members.has("/DecodeParms") || filters.some((name) => name !== "/FlateDecode") || filters.length > 1) {
      throw new NotReadHere("another filter");
    }
    return filters.length === 0 ? data : inflated(data);
  }
}

async function inflated(data) {
  if (typeof DecompressionStream === "undefined") throw new NotReadHere("an old browser");
  const parts = [];
  let size = 0;
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return joined(...parts);
    size += value.length;
    if (size > MAX_RECEIPT_BYTES) {
      await reader.cancel();
      throw new CheckFailed("too-large");
    }
    parts.push(value);
  }
}

// ----------------------------------------------------------------------- attachment

/** Return the one attached record of the last revision. */
async function attachmentOf(bytes, text) {
  const pdf = new Pdf(bytes, text);
  const tree = pdf.entry(pdf.entry(pdf.catalog, "/Names"), "/EmbeddedFiles");
  const names = pdf.entry(tree, "/Names") ?? [];
  if (pdf.entry(tree, "/Kids") !== null) throw new NotReadHere("a tree of names");
  if (names.length === 0) throw new CheckFailed("missing");
  if (names.length > 2) throw new CheckFailed("several");
  const [name, reference] = names;
  const associated = pdf.entry(pdf.catalog, "/AF");
  if (
    !Array.isArray(associated) || associated.length !== 1 || reference?.number === undefined ||
    associated[0]?.number !== reference.number || pdf.entry(reference, "/AFRelationship") !== "/Source"
  ) {
    throw new CheckFailed("relationship");
  }
  const said = [pdf.resolved(name), pdf.entry(reference, "/F"), pdf.entry(reference, "/UF")];
  if (!said.every((item) => item?.text === ATTACHMENT_NAME)) throw new CheckFailed("name");
  const content = await pdf.content(pdf.entry(reference, "/EF")?.get("/F"));
  if (content.length > MAX_RECEIPT_BYTES) throw new CheckFailed("too-large");
  return content;
}

/** Tell whether a file has no attachment of any kind in its catalog. */
function carriesNothing(bytes, text) {
  const pdf = new Pdf(bytes, text);
  const tree = pdf.entry(pdf.entry(pdf.catalog, "/Names"), "/EmbeddedFiles");
  return tree === null && pdf.entry(pdf.catalog, "/AF") === null;
}

// ----------------------------------------------------------------------------- seal

const OID = {
  data: bytesOf("06092a864886f70d010701"),
  signedData: bytesOf("06092a864886f70d010702"),
  contentType: bytesOf("06092a864886f70d010903"),
  messageDigest: bytesOf("06092a864886f70d010904"),
  signingCertificate: bytesOf("060b2a864886f70d010910022f"),
  timeStamp: bytesOf("060b2a864886f70d010910020e"),
};
const SHA256_ALGORITHM = bytesOf("300d06096086480165030402010500");
const ECDSA_ALGORITHM = bytesOf("300a06082a8648ce3d040302");
const P256_ALGORITHM = bytesOf("301306072a8648ce3d020106082a8648ce3d030107");
const VERSION_1 = bytesOf("020101");

/** Return the SHA-256 of the seal's certificate, its time stamp and its time, when it holds. */
async function sealOf(bytes, text, range) {
  if (globalThis.crypto?.subtle === undefined) throw new NotReadHere("an old browser");
  const gap = text.slice(range.before, range.after);
  if (gap.length > MAX_CONTAINER_DIGITS || !/^<(?:[0-9A-F]{2})+>$/.test(gap)) throw new CheckFailed("range");
  const digits = gap.slice(1, -1);
  const pdf = new Pdf(bytes, text);
  const seal = sealField(pdf);
  const stated = pdf.entry(seal, "/ByteRange");
  const expected = [0, range.before, range.after, range.end - range.after];
  if (!Array.isArray(stated) || !isSame(stated, expected) || pdf.entry(seal, "/Contents")?.digits !== digits) {
    throw new CheckFailed("range");
  }
  const parts = containerParts(bytesOf(digits));
  if (!isSame(parts.algorithm, P256_ALGORITHM)) throw new CheckFailed("algorithm");
  // What surrounds the signed attributes is not signed; building all of it anew leaves no
  // room in which a byte could change.
  const container = bytesOf(digits);
  const attributes = await signedAttributes(parts);
  const isStamped = pdf.entry(seal, "/Reason")?.text === STAMPED_REASON;
  const token = isStamped ? parts.token : new Uint8Array();
  const built = builtContainer(parts, attributes, token);
  const isBuilt = isSame(container.subarray(0, built.length), built);
  if (!isBuilt || container.subarray(built.length).some((byte) => byte !== 0)) throw new CheckFailed("container");
  const digest = await sha256(joined(bytes.subarray(0, range.before), bytes.subarray(range.after)));
  if (!isSame(digest, parts.digest)) throw new CheckFailed("digest");
  const key = await crypto.subtle.importKey(
    "spki", parts.publicKey, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"],
  );
  const method = { name: "ECDSA", hash: "SHA-256" };
  const isSigned = await crypto.subtle.verify(method, key, rawSignature(parts.signature), der(0x31, attributes));
  if (!isSigned) throw new CheckFailed("signature");
  const stamp = isStamped ? { token, signature: parts.signature } : null;
  const sealedAt = dateOf(pdf.entry(seal, "/M")?.text ?? "");
  return { certificate: hex(await sha256(parts.certificate)), stamp, sealedAt };
}

/** Return a date of a PDF as our seals write it, in UTC, as RFC 3339; else nothing. */
function dateOf(text) {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (found === null) return "";
  const [, year, month, day, hour, minute, second] = found;
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  try {
    instant(moment);
  } catch {
    return "";
  }
  return moment;
}

function sealField(pdf) {
  const fields = pdf.entry(pdf.entry(pdf.catalog, "/AcroForm"), "/Fields");
  if (!Array.isArray(fields) || fields.length === 0) throw new CheckFailed("no-seal");
  if (fields.length > 1) throw new CheckFailed("several-seals");
  const field = pdf.resolved(fields[0]);
  const seal = pdf.entry(field, "/V");
  if (
    pdf.entry(field, "/FT") !== "/Sig" || pdf.entry(field, "/T")?.text !== "ConsentApp" ||
    pdf.entry(field, "/Kids") !== null || ![null, "/Sig"].includes(pdf.entry(seal, "/Type")) ||
    pdf.entry(seal, "/SubFilter") !== "/ETSI.CAdES.detached"
  ) {
    throw new CheckFailed("no-seal");
  }
  return seal;
}

/** Return the parts of a CMS container that are not the same in every seal. */
function containerParts(container) {
  const at = (item, ...path) => path.reduce((found, index) => derItems(found)[index], item);
  const signed = at(derItem(container, 0), 1, 0);
  const certificate = at(signed, 3, 0);
  const info = at(signed, 4, 0);
  const [, serial, , issuer, , , publicKey] = derItems(at(certificate, 0));
  return {
    certificate: certificate.all,
    serial: serial.all,
    issuer: issuer.all,
    publicKey: publicKey.all,
    algorithm: at(publicKey, 0).all,
    digest: at(info, 3, 1, 1, 0).content,
    signature: at(info, 5).content,
    token: tokenIn(derItems(info)[6]),
  };
}

/** Return the bytes of the one time stamp among the unsigned attributes, or nothing. */
function tokenIn(unsigned) {
  for (const attribute of unsigned === undefined ? [] : derItems(unsigned)) {
    const [kind, values] = derItems(attribute);
    if (isSame(kind.all, OID.timeStamp) && values.content.length > 0) return derItem(values.content, 0).all;
  }
  return new Uint8Array();
}

/** Return the content of the signed attributes of a seal by this certificate. */
async function signedAttributes({ certificate, issuer, serial, digest }) {
  const issuerSerial = der(0x30, der(0x30, der(0xa4, issuer)), serial);
  const identified = der(0x30, der(0x04, await sha256(certificate)), issuerSerial);
  return joined(
    der(0x30, OID.contentType, der(0x31, OID.data)),
    der(0x30, OID.messageDigest, der(0x31, der(0x04, digest))),
    der(0x30, OID.signingCertificate, der(0x31, der(0x30, der(0x30, identified)))),
  );
}

function builtContainer({ certificate, issuer, serial, signature }, attributes, token) {
  const unsigned = token.length > 0 ? der(0xa1, der(0x30, OID.timeStamp, der(0x31, token))) : [];
  const info = der(
    0x30, VERSION_1, der(0x30, issuer, serial), SHA256_ALGORITHM, der(0xa0, attributes),
    ECDSA_ALGORITHM, der(0x04, signature), unsigned,
  );
  const signed = der(
    0x30, VERSION_1, der(0x31, SHA256_ALGORITHM), der(0x30, OID.data), der(0xa0, certificate), der(0x31, info),
  );
  return der(0x30, OID.signedData, der(0xa0, signed));
}

/** Return a DER value; a length of 65,536 and more does not fit in a container. */
function der(tag, ...parts) {
  const content = joined(...parts);
  const size = content.length;
  if (size > 0xffff) throw new Error("too large");
  if (size < 0x80) return joined([tag, size], content);
  return size < 0x100 ? joined([tag, 0x81, size], content) : joined([tag, 0x82, size >> 8, size & 0xff], content);
}

/** Return the DER value at a place: all its bytes, its content, and where it ends. */
function derItem(bytes, at) {
  const first = bytes[at + 1];
  const count = first < 0x80 ? 0 : first & 0x7f;
  const length = count === 0 ? first : bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = at + 2 + count;
  const end = start + length;
  if (first === 0x80 || count > 3 || !(end <= bytes.length)) throw new Error("malformed");
  return { all: bytes.subarray(at, end), content: bytes.subarray(start, end), end };
}

function derItems({ content }) {
  const items = [];
  for (let at = 0; at < content.length; ) {
    const item = derItem(content, at);
    items.push(item);
    at = item.end;
  }
  return items;
}

/** Return r and s of an ECDSA signature, of so many bytes each, as WebCrypto takes them. */
function rawSignature(signature, size = 32) {
  const whole = derItem(signature, 0);
  const [r, s] = derItems(whole).map(({ content }) => bytesOf(hex(content).replace(/^(?:00)+/, "").padStart(2 * size, "0")));
  const short = (bytes) => bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const number = (bytes) => der(0x02, short(bytes)[0] & 0x80 ? joined([0], short(bytes)) : short(bytes));
  // Built anew as well: two encodings of one signature would be two files with one seal.
  if (!isSame(der(0x30, number(r), number(s)), signature)) throw new CheckFailed("signature");
  return joined(r, s);
}
