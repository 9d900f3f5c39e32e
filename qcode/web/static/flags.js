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

// facets: [{id, label, values}] of the study; where it lists none, those used so far, and a new one may be typed.
export function chooseFacet(facets, free) {
  return dialog(say("facet.title"), close => [
    facets.map((facet, nth) =>
      h(
        "div.acts",
        { role: "group", "aria-label": facet.label },
        h("strong", null, facet.label),
        facet.values.map((value, i) =>
          button(value, {
            key: nth ? "" : String(i + 1),
            autofocus: !nth && !i,
            "data-key": nth ? null : i + 1,
            onclick: () => close({ name: facet.id, value }),
          }),
        ),
      ),
    ),
    free ? typed(close) : null,
  ]);
}

function typed(close) {
  const field = name => h("input", { type: "text", "aria-label": name, placeholder: name });
  const name = field(say("facet.name")),
    value = field(say("facet.value"));
  const keep = () => name.value.trim() && close({ name: name.value.trim(), value: value.value.trim() });
  return h("p.acts", null, name, value, button(say("keep_text"), { onclick: keep }));
}
