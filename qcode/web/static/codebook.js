// The coding guide: definitions and rules to read, and a form to change them while hits and matrix follow.
import { get, post, Refused } from "./api.js";
import { button, calm, fill, find, h } from "./dom.js";
import { badge, codes, loadCodes, named } from "./codes.js";
import "./head.js";
import { bind } from "./keys.js";
import { drawChecks, drawEffect, drawTried } from "./effect.js";
import { ruleForm, ruleSentence } from "./rule_form.js";
import { number, say } from "./words.js";

const asked = new URLSearchParams(location.search),
  wanted = asked.get("rule");
let guide = null,
  chosen = null,
  editing = null; // the code shown; the rule in the form: {rule, form}

async function load(code) {
  guide = await get("guide", { code, rule: code ? "" : wanted });
  chosen = guide.code?.id ?? null;
  if (chosen) history.replaceState(null, "", `?code=${encodeURIComponent(chosen)}`);
  draw();
}

function draw() {
  fill("#fingerprint", guide.fingerprint.slice(0, 7));
  drawTree();
  if (!guide.code) return fill("#work", h("section.state", null, h("h2", null, say("codebook.empty")), newCode()));
  drawCode();
  if (!editing) drawEffect(find(".side"), null);
  checks();
}

// Whether the rules find their own examples: parsing may take a while, nothing waits for it.
async function checks() {
  const asked = chosen;
  const { examples } = await get("guide/examples", { code: asked });
  if (asked === chosen) drawChecks(find("#checks"), examples);
}

function drawTree() {
  fill(
    "#tree",
    codes().map(one =>
      h(
        one.parent ? "li.sub" : "li",
        { "aria-current": one.id === chosen ? "true" : null },
        h(
          "button.bare",
          { type: "button", onclick: () => go(one.id), title: one.definition },
          badge(one.id),
          one.label,
        ),
        h("span.num", null, number(guide.counts[one.id] ?? 0)),
      ),
    ),
    h("li", null, newCode()),
  );
}

const newCode = () => button(say("code.new"), { bare: true, key: "N", onclick: fresh });

function go(id) {
  editing = null;
  load(id);
}

function drawCode() {
  const { code, rules } = guide;
  fill(
    "#work",
    h(
      "div.head",
      null,
      h(
        "div.row",
        null,
        h("h1", null, named(code.id)),
        h("span.faint.mono.small", null, code.path),
        code.provisional ? h("span.small", null, say("code.provisional")) : null,
        button(say("codebook.edit_code"), { bare: true, onclick: editCode }),
        code.retired
          ? h("span.small", null, say("code.retired"))
          : button(say("codebook.retire"), { bare: true, onclick: retire }),
      ),
      code.definition ? h("p", null, code.definition) : h("p.faint", null, say("code.no_definition")),
    ),
    h("div.cols", null, column(say("code.include"), code.include), column(say("code.exclude"), code.exclude)),
    h(
      "section.rules",
      null,
      h(
        "div.row.apart",
        null,
        h("h2", null, say("codebook.rules")),
        h("span.faint.small", null, say("codebook.rule_counts")),
      ),
      rules.map(rule => (editing?.id === rule.id ? editing.form.element : ruleRow(rule))),
      editing && !editing.id ? editing.form.element : null,
      h("p.acts", null, button(say("codebook.new_rule"), { bare: true, key: "R", onclick: () => edit(null) })),
    ),
    h("section.hits", { id: "hits" }),
  );
}

const column = (title, items) =>
  h(
    "div",
    null,
    h("h2", null, title),
    items.length ? items.map(item => h("p.soft", null, item)) : h("p.faint", null, "–"),
  );

function ruleRow(rule) {
  return h(
    "div.rule",
    { id: `rule-${rule.id}` },
    h("span.mono", null, rule.id),
    h("p", null, ruleSentence(rule)),
    h(
      "span.num.soft",
      null,
      [rule.n.all, rule.n.confirmed, rule.n.rejected].map(n => number(n)).join(" · "),
      " ",
      button(say("codebook.edit"), {
        bare: true,
        "aria-label": say("codebook.edit_rule", { rule: rule.id }),
        onclick: () => edit(rule),
      }),
    ),
  );
}

