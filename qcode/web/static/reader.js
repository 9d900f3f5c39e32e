// The reader: one interview in full, coded by hand as it is read; proposals and passages of others in the margin.
import { get, post } from "./api.js";
import { button, calm, fill, find, h } from "./dom.js";
import { chooseCode, loadCodes } from "./codes.js";
import { chooseOther, choosing, closePanel, openPanel, pressCode, takeMain } from "./coding.js";
import { chooseFacet, chooseFlag } from "./flags.js";
import { onNews } from "./head.js";
import { askText, bind } from "./keys.js";
import { drawNotes } from "./notes.js";
import { lostWords, placeAt, wantedOrphans } from "./orphans.js";
import { decide, onSaved, settled } from "./outbox.js";
import { drawPortrait } from "./portrait.js";
import { drawEnding, drawInterviews, drawRail } from "./reader_rail.js";
import { clearSearch, nextFound, search } from "./search.js";
import { movedByWord, quoteOf, rangeOf, selectedSpan } from "./turns.js";
import { drawPassages, drawTranscript, highlight, onSight, paragraph, turnAt, visible } from "./transcript.js";
import { clock, say } from "./words.js";

const shown = { confirmed: true, suggested: true, rejected: false, words: false };
const asked = new URLSearchParams(location.search);
let interview = null;
let passages = []; // those that are shown
let current = null; // the chosen one
let lost = []; // the decisions that a place is looked for
let selection = null; // {start, end, turn, paragraph} while something is to be coded
let showView = () => {};
let since = performance.now(); // of the last decision
const gestures = []; // ids of what was decided here, latest last

// --- drawing --------------------------------------------------------------------------------------------------------

