// A rule as a sentence to read, and as a form to fill in; nobody needs to write YAML.
import { button, calm, fill, h } from "./dom.js";
import { colon, number, say } from "./words.js";

const WITHIN = ["sentence", "turn", "3", "5", "8", "12", "20"];
const WAYS = ["count", "skip", "only"];
const EMPTY = {
  id: "",
  any: [],
  near: [],
  not_near: [],
  unless: [],
  asked: [],
  carry: 0,
  negated: "count",
  score: 1,
  examples: [],
  counterexamples: [],
};

const how = text => h("span.how", null, ` ${text} `);
const listed = terms => terms.flatMap((term, n) => (n ? [how(say("rule.or")), term] : [term]));
const reach = within =>
  WITHIN.slice(0, 2).includes(within) ? say(`rule.within.${within}`) : say("rule.within.words", { n: Number(within) });

// `appel à projet ou AAP sauf appel d’offre`: what the rule looks for, in words.
export function ruleSentence(rule) {
  return [
    rule.idea ? [h("span.soft", null, rule.idea), h("br")] : null,
    listed(rule.any),
    rule.near.map(near => [how(say("rule.near")), listed(near.any), how(reach(near.within))]),
    rule.not_near.map(near => [how(say("rule.not_near")), listed(near.any), how(reach(near.within))]),
    rule.unless.length ? [how(say("rule.unless")), listed(rule.unless)] : null,
    rule.asked.length ? [how(say("rule.asked")), listed(rule.asked)] : null,
    rule.carry ? how(say("rule.carry", { n: rule.carry })) : null,
    rule.negated === "count" ? null : how(say(`rule.negated_${rule.negated}`)),
    rule.score < 1 ? how(say("rule.score", { score: number(rule.score, 2) })) : null,
  ];
}

// The form. Returns {element, value(), changed(), focus(), problems(list)}.
export function ruleForm(rule, { ontry, onsave, oncancel }) {
  const before = structuredClone(rule ?? EMPTY),
    now = structuredClone(before);
  const trouble = h("div", { role: "alert" }),
    state = h("span.soft");
  const tried = calm(() => ontry(now), 120);
  const touch = () => {
    fill(state, say(changed() ? "rule.changed" : "rule.unchanged"));
    tried();
  };
  const changed = () => JSON.stringify(now) !== JSON.stringify(before);
  const old = key => before[key] ?? [];
  const body = h("div.fields");
  const draw = () => fill(body, rows());
  const rows = () => [
    rule
      ? null
      : row(
          say("rule.id"),
          h("input", {
            type: "text",
            value: now.id,
            "aria-label": say("rule.id"),
            oninput: event => {
              now.id = event.target.value.trim();
              touch();
            },
          }),
        ),
    row(say("rule.any"), chips(now.any, old("any"), touch, say("rule.any"))),
    near("near"),
    near("not_near"),
    row(say("rule.unless_label"), chips(now.unless, old("unless"), touch, say("rule.unless_label"))),
    row(say("rule.asked_label"), chips(now.asked, old("asked"), touch, say("rule.asked_label"))),
    row(
      say("rule.carry_label"),
      pick(
        ["0", "1", "2", "3"],
        String(now.carry),
        value => (value === "0" ? say("rule.carry_none") : say("rule.carry", { n: Number(value) })),
        value => {
          now.carry = Number(value);
          touch();
        },
        say("rule.carry_label"),
      ),
    ),
    row(
      say("rule.negated"),
      pick(
        WAYS,
        now.negated,
        value => say(`rule.negated_${value}`),
        value => {
          now.negated = value;
          touch();
        },
        say("rule.negated"),
      ),
    ),
    row(
      say("rule.score_label"),
      h("input", {
        type: "number",
        min: 0.1,
        max: 1,
        step: 0.1,
        value: now.score,
        "aria-label": say("rule.score_label"),
        oninput: event => {
          now.score = Number(event.target.value);
          touch();
        },
      }),
    ),
    row(say("rule.examples"), lines(now.examples, touch, say("rule.examples"))),
    row(say("rule.counterexamples"), lines(now.counterexamples, touch, say("rule.counterexamples"))),
  ];
  const near = key => [
    ...now[key].map((one, n) =>
      row(
        say(`rule.${key}_label`),
        h(
          "span.words",
          null,
          chips(one.any, old(key)[n]?.any ?? [], touch, say(`rule.${key}_label`)),
          pick(
            [...new Set([...WITHIN, one.within])],
            one.within,
            reach,
            value => {
              one.within = value;
              touch();
            },
            say("rule.within.label"),
          ),
          button(say("rule.remove"), {
            bare: true,
            onclick: () => {
              now[key].splice(n, 1);
              draw();
              touch();
            },
          }),
        ),
      ),
    ),
    row(
      now[key].length ? "" : say(`rule.${key}_label`),
      button(say("rule.add_condition"), {
        bare: true,
        onclick: () => {
          now[key].push({ any: [], within: "sentence", order: "free" });
          draw();
        },
      }),
    ),
  ];
  draw();
  fill(state, say("rule.unchanged"));
  const element = h(
    "div.rule.edit",
    { role: "group", "aria-label": say("rule.form") },
    h("span.mono", null, rule?.id ?? say("codebook.new_rule")),
    h("span.row.apart", null, state, rule ? h("span.faint.small.mono", null, `${rule.file}:${rule.line}`) : null),
    body,
    trouble,
    h(
      "span.acts",
      null,
      button(say("keep_text"), { main: true, key: "Ctrl S", onclick: () => onsave(now) }),
      button(say("give_up"), { onclick: oncancel }),
      h("span.soft.small", null, say("rule.nothing_lost")),
    ),
  );
  return {
    element,
    changed,
    value: () => now,
    focus: () => element.querySelector("input")?.focus(),
    problems: list =>
      fill(
        trouble,
        list.map(problem => h("p.alert", null, problem.message, " ", problem.hint)),
      ),
  };
}

