// What a signed record says, held against itself, rule for rule as ownerapp/signing/states.py.
// Times are milliseconds since 1970.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLOCK_TOLERANCE = 2 * MINUTE;
const ZONE_RULES = 3 * HOUR;
const ZONE_UNKNOWN = 4 * DAY;
const TERM_DURATIONS = { drive: "PT24H", "7d": "P7D", "3m": "P3M", "1y": "P1Y" };
const LAST_STATUS = {
  undecided: "dpv:ConsentRequested",
  refused: "dpv:ConsentRefused",
  given: "dpv:ConsentGiven",
  paused: "dpv:ConsentGiven",
  withdrawn: "dpv:ConsentWithdrawn",
};

/** Return the instant of an RFC 3339 text. */
function instant(text) {
  const found =
    /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (found === null) throw new CheckFailed("bad-time");
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const [offsetHours, offsetMinutes] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (
    year < 100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day ||
    hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59
  ) {
    throw new CheckFailed("bad-time");
  }
  const offset = (offsetHours * HOUR + offsetMinutes * MINUTE) * (found[8] === "-" ? -1 : 1);
  const fraction = Math.floor(Number(`0.${found[7] ?? 0}`) * 1000);
  return date.getTime() + hour * HOUR + minute * MINUTE + second * 1000 + fraction - offset;
}

const recordOf = (receipt) => receipt.get("credentialSubject").get("dpv:hasRecordOfActivity")[0];
const typeOf = (status) => status.get("@type")[0];
const atOf = (status) => instant(status.get("dpv:isIndicatedAtTime"));
/** The duration that a yes states; undefined for one without an end. */
const statedBy = (given) => given.get("dpv:hasDuration")?.get("rdf:value");

/** Check that each shown text has the hash beside it; return how many there were. */
async function checkTexts(receipt) {
  let count = 0;
  for (const process of recordOf(receipt).get("dpv:hasProcess")) {
    const shown = process.get("car:shownText");
    if (shown === undefined) continue;
    count++;
    const stated = process.get("car:shownTextSha256");
    if (stated === undefined) throw new CheckFailed("hash-missing");
    if (hex(await sha256(utf8(canonical(shown)))) !== stated) throw new CheckFailed("other-text");
  }
  return count;
}

/** Check everything but the texts; return whether the times are in order. */
function checkStates(receipt) {
  checkIds(receipt);
  const created = instant(receipt.get("credentialSubject").get("dct:created"));
  let isInOrder = instant(receipt.get("proof").get("created")) >= created - CLOCK_TOLERANCE;
  const asOf = recordOf(receipt).get("car:asOf");
  const about = asOf === undefined ? created : checkDay(asOf, created);
  for (const process of recordOf(receipt).get("dpv:hasProcess")) {
    const times = process.get("dpv:hasConsentStatus").map(atOf);
    if (process.has("car:paused")) times.push(instant(process.get("car:paused").get("car:at")));
    isInOrder &&=
      times.every((time, at) => at === 0 || time >= times[at - 1] - CLOCK_TOLERANCE) &&
      Math.max(...times) <= created + CLOCK_TOLERANCE;
    checkProcess(process, receipt.get("issuer"), about);
    if (asOf !== undefined) checkNothingLater(process, about);
  }
  return isInOrder;
}

function checkIds(receipt) {
  const subject = receipt.get("credentialSubject");
  const record = recordOf(receipt);
  const person = record.get("dpv:hasDataSubject");
  const isAlike =
    receipt.get("id") === `urn:uuid:${subject.get("dpv:hasIdentifier")}` &&
    subject.get("id") === `${receipt.get("id")}#receipt` &&
    record.get("id") === `urn:uuid:${record.get("dct:identifier")}` &&
    record.get("dpv:hasIdentifier") === record.get("dct:identifier") &&
    person.get("id") === `urn:uuid:${person.get("dct:identifier")}` &&
    record.get("dct:creator") === receipt.get("issuer") &&
    receipt.get("validFrom") === subject.get("dct:created") &&
    subject.get("dct:created") === record.get("dct:created");
  if (!isAlike) throw new CheckFailed("ids-differ");
  if (subject.get("dct:conformsTo").replace("receipt", "record") !== record.get("dct:conformsTo")) {
    throw new CheckFailed("profiles-differ");
  }
}

/** Check the day that a record is about; return the instant at which it stood so. */
function checkDay(asOf, created) {
  const at = instant(asOf.get("car:at"));
  const local = instant(`${asOf.get("car:day")}T23:59:59Z`);
  const zone = knownZone(asOf.get("car:zone"));
  const allowed = zone === null ? DAY : ZONE_RULES;
  if (Math.abs(instantOf(local, zone) - at) > allowed) throw new CheckFailed("day-differs");
  if (at > created + CLOCK_TOLERANCE) throw new CheckFailed("day-not-over");
  return at;
}

