// The margin: a bar per passage beside its sentences. Bars that cross go to another lane; colour, pattern and figure say
// which code. Positions go through the CSSOM, which a strict policy allows.
import { h } from "./dom.js";
import { badge, code, hue } from "./codes.js";

const LANE = 9,
  TAGS = 40,
  TAG_HEIGHT = 21;

// Draw the bars of one turn. passages: those that touch it, each {code, status, start, end}; current: the chosen one.
export function drawBars(turn, passages, { current, onpick }) {
  const lane = turn.querySelector(".bars");
  const top = lane.getBoundingClientRect().top;
  const runs = passages
    .map(passage => ({ passage, ...extent(turn, passage, top) }))
    .filter(run => run.bottom > run.top);
  runs.sort((x, y) => x.top - y.top || y.bottom - x.bottom);
  const ends = [],
    named = new Set();
  let floor = 0;
  const pieces = [];
  for (const run of runs) {
    const n = freeLane(ends, run);
    const { passage } = run,
      maybe = passage.status !== "confirmed";
    const id = `${passage.code} ${passage.status}`;
    const bar = h(`i.${hue(passage.code)}${maybe ? ".maybe" : ""}`);
    place(bar, { left: 8 + n * LANE, top: run.top + 2, height: run.bottom - run.top - 4 });
    const label = `${code(passage.code).label}${maybe ? "\u202f?" : ""}`;
    const tag = h(
      `button.tag.${hue(passage.code)}${maybe ? ".maybe" : ""}`,
      {
        type: "button",
        tabindex: -1,
        title: label,
        "aria-current": passage === current,
        onclick: () => onpick(passage),
      },
      badge(passage.code, maybe),
      named.has(id) ? "" : h("span", null, label),
    );
    const y = Math.max(run.top + 3, floor);
    place(tag, { left: Math.max(TAGS, 16 + ends.length * LANE), top: y });
    floor = y + TAG_HEIGHT;
    named.add(id);
    pieces.push(bar, tag);
  }
  lane.replaceChildren(...pieces);
  lane.style.minHeight = `${floor}px`;
}

function freeLane(ends, run) {
  let n = ends.findIndex(end => end <= run.top + 1);
  if (n < 0) n = ends.length;
  ends[n] = run.bottom;
  return n;
}

// From the top of the passage's first sentence in this turn to the bottom of its last.
function extent(turn, passage, origin) {
  const inside = [...turn.querySelectorAll(".s")].filter(s => passage.segments.includes(Number(s.dataset.segment)));
  if (!inside.length) return { top: 0, bottom: 0 };
  const first = inside[0].getClientRects()[0],
    last = [...inside.at(-1).getClientRects()].at(-1);
  return { top: first.top - origin, bottom: last.bottom - origin };
}

function place(element, position) {
  for (const [side, value] of Object.entries(position)) element.style[side] = `${value}px`;
}
