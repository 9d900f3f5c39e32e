// The coded matrix, live: codes by two characteristics, five measures, and the words behind every figure.
import { get } from "./api.js";
import { all, button, fill, find, h } from "./dom.js";
import { badge, code, hue, loadCodes, named } from "./codes.js";
import { onNews } from "./head.js";
import { askText, bind } from "./keys.js";
import { decide } from "./outbox.js";
import { readerAddress } from "./proposal.js";
import { takeAway } from "./take_away.js";
import { number, percent, quoted, say } from "./words.js";

const MEASURES = ["passages", "interviews", "share", "per_1000_words", "speech_share"];
const STATUSES = ["confirmed", "suggested", "all"];
const FEW = 3,
  SMALL = 20; // interviews under which a cell is read, not compared; under which no percentage is written
const SHOWN = 20;
const STORE = "qcode.matrix";
const wish = {
  measure: "passages",
  status: null,
  columns: null,
  rows: null,
  level: "top",
  ...JSON.parse(sessionStorage.getItem(STORE) ?? "{}"),
};
let table = null,
  open = null;

async function load() {
  table = await get("matrix", { columns: wish.columns, rows: wish.rows, level: wish.level, status: wish.status });
  Object.assign(wish, { status: table.status, columns: table.by.columns, rows: table.by.rows });
  sessionStorage.setItem(STORE, JSON.stringify(wish));
  draw();
}

function draw() {
  drawControls();
  const scale = Math.max(0, ...table.groups.flatMap(group => group.rows.flatMap(row => row.cells.map(valueOf))));
  fill(
    "#about",
    say("matrix.about", {
      status: say(`matrix.statuses.${wish.status}`).toLowerCase(),
      n: table.interviews,
      words: number(table.words),
    }),
  );
  if (!table.interviews || !table.groups.length) {
    const why = table.interviews ? "codes" : "interviews";
    fill("#legend");
    return fill("#table", h("section.state", null, h("h2", null, say(`matrix.no_${why}`)), h("p", null, say(`matrix.no_${why}_means`))));
  }
  fill(
    "#table",
    h(
      "table.matrix",
      null,
      h(
        "caption.on-paper",
        null,
        say("matrix.caption", {
          title: table.title,
          status: say(`matrix.statuses.${wish.status}`),
          date: new Date().toLocaleDateString(),
          guide: table.guide,
        }),
      ),
      h(
        "colgroup",
        null,
        h("col"),
        table.columns.map(() => h("col")),
        h("col"),
      ),
      header(),
      table.groups.map(group =>
        h(
          "tbody",
          null,
          sumRow(group),
          group.rows.map(row => leafRow(group, row, scale)),
        ),
      ),
    ),
  );
  drawLegend(scale);
}

function drawControls() {
  fill(
    "#measures",
    MEASURES.map(measure =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": String(measure === wish.measure),
          onclick: () => {
            wish.measure = measure;
            sessionStorage.setItem(STORE, JSON.stringify(wish));
            draw();
          },
        },
        say(`matrix.measures.${measure}`),
      ),
    ),
  );
  fill(
    "#statuses",
    h(
      "span.tabs",
      null,
      STATUSES.map(status =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(status === wish.status),
            onclick: () => reload({ status }),
          },
          say(`matrix.statuses.${status}`),
          " ",
          h("span.num", null, number(table.counts[status])),
        ),
      ),
    ),
  );
  choices("#columns", table.attributes, wish.columns, wish.rows);
  choices("#rows", [...table.attributes, { id: "", label: say("matrix.nothing") }], wish.rows, wish.columns);
  find("#level").value = wish.level;
}

function choices(place, options, chosen, taken) {
  fill(
    place,
    options.filter(({ id }) => !id || id !== taken).map(({ id, label }) => h("option", { value: id }, label)),
  ).value = chosen ?? "";
}

function reload(change) {
  Object.assign(wish, change);
  load();
}