/** Check that nothing but the question came after the day that a record is about. */
function checkNothingLater(process, about) {
  for (const status of process.get("dpv:hasConsentStatus")) {
    if (typeOf(status) !== "dpv:ConsentRequested" && atOf(status) > about + CLOCK_TOLERANCE) {
      throw new CheckFailed("after-the-day");
    }
  }
  const paused = process.get("car:paused");
  if (paused !== undefined && instant(paused.get("car:at")) > about + CLOCK_TOLERANCE) {
    throw new CheckFailed("after-the-day");
  }
}

function checkProcess(process, issuer, about) {
  const statuses = process.get("dpv:hasConsentStatus");
  for (const status of statuses) {
    if (typeOf(status) === "dpv:ConsentRequested" && status.get("dpv:isIndicatedBy") !== issuer) {
      throw new CheckFailed("asked-by-another");
    }
  }
  const expected = LAST_STATUS[process.get("car:status")];
  if (expected !== undefined && typeOf(statuses.at(-1)) !== expected) {
    throw new CheckFailed("status-differs");
  }
  if ((process.get("car:status") === "paused") !== process.has("car:paused")) {
    throw new CheckFailed("status-differs");
  }
  const given = statuses.filter((status) => typeOf(status) === "dpv:ConsentGiven");
  if (process.has("car:term") && given.length > 0) checkEnd(process, given, about);
}

function checkEnd(process, given, about) {
  const term = process.get("car:term");
  const alike = given.filter((item) => statedBy(item) === TERM_DURATIONS[term]);
  if (alike.length === 0) throw new CheckFailed("end-differs");
  const stated = process.get("car:endsAt");
  if (stated === undefined || term === "open") {
    if ((stated === undefined) !== (term === "open") || alike.at(-1) !== given.at(-1)) {
      throw new CheckFailed("end-differs");
    }
    return;
  }
  const end = instant(stated.get("car:at"));
  const isYes = ["given", "paused"].includes(process.get("car:status"));
  if (isYes && end < about) throw new CheckFailed("ended-before-made");
  const zone = knownZone(stated.get("car:zone"));
  const allowed = zone === null ? ZONE_UNKNOWN : ZONE_RULES;
  if (!alike.some((item) => Math.abs(termEnd(term, atOf(item), zone) - end) <= allowed)) {
    throw new CheckFailed("end-differs");
  }
  const last = Object.keys(TERM_DURATIONS).find((key) => TERM_DURATIONS[key] === statedBy(given.at(-1)));
  if (last !== undefined && end > termEnd(last, atOf(given.at(-1)), zone) + allowed) {
    throw new CheckFailed("end-differs");
  }
}

/** Return the end of a term, as ownerapp/domain/term.py counts it: in the zone's local time. */
function termEnd(term, at, zone) {
  if (term === "drive") return at + DAY;
  const local = new Date(at + offsetOf(at, zone));
  if (term === "7d") return instantOf(local.getTime() + 7 * DAY, zone);
  const months = local.getUTCMonth() + (term === "1y" ? 12 : 3);
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const day = Math.min(local.getUTCDate(), lastDay);
  return instantOf(Date.UTC(local.getUTCFullYear(), months, day) + (local.getTime() % DAY), zone);
}

/** Return the zone's name when this browser knows it, else null. */
function knownZone(name) {
  if (name === "" || name === "UTC" || /^[+-]/.test(name)) return null;
  try {
    const found = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    // Names differ in case from no other name: one that is only nearly right is not known.
    return found !== name && found.toLowerCase() === name.toLowerCase() ? null : name;
  } catch {
    return null;
  }
}

/** Return how far a zone's clock is ahead of UTC at an instant. */
function offsetOf(at, zone) {
  if (zone === null) return 0;
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(at / 1000) * 1000;
}

/** Return the instant of a local time: the first of two, and after a gap the moved one. */
function instantOf(local, zone) {
  const before = local - offsetOf(local - DAY, zone);
  if (before + offsetOf(before, zone) === local) return before;
  const after = local - offsetOf(local + DAY, zone);
  return after + offsetOf(after, zone) === local ? after : before;
}

/** Return when the last yes ended, if none holds or is paused any more. */
function endFacts(receipt, now) {
  const ends = [];
  let open = 0;
  for (const process of recordOf(receipt).get("dpv:hasProcess")) {
    const status = process.get("car:status");
    if (status !== "given" && status !== "paused" && status !== "expired") continue;
    const end = process.get("car:endsAt")?.get("car:at");
    if (end !== undefined && instant(end) <= now) ends.push(end);
    else if (status !== "expired") open++;
  }
  return open === 0 && ends.length > 0 ? { "ended-on": ends.sort().at(-1) } : {};
}