const row = (label, ...fields) => [h("span.soft", null, label), h("div", null, fields)];

function pick(values, chosen, label, onpick, name) {
  const select = h(
    "select",
    { "aria-label": name, onchange: event => onpick(event.target.value) },
    values.map(value => h("option", { value }, label(value))),
  );
  select.value = chosen;
  return select;
}

// Terms as chips: ↵ or a comma adds one, ⌫ on the empty field takes the last away, × removes.
function chips(terms, old, touch, name) {
  const place = h("span.words");
  const field = h("input", {
    type: "text",
    "aria-label": name + colon + say("rule.add"),
    placeholder: say("rule.add"),
  });
  const draw = () =>
    fill(
      place,
      terms.map((term, n) =>
        h(
          `span${old.includes(term) ? "" : ".new"}`,
          null,
          term,
          h(
            "button.bare.x",
            {
              type: "button",
              "aria-label": say("rule.remove_term", { term }),
              onclick: () => {
                terms.splice(n, 1);
                draw();
                touch();
              },
            },
            "×",
          ),
        ),
      ),
      field,
    );
  const add = () => {
    const term = field.value.trim();
    field.value = "";
    if (!term || terms.includes(term)) return;
    terms.push(term);
    draw();
    field.focus();
    touch();
  };
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && !field.value && terms.length) {
      terms.pop();
      draw();
      field.focus();
      touch();
    }
  });
  field.addEventListener("blur", add);
  draw();
  return place;
}

// Sentences, one a line.
function lines(sentences, touch, name) {
  return h("textarea", {
    rows: Math.max(2, sentences.length),
    "aria-label": name,
    value: sentences.join("\n"),
    oninput: event => {
      sentences.splice(
        0,
        sentences.length,
        ...event.target.value
          .split("\n")
          .map(line => line.trim())
          .filter(Boolean),
      );
      touch();
    },
  });
}
