// The zip bundle: every record in it, and what its parts say of each other. Rule for rule as
// ownerapp/documents/bundle.py, services/bundle_check.py and signing/log_place.py.

const BUNDLE_ENTRIES = 400;
const BUNDLE_FILE_BYTES = 16 * 1024 * 1024;
const BUNDLE_TOTAL_BYTES = 64 * 1024 * 1024;
const BUNDLE_PART = "receipt\\.json|receipt\\.pdf|receipt\\.tlog-proof|notice\\.json";
const BUNDLE_NAME = new RegExp(
  `^(?:keys\\.json|checker\\.html|VERIFY\\.txt|checkpoint\\.tsr|(?:record-[0-9]{4,16}/)?(?:${BUNDLE_PART}))$`,
);
const BUNDLE_END_BYTES = 22;
const OUTCOMES = ["failed", "unknown", "ok", "skipped"];
const VERDICTS = ["not valid", "cannot tell", "valid"];

const found = (check, outcome, reason = "", values = {}) => ({ check, outcome, reason, values });
const missing = (check) => found(check, "unknown", "part-missing");

/** Return one report: of the only record, or each check as it came out worst. */
async function verifyBundle(bytes, keys, now) {
  if (typeof DecompressionStream === "undefined") {
    return reportOf([found("readable", "unknown", "not-read-here")], {});
  }
  let files;
  try {
    files = await unpackedBundle(bytes);
  } catch (error) {
    // What stands outside of the bytes, or does not unpack, is no bundle.
    const reason = error instanceof CheckFailed ? error.reason : "not-a-bundle";
    return reportOf([found("bundle", "failed", reason)], { kind: "bundle" });
  }
  const history = await historyIn(files);
  const isTied = history.keys.some(({ fingerprint }) => fingerprint === keys.accepted);
  const counting = { accepted: keys.accepted, known: [...keys.known, ...(isTied ? history.keys : [])] };
  const ofRecord = new RegExp(`(?:^|/)(?:${BUNDLE_PART})$`);
  const folders = [...files.keys()].filter((name) => ofRecord.test(name)).map((name) => name.slice(0, name.indexOf("/") + 1));
  const reports = [];
  for (const folder of [...new Set(folders)].sort()) {
    reports.push([folder, await verifyInBundle(files, folder, history, counting, now)]);
  }
  if (reports.length === 0) return reportOf([missing("readable")], { kind: "bundle" });
  const verdict = VERDICTS.find((word) => reports.some(([, report]) => report.verdict === word));
  const [folder, worst] = reports.find(([, report]) => report.verdict === verdict);
  if (reports.length === 1) return worst;
  const checks = new Map();
  for (const item of reports.flatMap(([, report]) => report.checks)) {
    const before = checks.get(item.check);
    if (before === undefined || OUTCOMES.indexOf(item.outcome) < OUTCOMES.indexOf(before.outcome)) {
      checks.set(item.check, item);
    }
  }
  const facts = { ...worst.facts, records: String(reports.length), folder: folder.slice(0, -1) };
  return reportOf([...checks.values()], facts);
}

async function historyIn(files) {
  if (!files.has("keys.json")) return { keys: [], reason: "part-missing" };
  try {
    return { keys: await readHistory(files.get("keys.json")), reason: "" };
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    return { keys: [], reason: error.reason };
  }
}

async function verifyInBundle(files, folder, history, keys, now) {
  const receipt = files.get(`${folder}receipt.json`);
  if (receipt === undefined) return reportOf([missing("readable")], { kind: "bundle" });
  const alone = await new Run(keys, now).report(receipt, [], { kind: "bundle" });
  const facts = { ...alone.facts };
  const key = history.keys.find(({ did }) => did === facts.issuer);
  const paper = await paperOf(files.get(`${folder}receipt.pdf`), receipt, key, facts);
  const parts = [
    found("bundle", "ok"),
    keyInHistory(history, key, alone),
    await placeOf(files.get(`${folder}receipt.tlog-proof`), facts, history),
    await noticeOf(files.get(`${folder}notice.json`), facts),
    ...paper,
  ];
  const [answer, proof] = [files.get("checkpoint.tsr"), files.get(`${folder}receipt.tlog-proof`)];
  // An export that asks for stamps asks for both: the seal states one of them.
  const isPromised = paper.some(({ check }) => check === "pdf-time-stamp");
  if (answer === undefined && isPromised) parts.push(missing("checkpoint-time-stamp"));
  if (answer !== undefined && proof !== undefined) parts.push(await answerCheck(answer, headOf(proof)));
  return reportOf([...alone.checks, ...parts], facts);
}

function keyInHistory({ keys, reason }, key, { facts }) {
  if (reason === "part-missing") return missing("key-history");
  if (reason !== "") return found("key-history", "failed", reason);
  if (facts["signed-at"] === undefined) return found("key-history", "skipped", "earlier-check");
  if (key === undefined) return found("key-history", "failed", "key-not-in-history");
  const isGood = wasInUse(key, instant(facts["signed-at"]));
  return isGood ? found("key-history", "ok") : found("key-history", "failed", "not-in-use-then");
}

