// The text of an interview on the page: turns, sentences, what is marked on them. Drawn once; bars follow as they come
// into view, so that an interview of forty thousand words does not hold anybody up.
import { all, calm, fill, find, h } from "./dom.js";
import { drawBars } from "./bars.js";
import { code, hue } from "./codes.js";
import { rangeOf, turnElement } from "./turns.js";

const elements = new Map(); // turn number → element
let byTurn = new Map(); // turn number → passages
let options = {};
const seen = new Set();
let onsight = () => {};

// Be told when other turns come into view.
export const onSight = listener => (onsight = listener);

const watcher = new IntersectionObserver(
  entries => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
      if (isIntersecting) bars(target);
    }
    onsight();
  },
  { rootMargin: "600px 0px" },
);

export function drawTranscript(interview) {
  elements.clear();
  seen.clear();
  watcher.disconnect();
  const drawn = interview.turns.map(turn => {
    const sentences = turn.segments.map(([number, start, end]) => ({
      start,
      end,
      wrap: children => h("span.s", { "data-segment": number }, children),
    }));
    const element = turnElement(turn, {
      layers: [sentences],
      attributes: { id: `t${turn.number}` },
      roles: turn.role === "unknown",
    });
    element.append(h("div.bars"));
    elements.set(turn.number, element);
    return element;
  });
  fill("#turns", drawn);
  for (const element of drawn) watcher.observe(element);
}

// Show these passages in the margin (and under the text where there is no margin).
export function drawPassages(interview, passages, chosen) {
  options = chosen;
  const numbers = new Map(interview.turns.flatMap(turn => turn.segments.map(([segment]) => [segment, turn.number])));
  byTurn = new Map();
  const marks = new Map();
  for (const passage of passages) {
    for (const segment of passage.segments) marks.set(segment, [...(marks.get(segment) ?? []), passage]);
    for (const turn of new Set(passage.segments.map(segment => numbers.get(segment)))) {
      byTurn.set(turn, [...(byTurn.get(turn) ?? []), passage]);
    }
  }
  for (const sentence of all("#turns .s")) under(sentence, marks.get(Number(sentence.dataset.segment)) ?? []);
  for (const element of seen) bars(element);
}

function under(sentence, passages) {
  const [first] = passages;
  const name = first ? `s p ${hue(first.code)}${first.status === "confirmed" ? "" : " maybe"}` : "s";
  if (sentence.className !== name) sentence.className = name;
  if (first) sentence.dataset.p = passages.map(passage => code(passage.code).key).join(" ");
  else delete sentence.dataset.p;
}

const bars = element => drawBars(element, byTurn.get(Number(element.id.slice(1))) ?? [], options);

addEventListener(
  "resize",
  calm(() => seen.forEach(bars), 100),
);
document.fonts?.ready.then(() => seen.forEach(bars));

export const turnElementOf = number => elements.get(number);
export const paragraph = number => find("p", elements.get(number));

// Highlight spans under a name (`::highlight(name)` in the style sheet): current passage, search hits, rules' words.
export function highlight(name, spans) {
  if (!CSS.highlights) return;
  const ranges = spans.map(({ turn, start, end }) => rangeOf(paragraph(turn), start, end));
  CSS.highlights.set(name, new Highlight(...ranges));
}

// The part of the text that is on the screen now, in code points.
export function visible(interview) {
  const numbers = [...seen]
    .filter(element => {
      const box = element.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    })
    .map(element => Number(element.id.slice(1)));
  if (!numbers.length) return [0, 0];
  return [interview.turns[Math.min(...numbers) - 1].start, interview.turns[Math.max(...numbers) - 1].end];
}

export const turnAt = (interview, point) => interview.turns.findLast(turn => turn.start <= point) ?? interview.turns[0];
