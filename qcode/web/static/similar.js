// Beside the proposal: those like it (same rules, same words, same code), the code's definition, the turn's other codes.
import { get } from "./api.js";
import { button, fill, find, h } from "./dom.js";
import { badge, definition, named } from "./codes.js";
import { dialog } from "./keys.js";
import { Text } from "./offsets.js";
import { weave } from "./weave.js";
import { say } from "./words.js";

const SHOWN = 2;
let latest = null;

export async function drawSide(one) {
  latest = one;
  const similar = one.similar > 1 ? await get("similar", { id: one.id, limit: SHOWN + 1 }) : { items: [] };
  if (latest !== one) return;
  fill(
    ".side",
    alike(one, similar.items.filter(other => other.id !== one.id).slice(0, SHOWN)),
    h("section", null, h("h2", null, named(one.code)), definition(one.code)),
    around(one),
  );
}

function alike(one, items) {
  if (one.similar < 2) return null;
  return h(
    "section",
    null,
    h("h2", null, say("similar.title", { n: one.similar })),
    h("p.soft", null, say("similar.means")),
    h(
      "ul",
      null,
      items.map(item => h("li.verbatim", null, verbatim(item))),
    ),
    button(say("similar.see", { n: one.similar }), {
      bare: true,
      onclick: () => dispatchEvent(new KeyboardEvent("keydown", { key: "A", shiftKey: true })),
    }),
  );
}

export function verbatim(item) {
  const text = new Text(item.quote);
  const words = (item.words ?? []).map(([start, end]) => ({
    start: start - item.start,
    end: end - item.start,
    wrap: children => h("b", null, children),
  }));
  return [
    h("blockquote", null, weave(text, 0, text.length, [words])),
    h("footer", null, `${item.number}:${item.turn} · ${item.place}`),
  ];
}

function around(one) {
  if (!one.around.length) return null;
  return h(
    "section",
    null,
    h("h2", null, say("queue.around")),
    h(
      "ul.stack",
      null,
      one.around.map(other =>
        h(
          "li",
          null,
          badge(other.code, other.status === "suggested"),
          " ",
          other.quote,
          h("br"),
          h(
            "span.faint",
            null,
            say(`status.${other.status}`),
            other.coders.length ? `, ${other.coders.join(", ")}` : "",
          ),
        ),
      ),
    ),
  );
}

// Show all those like this one, let some be left out, and resolve to those that are to be kept.
export async function takeAllSimilar(one) {
  const { items } = await get("similar", { id: one.id });
  return dialog(say("similar.all", { n: items.length }), close => {
    const boxes = new Map();
    const count = h("span");
    const chosen = () => items.filter(item => boxes.get(item.id).checked);
    const say_count = () => fill(count, say("similar.keep", { n: chosen().length }));
    const list = h(
      "ul.pick",
      { tabindex: 0, "aria-label": say("similar.all", { n: items.length }) },
      items.map(item => {
        const box = h("input", { type: "checkbox", checked: true, onchange: say_count });
        boxes.set(item.id, box);
        return h("li.verbatim", null, h("label.opt.top", null, box, h("span", null, verbatim(item))));
      }),
    );
    say_count();
    return [
      h("p.soft", null, say("similar.preview")),
      list,
      h(
        "p.acts",
        null,
        h(
          "button.main",
          { type: "button", autofocus: true, onclick: () => close(chosen()) },
          h("kbd", { "aria-hidden": "true" }, "↵"),
          count,
        ),
        button(say("give_up"), { bare: true, onclick: () => close() }),
      ),
    ];
  });
}
