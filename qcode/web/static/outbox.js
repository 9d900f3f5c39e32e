// Decisions on their way to the disk. Kept here and in the tab's storage until the server says that they are written,
// sent again with the same ids as often as needed, and called saved only then.
import { Gone, Refused, post } from "./api.js";
import { button, fill, find, h } from "./dom.js";
import { say, time } from "./words.js";

const coder = document.body.dataset.coder;
const STORE = `qcode.waiting.${coder}`;
const RETRY = 1500,
  SLOWLY = 4000; // milliseconds before what was not saved is sent again
const DISK = 507;
const SHARE = 200; // decisions in one request
const kept = read();
const listeners = new Set();
let sending = false,
  silentSince = null,
  timer;

export const waiting = () => kept.length;
export const onSaved = listener => listeners.add(listener);

// Record what was decided: `draft` says kind, interview, code, span… Returns its id.
export function decide(...drafts) {
  for (const draft of drafts) kept.push({ id: crypto.randomUUID(), ...draft });
  store();
  later();
  send();
  return kept.slice(-drafts.length).map(draft => draft.id);
}

// Resolves once nothing waits any more.
export function settled() {
  return new Promise(resolve => {
    const look = () => (kept.length ? setTimeout(look, 30) : resolve());
    look();
  });
}

async function send() {
  if (sending || !kept.length) return;
  sending = true;
  clearTimeout(timer);
  const share = kept.slice(0, SHARE);
  try {
    const answer = await post("decide", { decisions: share });
    forget(answer.saved);
    silentSince = null;
    saved(answer);
  } catch (trouble) {
    if (trouble instanceof Refused && trouble.status === DISK) held(trouble);
    else if (trouble instanceof Refused) await refused(share, trouble);
    else if (trouble instanceof Gone) gone();
    else throw trouble;
  } finally {
    sending = false;
  }
  if (kept.length && !silentSince) send();
}

function saved(answer) {
  if (!kept.length) {
    fill("#saved", `✓ ${say("saved.at", { time: time(new Date(answer.at)) })}`);
    fill("#trouble");
  }
  for (const listener of listeners) listener(answer);
}

// One bad decision must not hold up the others: alone, it is set aside and said; together, each is tried alone.
async function refused(share, trouble) {
  if (trouble.status === 403 && share.length) return setAside(share, trouble);
  if (share.length === 1) return setAside(share, trouble);
  for (const draft of share) {
    try {
      const answer = await post("decide", { decisions: [draft] });
      forget(answer.saved);
      saved(answer);
    } catch (again) {
      if (again instanceof Refused && again.status === DISK) return held(again);
      if (again instanceof Refused) setAside([draft], again);
      else return gone();
    }
  }
}

function setAside(drafts, trouble) {
  forget(drafts.map(draft => draft.id));
  const why = trouble.problems.map(problem => h("p", null, problem.message, " ", problem.hint));
  const what = drafts.filter(draft => draft.quote).map(draft => h("p", null, h("q", null, draft.quote)));
  find("#trouble").append(
    h(
      "section.state.bad",
      null,
      h("h3", null, say("saved.refused", { n: drafts.length })),
      why,
      what,
      button(say("close"), { onclick: event => event.target.closest("section").remove() }),
    ),
  );
  for (const listener of listeners) listener({ saved: [], refused: drafts.map(draft => draft.id) });
}

const gone = () => notYet(n => [h("p", null, say("saved.gone", { time: time(silentSince), n }))], RETRY);

// The disk refused: nothing is lost here, and it is tried again.
const held = trouble =>
  notYet(
    n => [
      trouble.problems.map(problem => h("p", null, problem.message, " ", problem.hint)),
      h("p", null, say("saved.held", { n })),
    ],
    SLOWLY,
  );

function notYet(why, delay) {
  silentSince ??= new Date();
  const n = kept.length;
  fill("#saved", h("strong.alert", null, say("saved.not_yet", { n })));
  fill(
    "#trouble",
    h(
      "section.state.bad",
      null,
      h("h3", null, say("saved.not_yet", { n })),
      why(n),
      button(say("saved.retry"), { onclick: send }),
    ),
  );
  timer = setTimeout(send, delay);
}

// Say that something waits, but only when it does for a while.
function later() {
  setTimeout(() => {
    if (kept.length && !silentSince) fill("#saved", say("saved.not_yet", { n: kept.length }));
  }, 300);
}

function forget(ids) {
  const gone = new Set(ids);
  kept.splice(0, kept.length, ...kept.filter(draft => !gone.has(draft.id)));
  store();
}

function store() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // full or forbidden: they are still in memory
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}

addEventListener("beforeunload", event => {
  if (kept.length && silentSince) event.preventDefault();
});
send();
