// Two coders side by side: how far they agree, and each disagreement to be settled by a key.
import { get } from "./api.js";
import { button, fill, find, h, svg } from "./dom.js";
import { code, codes, definition, hue, loadCodes, named } from "./codes.js";
import { bind } from "./keys.js";
import { decide } from "./outbox.js";
import { readerAddress } from "./proposal.js";
import { number, percent, say } from "./words.js";

const LOW = 0.4,
  LEFT = 18,
  WIDTH = 264; // the axis of κ starts at the tenth below the lowest, at most here
let data = null,
  at = 0,
  side = "all",
  only = "";
const gestures = [],
  settledHere = new Set();

const coders = () => [find("#coder-a").value, find("#coder-b").value];

async function load() {
  const asked = new URLSearchParams(location.search);
  data = await get("compare", {
    a: find("#coder-a").value || asked.get("a"),
    b: find("#coder-b").value || asked.get("b"),
  });
  for (const which of ["a", "b"]) {
    fill(
      `#coder-${which}`,
      data.coders.map(name => h("option", { value: name }, name)),
    ).value = data[which];
  }
  draw();
}

function draw() {
  if (data.coders.length < 2) {
    fill(
      "#agreement",
      h("section.state", null, h("h2", null, say("compare.alone")), h("p", null, say("compare.alone_means"))),
    );
    return;
  }
  fill("#title", say("compare.title_of", { a: data.a, b: data.b }));
  fill("#about", about());
  fill("#agreement", data.discussed ? null : agreementTable());
  fill("#export", ["xlsx", "csv"].map(exportLink));
  drawList();
}

const about = () =>
  data.discussed
    ? say("compare.discussed")
    : [
        say("compare.about", { n: data.interviews, segments: number(data.segments) }),
        " ",
        say(data.blind ? "compare.blind" : "compare.not_blind"),
      ];

const exportLink = kind =>
  h(
    "a.button",
    { href: `/export/comparaison.${kind}?${new URLSearchParams({ a: data.a, b: data.b })}`, download: true },
    say(`compare.export_${kind}`),
  );

// --- the table --------------------------------------------------------------------------------------------------------

function agreementTable() {
  const lows = data.agreement.map(row => row.ci?.[0] ?? row.kappa ?? 1);
  const from = Math.max(-1, Math.min(0.9, Math.floor(10 * Math.min(LOW + 0.2, ...lows)) / 10));
  const x = value => LEFT + ((value - from) / (1 - from)) * WIDTH;
  const ticks = [0, 1, 2, 3, 4].map(n => from + ((1 - from) * n) / 4);
  return [
    h(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": say("compare.by_code") },
      h(
        "table.accord",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            [say("compare.code"), data.a, data.b, say("compare.raw")].map(name => h("th", { scope: "col" }, name)),
            h(
              "th.plot",
              { scope: "col" },
              svg(
                "svg",
                { viewBox: "0 0 300 30", role: "img", "aria-label": say("compare.axis") },
                ticks.map(tick => svg("text", { x: x(tick), y: 26, "text-anchor": "middle" }, number(tick, 2))),
              ),
            ),
            [h("th", { scope: "col" }, "κ"), h("th", { scope: "col" }, say("compare.interval"))],
          ),
        ),
        h(
          "tbody",
          null,
          data.agreement.map(row =>
            h(
              "tr",
              null,
              h("th", { scope: "row" }, row.code ? named(row.code) : say("matrix.together")),
              h("td", null, row.n_a === null ? "" : number(row.n_a)),
              h("td", null, row.n_b === null ? "" : number(row.n_b)),
              h("td", null, row.agreement === null ? "–" : percent(row.agreement, 1)),
              h("td.plot", null, plot(row, x, ticks)),
              h("td", null, h("strong", null, row.kappa === null ? "–" : number(row.kappa, 2))),
              h(
                "td.soft",
                null,
                row.ci ? say("compare.from_to", { low: number(row.ci[0], 2), high: number(row.ci[1], 2) }) : "–",
              ),
            ),
          ),
        ),
      ),
    ),
    h("p.legend", null, h("span", null, say("compare.kappa_means"))),
  ];
}

