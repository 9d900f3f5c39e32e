// The coding guide on the page: each code's badge (colour, figure, pattern), name and definition; choosing one.
import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { dialog } from "./keys.js";
import { say } from "./words.js";

let guide = new Map();

export async function loadCodes() {
  const answer = await get("codes");
  guide = new Map(answer.codes.map(code => [code.id, code]));
  return answer;
}

const unknown = id => ({
  id,
  path: id,
  key: "?",
  hue: 7,
  label: id,
  parent: "",
  definition: "",
  include: [],
  exclude: [],
});

export const code = id => guide.get(id) ?? unknown(id);
export const codes = () => [...guide.values()].filter(item => !item.retired);
export const topCodes = () => codes().filter(item => !item.parent);
export const children = id => codes().filter(item => item.parent === id);
export const hue = id => `c${code(id).hue}`;

// The badge alone: full when people confirmed, ringed when only proposed.
export const badge = (id, maybe = false) =>
  h(`b.key.${hue(id)}${maybe ? ".maybe" : ""}`, { "aria-hidden": "true" }, code(id).key);

// Badge and name.
export const named = (id, maybe = false) =>
  h(`span.code.${hue(id)}`, { title: code(id).path }, badge(id, maybe), code(id).label);

// What the guide says of a code.
export function definition(id) {
  const { definition: text, include, exclude, provisional } = code(id);
  return [
    provisional ? h("p.small", null, say("code.provisional")) : null,
    text ? h("p.soft", null, text) : h("p.faint", null, say("code.no_definition")),
    h("dl.def", null, list(say("code.include"), include), list(say("code.exclude"), exclude)),
  ];
}

const list = (title, items) => (items.length ? [h("dt", null, title), items.map(item => h("dd", null, item))] : []);

// Ask for a code: type its key or a part of its name, ↵ takes the first; `more` adds a way to make a new one.
export function chooseCode(title, { current, more } = {}) {
  return dialog(title, close => {
    let shown = [];
    const options = h("div.choices", { role: "group", "aria-label": title });
    const field = h("input", {
      type: "text",
      autofocus: true,
      "aria-label": say("code.find"),
      placeholder: say("code.find"),
    });
    const draw = () => {
      shown = matching(field.value).filter(item => item.id !== current);
      fill(
        options,
        shown.map(item =>
          h(
            "button.bare",
            {
              type: "button",
              onclick: () => close(item.id),
              title: item.definition,
            },
            badge(item.id),
            h("i.strip." + hue(item.id)),
            item.label,
            item.parent ? h("span.faint.small", null, code(item.parent).label) : null,
          ),
        ),
      );
    };
    field.addEventListener("input", draw);
    field.addEventListener("keydown", event => {
      if (event.key === "Enter" && shown[0]) close(shown[0].id);
      if (event.key === "ArrowDown") options.querySelector("button")?.focus();
    });
    options.addEventListener("keydown", event => {
      const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (step) (document.activeElement[step] ?? field).focus();
    });
    draw();
    return [field, options, more ? h("p", null, more(close)) : null];
  });
}

const bare = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matching(typed) {
  const wanted = bare(typed.trim());
  const exact = codes().filter(item => item.key === wanted);
  const named = codes().filter(
    item => !exact.includes(item) && bare(`${item.key} ${item.label} ${item.id}`).includes(wanted),
  );
  return [...exact, ...named];
}
