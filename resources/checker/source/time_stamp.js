// Time stamps, as ownerapp/signing/time_stamp_token.py and check_answer of time_stamp.py: rule for
// rule, in the same order. A token has one form only, and its signer's certificate is checked
// against no list.

const STAMP_OID = {
  info: bytesOf("060b2a864886f70d0109100104"),
  certificateV1: "060b2a864886f70d010910020c",
  certificateV2: "060b2a864886f70d010910022f",
  extendedKeyUsage: "0603551d25",
  commonName: "0603550403",
  organization: "060355040a",
};
const STAMP_HASHES = {
  "0609608648016503040201": "SHA-256",
  "0609608648016503040202": "SHA-384",
  "0609608648016503040203": "SHA-512",
};
const STAMP_KEYS = {
  "300d06092a864886f70d0101010500": { name: "RSASSA-PKCS1-v1_5" },
  "301306072a8648ce3d020106082a8648ce3d030107": { name: "ECDSA", namedCurve: "P-256", size: 32 },
  "301006072a8648ce3d020106052b81040022": { name: "ECDSA", namedCurve: "P-384", size: 48 },
};
const STAMP_ECDSA = {
  "SHA-256": bytesOf("300a06082a8648ce3d040302"),
  "SHA-384": bytesOf("300a06082a8648ce3d040303"),
  "SHA-512": bytesOf("300a06082a8648ce3d040304"),
};
const STAMP_RSA = bytesOf("300d06092a864886f70d0101010500");
const STAMP_VERSION_3 = bytesOf("020103");
const ONLY_TIME_STAMPING = "300a06082b06010505070308";
const STAMP_LIMIT_BYTES = 8 * 1024;
const ANSWER_LIMIT_BYTES = 64 * 1024;
const STAMP_NAME_LIMIT = 120;

/** Return how the check of a time stamp came out, and what a good one states. */
async function stampCheck({ token, signature }) {
  const check = (outcome, reason) => ({ check: "pdf-time-stamp", outcome, reason });
  try {
    if (token.length === 0) throw new CheckFailed("missing");
    return { check: check("ok", ""), facts: await checkedStamp(token, signature) };
  } catch (error) {
    return { check: check("failed", stampReason(error)), facts: {} };
  }
}

/** Return how the check of a server's whole answer beside a record came out. */
async function answerCheck(answer, data) {
  const check = (outcome, reason) => ({ check: "checkpoint-time-stamp", outcome, reason });
  try {
    await checkedStamp(await plainStamp(answer), data);
    return check("ok", "");
  } catch (error) {
    return check("failed", stampReason(error));
  }
}

/** Return why a stamp does not hold; whatever cannot be read has another form. */
const stampReason = (error) => (error instanceof CheckFailed ? error.reason : "form");

/** Return the values in a value, of which there are exactly, or at least, so many. */
function stampItems(item, count, isExact = true) {
  const items = derItems(item);
  if (items.length < count || (isExact && items.length !== count)) throw new Error("malformed");
  return items;
}

async function checkedStamp(token, data) {
  const parts = stampParts(token);
  if (token.length > STAMP_LIMIT_BYTES || !isSame(builtStamp(parts), token)) throw new CheckFailed("form");
  const signed = stampAttributes(parts.attributes);
  const digest = der(0x04, await digestOf(parts.hash, parts.info));
  if (
    !isSame(signed.get(hex(OID.contentType)).all, STAMP_OID.info) ||
    !isSame(signed.get(hex(OID.messageDigest)).all, digest)
  ) {
    throw new CheckFailed("digest");
  }
  if (!(await isNamed(parts.certificate, signed)) || !isForTimeStamps(parts.fields)) {
    throw new CheckFailed("certificate");
  }
  await checkStampSignature(parts);
  const [version, , imprint, , at] = stampItems(derItem(parts.info, 0), 5, false);
  const [algorithm, hashed] = stampItems(imprint, 2);
  const hash = stampHash(algorithm);
  if (!isSame(version.all, VERSION_1) || !isSame(hashed.all, der(0x04, await digestOf(hash, data)))) {
    throw new CheckFailed("other-bytes");
  }
  const stated = stampInstant(at);
  const [first, last] = stampItems(parts.fields[3], 2).map(stampInstant);
  if (!(first <= stated && stated <= last)) throw new CheckFailed("time");
  return { "stamp-time": stated, "stamp-authority": authorityOf(parts.fields) };
}