function header() {
  const about = ({ interviews, words }) => [
    h("small", null, say("n_interviews", { n: interviews })),
    h("small", null, say("n_words", { n: words })),
  ];
  const rows = table.attributes.find(({ id }) => id === wish.rows);
  return h(
    "thead",
    null,
    h(
      "tr",
      null,
      h(
        "th",
        { scope: "col" },
        rows ? say("matrix.corner", { attribute: rows.label.toLowerCase() }) : say("matrix.corner_code"),
      ),
      [...table.columns, { label: say("matrix.together"), ...table }].map(column =>
        h("th", { scope: "col" }, column.label, about(column)),
      ),
    ),
  );
}

function sumRow(group) {
  const sub = code(group.code).parent;
  return h(
    "tr.sum",
    null,
    h(
      "th",
      { scope: table.groups.some(one => one.rows.length) ? "rowgroup" : "row" },
      h(`span.${sub ? "sub" : "main"}`, null, named(group.code)),
    ),
    group.cells.map((cell, n) => figure(cell, group, null, n)),
  );
}

function leafRow(group, row, scale) {
  return h(
    "tr",
    null,
    h("th", { scope: "row" }, row.label),
    row.cells.map((cell, n) => figure(cell, group, row, n, n < table.columns.length ? scale : 0)),
  );
}

function figure(cell, group, row, n, scale = 0) {
  if (!cell || !cell.interviews_total) return h("td.none", null, h("span.vh", null, say("matrix.no_interview")));
  if (cell.state === "unread") return h("td.unread", null, say("matrix.unread"));
  const value = valueOf(cell);
  const few = cell.interviews_total < FEW;
  const heat = scale && value ? `.h${Math.min(5, 1 + Math.floor((value / scale) * 4.99))}` : "";
  const place = { code: group.code, column: table.columns[n]?.value, row: row?.value };
  const td = h(
    `td${heat}`,
    null,
    cell.passages
      ? h(
          "a",
          {
            href: "#",
            onclick: event => {
              event.preventDefault();
              openCell(place, td);
            },
          },
          few ? base() : null,
          shown(cell),
        )
      : [few ? base() : null, shown(cell)],
  );
  if (open && cell.passages && JSON.stringify(open) === JSON.stringify(place)) td.classList.add("at");
  return td;
}

const base = () => [h("span.base", { "aria-hidden": "true" }, "°"), h("span.vh", null, say("matrix.few_means"))];

const valueOf = cell => cell?.[wish.measure] ?? 0;

function shown(cell) {
  const value = cell[wish.measure];
  if (value === null) return h("span.faint", null, "·");
  if (wish.measure === "share") {
    return cell.base < SMALL ? say("matrix.of", { k: cell.in_base, n: cell.base }) : percent(value);
  }
  if (wish.measure === "speech_share") return percent(value, value < 0.1 ? 1 : 0);
  return number(value, wish.measure === "per_1000_words" ? 1 : 0);
}

function drawLegend(scale) {
  const single =
    table.groups.some(group => group.rows.length) &&
    table.groups.every(group =>
      group.rows.every(row => row.cells.slice(0, -1).every(cell => !cell || cell.interviews_total <= 1)),
    );
  fill(
    "#legend",
    wish.measure === "passages" && scale
      ? h(
          "span",
          null,
          ["h1", "h3", "h5"].map(name => h(`i.sw.${name}`)),
          say("matrix.scale", { n: scale }),
        )
      : null,
    any(cell => cell.interviews_total && cell.interviews_total < FEW)
      ? h("span", null, h("b", null, "°"), " ", say("matrix.few", { n: FEW }))
      : null,
    h("span", null, h("b", null, "0"), " ", say("matrix.zero")),
    any(cell => cell.interviews_total && cell.state === "unread")
      ? h("span", null, h("span.unread", null, say("matrix.unread")), " ", say("matrix.unread_means"))
      : null,
    h("span", null, h("i.sw.none"), say("matrix.none")),
    [...table.columns, ...table.groups.flatMap(group => group.rows)].some(one => !one.value) ? h("span", null, say("matrix.missing_means")) : null,
    table.base === "all" && wish.measure === "share" ? h("span", null, say("matrix.base_all")) : null,
    table.left_out.length ? h("span", null, say("matrix.left_out", { names: table.left_out.join(", ") })) : null,
    single ? h("span", null, say("matrix.single")) : null,
  );
}

