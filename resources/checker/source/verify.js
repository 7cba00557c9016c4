// The verifier, check for check as ownerapp/signing/verify.py and services/verification.py.
// It knows no keys of its own: a key counts when its fingerprint was given, or when the history
// of an owner's keys ties it to one whose fingerprint was given.

const RECORD_CHECKS = ["readable", "format", "suite", "issuer", "signature", "key", "texts", "states"];
const OTHER_VERSION = /^https:\/\/consent\.example\/ns\/vehicle-consent\/v[1-9][0-9]{0,3}$/;
const PROFILES = ["dpv-27560:receipt", "dpv-27560:receipt-eu-gdpr"];

/** Return the keys that count: each has a fingerprint, those of a history also their time. */
async function countingKeys(typed, history) {
  const accepted = await typedFingerprint(typed);
  const keys = history === null ? [] : await readHistory(history);
  const isTied = keys.some(({ fingerprint }) => fingerprint === accepted);
  return { accepted, known: isTied ? keys : [] };
}

/** Return verdict, checks and facts of a record, of a PDF with or without one, or of a bundle. */
async function verify(bytes, keys, now) {
  const head = binary(bytes.subarray(0, 1024));
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return verifyBundle(bytes, keys, now);
  if (/^(?:VC1:|\x89PNG|\xff\xd8\xff)/.test(head)) {
    return reportOf([{ check: "readable", outcome: "unknown", reason: "not-read-here" }], {});
  }
  if (!head.includes("%PDF-")) return new Run(keys, now).report(bytes, [], { kind: "json" });
  const pdf = await readPdf(bytes);
  if (pdf.isPage) return verifyPage(pdf, keys);
  if (pdf.receipt === null) return reportOf(pdf.checks, { kind: "pdf" });
  const isTied = keys.known.some(({ certificate }) => certificate === pdf.certificate);
  const sealKey = isTied
    ? { check: "pdf-seal-key", outcome: "ok", reason: "in-history" }
    : { check: "pdf-seal-key", outcome: "skipped", reason: "not-ours" };
  const facts = { kind: "pdf", certificate: pdf.certificate };
  const extra = [...pdf.checks, sealKey];
  if (pdf.stamp) {
    const found = await stampCheck(pdf.stamp);
    extra.push(found.check);
    Object.assign(facts, found.facts);
  }
  return new Run(keys, now).report(pdf.receipt, extra, facts);
}

/** Judge a page under a seal that holds, with nothing attached: there is only the seal. */
async function verifyPage(pdf, keys) {
  const none = { check: "pdf-attachment", outcome: "skipped", reason: "no-record" };
  const checks = pdf.checks.map((item) => (item.check === none.check ? none : item));
  checks.push({ check: "pdf-seal-key", ...pageKey(pdf, keys) });
  const facts = { kind: "page", certificate: pdf.certificate, "sealed-at": pdf.sealedAt };
  if (pdf.stamp) {
    const found = await stampCheck(pdf.stamp);
    checks.push(found.check);
    Object.assign(facts, found.facts);
  }
  return reportOf(checks, facts);
}

/** Say whether the seal of a page was made by a document key that counts, while in use. */
function pageKey({ certificate, sealedAt }, { known }) {
  const ours = known.filter((key) => key.certificate === certificate);
  if (ours.length === 0) return { outcome: "unknown", reason: "not-accepted" };
  if (sealedAt === "") return { outcome: "failed", reason: "bad-time" };
  const isGood = ours.some((key) => wasInUse(key, instant(sealedAt)));
  return isGood ? { outcome: "ok", reason: "in-history" } : { outcome: "failed", reason: "not-in-use-then" };
}

/** Return a report; the verdict follows from the outcomes alone. */
function reportOf(checks, facts) {
  const outcomes = new Set(checks.map((item) => item.outcome));
  let verdict = "valid";
  if (outcomes.has("failed")) verdict = "not valid";
  else if (outcomes.has("unknown") || !outcomes.has("ok")) verdict = "cannot tell";
  return { verdict, checks, facts };
}

class Run {
  constructor({ accepted, known }, now) {
    this.accepted = accepted;
    this.known = known;
    this.now = now;
    this.results = new Map();
    this.facts = {};
  }

  async report(bytes, extra, facts) {
    await this.checkAll(bytes);
    const checks = RECORD_CHECKS.map((check) => {
      const found = this.results.get(check) ?? { outcome: "skipped", reason: "earlier-check" };
      return { check, ...found };
    });
    return reportOf([...checks, ...extra], { ...facts, ...this.facts });
  }

  set(check, outcome, reason = "") {
    this.results.set(check, { outcome, reason });
  }