const digestOf = async (hash, bytes) => new Uint8Array(await crypto.subtle.digest(hash, bytes));

/** Return the hash that an algorithm names. */
function stampHash(algorithm) {
  const name = STAMP_HASHES[hex(derItem(algorithm.content, 0).all)];
  if (name === undefined) throw new Error("another hash");
  return name;
}

/** Return the parts of a token that are not the same in every token. */
function stampParts(token) {
  const at = (item, ...path) => path.reduce((found, index) => derItems(found)[index], item);
  const signed = at(derItem(token, 0), 1, 0);
  const certificate = derItem(derItems(signed)[3].content, 0);
  const signer = derItems(at(signed, 4, 0));
  return {
    info: at(signed, 2, 1, 0).content,
    certificate: certificate.all,
    fields: certificateFields(certificate),
    attributes: signer[3].content,
    hash: stampHash(signer[2]),
    signature: signer[5].content,
  };
}

/** Return serial, algorithm, issuer, validity, subject, key and what follows. */
function certificateFields(certificate) {
  const [version, ...fields] = derItems(derItems(certificate)[0]);
  if (version.all[0] !== 0xa0 || fields.length < 6) throw new Error("another certificate");
  return fields;
}

/** Return the token of a server's answer in the one form; servers send more certificates. */
async function plainStamp(answer) {
  if (answer.length > ANSWER_LIMIT_BYTES) throw new Error("too large");
  const token = builtStamp(await answerParts(tokenOfAnswer(answer)));
  if (token.length > STAMP_LIMIT_BYTES) throw new Error("too large");
  return token;
}

/** Return the token in an answer that grants one, be it with changes. */
function tokenOfAnswer(answer) {
  const whole = derItem(answer, 0);
  const [status, token] = stampItems(whole, 2);
  const [state] = derItems(status);
  const isGranted = ["020100", "020101"].includes(hex(state.all));
  if (whole.end !== answer.length || !isGranted) throw new Error("refused");
  return token;
}

/** Return the parts of a token as servers send it: with more certificates, in any order. */
async function answerParts(token) {
  const at = (item, ...path) => path.reduce((found, index) => derItems(found)[index], item);
  const signed = derItems(at(token, 1, 0));
  const [signer] = stampItems(signed[signed.length - 1], 1);
  const [, , hashing, attributes, , signature] = stampItems(signer, 6, false);
  if (attributes.all[0] !== 0xa0 || signed[3].all[0] !== 0xa0) throw new Error("another form");
  const named = stampAttributes(attributes.content);
  for (const certificate of derItems(signed[3])) {
    if (await isNamed(certificate.all, named)) {
      return {
        info: at(signed[2], 1, 0).content,
        certificate: certificate.all,
        fields: certificateFields(certificate),
        attributes: attributes.content,
        hash: stampHash(hashing),
        signature: signature.content,
      };
    }
  }
  throw new Error("the certificate is missing");
}

/** Return the one token that these parts make. */
function builtStamp({ info, certificate, fields, attributes, hash, signature }) {
  const oid = bytesOf(Object.keys(STAMP_HASHES).find((item) => STAMP_HASHES[item] === hash));
  const hashing = der(0x30, oid, bytesOf("0500"));
  const key = STAMP_KEYS[hex(derItems(fields[5])[0].all)];
  if (key === undefined) throw new CheckFailed("algorithm");
  const signer = der(
    0x30, VERSION_1, der(0x30, fields[2].all, fields[0].all), hashing, der(0xa0, attributes),
    key.name === "ECDSA" ? STAMP_ECDSA[hash] : STAMP_RSA, der(0x04, signature),
  );
  const content = der(0x30, STAMP_OID.info, der(0xa0, der(0x04, info)));
  const signed = der(
    0x30, STAMP_VERSION_3, der(0x31, hashing), content, der(0xa0, certificate), der(0x31, signer),
  );
  return der(0x30, OID.signedData, der(0xa0, signed));
}