function plot(row, x, ticks) {
  const line = (name, x1, x2, y1, y2) => svg(`line.${name}`, { x1, x2, y1, y2 });
  const label = row.kappa === null ? say("compare.undefined") : `κ ${number(row.kappa, 2)}`;
  return svg(
    "svg",
    { viewBox: "0 0 300 30", preserveAspectRatio: "none", role: "img", "aria-label": label },
    ticks.map(tick => line("grid", x(tick), x(tick), 0, 30)),
    row.ci ? line("ci", x(row.ci[0]), x(row.ci[1]), 15, 15) : null,
    row.kappa === null ? null : svg(`circle.pt${row.code ? "" : ".all"}`, { cx: x(row.kappa), cy: 15, r: 4 }),
  );
}

// --- disagreements ----------------------------------------------------------------------------------------------------

const open = () => data.disagreements.filter(one => !one.settled && !settledHere.has(key(one)));
const key = one => `${one.interview} ${one.start} ${one.end}`;
const isOn = one =>
  (side === "all" ||
    (side === "a" ? one.only_a.length && !one.only_b.length : one.only_b.length && !one.only_a.length)) &&
  (!only || [...one.only_a, ...one.only_b].some(id => id === only || code(id).parent === only));
const listed = () => open().filter(isOn);

function drawList() {
  const items = listed(),
    total = data.disagreements.length,
    done = total - open().length;
  at = Math.max(0, Math.min(at, items.length - 1));
  const of = which =>
    open().filter(one => one[`only_${which}`].length && !one[`only_${which === "a" ? "b" : "a"}`].length).length;
  const tab = (name, label) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(side === name),
        onclick: () => {
          side = name;
          at = 0;
          drawList();
        },
      },
      label,
    );
  fill(
    "#disagreements",
    h(
      "div.row.apart",
      null,
      h("h2", null, say("compare.count", { n: total }), ", ", say("compare.settled", { n: done })),
      h(
        "span.acts",
        null,
        h(
          "span.tabs",
          null,
          tab("all", say("compare.all", { n: open().length })),
          tab("a", say("compare.only", { name: data.a, n: of("a") })),
          tab("b", say("compare.only", { name: data.b, n: of("b") })),
        ),
        codeChoice(),
      ),
    ),
    items.length
      ? items.slice(at, at + 12).map((one, n) => (n ? row(one, at + n) : focus(one)))
      : h("section.state", { role: "status" }, h("h3", null, say("compare.none"))),
  );
  drawSide(items[at]);
}

function codeChoice() {
  const select = h(
    "select",
    {
      "aria-label": say("compare.code"),
      onchange: event => {
        only = event.target.value;
        at = 0;
        drawList();
      },
    },
    h("option", { value: "" }, say("compare.all_codes")),
    codes().map(item => h("option", { value: item.id }, `${item.key} ${item.label}`)),
  );
  select.value = only;
  return select;
}

const held = list =>
  list.length ? list.map(id => h("div", null, named(id))) : h("span.faint", null, say("compare.nothing"));

