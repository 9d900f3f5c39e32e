// The queue: one proposal after another in its context, decided by a key. The next ones wait here already, so that
// nobody waits for the server; the server alone says what is saved.
import { get } from "./api.js";
import { button, calm, fill, find, h } from "./dom.js";
import { chooseCode, code, loadCodes } from "./codes.js";
import { drawFilters, drawProgress, filters, onFilter } from "./filters.js";
import { onNews, showLeft } from "./head.js";
import { askText, bind, dialog } from "./keys.js";
import { chooseFlag } from "./flags.js";
import { decide, onSaved, settled, waiting } from "./outbox.js";
import { drawSide, takeAllSimilar } from "./similar.js";
import { movedByWord, quoteOf, selectedSpan } from "./turns.js";
import { context, dock, following, nothingLeft, where } from "./proposal.js";
import { say } from "./words.js";

const AHEAD = 40; // proposals asked for at once
const LOW = 25; // when so few are left, more are asked for
const HISTORY = "qcode.history";
let line = []; // the proposals to come; the first one is shown
let decided = new Set(); // decided here, perhaps not yet counted there
let gestures = JSON.parse(sessionStorage.getItem(HISTORY) ?? "[]");
let edges = null; // while the passage's ends are moved: its span
let shownAt = 0,
  filling = null,
  answer = null;

const item = () => line[0];
const turn = () => item().context.find(part => part.number === item().turn);

async function refill({ fresh = false } = {}) {
  if (filling && !fresh) return filling;
  if (fresh && !waiting()) decided = new Set();
  const asked = (filling = get("queue", {
    ...filters(),
    after: fresh ? find("#order").dataset.from : line.at(-1)?.id,
    limit: AHEAD,
  }));
  const got = await asked;
  if (filling !== asked) return; // another order or filter was asked for meanwhile
  filling = null;
  answer = got;
  const known = new Set(fresh ? [] : line.map(one => one.id));
  const news = got.items.filter(one => !known.has(one.id) && !decided.has(one.id));
  line = (fresh ? [] : line).concat(news);
  if (!line.length && got.items.length) return settled().then(() => refill({ fresh: true })); // decided, not counted yet
  drawProgress(got);
  drawFilters(got);
  showLeft(got.left);
  if (fresh || !find("mark.hit")) draw();
  else drawFollowing();
}

function draw() {
  edges = null;
  shownAt = performance.now();
  if (!item()) {
    fill("#work", filling ? h("div.ghost") : nothingLeft(answer));
    fill(".side");
    return;
  }
  drawItem();
  drawSideSoon(item());
}

const drawSideSoon = calm(one => one === item() && drawSide(one), 120);

function drawItem() {
  const one = item();
  fill(
    "#work",
    h("h1.vh", { "aria-live": "polite" }, say("queue.heading", { code: code(one.code).label, place: one.place })),
    where(one),
    context(one, edges),
    dock(edges ? edgeActs() : acts(one), lastGesture()),
    h("section.next", { id: "next" }),
  );
  drawFollowing();
  find("mark.hit")?.scrollIntoView({ block: "nearest" });
}

const drawFollowing = () => find("#next") && following(find("#next"), line.slice(1, 4));

function acts(one) {
  return [
    [
      button(say("queue.keep"), { main: true, key: "A", onclick: keep }),
      button(say("queue.reject"), { key: "X", onclick: reject }),
      button(say("queue.change"), { key: "C", onclick: change }),
      button(say("queue.extend"), { key: "E", onclick: startEdges }),
      button(say("memo.one"), { key: "M", onclick: memo }),
    ],
    [
      button(say("queue.all_similar", { n: one.similar }), {
        key: "⇧A",
        onclick: keepSimilar,
        disabled: one.similar < 2,
      }),
      button(say("queue.add"), { bare: true, key: "+", onclick: addCode }),
      button(say("flag.one"), { bare: true, key: "F", onclick: flag }),
      button(say("queue.skip"), { bare: true, key: "→", onclick: skip }),
      button(say("queue.undo"), { bare: true, key: "U", onclick: undo, disabled: !gestures.length }),
    ],
  ];
}

function edgeActs() {
  return [
    [
      button(say("queue.keep_span"), { main: true, key: "↵", onclick: keepEdges }),
      button(say("queue.end_less"), { key: "←", onclick: () => moveEdge("end", -1) }),
      button(say("queue.end_more"), { key: "→", onclick: () => moveEdge("end", 1) }),
      button(say("queue.start_less"), { key: "⇧←", onclick: () => moveEdge("start", -1) }),
      button(say("queue.start_more"), { key: "⇧→", onclick: () => moveEdge("start", 1) }),
      button(say("give_up"), { bare: true, key: say("key_escape"), onclick: leaveEdges }),
    ],
  ];
}

const lastGesture = () => (gestures.length ? say("queue.last", gestures.at(-1)) : "");

// --- deciding -----------------------------------------------------------------------------------------------------

// What every decision on the shown proposal says.
function draft(kind, more = {}) {
  const one = item();
  return {
    kind,
    interview: one.interview,
    sha256: one.sha256,
    code: one.code,
    suggestion: one.id,
    start: one.start,
    end: one.end,
    quote: one.quote,
    seconds: Math.round(performance.now() - shownAt) / 1000,
    ...more,
  };
}

function finish(what, drafts, more = []) {
  const one = item();
  const ids = decide(...drafts);
  remember({
    what: say(`queue.did.${what}`),
    quote: short(one.quote),
    items: [one, ...more],
    ids,
    interviews: drafts.map(d => d.interview),
  });
  for (const gone of [one, ...more]) decided.add(gone.id);
  line = line.filter(other => !decided.has(other.id));
  if (line.length < LOW) refill();
  draw();
}