/** Return the first value of each signed attribute; a type may stand there once. */
function stampAttributes(content) {
  const found = new Map();
  for (const attribute of derItems({ content })) {
    const [kind, values] = stampItems(attribute, 2);
    if (found.has(hex(kind.all))) throw new Error("malformed");
    found.set(hex(kind.all), derItem(values.content, 0));
  }
  return found;
}

/** Tell whether the signed attributes name this certificate by its hash. */
async function isNamed(certificate, signed) {
  const named = (attribute) => derItems(derItem(derItem(attribute.content, 0).content, 0));
  let hash = "SHA-256";
  let first;
  if (signed.has(STAMP_OID.certificateV2)) {
    const items = named(signed.get(STAMP_OID.certificateV2));
    first = items[0];
    if (first.all[0] === 0x30) {
      hash = stampHash(first);
      first = items[1];
    }
  } else if (signed.has(STAMP_OID.certificateV1)) {
    hash = "SHA-1";
    first = named(signed.get(STAMP_OID.certificateV1))[0];
  } else return false;
  return isSame(first.all, der(0x04, await digestOf(hash, certificate)));
}

function isForTimeStamps(fields) {
  const extensions = fields[fields.length - 1];
  if (extensions.all[0] !== 0xa3) return false;
  for (const extension of derItems(derItem(extensions.content, 0))) {
    const [kind, ...rest] = derItems(extension);
    if (hex(kind.all) === STAMP_OID.extendedKeyUsage) {
      return hex(rest[0].all) === "0101ff" && hex(rest[rest.length - 1].content) === ONLY_TIME_STAMPING;
    }
  }
  return false;
}

async function checkStampSignature({ fields, attributes, hash, signature }) {
  const { size, ...kind } = STAMP_KEYS[hex(derItem(fields[5].content, 0).all)];
  const key = await crypto.subtle.importKey("spki", fields[5].all, { ...kind, hash }, true, ["verify"]);
  // Browsers differ in which other encodings of a point they take.
  const written = new Uint8Array(await crypto.subtle.exportKey("spki", key));
  if (!isSame(written, fields[5].all)) throw new CheckFailed("form");
  if (size === undefined) {
    const { modulusLength, publicExponent } = key.algorithm;
    if (modulusLength < 2048 || modulusLength > 8192 || hex(publicExponent) !== "010001") {
      throw new CheckFailed("algorithm");
    }
  }
  let isGood = false;
  try {
    const raw = size === undefined ? signature : rawSignature(signature, size);
    isGood = await crypto.subtle.verify({ name: kind.name, hash }, key, raw, der(0x31, attributes));
  } catch {
    isGood = false;
  }
  if (!isGood) throw new CheckFailed("signature");
}

/** Return a time as ASN.1 writes it, to the second; such texts sort by time. */
function stampInstant({ all, content }) {
  let text = binary(content);
  if (all[0] === 0x17) {
    if (!/^\d{12}Z$/.test(text)) throw new Error("malformed");
    text = (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text;
  } else if (all[0] !== 0x18) throw new Error("malformed");
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(text);
  const [year, month, day, hour, minute, second] = found.slice(1);
  const stated = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const isReal = year !== "0000" && new Date(`${stated}Z`).toISOString().startsWith(stated);
  if (!isReal) throw new Error("malformed");
  return `${stated}Z`;
}

/** Return the name that a certificate states: its common name, else its organisation's. */
function authorityOf(fields) {
  const names = new Map();
  for (const part of derItems(fields[4])) {
    for (const pair of derItems(part)) {
      const [kind, value] = stampItems(pair, 2);
      if (kind.all[0] === 0x06 && [0x0c, 0x13, 0x16].includes(value.all[0])) {
        names.set(hex(kind.all), shownName(value.content));
      }
    }
  }
  return names.get(STAMP_OID.commonName) || names.get(STAMP_OID.organization) || "";
}

/** Return a foreign name without characters that steer a screen. */
function shownName(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const kept = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, "\ufffd");
  return Array.from(kept).slice(0, STAMP_NAME_LIMIT).join("");
}
