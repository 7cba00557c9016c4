// The page: takes a file or a text, shows the report. Every word goes in as text content, so
// nothing in a record can become markup.

const FILE_LIMIT_BYTES = 32 * 1024 * 1024;
const MARKS = { failed: "✕", unknown: "?", ok: "✓" };
const TECHNICAL = ["folder", "record-id", "fingerprint", "sha256", "log-origin", "issuer", "certificate"];

// Why nobody can tell, the reason that counts most first; presentation/verdict_meaning.py.
const OPEN_REASONS = [
  "not-accepted", "version-unknown", "part-missing", "made-in-the-future", "times-out-of-order",
];

const part = (id) => document.getElementById(id);
let language = "en";
let handedOver = null;
let history = null;
let report = null;
let runs = 0;

/** Return a text in the chosen language with its places filled. */
function say(key, values = {}) {
  return WORDS[language][key].replace(/\{([a-z_]+)\}/g, (_, name) => values[name] ?? "");
}

function made(kind, text, properties = {}) {
  const element = Object.assign(document.createElement(kind), properties);
  element.textContent = text;
  return element;
}

/** Return the sentence of one check: the one for its reason, else the one for its outcome. */
function sentence({ check, outcome, reason, values }) {
  const keys = [`${check}.${outcome}.${reason}`, `*.${outcome}.${reason}`, `${check}.${outcome}`];
  return say(keys.find((key) => key in WORDS[language]) ?? `*.${outcome}`, values);
}

/** Return what is safe to conclude from the verdict, and what to do next. */
function meaning({ verdict, checks, facts }) {
  if (verdict === "valid") return say(facts.kind === "page" ? "meaning.valid.page" : "meaning.valid");
  const reasons = checks.filter(({ outcome }) => outcome === "unknown").map(({ reason }) => reason);
  const reason = OPEN_REASONS.find((item) => reasons.includes(item));
  return say(verdict === "cannot tell" && reason ? `meaning.${verdict}.${reason}` : `meaning.${verdict}`);
}

/** Return an instant as the reader writes it, in the reader's zone, which is named. */
function moment(text) {
  const isOwn = navigator.language.split("-")[0] === language.split("-")[0];
  const format = { dateStyle: "long", timeStyle: "long" };
  return new Date(text).toLocaleString(isOwn ? navigator.language : language, format);
}

/** Return a calendar day, which is the same in every zone, as the reader writes it. */
function dayOf(text) {
  const isOwn = navigator.language.split("-")[0] === language.split("-")[0];
  const format = { dateStyle: "long", timeZone: "UTC" };
  return new Date(text).toLocaleDateString(isOwn ? navigator.language : language, format);
}

/** Return what a person wants to know beside the verdict. */
function notes({ verdict, checks, facts }) {
  const lines = [];
  if (facts["sealed-at"]) lines.push(say("note.sealed", { date: moment(facts["sealed-at"]) }));
  if (facts.kind === "page" && verdict !== "not valid") lines.push(say("note.page.0"), say("note.page.1"));
  if (facts.created) lines.push(say("note.created", { date: moment(facts.created) }));
  if (facts.records) lines.push(say("note.records", { count: facts.records }));
  if (facts["as-of-day"]) lines.push(say("note.day", { date: dayOf(facts["as-of-day"]) }));
  if (facts["ended-on"]) lines.push(say("note.ended", { date: moment(facts["ended-on"]) }));
  if (facts["stamp-time"]) {
    lines.push(say("note.stamp", { date: moment(facts["stamp-time"]) }));
    const authority = facts["stamp-authority"];
    lines.push(say(authority ? "note.stamp-authority" : "note.stamp-nameless", { authority }));
  }
  if (facts["notice-trust"]) {
    lines.push(say(`note.notice.${facts["notice-trust"]}`, { fingerprint: facts["notice-key"] }));
  }
  const isOpenKey = checks.some(({ check, outcome }) => check === "key" && outcome === "unknown");
  if (verdict === "cannot tell" && isOpenKey) {
    lines.push(say("note.ask", { fingerprint: facts.fingerprint }));
  }
  if (facts.kind === "page" && verdict === "cannot tell") lines.push(say("note.page.ask"));
  return lines;
}

