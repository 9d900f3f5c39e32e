// Coding a selection: a small panel beside it, a key per code. A main code with sub-codes asks which; its own key again,
// or ↵, takes the main code itself.
import { button, fill, h } from "./dom.js";
import { badge, children, chooseCode, code, topCodes } from "./codes.js";
import { say } from "./words.js";

let panel = null,
  within = "";

export const isOpen = () => panel !== null;
export const choosing = () => within;

// Open beside a range on the screen. actions: {pick(code), other(), extend(), memo(), fresh(), close()}.
export function openPanel(range, actions) {
  closePanel();
  panel = h("div.pop", { role: "dialog", "aria-label": say("reader.code_selection") });
  draw(actions);
  const work = document.querySelector("#work");
  work.append(panel);
  const box = range.getBoundingClientRect(),
    frame = work.getBoundingClientRect();
  const below = box.bottom + panel.offsetHeight + 12 < innerHeight || box.top < panel.offsetHeight + 12;
  panel.style.left = `${Math.max(8, Math.min(box.left, frame.right - panel.offsetWidth - 8) - frame.left)}px`;
  panel.style.top = `${(below ? box.bottom + 8 : box.top - panel.offsetHeight - 8) - frame.top}px`;
}

export function closePanel() {
  panel?.remove();
  panel = null;
  within = "";
}

function draw(actions) {
  const shown = within ? [code(within), ...children(within)] : topCodes().slice(0, 9);
  fill(
    panel,
    h(
      "div.acts",
      null,
      shown.map(item =>
        h(
          "button",
          {
            type: "button",
            title: item.definition,
            onclick: () => pick(item.id, actions),
          },
          badge(item.id),
          item.label,
        ),
      ),
    ),
    h(
      "div.acts",
      null,
      actions.place ? button(say("orphans.place"), { main: true, onclick: actions.place }) : null,
      button(say("queue.extend"), { bare: true, key: "E", onclick: actions.extend }),
      button(say("memo.one"), { bare: true, key: "M", onclick: actions.memo }),
      button(say("reader.other_code"), { bare: true, key: "/", onclick: actions.other }),
      button(say("code.new"), { bare: true, key: "N", onclick: actions.fresh }),
      button(say("close"), { bare: true, key: say("key_escape"), onclick: actions.close }),
    ),
  );
}

// A key of a code was pressed, or its button: true when it meant something.
export function pressCode(key, actions) {
  if (within) {
    const chosen = [code(within), ...children(within)].find(
      item => item.key === key || item.key === code(within).key + key,
    );
    if (chosen) actions.pick(chosen.id);
    return Boolean(chosen);
  }
  const chosen = topCodes().find(item => item.key === key);
  if (chosen) pick(chosen.id, actions);
  return Boolean(chosen);
}

function pick(id, actions) {
  if (within || !children(id).length) return actions.pick(id);
  within = id;
  if (panel) draw(actions);
  else actions.ask();
}

export const takeMain = actions => within && actions.pick(within);

export async function chooseOther(actions) {
  const chosen = await chooseCode(say("reader.other_code"), {
    more: close =>
      button(say("code.new"), {
        bare: true,
        onclick: () => {
          close();
          actions.fresh();
        },
      }),
  });
  if (chosen) actions.pick(chosen);
}
