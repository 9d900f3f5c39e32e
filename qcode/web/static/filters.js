// The queue's rail: progress, order, and filters with how much each value would leave.
import { fill, find, h, svg } from "./dom.js";
import { badge, code } from "./codes.js";
import { number, say } from "./words.js";

const STORE = "qcode.filters";
const address = new URLSearchParams(location.search);
const chosen = fromAddress() ?? JSON.parse(sessionStorage.getItem(STORE) ?? "{}"); // facet → values
const open = new Set(["code"]);
let listener = () => {};

export const onFilter = run => (listener = run);

const order = find("#order");
order.value = address.get("order") ?? sessionStorage.getItem(`${STORE}.order`) ?? "unsure";
if (address.get("from")) order.dataset.from = address.get("from");

// What is asked of the server.
export const filters = () => ({ order: order.value, ...chosen });

order.addEventListener("change", () => changed());

function fromAddress() {
  const given = [...address.keys()].filter(key => !["order", "from"].includes(key));
  return given.length ? Object.fromEntries(given.map(key => [key, address.getAll(key)])) : null;
}

function changed() {
  delete order.dataset.from;
  sessionStorage.setItem(STORE, JSON.stringify(chosen));
  sessionStorage.setItem(`${STORE}.order`, order.value);
  listener();
}

export function drawProgress({ left, here, confirmed, rejected, disputed }) {
  const total = Math.max(1, left + confirmed + rejected);
  const bar = (name, x, width) => svg(`rect.${name}`, { x, width: Math.max(0, width), height: 6 });
  fill(
    "#progress",
    h(
      "div.gauge",
      { role: "img", "aria-label": [
          say("queue.n_confirmed", { n: confirmed }),
          say("queue.n_rejected", { n: rejected }),
          say("queue.left", { n: left }),
        ].join(", ") },
      svg(
        "svg",
        { viewBox: `0 0 ${total} 6`, preserveAspectRatio: "none" },
        bar("done", 0, confirmed),
        bar("no", confirmed, rejected),
        bar("left", confirmed + rejected, left),
      ),
    ),
    h("p.num", null, here === left ? say("queue.left", { n: left }) : say("queue.left_here", { n: left, here })),
    h(
      "p.faint.num",
      null,
      `${say("queue.n_confirmed", { n: confirmed })} · ${say("queue.n_rejected", { n: rejected })}`,
      disputed ? [h("br"), say("queue.disputed", { n: disputed })] : null,
    ),
  );
}

export function drawFilters({ facets }) {
  const focused = document.activeElement?.dataset?.option;
  const any = Object.values(chosen).some(values => values.length);
  fill(
    "#filters",
    facets.map(facet => drawFacet(facet)),
    any ? h("p", null, h("button.bare", { type: "button", onclick: clear }, say("queue.clear"))) : null,
  );
  if (focused) find(`[data-option="${CSS.escape(focused)}"]`)?.focus();
}

function drawFacet({ id, label, values }) {
  const picked = chosen[id] ?? [];
  const details = h(
    "details",
    { open: open.has(id) || picked.length > 0 },
    h("summary", null, label, " ", h("span.faint", null, picked.length ? "" : say("queue.all"))),
    h(
      "div.options",
      { tabindex: values.length > 12 ? 0 : null },
      values
        .filter(one => one.n || picked.includes(one.value) || id !== "code" || !code(one.value).parent)
        .map(value => option(id, value, picked)),
    ),
  );
  details.addEventListener("toggle", () => (details.open ? open.add(id) : open.delete(id)));
  return details;
}

function option(facet, { value, label, n }, picked) {
  const shown = facet === "code" ? h(`span.code.c${code(value).hue}`, { title: label }, badge(value), h("span", null, label)) : h("span", { title: label }, label);
  return h(
    `label.opt${facet === "code" && code(value).parent ? ".sub" : ""}`,
    null,
    h("input", {
      type: "checkbox",
      checked: picked.includes(value),
      "data-option": `${facet}:${value}`,
      onchange: event => {
        chosen[facet] = event.target.checked ? [...picked, value] : picked.filter(other => other !== value);
        if (!chosen[facet].length) delete chosen[facet];
        changed();
      },
    }),
    shown,
    h("span.num", null, number(n)),
  );
}

function clear() {
  for (const facet of Object.keys(chosen)) delete chosen[facet];
  changed();
}
