// Start: the study's interviews, how each was understood, and new ones dropped on the page.
import { Refused, get, post } from "./api.js";
import { button, fill, find, h } from "./dom.js";
import { loadCodes } from "./codes.js";
import "./head.js";
import { bind } from "./keys.js";
import { drawOrphans } from "./orphans.js";
import { looked } from "./understood.js";
import { number, say } from "./words.js";

let study = null,
  openRow = null;

async function load() {
  study = await get("start");
  draw();
  drawOrphans(find("#orphans"));
}

function draw() {
  const ready = study.files.filter(file => file.ready).length,
    unsure = study.files.length - ready;
  fill("#about", say("start.about", { n: study.files.length, words: number(study.words) }));
  fill(
    "#next",
    unsure ? h("span.soft", null, say("start.ready", { n: ready }), ", ", say("start.unsure", { n: unsure })) : null,
    study.files.length ? button(say("start.code"), { main: true, onclick: () => location.assign("/queue") }) : null,
  );
  fill(
    "#table",
    study.files.length
      ? table()
      : h("section.state", null, h("h2", null, say("start.empty")), h("p", null, say("start.empty_means"))),
  );
  fill(
    "#problems",
    study.problems.length
      ? [
          h("h2", null, say("start.problems", { n: study.problems.length })),
          h(
            "ul.stack",
            null,
            study.problems.map(problem =>
              h(
                "li",
                null,
                h("span.mono.faint", null, problem.file + (problem.line ? `:${problem.line}` : "")),
                h("br"),
                problem.message,
                " ",
                h("span.soft", null, problem.hint),
              ),
            ),
          ),
        ]
      : null,
  );
}

function table() {
  const titles = [
    say("start.interview"),
    say("start.file"),
    ...study.attributes.map(one => one.label),
    say("start.asks"),
    say("start.answers"),
    say("start.turns"),
    say("start.state"),
  ];
  return h(
    "table.files",
    null,
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        titles.map(title => h("th", { scope: "col" }, title)),
      ),
    ),
    h(
      "tbody",
      null,
      study.files.map(file => [row(file, titles.length), file.id === openRow ? fixRow(file, titles.length) : null]),
    ),
  );
}

function row(file) {
  const label = name => [name, file.unsure.includes(name) ? "\u202f?" : ""].join("");
  const state = file.ready ? `✓ ${say("start.is_ready")}` : `? ${say("start.to_confirm")}`;
  return h(
    `tr${file.id === openRow ? ".open" : ""}`,
    null,
    h("th", { scope: "row" }, h("a", { href: `/reader?interview=${encodeURIComponent(file.id)}` }, file.title)),
    h(
      "td.faint.small",
      null,
      file.file,
      file.double.length ? h("span.block", null, say("start.double", { names: file.double.join(", ") })) : null,
    ),
    study.attributes.map(one => h("td", null, file.values[one.id] || h("span.alert", null, say("missing")))),
    h("td", null, file.asks.map(label).join(", ") || "–"),
    h("td", null, file.answers.map(label).join(", ") || "–"),
    h("td.num", null, number(file.turns)),
    h(
      "td.nb",
      null,
      h(
        "button.bare",
        {
          type: "button",
          "aria-expanded": String(file.id === openRow),
          onclick: () => {
            openRow = openRow === file.id ? null : file.id;
            draw();
          },
        },
        state,
      ),
    ),
  );
}

function fixRow(file, width) {
  const same = study.files.filter(other => other.id !== file.id && !other.ready && sameLabels(other, file));
  const save = async (others, choice) => {
    await fix([file, ...others], choice);
    openRow = study.files.find(other => !other.ready && other.id !== file.id)?.id ?? null;
    await load();
  };
  return h(
    "tr.fix",
    null,
    h(
      "td",
      { colspan: width },
      looked(file, study.attributes, {
        key: "A",
        label: say("start.confirm"),
        save: choice => save([], choice),
        more: same.length
          ? {
              label: say("start.confirm_also", { names: same.map(one => one.id).join(", ") }),
              save: choice => save(same, choice),
            }
          : null,
      }),
    ),
  );
}

const sameLabels = (one, other) =>
  JSON.stringify(one.speakers.map(s => s.label)) === JSON.stringify(other.speakers.map(s => s.label));

// Write down what was confirmed; attributes belong to the first file alone, roles to all of them.
async function fix(files, { roles, values }) {
  for (const [n, file] of files.entries())
    await post("start/fix", { interview: file.id, roles, values: n ? {} : values });
  await reload();
}

async function reload() {
  fill("#saved", say("start.reading"));
  await post("reload", {});
  fill("#saved", `✓ ${say("start.saved")}`);
}

// --- dropping files ---------------------------------------------------------------------------------------------------

async function drop(files) {
  const list = [...files];
  for (const [n, file] of list.entries()) {
    if (list.length > 1) fill("#saved", say("start.reading_n", { n: n + 1, all: list.length }));
    await look(file);
  }
  fill("#saved");
}

async function look(file) {
  const place = h("section.state.looked");
  find("#dropped").append(place);
  fill(place, h("h2", null, file.name), h("div.ghost"), h("div.ghost.short"));
  const data = await base64(file);
  try {
    const { understood, exists } = await post("start/look", { name: file.name, data });
    if (understood.table) return showTable(place, file, data, understood);
    const keep = async choice => {
      await post("start/keep", { name: file.name, data, replace: exists, ...choice });
      place.remove();
      await reload();
      await load();
    };
    fill(
      place,
      h("h2", null, understood.title),
      h(
        "p.faint.small",
        null,
        `${file.name} · ${say("n_words", { n: understood.words })} · ${say("reader.turns", { n: understood.turns })}`,
      ),
      exists ? h("p.alert", null, say("start.exists")) : null,
      h("p.soft", null, say("start.understood")),
      looked(understood, study.attributes, {
        label: say(exists ? "start.replace" : "start.keep"),
        save: keep,
        give_up: () => place.remove(),
      }),
    );
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    place.classList.add("bad");
    fill(
      place,
      h("h2", null, say("start.unreadable")),
      trouble.problems.map(problem => h("p", null, problem.message, " ", problem.hint)),
      h("p.acts", null, button(say("close"), { onclick: () => place.remove() })),
    );
  }
}

function showTable(place, file, data, understood) {
  fill(
    place,
    h("h2", null, file.name),
    h("p", null, say("start.is_table", { n: understood.rows })),
    h(
      "p.acts",
      null,
      button(say("start.keep"), {
        main: true,
        onclick: async () => {
          await post("start/keep", { name: file.name, data, replace: true, roles: {}, values: {} });
          place.remove();
          await reload();
          await load();
        },
      }),
      button(say("give_up"), { bare: true, onclick: () => place.remove() }),
    ),
  );
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

const place = find("#drop");
for (const kind of ["dragover", "dragenter"])
  addEventListener(kind, event => {
    event.preventDefault();
    place.classList.add("over");
  });
for (const kind of ["dragleave", "drop"]) addEventListener(kind, () => place.classList.remove("over"));
addEventListener("drop", event => {
  event.preventDefault();
  drop(event.dataTransfer.files);
});
find("#choose").addEventListener("click", () => find("#files").click());
find("#files").addEventListener("change", event => drop(event.target.files));
bind("a", say("start.confirm"), () => find(".fix button.main")?.click(), { when: () => openRow });

await loadCodes();
await load();