async function noticeOf(notice, facts) {
  if (notice === undefined) return missing("notice");
  if (facts["notice-sha256"] === undefined) return found("notice", "skipped", "earlier-check");
  const isSaid = hex(await sha256(notice)) === facts["notice-sha256"];
  return isSaid ? found("notice", "ok") : found("notice", "failed", "other-notice");
}

async function paperOf(paper, receipt, key, facts) {
  if (paper === undefined) return [missing("pdf-attachment")];
  const pdf = await readPdf(paper);
  if (pdf.receipt === null) return pdf.checks;
  const same = isSame(pdf.receipt, receipt)
    ? found("pdf-same-json", "ok")
    : found("pdf-same-json", "failed", "other-record");
  let seal = found("pdf-seal-key", "skipped", "earlier-check");
  if (key !== undefined && pdf.certificate) {
    seal = pdf.certificate === key.certificate
      ? found("pdf-seal-key", "ok", "in-history")
      : found("pdf-seal-key", "failed", "not-in-history");
  }
  const checks = [...pdf.checks, same, seal];
  if (pdf.stamp) {
    const stamp = await stampCheck(pdf.stamp);
    checks.push(stamp.check);
    Object.assign(facts, stamp.facts);
  }
  return checks;
}

/** Return the text of the tree head with which a proof ends, after the first empty line. */
function headOf(proof) {
  const end = binary(proof).indexOf("\n\n");
  return end < 0 ? new Uint8Array() : proof.subarray(end + 2);
}

// ------------------------------------------------------------------ place in the history

async function placeOf(proof, facts, history) {
  if (proof === undefined) return missing("log-proof");
  if (facts["log-index"] === undefined || history.reason !== "") {
    return found("log-proof", "skipped", "earlier-check");
  }
  try {
    const size = await checkedPlace(proof, facts, history.keys);
    return found("log-proof", "ok", "", { number: Number(facts["log-index"]) + 1, size });
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    return found("log-proof", "failed", error.reason);
  }
}

/** Return the size of the log at the proof's tree head (c2sp.org/tlog-proof). */
async function checkedPlace(bytes, facts, keys) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CheckFailed("proof-malformed");
  }
  if (text.length > 1024 * 1024) throw new CheckFailed("proof-too-large");
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(end, 0)).split("\n");
  if (end < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new CheckFailed("proof-malformed");
  const extra = lines[0]?.startsWith("extra ") ? base64Of(lines.shift().slice(6)) : new Uint8Array();
  if (!lines[0]?.startsWith("index ") || lines.length > 65) throw new CheckFailed("proof-malformed");
  const index = lines.shift().slice(6);
  const hashes = lines.map(base64Of);
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(index) || hashes.some(({ length }) => length !== 32)) {
    throw new CheckFailed("proof-malformed");
  }
  const { size, root } = await treeHead(text.slice(end + 2), facts["log-origin"], keys);
  const leaf = await sha256(joined(new Uint8Array(1), extra));
  if (!(await isIncluded(leaf, BigInt(index), BigInt(size), hashes, root))) throw new CheckFailed("not-in-log");
  if (index !== facts["log-index"]) throw new CheckFailed("other-place");
  checkEntry(strictJson(extra), extra, facts);
  return size;
}

function checkEntry(entry, bytes, facts) {
  const isEntry = entry instanceof Map && entry.get("v") === 1 && typeof entry.get("nonce") === "string";
  if (!isEntry || !isSame(utf8(canonical(entry)), bytes)) throw new CheckFailed("not-an-entry");
  const detail = entry.get("detail");
  if (
    entry.get("kind") !== "record.exported" || String(entry.get("seq")) !== facts["log-index"] ||
    !(detail instanceof Map) || detail.get("record") !== facts["record-id"] ||
    detail.get("sha256") !== facts.sha256
  ) {
    throw new CheckFailed("other-record");
  }
}

/** Return size and root of a tree head that one of the keys signed (c2sp.org/tlog-checkpoint). */
async function treeHead(note, origin, keys) {
  if (note.length > 64 * 1024) throw new CheckFailed("checkpoint-too-large");
  const end = note.lastIndexOf("\n\n");
  const lines = note.slice(end + 2).split("\n");
  if (end < 0 || /[\x00-\x09\x0b-\x1f]/.test(note) || lines.pop() !== "" || lines.length === 0) {
    throw new CheckFailed("checkpoint-malformed");
  }
  if (lines.length > 32) throw new CheckFailed("checkpoint-too-large");
  const text = note.slice(0, end + 1);
  const body = text.split("\n");
  if (body.length !== 4 || body[3] !== "") throw new CheckFailed("checkpoint-malformed");
  if (body[0] !== origin) throw new CheckFailed("checkpoint-other-log");
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(body[1])) throw new CheckFailed("checkpoint-malformed");
  const root = base64Of(body[2]);
  if (root.length !== 32) throw new CheckFailed("checkpoint-malformed");
  const known = new Map();
  for (const { key } of keys) {
    const id = await sha256(joined(utf8(`${origin}\n`), Uint8Array.of(1), key));
    known.set(hex(id.slice(0, 4)), key);
  }
  let good = 0;
  for (const line of lines) {
    const [, name, encoded] = /^\u2014 ([^\s+]+) ([\s\S]*)$/.exec(line) ?? [null, null, null];
    const signature = name === null ? new Uint8Array() : base64Of(encoded);
    if (signature.length <= 4) throw new CheckFailed("checkpoint-malformed");
    const key = name === origin ? known.get(hex(signature.slice(0, 4))) : undefined;
    if (key === undefined) continue;
    if (!(await holds(key, utf8(text), signature.slice(4)))) throw new CheckFailed("checkpoint-signature");
    good++;
  }
  if (good === 0) throw new CheckFailed("checkpoint-unknown-key");
  return { size: body[1], root };
}

