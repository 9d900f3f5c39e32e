// The whole interview at a glance: a line per main code, its passages where they stand, and a frame for what is seen.
import { fill, h, svg } from "./dom.js";
import { code, topCodes, hue } from "./codes.js";
import { clock, say } from "./words.js";

const WIDTH = 1000,
  ROW = 12;

const top = id => (code(id).parent ? top(code(id).parent) : id);

export function drawPortrait(place, interview, onseek) {
  const rows = topCodes();
  const length = Math.max(1, interview.turns.at(-1)?.end ?? 1);
  const height = rows.length * ROW;
  const x = at => (at / length) * WIDTH;
  const marks = interview.passages.map(passage => {
    const row = rows.findIndex(item => item.id === top(passage.code));
    const maybe = passage.status !== "confirmed";
    return svg(`rect.${hue(passage.code)}`, {
      x: x(passage.start),
      y: row * ROW + (maybe ? 4.5 : 2),
      height: maybe ? 3 : 8,
      width: Math.max(1.5, x(passage.end) - x(passage.start)),
    });
  });
  const bases = rows.map((_, n) => svg("rect.base", { x: 0, y: n * ROW + 6, width: WIDTH, height: 1 }));
  const view = svg("rect.view", { y: 0.5, height: Math.max(1, height - 1), "vector-effect": "non-scaling-stroke" });
  const picture = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": say("reader.portrait"),
    },
    bases,
    marks,
    view,
  );
  picture.style.height = `${rows.length * 0.75}rem`;
  picture.addEventListener("click", event => {
    const box = picture.getBoundingClientRect();
    onseek(((event.clientX - box.left) / box.width) * length);
  });
  const times = interview.turns.map(turn => turn.time).filter(time => time !== null);
  fill(
    place,
    h(
      "ol",
      { "aria-hidden": "true" },
      rows.map(item => h("li", null, item.key)),
    ),
    picture,
    h(
      "figcaption.row.apart",
      null,
      h("span", null, times.length ? clock(times[0]) : ""),
      h("span", null, say("reader.portrait_note")),
      h("span", null, times.length ? clock(times.at(-1)) : ""),
    ),
  );
  return (from, to) => {
    view.setAttribute("x", x(from));
    view.setAttribute("width", Math.max(2, x(to) - x(from)));
  };
}
