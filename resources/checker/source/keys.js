// Which keys count: fingerprints in digits or words, and the history of an owner's keys, rule
// for rule as ownerapp/services/key_words.py and ownerapp/signing/key_history.py.

const KEYS_LIMIT = 200;
const HISTORY_BYTES = 1024 * 1024;
const HISTORY = ["format", "version", "origin", "created", "keys", "proof"];
const SUCCESSION = [
  "format", "version", "origin", "from", "fromUntil", "to", "toFrom", "toCertificateSha256", "proof",
];

const bareFingerprint = (text) => text.replace(/[\s:-]+/g, "").toLowerCase();

/** Return what a person typed as a fingerprint: digits as they are, twelve words as digits. */
async function typedFingerprint(text) {
  return (await fingerprintOfWords(text)) ?? bareFingerprint(text);
}

/** Return the digits that twelve words of BIP-0039 stand for, or null. */
async function fingerprintOfWords(text) {
  const typed = text.toLowerCase().split(/[\s-]+/).filter((word) => word !== "");
  if (typed.length !== 12) return null;
  const known = KEY_WORDS.split(" ");
  let number = 0n;
  for (const word of typed) {
    const place = known.findIndex((other) => other.slice(0, 4) === word.slice(0, 4));
    if (place < 0 || (word.length !== 4 && known[place] !== word)) return null;
    number = (number << 11n) | BigInt(place);
  }
  const digits = (number >> 4n).toString(16).padStart(32, "0");
  const [first] = await sha256(bytesOf(digits));
  return BigInt(first >> 4) === (number & 15n) ? digits : null;
}

/** Return the keys of a history after checking every signature in it. */
async function readHistory(bytes) {
  if (bytes.length > HISTORY_BYTES) throw new CheckFailed("too-large");
  const history = closed(strictJson(bytes), HISTORY, "ownerapp-key-history");
  const entries = history.get("keys");
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > KEYS_LIMIT) throw malformed();
  textOf(history, "origin");
  momentOf(history, "created");
  const keys = [];
  for (const [number, entry] of entries.entries()) {
    const key = await keyOf(entry, number === 0, number === entries.length - 1);
    if (number > 0) await checkSuccession(entry.get("succession"), keys.at(-1), key);
    keys.push(key);
  }
  if (new Set(keys.map(({ did }) => did)).size !== keys.length) throw new CheckFailed("history-key-twice");
  await checkHistoryProof(history, history.get("proof"), keys.at(-1));
  return keys;
}

async function keyOf(entry, isFirst, isLast) {
  const members = ["did", "fingerprint", "certificateSha256", "validFrom"];
  if (!isFirst) members.push("succession");
  if (!isLast) members.push("validUntil");
  if (!hasExactly(entry, members)) throw malformed();
  const did = textOf(entry, "did");
  const key = publicKeyOf(did);
  if (key === null) throw malformed();
  const fingerprint = await fingerprintOf(key);
  if (textOf(entry, "fingerprint") !== fingerprint) throw new CheckFailed("history-fingerprint");
  return {
    did,
    key,
    fingerprint: bareFingerprint(fingerprint),
    from: momentOf(entry, "validFrom"),
    until: isLast ? null : momentOf(entry, "validUntil"),
    certificate: hashOf(entry, "certificateSha256"),
  };
}

/** Check that the old key names the new one as the list has it, and that both signed that. */
async function checkSuccession(value, old, next) {
  const statement = closed(value, SUCCESSION, "ownerapp-key-succession");
  textOf(statement, "origin");
  const isSaid =
    textOf(statement, "from") === old.did &&
    momentOf(statement, "fromUntil") === old.until &&
    textOf(statement, "to") === next.did &&
    momentOf(statement, "toFrom") === next.from &&
    hashOf(statement, "toCertificateSha256") === next.certificate;
  if (!isSaid) throw new CheckFailed("history-other-succession");
  const proofs = statement.get("proof");
  if (!Array.isArray(proofs) || proofs.length !== 2) throw new CheckFailed("history-succession-proofs");
  await checkHistoryProof(statement, proofs[0], old);
  await checkHistoryProof(statement, proofs[1], next);
}

async function checkHistoryProof(document, proof, { did, key }) {
  const isGood =
    hasExactly(proof, PROOF_MEMBERS.filter((name) => name !== "@context")) &&
    proof.get("type") === "DataIntegrityProof" &&
    proof.get("cryptosuite") === "eddsa-jcs-2022" &&
    proof.get("proofPurpose") === "assertionMethod" &&
    proof.get("verificationMethod") === methodOf(did) &&
    (await doesProofHold(document, proof, key));
  if (!isGood) throw new CheckFailed("history-signature");
}

const malformed = () => new CheckFailed("history-malformed");

function hasExactly(value, members) {
  return value instanceof Map && value.size === members.length && members.every((name) => value.has(name));
}

/** Return an object of one format and version with exactly these members. */
function closed(value, members, format) {
  if (!(value instanceof Map) || value.get("format") !== format) throw new CheckFailed("not-a-key-history");
  if (value.get("version") !== 1) throw new CheckFailed("version-unknown");
  if (!hasExactly(value, members)) throw malformed();
  return value;
}

function textOf(members, name) {
  const text = members.get(name);
  if (typeof text !== "string" || text === "") throw malformed();
  return text;
}

function hashOf(members, name) {
  const text = textOf(members, name);
  if (!/^[0-9a-f]{64}$/.test(text)) throw malformed();
  return text;
}

/** Return an instant that is written exactly as ownerapp writes it, with milliseconds. */
function momentOf(members, name) {
  const text = textOf(members, name);
  const moment = Date.parse(text);
  if (Number.isNaN(moment) || new Date(moment).toISOString() !== text) throw malformed();
  return moment;
}