function remember(gesture) {
  gestures = [...gestures, gesture].slice(-50);
  sessionStorage.setItem(HISTORY, JSON.stringify(gestures));
}

const short = text => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const keep = () => item() && finish("kept", [draft("accept")]);
const reject = () => item() && finish("rejected", [draft("reject")]);

function skip() {
  if (!item()) return;
  line = line.slice(1);
  if (line.length < LOW) refill();
  draw();
}

async function change() {
  const one = item();
  const chosen = one && (await chooseCode(say("queue.change"), { current: one.code }));
  if (chosen && one === item()) {
    finish("changed", [draft("change", { code: chosen, was_code: one.code, was: { start: one.start, end: one.end } })]);
  }
}

async function addCode() {
  const one = item();
  const chosen = one && (await chooseCode(say("queue.add"), { current: one.code }));
  if (!chosen || one !== item()) return;
  const ids = decide(draft("add", { code: chosen, suggestion: "" }));
  remember({
    what: say("queue.did.added", { code: code(chosen).label }),
    quote: short(one.quote),
    items: [],
    ids,
    interviews: [one.interview],
  });
  one.around = [
    ...one.around,
    { code: chosen, status: "confirmed", quote: one.quote, coders: [document.body.dataset.coder] },
  ];
  drawItem();
  drawSideSoon(one);
}

async function memo() {
  const one = item();
  const text = one && (await askText(say("memo.on_passage"), { hint: short(one.quote) }));
  if (text) note("memo", draft("memo", { name: "passage", value: text }));
}

async function flag() {
  const chosen = item() && (await chooseFlag());
  if (chosen) note("flagged", draft("flag", { name: chosen }));
}

function note(what, one) {
  const ids = decide(one);
  remember({ what: say(`queue.did.${what}`), quote: short(one.quote), items: [], ids, interviews: [one.interview] });
  drawItem();
}

async function keepSimilar() {
  const one = item();
  const chosen = one && one.similar > 1 && (await takeAllSimilar(one));
  if (!chosen?.length || one !== item()) return;
  const batch = crypto.randomUUID();
  const others = chosen.filter(other => other.id !== one.id);
  const drafts = others.map(other => ({
    kind: "accept",
    interview: other.interview,
    sha256: other.sha256,
    code: other.code,
    suggestion: other.id,
    start: other.start,
    end: other.end,
    quote: other.quote,
    batch,
  }));
  finish("kept_all", [draft("accept", { batch }), ...drafts], others);
}

function undo() {
  const gesture = gestures.pop();
  if (!gesture) return;
  sessionStorage.setItem(HISTORY, JSON.stringify(gestures));
  decide(...gesture.ids.map((target, i) => ({ kind: "withdraw", interview: gesture.interviews[i], target })));
  for (const one of gesture.items) decided.delete(one.id);
  line = [...gesture.items.slice(0, 1), ...line.filter(one => one.id !== gesture.items[0]?.id)];
  draw();
}

// --- the passage's ends ----------------------------------------------------------------------------------------------

function startEdges() {
  if (!item()) return;
  edges = { start: item().start, end: item().end };
  drawItem();
}

function moveEdge(edge, step) {
  edges = movedByWord(turn(), edges, edge, step);
  drawItem();
}

function leaveEdges() {
  edges = null;
  drawItem();
}

function keepEdges() {
  const one = item(),
    span = edges;
  if (span.start === one.start && span.end === one.end) return keep();
  const quote = quoteOf(turn(), span.start, span.end);
  finish("changed", [draft("change", { ...span, quote, was_code: one.code, was: { start: one.start, end: one.end } })]);
}

document.addEventListener("pointerup", () =>
  setTimeout(() => {
    const span = item() && selectedSpan();
    if (!span || span.turn !== item().turn) return;
    edges = { start: span.start, end: span.end };
    getSelection().removeAllRanges();
    drawItem();
  }),
);

// --- keys, filters, news -----------------------------------------------------------------------------------------------

const free = { when: () => !edges };
const moving = { when: () => edges };
bind("a", say("queue.keep"), keep, free);
bind("x", say("queue.reject"), reject, free);
bind("c", say("queue.change"), change, free);
bind("e", say("queue.extend"), startEdges, free);
bind("m", say("memo.one"), memo, free);
bind("f", say("flag.one"), flag, free);
bind("u", say("queue.undo"), undo, free);
bind("shift+a", say("queue.all_similar_key"), keepSimilar, free);
bind("+", say("queue.add"), addCode, free);
bind("arrowright", say("queue.skip"), skip, free);
bind("l", say("queue.in_interview"), () => find("a.go")?.click(), free);
bind("r", "", () => fill("#saved", say("queue.no_r")), free);
bind("enter", say("queue.keep_span"), keepEdges, moving);
bind("escape", say("give_up"), leaveEdges, moving);
bind("arrowright", say("queue.end_more"), () => moveEdge("end", 1), moving);
bind("arrowleft", say("queue.end_less"), () => moveEdge("end", -1), moving);
bind("shift+arrowright", say("queue.start_more"), () => moveEdge("start", 1), moving);
bind("shift+arrowleft", say("queue.start_less"), () => moveEdge("start", -1), moving);

onFilter(() => refill({ fresh: true }));
onSaved(() => calmCounts());
onNews(() => refill());
const calmCounts = calm(async () => {
  const counts = await get("queue", { ...filters(), limit: 0 });
  drawProgress(counts);
  drawFilters(counts);
}, 700);

await loadCodes();
await refill({ fresh: true });