  /** Run a check; keep its outcome and return its value, undefined when it fails. */
  async attempt(check, work) {
    try {
      const value = await work();
      this.set(check, "ok");
      return value;
    } catch (error) {
      if (!(error instanceof CheckFailed)) throw error;
      this.set(check, "failed", error.reason);
      return undefined;
    }
  }

  async checkAll(bytes) {
    const document = await this.attempt("readable", () => strictJson(bytes));
    if (document === undefined) return;
    const types = document instanceof Map ? document.get("type") : null;
    if (!Array.isArray(types) || !types.includes("dpv:ConsentReceipt")) {
      this.set("format", "failed", "not-a-record");
      return;
    }
    const isOther = isOtherVersion(document);
    if (isOther) {
      this.set("format", "unknown", "version-unknown");
      for (const check of ["texts", "states"]) this.set(check, "skipped", "version-unknown");
    } else await this.attempt("format", () => checkShape(document));
    const proof = await this.attempt("suite", () => checkSuite(document, isOther ? null : CONTEXTS));
    if (proof === undefined) return;
    const key = await this.attempt("issuer", () => checkIssuer(document, proof));
    if (key === undefined) return;
    if (!(await canCheckSignatures())) {
      this.set("signature", "unknown", "no-ed25519");
      return;
    }
    this.facts.issuer = document.get("issuer");
    this.facts.fingerprint = await fingerprintOf(key);
    if (!(await doesProofHold(document, proof, key))) {
      this.set("signature", "failed", "signature-does-not-hold");
      return;
    }
    this.set("signature", "ok");
    this.facts.sha256 = hex(await sha256(utf8(canonical(document))));
    this.checkKey(proof.get("created"));
    if (this.results.get("format").outcome === "ok") await this.checkMeaning(document);
  }

  checkKey(created) {
    let at;
    try {
      at = instant(created);
    } catch {
      this.set("key", "failed", "bad-time");
      return;
    }
    this.facts["signed-at"] = created;
    const name = bareFingerprint(this.facts.fingerprint);
    const ours = this.known.filter(({ fingerprint }) => fingerprint === name);
    if (ours.some((key) => wasInUse(key, at))) this.set("key", "ok", "ours");
    else if (ours.length > 0) this.set("key", "failed", "not-in-use-then");
    else if (this.accepted === name) this.set("key", "ok", "accepted");
    else this.set("key", "unknown", "not-accepted");
  }

  async checkMeaning(receipt) {
    const count = await this.attempt("texts", () => checkTexts(receipt));
    if (count === 0) this.set("texts", "skipped");
    const isInOrder = await this.attempt("states", () => checkStates(receipt));
    if (isInOrder === undefined) return;
    if (!isInOrder) this.set("states", "unknown", "times-out-of-order");
    else if (instant(receipt.get("proof").get("created")) > this.now + DAY) {
      this.set("states", "unknown", "made-in-the-future");
    }
    const subject = receipt.get("credentialSubject");
    const position = subject.get("car:logPosition");
    const notice = recordOf(receipt).get("dpv:hasNotice")[0];
    Object.assign(this.facts, {
      "record-id": subject.get("dpv:hasIdentifier"),
      created: subject.get("dct:created"),
      "log-origin": position.get("car:origin"),
      "log-index": String(position.get("car:index")),
      "notice-sha256": notice.get("car:packSha256"),
      "notice-trust": notice.get("car:noticeTrust") ?? "",
      "notice-key": notice.get("car:noticeKey") ?? "",
      "as-of-day": recordOf(receipt).get("car:asOf")?.get("car:day") ?? "",
      ...endFacts(receipt, this.now),
    });
  }
}

/** Tell whether a key of a history was in use at an instant; records hold whole seconds. */
function wasInUse({ from, until }, at) {
  return (
    at >= Math.floor(from / 1000) * 1000 - CLOCK_TOLERANCE &&
    (until === null || at <= until + CLOCK_TOLERANCE)
  );
}

function checkShape(document) {
  if (!fits(document, SHAPES.Receipt)) throw new CheckFailed("schema");
}

/** Tell whether context or profile name a version that this page does not know. */
function isOtherVersion(document) {
  const context = document.get("@context");
  if (
    Array.isArray(context) && context.length === 2 && context[0] === CONTEXTS[0] &&
    typeof context[1] === "string" && context[1] !== CONTEXTS[1] && OTHER_VERSION.test(context[1])
  ) {
    return true;
  }
  const subject = document.get("credentialSubject");
  const profile = subject instanceof Map ? subject.get("dct:conformsTo") : null;
  return (
    typeof profile === "string" && !PROFILES.includes(profile) &&
    /^dpv-27560:receipt[a-z0-9-]*$/.test(profile)
  );
}
