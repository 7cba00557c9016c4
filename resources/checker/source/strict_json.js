// Strict JSON, rule for rule as ownerapp/signing/canonical.py: JSON.parse would hide a
// duplicate key, and two readers would then see two documents under one signature.

const LIMIT_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 32;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** A check does not hold; the reason is a stable word. */
class CheckFailed extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** A number that was written with a fraction or an exponent; no member of a record is one. */
class Fraction {
  constructor(value) {
    this.value = value;
  }
}

/** Return the value of JSON bytes: Map, Array, string, number, Fraction, true, false or null. */
function strictJson(bytes) {
  if (bytes.length > LIMIT_BYTES) throw new CheckFailed("too-large");
  checkDepth(bytes);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new CheckFailed("not-utf8");
  }
  return new JsonReader(text).whole();
}

/** Count brackets outside texts before anything recursive looks at the bytes. */
function checkDepth(bytes) {
  let depth = 0;
  for (let at = 0, inText = false; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > MAX_DEPTH) throw new CheckFailed("too-deep");
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
}

class JsonReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.hasLoneSurrogate = false;
  }

  whole() {
    this.match(SPACE);
    const value = this.value();
    this.match(SPACE);
    if (this.at !== this.text.length) throw new CheckFailed("not-json");
    if (this.hasLoneSurrogate) throw new CheckFailed("lone-surrogate");
    return value;
  }

  /** Take what a sticky expression matches here, or null. */
  match(expression) {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found !== null) this.at = expression.lastIndex;
    return found;
  }

  take(word) {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  demand(word) {
    if (!this.take(word)) throw new CheckFailed("not-json");
  }

  value() {
    if (this.take("{")) return this.members();
    if (this.take("[")) return this.items();
    if (this.take('"')) return this.string();
    if (this.take("true")) return true;
    if (this.take("false")) return false;
    if (this.take("null")) return null;
    if (this.take("NaN") || this.take("Infinity") || this.take("-Infinity")) {
      throw new CheckFailed("number-not-finite");
    }
    return this.number();
  }

  number() {
    const found = this.match(NUMBER);
    if (found === null) throw new CheckFailed("not-json");
    const [digits, fraction, exponent] = found;
    const number = Number(digits);
    if (fraction === undefined && exponent === undefined) {
      if (Math.abs(number) >= 2 ** 53) throw new CheckFailed("number-too-large");
      return number;
    }
    if (!Number.isFinite(number)) throw new CheckFailed("number-too-large");
    return new Fraction(number);
  }

  string() {
    let text = "";
    for (;;) {
      text += this.match(PLAIN)[0];
      if (this.take('"')) break;
      this.demand("\\");
      const letter = this.text[this.at++];
      if (letter === "u") {
        const digits = this.text.slice(this.at, this.at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new CheckFailed("not-json");
        text += String.fromCharCode(parseInt(digits, 16));
        this.at += 4;
      } else if (letter !== undefined && Object.hasOwn(ESCAPES, letter)) text += ESCAPES[letter];
      else throw new CheckFailed("not-json");
    }
    if (!text.isWellFormed()) this.hasLoneSurrogate = true;
    return text;
  }

  members() {
    const members = new Map();
    let isTwice = false;
    this.match(SPACE);
    if (this.take("}")) return members;
    do {
      this.match(SPACE);
      this.demand('"');
      const name = this.string();
      this.match(SPACE);
      this.demand(":");
      this.match(SPACE);
      const value = this.value();
      isTwice ||= members.has(name);
      members.set(name, value);
      this.match(SPACE);
    } while (this.take(","));
    this.demand("}");
    if (isTwice) throw new CheckFailed("duplicate-key");
    return members;
  }

  items() {
    const items = [];
    this.match(SPACE);
    if (this.take("]")) return items;
    do {
      this.match(SPACE);
      items.push(this.value());
      this.match(SPACE);
    } while (this.take(","));
    this.demand("]");
    return items;
  }
}

/** Return the RFC 8785 text of a value; the engine's own sorting and numbers are its rules. */
function canonical(value) {
  if (value instanceof Map) {
    const names = [...value.keys()].sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value instanceof Fraction) return String(value.value);
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