function focus(one) {
  const first = [...one.only_a, ...one.only_b][0];
  return h(
    "div.dis.at",
    null,
    h(
      "div",
      null,
      one.question ? h("p.soft.small", null, one.question) : null,
      h("blockquote", null, one.before, h(`mark.hit.${hue(first)}`, null, one.quote), one.after),
      h(
        "p.src",
        null,
        `${one.number}:${one.turn} · ${one.place} · `,
        h("a", { href: readerAddress(one) }, say("queue.in_interview")),
      ),
    ),
    h("div", null, h("p.faint.small", null, data.a), held(one.a)),
    h("div", null, h("p.faint.small", null, data.b), held(one.b)),
    h(
      "div.acts",
      null,
      button(say("compare.keep", { name: data.a }), { key: "A", onclick: () => settle("a") }),
      button(say("compare.keep", { name: data.b }), { key: "B", onclick: () => settle("b") }),
      button(say("compare.neither"), { key: "N", onclick: () => settle("none") }),
      button(say("compare.discuss"), { bare: true, key: "M", onclick: discuss }),
      button(say("queue.skip"), {
        bare: true,
        key: "→",
        onclick: () => {
          at++;
          drawList();
        },
      }),
      button(say("queue.undo"), { bare: true, key: "U", onclick: undo, disabled: !gestures.length }),
    ),
  );
}

function row(one, index) {
  return h(
    "div.dis",
    null,
    h("div", null, h("blockquote", null, one.quote), h("p.src", null, `${one.number}:${one.turn} · ${one.place}`)),
    h("span", null, held(one.only_a)),
    h("span", null, held(one.only_b)),
    h(
      "span.acts",
      null,
      button(say("compare.look"), {
        bare: true,
        onclick: () => {
          at = index;
          drawList();
          find("#disagreements").scrollIntoView();
        },
      }),
    ),
  );
}

function drawSide(one) {
  const total = data.disagreements.length,
    done = total - open().length;
  const bar = (name, x, width) => svg(`rect.${name}`, { x, width: Math.max(0, width), height: 6 });
  const shown = one ? [...new Set([...one.only_a, ...one.only_b])] : [];
  fill(
    ".side",
    shown.map(id => h("section", null, h("h2", null, named(id)), definition(id))),
    h(
      "section",
      null,
      h("h2", null, say("queue.progress")),
      h(
        "div.gauge",
        { role: "img", "aria-label": say("compare.progress", { n: done, all: number(total) }) },
        svg(
          "svg",
          { viewBox: `0 0 ${Math.max(1, total)} 6`, preserveAspectRatio: "none" },
          bar("done", 0, done),
          bar("left", done, total - done),
        ),
      ),
      h("p.soft.num", null, say("compare.progress", { n: done, all: number(total) })),
    ),
  );
}

function settle(who) {
  const one = listed()[at];
  if (!one) return;
  const verdict = (id, yes) => ({ ...placed(one), kind: "adjudicate", code: id, value: yes ? "yes" : "no" });
  const ids = decide(
    ...one.only_a.map(id => verdict(id, who === "a")),
    ...one.only_b.map(id => verdict(id, who === "b")),
  );
  settledHere.add(key(one));
  gestures.push({ one, ids });
  drawList();
}

const placed = one => ({
  interview: one.interview,
  sha256: one.sha256,
  start: one.start,
  end: one.end,
  quote: one.quote,
});

function discuss() {
  const one = listed()[at];
  if (!one) return;
  decide({ ...placed(one), kind: "flag", name: "discuss", code: "" });
  at++;
  drawList();
}

function undo() {
  const last = gestures.pop();
  if (!last) return;
  decide(...last.ids.map(target => ({ kind: "withdraw", interview: last.one.interview, target })));
  settledHere.delete(key(last.one));
  last.one.settled = false;
  drawList();
}

for (const which of ["a", "b"])
  find(`#coder-${which}`).addEventListener("change", () => {
    at = 0;
    load();
  });
bind("a", say("compare.keep_a"), () => settle("a"));
bind("b", say("compare.keep_b"), () => settle("b"));
bind("n", say("compare.neither"), () => settle("none"));
bind("m", say("compare.discuss"), discuss);
bind("arrowright", say("queue.skip"), () => {
  at++;
  drawList();
});
bind("arrowleft", say("compare.back"), () => {
  at--;
  drawList();
});
bind("u", say("queue.undo"), undo);
await loadCodes();
await load();