/** Tell whether hashes lead from a leaf to the root (RFC 9162, section 2.1.3.2). */
async function isIncluded(leaf, index, size, hashes, root) {
  if (index >= size) return false;
  let [node, last, result] = [index, size - 1n, leaf];
  const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));
  for (const sibling of hashes) {
    if (last === 0n) return false;
    if (node & 1n || node === last) {
      result = await nodeHash(sibling, result);
      for (; node !== 0n && !(node & 1n); last >>= 1n) node >>= 1n;
    } else result = await nodeHash(result, sibling);
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && isSame(result, root);
}

/** Return the bytes of base64 in its one form. */
function base64Of(text) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new CheckFailed("bad-base64");
  }
  if (btoa(String.fromCharCode(...bytes)) !== text) throw new CheckFailed("bad-base64");
  return bytes;
}

// ------------------------------------------------------------------------- unpacking

/** Return the files of a zip file by name, within bounds. */
async function unpackedBundle(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { start, end } = bundleList(bytes, view);
  const entries = [];
  for (let at = start; at < end; ) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new CheckFailed("not-a-bundle");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push({
      name: binary(bytes.subarray(at + 46, at + 46 + name)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      mode: view.getUint16(at + 40, true),
      head: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  checkEntries(entries, view, start);
  const files = new Map();
  for (const entry of entries) files.set(entry.name, await unpackedEntry(entry, bytes, view));
  return files;
}

/** Look at the end of the list of entries alone; return where the list is. */
function bundleList(bytes, view) {
  const at = bytes.length - BUNDLE_END_BYTES;
  if (at < 0 || view.getUint32(0, true) !== 0x04034b50) throw new CheckFailed("not-a-bundle");
  const [disk, listDisk, here, count] = [4, 6, 8, 10].map((place) => view.getUint16(at + place, true));
  const [size, start] = [12, 16].map((place) => view.getUint32(at + place, true));
  if (view.getUint32(at, true) !== 0x06054b50 || disk || listDisk || view.getUint16(at + 20, true) || here !== count) {
    throw new CheckFailed("not-a-bundle");
  }
  if (at >= 20 && view.getUint32(at - 20, true) === 0x07064b50) throw new CheckFailed("too-large");
  if (start + size !== at) throw new CheckFailed("not-a-bundle");
  if (count > BUNDLE_ENTRIES || size > BUNDLE_ENTRIES * 256) throw new CheckFailed("too-large");
  return { start, end: at };
}

function checkEntries(entries, view, listStart) {
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) throw new CheckFailed("duplicate-name");
  let end = 0;
  for (const entry of [...entries].sort((one, other) => one.head - other.head)) {
    const isLink = (entry.mode & 0xf000) === 0xa000;
    if (entry.flags & 1 || ![0, 8].includes(entry.method) || entry.name.endsWith("/") || isLink) {
      throw new CheckFailed("not-allowed");
    }
    if (!BUNDLE_NAME.test(entry.name)) throw new CheckFailed("extra-file");
    if (entry.head !== end) throw new CheckFailed("not-allowed");
    entry.data = end + 30 + view.getUint16(end + 26, true) + view.getUint16(end + 28, true);
    end = entry.data + entry.packed;
  }
  if (end !== listStart) throw new CheckFailed("not-allowed");
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > BUNDLE_TOTAL_BYTES) throw new CheckFailed("too-large");
}

async function unpackedEntry({ name, method, sum, packed, size, head, data }, bytes, view) {
  if (size > BUNDLE_FILE_BYTES) throw new CheckFailed("too-large");
  const again = binary(bytes.subarray(head + 30, head + 30 + view.getUint16(head + 26, true)));
  if (view.getUint32(head, true) !== 0x04034b50 || again !== name) throw new CheckFailed("not-a-bundle");
  const stored = bytes.subarray(data, data + packed);
  const content = method === 0 ? stored.slice(0, size) : await inflatedEntry(stored, size);
  if (content.length !== size || checksum(content) !== sum) throw new CheckFailed("not-a-bundle");
  return content;
}

async function inflatedEntry(data, size) {
  const parts = [];
  let total = 0;
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return joined(...parts);
    total += value.length;
    if (total > size) {
      await reader.cancel();
      throw new CheckFailed("not-a-bundle");
    }
    parts.push(value);
  }
}

/** Return the CRC-32 of bytes. */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
