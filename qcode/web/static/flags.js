// What people mark a passage with: a flag of the four, or a facet (a name and one of its values).
import { button, h } from "./dom.js";
import { dialog } from "./keys.js";
import { say } from "./words.js";

export const FLAGS = ["quote", "never", "contrary", "discuss"];

export function chooseFlag() {
  return dialog(say("flag.title"), close =>
    h(
      "div.acts",
      null,
      FLAGS.map((name, i) =>
        button(say(`flag.${name}`), {
          key: String(i + 1),
          autofocus: i === 0,
          onclick: () => close(name),
          "data-key": i + 1,
        }),
      ),
    ),
  );
}

// facets: {name: [values]} known so far; a new name and value may be typed.
export function chooseFacet(facets) {
  return dialog(say("facet.title"), close => {
    const name = h("input", {
      type: "text",
      list: "facet-names",
      "aria-label": say("facet.name"),
      placeholder: say("facet.name"),
    });
    const value = h("input", { type: "text", "aria-label": say("facet.value"), placeholder: say("facet.value") });
    const keep = () => name.value.trim() && close({ name: name.value.trim(), value: value.value.trim() });
    return [
      Object.entries(facets).map(([facet, values]) =>
        h(
          "p.acts",
          null,
          h("strong", null, facet),
          values.map(one => button(one, { onclick: () => close({ name: facet, value: one }) })),
        ),
      ),
      h("p.acts", null, name, value, button(say("keep_text"), { onclick: keep })),
    ];
  });
}