function edit(rule) {
  const form = ruleForm(rule, { ontry: attempt, onsave: save, oncancel: leave });
  editing = { id: rule?.id ?? "", form, sha256: guide.sha256 };
  drawCode();
  form.focus();
  if (rule) attempt(form.value());
}

function leave() {
  editing = null;
  draw();
}

// Examples are parsed as interviews are: that may take seconds the first time, so nothing waits for it.
let latestTry = 0;
const tryExamples = calm(async rule => {
  const turn = ++latestTry;
  if (!rule.examples.length && !rule.counterexamples.length) return fill("#tried");
  const asked = { code: chosen, id: editing.id, rule };
  const { examples, problems } = await post("guide/examples/try", asked).catch(nothingTried);
  if (turn === latestTry && editing && find("#tried")) drawTried(find("#tried"), examples, problems);
}, 400);

const nothingTried = trouble => {
  if (!(trouble instanceof Refused)) throw trouble;
  return { examples: [], problems: [] }; // why is already said beside the form
};

let latest = 0;
async function attempt(rule) {
  const turn = ++latest;
  tryExamples(structuredClone(rule));
  try {
    const effect = await post("guide/try", { code: chosen, id: editing.id, rule, sha256: editing.sha256 });
    if (turn !== latest || !editing) return;
    editing.form.problems(effect.problems);
    drawEffect(find(".side"), effect, find("#tried") ?? h("section", { id: "tried", "aria-live": "polite" }));
    drawHits(effect);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    if (turn === latest) editing?.form.problems(trouble.problems);
  }
}

function drawHits({ lines, gained, lost }) {
  const row = line =>
    h(
      `tr${line.sign === "+" ? "" : ".gone"}`,
      null,
      h("td", null, line.sign === "+" ? "+" : "−"),
      h("td.l", null, h("bdi", null, line.left)),
      h("td.m", null, line.hit, h("span", null, line.right)),
      h("td.src", null, `${line.number}:${line.turn}`),
    );
  const [more, gone] = ["+", "-"].map(sign => lines.filter(line => line.sign === sign));
  fill(
    "#hits",
    h(
      "div.row.apart",
      null,
      h("h2", null, say("codebook.changes")),
      h("span.faint.small", null, say("codebook.lines", { n: lines.length, all: number(gained + lost) })),
    ),
    h(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": say("codebook.changes") },
      h("table.kwic", null, h("tbody", null, more.map(row)), h("tbody", null, gone.map(row))),
    ),
  );
}

async function save(rule) {
  latest++; // an answer still on its way must not wipe away what is said now
  try {
    await post("guide/save", { code: chosen, id: editing.id, rule, sha256: editing.sha256 });
    editing = null;
    fill("#saved", `✓ ${say("codebook.saved")}`);
    await load(chosen);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    editing.form.problems(trouble.problems);
  }
}

async function editCode() {
  const { code } = guide;
  const { codeForm } = await import("./code_form.js");
  const changed = await codeForm(code);
  if (!changed) return;
  try {
    await post("guide/code", { id: code.id, sha256: guide.sha256, ...changed });
    await loadCodes();
    await load(code.id);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    fill(
      "#trouble",
      h(
        "section.state.bad",
        null,
        trouble.problems.map(problem => h("p", null, problem.message, " ", problem.hint)),
      ),
    );
  }
}

async function retire() {
  const { askRetire } = await import("./code_form.js");
  const { code: retired } = guide;
  if (!(await askRetire(retired, guide.counts[retired.id] ?? 0))) return;
  await post("guide/retire", { id: retired.id });
  await loadCodes();
  await load(retired.parent || null);
}

async function fresh() {
  const { newCodeForm } = await import("./code_form.js");
  const wish = await newCodeForm();
  if (!wish) return;
  const made = await post("code", wish);
  await loadCodes();
  await load(made.code);
}

bind("n", say("code.new"), fresh, { when: () => !editing });
bind("r", say("codebook.new_rule"), () => edit(null), { when: () => !editing && chosen });
bind("escape", say("give_up"), leave, { when: () => editing });
addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && editing) {
    event.preventDefault();
    save(editing.form.value());
  }
});
addEventListener("beforeunload", event => editing?.form.changed() && event.preventDefault());

await loadCodes();
await load(asked.get("code"));
if (wanted) find(`#rule-${CSS.escape(wanted)}`)?.scrollIntoView();