function showReport() {
  const { verdict, checks, facts } = report;
  const order = ["failed", "unknown", "ok"];
  const told = checks.filter(({ outcome }) => order.includes(outcome));
  told.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  const key = facts.kind === "page" && verdict === "valid" ? `${verdict}.page` : verdict;
  part("verdict").textContent = say(`verdict.${key}`);
  part("meaning").textContent = meaning(report);
  part("file").textContent = handedOver.name;
  part("checks").replaceChildren(
    ...told.map((item) => {
      const line = made("li", "", { className: item.outcome });
      const mark = made("span", MARKS[item.outcome], { className: "mark", ariaHidden: "true" });
      line.append(mark, made("span", say(`outcome.${item.outcome}`), { className: "unseen" }), made("span", sentence(item)));
      return line;
    }),
  );
  part("notes").replaceChildren(...notes(report).map((text) => made("li", text)));
  const known = TECHNICAL.filter((name) => facts[name]);
  part("facts").replaceChildren(
    ...known.flatMap((name) => {
      const place = name === "log-origin" ? `, ${facts["log-index"]}` : "";
      const value = made("dd", "");
      value.append(made("bdi", `${facts[name]}${place}`));
      return [made("dt", say(`fact.${name}`)), value];
    }),
  );
  part("details").hidden = known.length === 0;
  const tone = { valid: "ok", "not valid": "failed", "cannot tell": "unknown" }[verdict];
  part("result").className = `card ${tone}`;
  part("result").hidden = false;
}

/** Check what was handed over last, with the fingerprint and the history that stand there. */
async function check() {
  if (handedOver === null) return;
  const run = ++runs;
  let found;
  let refusal = "";
  try {
    const isAble = await canCheckSignatures();
    const keys = isAble ? await countingKeys(part("key").value, history) : { accepted: "", known: [] };
    found = await verify(handedOver.bytes, keys, Date.now());
  } catch (error) {
    console.error(error);
    if (error instanceof CheckFailed) refusal = "keys-refused";
    else found = reportOf([{ check: "readable", outcome: "unknown", reason: "page-failed" }], {});
  }
  if (run !== runs) return;
  part("refused").textContent = refusal && say(refusal);
  part("result").hidden = refusal !== "";
  report = found ?? null;
  if (report !== null) showReport();
  part("result").dataset.report = JSON.stringify({ run, refusal, ...report });
}

async function take(name, blob) {
  const refusal = blob.size === 0 ? "empty" : blob.size > FILE_LIMIT_BYTES ? "too-large" : "";
  part("refused").textContent = refusal && say(refusal);
  if (refusal) return;
  handedOver = { name, bytes: new Uint8Array(await blob.arrayBuffer()) };
  await check();
  if (report !== null) part("verdict").focus();
}

function showWords() {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  if (report !== null) showReport();
}

function begin() {
  const wish = navigator.language.toLowerCase();
  for (const tag of Object.keys(WORDS)) {
    part("language").append(made("option", WORDS[tag]["language-name"], { value: tag, lang: tag }));
    if (wish.split("-")[0] === tag.split("-")[0]) language = tag;
  }
  part("language").value = language;
  part("language").addEventListener("change", (event) => {
    language = event.target.value;
    showWords();
  });
  part("open").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file !== undefined) void take(file.name, file);
  });
  part("keys").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    // One byte more than a history may have is enough to refuse it.
    const start = file?.slice(0, HISTORY_BYTES + 1);
    history = start === undefined ? null : new Uint8Array(await start.arrayBuffer());
    await check();
  });
  part("check").addEventListener("click", () => void take("", new Blob([part("paste").value])));
  part("key").addEventListener("input", () => void check());
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (kind === "drop" && file !== undefined) void take(file.name, file);
    });
  }
  showWords();
  part("page").hidden = false;
}

begin();
