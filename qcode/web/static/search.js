// Searching inside an interview: a word, or its beginning with *; accents and capitals don't matter.
import { fill } from "./dom.js";
import { highlight } from "./transcript.js";
import { say } from "./words.js";

let found = [],
  at = -1;

export function search(interview, typed) {
  const pattern = compiled(typed.trim());
  found = pattern ? interview.turns.flatMap(turn => inTurn(turn, pattern)) : [];
  at = -1;
  highlight("found", found);
  fill("#found", pattern ? say("reader.found", { n: found.length }) : "");
}

export function nextFound(interview, show, by) {
  if (!found.length) return;
  at = (at + by + found.length) % found.length;
  show(found[at]);
  highlight("current", [found[at]]);
  fill("#found", say("reader.found_at", { at: at + 1, n: found.length }));
}

export function clearSearch() {
  found = [];
  highlight("found", []);
  fill("#found");
}

const plain = letter => letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’ʼ]/g, "'");

function compiled(typed) {
  if (!typed) return null;
  const words = plain(typed)
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "[\\p{L}\\p{N}]*");
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "gu");
}

// Folding may change lengths, so each folded letter remembers the code point it came from.
function inTurn(turn, pattern) {
  const origin = [];
  let folded = "",
    point = 0;
  for (const letter of turn.text) {
    const flat = plain(letter);
    for (let i = 0; i < flat.length; i++) origin.push(point);
    folded += flat;
    point++;
  }
  origin.push(point);
  return [...folded.matchAll(pattern)]
    .filter(match => match[0])
    .map(match => ({
      turn: turn.number,
      start: turn.start + origin[match.index],
      end: turn.start + origin[match.index + match[0].length],
    }));
}
