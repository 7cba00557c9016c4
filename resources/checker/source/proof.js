// did:key, fingerprints and the one kind of proof that is accepted: eddsa-jcs-2022 by the
// issuer's own key. The file never chooses an algorithm.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CONTEXTS = [
  "https://www.w3.org/ns/credentials/v2",
  "https://consent.example/ns/vehicle-consent/v1",
];
const PROOF_MEMBERS = [
  "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "@context", "proofValue",
];

const utf8 = (text) => new TextEncoder().encode(text);
const bytesOf = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const isSame = (one, other) => one.length === other.length && one.every((item, at) => item === other[at]);

function joined(...parts) {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Return exactly `length` bytes of base58btc, or null; the length bounds the work. */
function base58Decode(text, length) {
  if (text.length > 2 * length) return null;
  let number = 0n;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    number = number * 58n + BigInt(value);
  }
  const digits = number === 0n ? "" : number.toString(16);
  const size = Math.ceil(digits.length / 2);
  const zeros = /^1*/.exec(text)[0].length;
  if (zeros + size !== length) return null;
  const padded = digits.padStart(2 * length, "0");
  return Uint8Array.from({ length }, (_, at) => parseInt(padded.slice(2 * at, 2 * at + 2), 16));
}

/** Return the Ed25519 public key of a did:key, or null. */
function publicKeyOf(did) {
  if (!did.startsWith("did:key:z")) return null;
  const bytes = base58Decode(did.slice("did:key:z".length), 34);
  return bytes !== null && bytes[0] === 0xed && bytes[1] === 0x01 ? bytes.slice(2) : null;
}

async function fingerprintOf(key) {
  return hex((await sha256(key)).slice(0, 16)).replace(/.{4}(?=.)/g, "$& ");
}

/** Return the one verification method that a did:key has. */
const methodOf = (did) => `${did}#${did.slice("did:key:".length)}`;

function checkSuite(document, contexts) {
  const proof = document.get("proof") ?? null;
  if (proof === null) throw new CheckFailed("proof-missing");
  if (!(proof instanceof Map)) throw new CheckFailed("proof-not-single");
  if (proof.get("type") !== "DataIntegrityProof" || proof.get("cryptosuite") !== "eddsa-jcs-2022") {
    throw new CheckFailed("other-cryptosuite");
  }
  if (proof.get("proofPurpose") !== "assertionMethod") throw new CheckFailed("other-purpose");
  if (![...proof.keys()].every((name) => PROOF_MEMBERS.includes(name))) {
    throw new CheckFailed("unknown-proof-member");
  }
  const context = document.get("@context");
  const again = proof.get("@context");
  if (
    !Array.isArray(context) ||
    !context.every((item) => typeof item === "string") ||
    !Array.isArray(again) ||
    !isSame(context, again) ||
    (contexts !== null && !isSame(context, contexts))
  ) {
    throw new CheckFailed("other-context");
  }
  return proof;
}

function checkIssuer(document, proof) {
  const issuer = document.get("issuer");
  const key = typeof issuer === "string" ? publicKeyOf(issuer) : null;
  if (key === null) throw new CheckFailed("issuer-not-a-key");
  if (proof.get("verificationMethod") !== methodOf(issuer)) throw new CheckFailed("proof-by-another-key");
  return key;
}

/** Tell whether a proof is this key's over exactly this document (vc-di-eddsa, section 3.3). */
async function doesProofHold(document, proof, key) {
  const value = proof.get("proofValue");
  const isBase58 = typeof value === "string" && value.startsWith("z");
  const signature = isBase58 ? base58Decode(value.slice(1), 64) : null;
  if (signature === null) return false;
  const options = await sha256(utf8(canonical(without(proof, "proofValue"))));
  const content = await sha256(utf8(canonical(without(document, "proof"))));
  return holds(key, joined(options, content), signature);
}

function without(members, name) {
  return new Map([...members].filter(([other]) => other !== name));
}

async function holds(key, message, signature) {
  try {
    const own = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, own, signature, message);
  } catch {
    return false;
  }
}

const KNOWN_GOOD = {
  key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
  signature:
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155" +
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
};
let isAble = null;

/** Tell whether this browser can check such signatures: RFC 8032, 7.1, test 1 must hold. */
async function canCheckSignatures() {
  if (isAble === null) {
    const [key, signature] = [bytesOf(KNOWN_GOOD.key), bytesOf(KNOWN_GOOD.signature)];
    const isOther = await holds(key, new Uint8Array(1), signature);
    isAble = !isOther && (await holds(key, new Uint8Array(), signature));
  }
  return isAble;
}