// Whether some cell of the table is so.
const any = is =>
  table.groups.some(group => [group.cells, ...group.rows.map(row => row.cells)].flat().some(cell => cell && is(cell)));

async function openCell(place, td, limit = SHOWN) {
  open = place;
  for (const one of all(".matrix td.at")) one.classList.remove("at");
  td?.classList.add("at");
  const cell = await get("verbatims", {
    code: place.code,
    status: wish.status,
    columns: wish.columns,
    column: place.column,
    rows: wish.rows,
    row: place.row,
    limit,
  });
  const where =
    [place.column, place.row]
      .filter(value => value !== undefined)
      .map(value => value || say("missing"))
      .join(", ") || say("matrix.together");
  fill(
    ".side",
    h(
      "section",
      null,
      h(
        "div.row.apart",
        null,
        h("h2", null, named(place.code)),
        h(
          "button.bare",
          { type: "button", onclick: closeCell },
          h("span.vh", null, say("close")),
          h("kbd", null, say("key_escape")),
        ),
      ),
      h("p", null, where),
      h(
        "p.soft.num",
        null,
        [say("n_passages", { n: cell.n }), say("n_interviews", { n: cell.interviews })].join(" · "),
      ),
    ),
    h("section", null, cell.passages.map(verbatim)),
    h(
      "section.acts",
      null,
      cell.n > cell.passages.length
        ? button(say("matrix.others", { n: cell.n - cell.passages.length }), {
            onclick: () => openCell(place, td, cell.n),
          })
        : null,
      button(say("matrix.copy"), {
        bare: true,
        onclick: () => navigator.clipboard.writeText(cell.passages.map(quotation).join("\n\n")),
      }),
      button(say("memo.on_code"), { bare: true, onclick: () => memo({ name: "code", code: place.code }) }),
      place.column
        ? button(say("memo.on_value", { value: place.column }), {
            bare: true,
            onclick: () => memo({ name: `${wish.columns}=${place.column}` }),
          })
        : null,
    ),
  );
}

const quotation = passage => `${quoted(passage.quote)}\n(${passage.number}:${passage.turn}, ${passage.place})`;

function verbatim(passage) {
  return h(
    "div.verbatim",
    null,
    h("blockquote", null, passage.quote),
    h(
      "footer.row.apart",
      null,
      h("a", { href: readerAddress(passage) }, `${passage.number}:${passage.turn}`),
      h("span", null, passage.place),
      h("span", null, say(`status.${passage.status}`), passage.coders.length ? `, ${passage.coders.join(", ")}` : ""),
    ),
  );
}

async function memo(about) {
  const text = await askText(say("memo.one"));
  if (text) decide({ kind: "memo", interview: "", value: text, ...about });
}

function closeCell() {
  open = null;
  fill(".side", h("p.soft", null, say("matrix.click")));
  for (const one of all(".matrix td.at")) one.classList.remove("at");
}

find("#columns").addEventListener("change", event => reload({ columns: event.target.value }));
find("#rows").addEventListener("change", event => reload({ rows: event.target.value }));
find("#level").addEventListener("change", event => reload({ level: event.target.value }));
find("#take").addEventListener("click", takeAway);
find("#print").addEventListener("click", () => print());
bind("escape", say("close"), closeCell);
onNews(load);
await loadCodes();
await load();
closeCell();