async function open(id) {
  interview = await get("interview", { id });
  if (!asked.has("place")) history.replaceState(null, "", `?interview=${encodeURIComponent(interview.id)}${location.hash}`);
  document.title = `${interview.number} · ${interview.title}`;
  drawTranscript(interview);
  fill(
    "#where",
    h("h1", null, interview.title),
    h("span.soft", null, interview.place),
    h(
      "span.faint.num",
      null,
      [
        interview.number,
        interview.duration === null ? null : clock(interview.duration),
        say("reader.turns", { n: interview.turns.length }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
  draw();
  fromHash();
}

function draw() {
  passages = interview.passages.filter(passage => shown[passage.status === "disputed" ? "confirmed" : passage.status]);
  current =
    (current &&
      passages.find(one => one.code === current.code && one.start < current.end && one.end > current.start)) ||
    null;
  drawPassages(interview, passages, { current, onpick: choose });
  showView = drawPortrait("#portrait", { ...interview, passages }, seek);
  showView(...visible(interview));
  highlight(
    "word",
    shown.words
      ? passages.flatMap(one =>
          one.evidence.flatMap(item =>
            item.words.map(word => ({ ...word, turn: turnAt(interview, word.start).number })),
          ),
        )
      : [],
  );
  drawRail(interview, shown, { oncode: codeKey, onnew: fresh, onshow: draw });
  drawEnding(interview, { read, readHere });
  drawCurrent();
}

function drawCurrent() {
  highlight("current", current ? pieces(current) : []);
  drawNotes(interview, current, actions);
}

// A passage turn by turn, without the interviewer's prompts inside it.
const pieces = passage => passage.spans.map(([start, end]) => ({ start, end, turn: turnAt(interview, start).number }));

const refresh = calm(async () => {
  Object.assign(interview, await get("interview", { id: interview.id, text: "no" }));
  draw();
}, 20);

// --- moving about -----------------------------------------------------------------------------------------------------

function choose(passage) {
  current = passage;
  drop();
  drawPassages(interview, passages, { current, onpick: choose });
  drawCurrent();
  if (passage) show(passage);
}

function show({ start, end }) {
  const turn = turnAt(interview, start);
  const range = rangeOf(paragraph(turn.number), start, Math.min(end, turn.end));
  const box = range.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 140) scrollBy({ top: box.top - innerHeight / 3 });
  showView(...visible(interview));
}

function step(by) {
  const ordered = [...passages].sort((a, b) => a.start - b.start || a.end - b.end);
  const from = current ? ordered.indexOf(current) : ordered.findLastIndex(one => one.start < visible(interview)[0]);
  const next = ordered[from + by] ?? (current ? null : ordered[0]);
  if (next) choose(next);
}

const seek = point => show({ start: Math.round(point), end: Math.round(point) + 1 });

function fromHash() {
  const start = Number(location.hash.match(/^#p(\d+)$/)?.[1] ?? NaN);
  if (Number.isNaN(start)) return;
  const passage = passages.find(one => one.start <= start && start < one.end);
  if (passage) choose(passage);
  else seek(start);
}

// --- selecting --------------------------------------------------------------------------------------------------------

function select(span) {
  const sentences = interview.turns[span.turn - 1].codable ? interview.turns[span.turn - 1].segments : [];
  if (!sentences.some(([, start, end]) => start < span.end && end > span.start)) {
    drop();
    return fill("#saved", say("reader.not_codable"));
  }
  selection = { ...span, paragraph: paragraph(span.turn) };
  highlight("selected", [selection]);
  openPanel(rangeOf(selection.paragraph, span.start, span.end), lost.length ? { ...actions, place } : actions);
}

function drop() {
  selection = null;
  highlight("selected", []);
  closePanel();
}

// The next or the previous sentence as the selection: coding without a mouse.
function sentence(by) {
  const all = interview.turns
    .filter(turn => turn.codable)
    .flatMap(turn => turn.segments.map(([, start, end]) => ({ start, end, turn: turn.number })));
  const from = selection ?? current ?? { start: visible(interview)[0] - 1, end: visible(interview)[0] - 1 };
  const next = by > 0 ? all.find(one => one.start > from.start) : all.findLast(one => one.end < from.end);
  if (next) {
    select(next);
    show(next);
  }
}

function stretch(edge, by) {
  const turn = interview.turns[selection.turn - 1];
  select({ ...movedByWord(turn, selection, edge, by), turn: selection.turn });
}

let released; // of the clicks of a double click, the last one alone counts
document.addEventListener("pointerup", event => {
  if (event.target.closest?.(".pop, dialog, .tag")) return;
  clearTimeout(released);
  released = setTimeout(() => {
    const span = selectedSpan();
    if (span) {
      getSelection().removeAllRanges();
      select(span);
    } else if (event.target.closest?.("#turns .s")) {
      drop();
      const number = Number(event.target.closest(".s").dataset.segment);
      const here = passages.filter(one => one.segments.includes(number));
      choose(here[(here.indexOf(current) + 1) % here.length] ?? null);
    }
  });
});

// --- deciding ---------------------------------------------------------------------------------------------------------

function record(...drafts) {
  const seconds = Math.round(performance.now() - since) / 1000;
  since = performance.now();
  const ids = decide(
    ...drafts.map(draft => ({ interview: interview.id, sha256: interview.sha256, seconds, ...draft })),
  );
  gestures.push({ ids });
}

const placed = ({ start, end, turn }) => ({ start, end, quote: quoteOf(interview.turns[turn - 1], start, end) });

// One draft for each of a passage's turns: an anchor never holds what an interviewer says.
const drafts = (passage, kind, more = {}) =>
  pieces(passage).map(piece => ({ kind, code: passage.code, ...placed(piece), ...more }));

const target = () => selection ?? (current ? pieces(current)[0] : null);

function pick(id) {
  const place = target();
  if (place) record({ kind: "add", code: id, ...placed(place) });
  drop();
}

function codeKey(key) {
  if (target()) pressCode(key, actions);
}

async function fresh() {
  const place = target();
  if (!place) return;
  const label = await askText(say("code.new_from"), { value: placed(place).quote, hint: say("code.new_means") });
  if (!label) return;
  const { code: made } = await post("code", { label });
  await loadCodes();
  pick(made);
  gestures.at(-1).code = made;
}

async function memo() {
  const place = target();
  const text = place && (await askText(say("memo.on_passage"), { hint: placed(place).quote }));
  if (text)
    record({ kind: "memo", name: "passage", code: selection ? "" : current.code, value: text, ...placed(place) });
  drop();
}

async function memoOn(subject) {
  const text = await askText(say(`memo.on_${subject}`));
  if (!text) return;
  if (subject === "interview") record({ kind: "memo", name: "interview", value: text });
  else record({ kind: "memo", interview: "", name: subject === "group" ? interview.group : subject, value: text });
}

async function flag() {
  const place = target();
  const name = place && (await chooseFlag());
  if (name) record({ kind: "flag", name, code: current?.code ?? "", ...placed(place) });
}

async function facet() {
  const place = target();
  const chosen = place && (await chooseFacet(interview.facets, interview.free_facets));
  if (chosen) record({ kind: "facet", code: current?.code ?? "", ...chosen, ...placed(place) });
}

async function change() {
  const passage = current;
  const chosen = passage && (await chooseCode(say("queue.change"), { current: passage.code }));
  if (chosen)
    record(
      ...pieces(passage).map(piece => ({
        kind: "change",
        ...placed(piece),
        code: chosen,
        was_code: passage.code,
        was: { start: piece.start, end: piece.end },
      })),
    );
}

// Say that what a place is looked for belongs where the selection is.
async function place() {
  await placeAt(lost, placed(selection));
  lost = [];
  fill("#orphan");
  drop();
  refresh();
}

function read(kind, turns) {
  record({ kind, ...(turns ? { turns } : {}) });
  settled().then(() => drawInterviews(interview));
}

// Read as far as what is on the screen: from the first turn not yet read.
function readHere() {
  const [, until] = visible(interview);
  const last = turnAt(interview, (selection ?? current)?.start ?? until - 1).number;
  read("read", [Math.min(interview.read.next, last), last]);
}

async function undo() {
  const last = gestures.pop();
  if (!last) return;
  decide(...last.ids.map(id => ({ kind: "withdraw", interview: interview.id, target: id })));
  if (!last.code) return;
  await settled(); // a code that was made here goes with its only passage
  await post("code/undo", { id: last.code });
  await loadCodes();
  refresh();
}

const actions = {
  pick,
  memo,
  flag,
  facet,
  change,
  memoOn,
  fresh,
  keep: () => current && record(...drafts(current, "accept")),
  reject: () => current && record(...drafts(current, "reject")),
  other: () => target() && chooseOther(actions),
  extend: () => target() && select(target()),
  ask: () => select(target()),
  close: drop,
  withdraw: id => decide({ kind: "withdraw", interview: interview.id, target: id }),
};

// --- keys -------------------------------------------------------------------------------------------------------------

const coding = { when: () => selection && !choosing() };
const free = { when: () => !choosing() };
bind("j", say("reader.next"), () => step(1), free);
bind("k", say("reader.previous"), () => step(-1), free);
bind("s", say("reader.sentence"), () => sentence(1), free);
bind("shift+s", say("reader.sentence_before"), () => sentence(-1), free);
for (let n = 1; n <= 9; n++)
  bind(String(n), n === 1 ? say("reader.code_key") : "", () => codeKey(String(n)), { shown: "1–9" });
bind("/", say("reader.other_code"), actions.other, free);
bind("n", say("code.new"), fresh, free);
bind("a", say("queue.keep"), actions.keep, free);
bind("x", say("queue.reject"), actions.reject, free);
bind("c", say("queue.change"), change, free);
bind("e", say("queue.extend"), actions.extend, free);
bind("m", say("memo.one"), memo, free);
bind("f", say("flag.one"), flag, free);
bind("g", say("facet.one"), facet, free);
bind("t", say("reader.read_here"), readHere, { when: () => interview?.mode === "read_first" && !choosing() });
bind("shift+l", say("reader.read_all"), () => read("read"), free);
bind("u", say("queue.undo"), undo, free);
bind("escape", say("close"), drop);
bind("arrowright", say("queue.end_more"), () => stretch("end", 1), coding);
bind("arrowleft", say("queue.end_less"), () => stretch("end", -1), coding);
bind("shift+arrowright", say("queue.start_more"), () => stretch("start", 1), coding);
bind("shift+arrowleft", say("queue.start_less"), () => stretch("start", -1), coding);
for (const letter of "abcdefghijklmnopqrstuvwxyz")
  bind(letter, "", () => pressCode(letter, actions), { when: choosing });
bind("enter", "", () => takeMain(actions), { when: choosing });

find("#search").addEventListener(
  "input",
  calm(event => search(interview, event.target.value), 120),
);
find("#search").addEventListener("keydown", event => {
  if (event.key === "Enter") nextFound(interview, show, event.shiftKey ? -1 : 1);
  if (event.key === "Escape") clearSearch();
});
onSight(() => interview && showView(...visible(interview)));
addEventListener(
  "scroll",
  calm(() => interview && showView(...visible(interview)), 30),
  { passive: true },
);
addEventListener("hashchange", fromHash);
onSaved(() => interview && refresh());
onNews(() => interview && refresh());

await loadCodes();
const first = asked.get("interview") ?? (await get("interviews")).interviews[0]?.id;
if (first) {
  await open(first);
  drawInterviews(interview);
  if (asked.has("place")) lost = await wantedOrphans(asked.getAll("place"));
  if (lost.length) fill("#orphan", lostWords(lost));
} else {
  fill(
    "#turns",
    h(
      "section.state",
      null,
      h("h2", null, say("reader.none")),
      h("p", null, say("reader.none_means")),
      button(say("reader.to_start"), { main: true, onclick: () => location.assign("/start") }),
    ),
  );
}
