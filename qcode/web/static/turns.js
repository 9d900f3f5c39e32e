// Turns of speech on the page, and from a selection on them back to code points of the interview.
import { h } from "./dom.js";
import { Text } from "./offsets.js";
import { weave } from "./weave.js";
import { clock, say } from "./words.js";

const spoken = new WeakMap(); // paragraph → {text, start}

// One turn. `layers` are ranges in code points of the interview, outermost first; stage directions come innermost.
export function turnElement(turn, { layers = [], className = "", attributes = {}, roles = true } = {}) {
  const asks = turn.role === "interviewer" ? "ask" : "";
  const paragraph = h("p", { "data-turn": turn.number });
  paragraph.append(...wovenTurn(turn, layers));
  spoken.set(paragraph, { text: textOf(turn), start: turn.start });
  return h(["div", "turn", asks, className].filter(Boolean).join("."), attributes, who(turn, roles), paragraph);
}

export function wovenTurn(turn, layers) {
  const text = textOf(turn);
  const notes = (turn.stage ?? []).map(([start, end]) => ({
    start,
    end,
    wrap: children => h("span.note", null, children),
  }));
  const near = [...layers, notes].map(ranges =>
    ranges.map(range => ({
      ...range,
      start: range.start - turn.start,
      end: range.end - turn.start,
      wrap: (children, from, to) => range.wrap(children, from + turn.start, to + turn.start),
    })),
  );
  return weave(text, 0, text.length, near);
}

const texts = new WeakMap();

// The words of a turn, asked for by code points.
export function textOf(turn) {
  if (!texts.has(turn)) texts.set(turn, new Text(turn.text));
  return texts.get(turn);
}

export const quoteOf = (turn, start, end) => textOf(turn).slice(start - turn.start, end - turn.start);

function who(turn, roles) {
  const role = turn.role === "interviewee" ? turn.function : roles ? say(`role.${turn.role}`) : "";
  return h(
    "span.who",
    null,
    turn.speaker || say("no_speaker"),
    role ? h("small", null, role) : null,
    turn.time === null ? null : h("time", null, clock(turn.time)),
  );
}

// The span that is selected, within one turn, without the spaces around it; null where nothing useful is.
export function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const first = paragraphOf(range.startContainer),
    last = paragraphOf(range.endContainer);
  const paragraph = first ?? last;
  if (!paragraph) return null;
  const { text, start } = spoken.get(paragraph);
  const from = first ? unitsBefore(paragraph, range.startContainer, range.startOffset) : 0;
  const to =
    last === paragraph ? unitsBefore(paragraph, range.endContainer, range.endOffset) : paragraph.textContent.length;
  return trimmed(text, text.point(from), text.point(to), start, paragraph);
}

function trimmed(text, from, to, start, paragraph) {
  const words = text.slice(from, to);
  const lead = words.length - words.trimStart().length,
    trail = words.length - words.trimEnd().length;
  if (lead === words.length) return null;
  return { start: start + from + lead, end: start + to - trail, paragraph, turn: Number(paragraph.dataset.turn) };
}

function paragraphOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = element?.closest("p[data-turn]");
  return paragraph && spoken.has(paragraph) ? paragraph : null;
}

// The DOM range of a span inside one paragraph, for highlights and for where things stand on the screen.
export function rangeOf(paragraph, start, end) {
  const { text, start: from } = spoken.get(paragraph);
  const range = document.createRange();
  range.setStart(...placeAt(paragraph, text.unit(Math.max(0, start - from))));
  range.setEnd(...placeAt(paragraph, text.unit(Math.min(text.length, end - from))));
  return range;
}

function placeAt(paragraph, unit) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = unit,
    node = walker.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    node = walker.nextNode() ?? node;
  }
  return node ? [node, Math.min(left, node.length)] : [paragraph, 0];
}

function unitsBefore(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

// Move one end of a span by a word, inside its turn; `edge` is "start" or "end", `step` −1 or 1.
export function movedByWord(turn, span, edge, step) {
  const text = textOf(turn);
  const whole = text.slice(0, text.length);
  const edges = [...whole.matchAll(/\S+/gu)].map(match => {
    const at = edge === "start" ? match.index : match.index + match[0].length;
    return turn.start + text.point(at);
  });
  const next = step > 0 ? edges.find(at => at > span[edge]) : edges.findLast(at => at < span[edge]);
  const moved = { ...span, [edge]: next ?? span[edge] };
  return moved.start < moved.end ? moved : span;
}
