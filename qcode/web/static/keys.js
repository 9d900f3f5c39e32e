// Keys: one list says what each does, for the keyboard and for the help. Never active in a field or with Ctrl, Alt, ⌘.
import { button, fill, find, h } from "./dom.js";
import { say } from "./words.js";

const OFF = "qcode.keys.off";
const bound = [];
let off = localStorage.getItem(OFF) === "1";

// bind("a", say("queue.keep"), run): `key` as KeyboardEvent.key in lower case, "shift+" before it where needed.
export function bind(key, label, run, { shown, when } = {}) {
  bound.push({ key, label, run, shown: shown ?? name(key), when: when ?? (() => true) });
}

export const name = key =>
  key
    .replace("shift+", "⇧")
    .replace("arrowright", "→")
    .replace("arrowleft", "←")
    .replace("escape", say("key_escape"))
    .replace("enter", "↵")
    .replace(/\b[a-z]$/, letter => letter.toUpperCase());

function pressed(event) {
  const key = event.key.toLowerCase();
  const isLetterOrArrow = /^([a-z]|arrow\w+|enter)$/.test(key);
  return event.shiftKey && isLetterOrArrow ? `shift+${key}` : key;
}

const isTyping = target =>
  target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (find("dialog[open]") || isTyping(event.target)) return;
  const key = pressed(event);
  if (off && key.replace("shift+", "").length === 1 && key !== "?") return;
  if (key === "enter" && event.target.closest("button, a, summary")) return;
  const binding = bound.findLast(item => item.key === key && item.when());
  if (!binding) return;
  event.preventDefault();
  if (!event.repeat || key.includes("arrow")) binding.run(event);
});

// A modal dialog with a title; `build(close)` gives its contents. Resolves to what was given to close().
export function dialog(title, build) {
  return new Promise(resolve => {
    const box = h("dialog", { "aria-label": title });
    const close = value => {
      box.close();
      box.remove();
      resolve(value);
    };
    box.addEventListener("cancel", event => {
      event.preventDefault();
      close();
    });
    box.addEventListener("click", event => event.target === box && close());
    fill(
      box,
      h(
        "div.row.apart.mid",
        null,
        h("h2", null, title),
        h(
          "button.bare",
          { type: "button", onclick: () => close() },
          h("span.vh", null, say("close")),
          h("kbd", null, say("key_escape")),
        ),
      ),
      build(close),
    );
    box.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const chosen = find(`[data-key="${CSS.escape(event.key)}"]`, box);
      if (!chosen) return;
      event.preventDefault(); // the key is used up: it must not act on the page behind
      chosen.click();
    });
    document.body.append(box);
    box.showModal();
  });
}

export function help() {
  return dialog(say("help"), () => [
    h(
      "dl.keys",
      null,
      bound
        .filter(item => item.label && item.when())
        .map(item => h("div", null, h("dt", null, h("kbd", null, item.shown)), h("dd", null, item.label))),
    ),
    h(
      "label.opt",
      null,
      h("input", {
        type: "checkbox",
        checked: !off,
        onchange: event => {
          off = !event.target.checked;
          localStorage.setItem(OFF, off ? "1" : "0");
        },
      }),
      say("keys_on"),
    ),
    h("p.faint.small", null, say("help_note")),
  ]);
}

// Ask for a text; Ctrl+Enter keeps it. Resolves to undefined when given up.
export function askText(title, { value = "", label = title, hint = "", rows = 5 } = {}) {
  return dialog(title, close => {
    const field = h("textarea", { rows, "aria-label": label, value, autofocus: true });
    const keep = () => close(field.value.trim());
    field.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    });
    return [
      hint ? h("p.soft", null, hint) : null,
      field,
      h(
        "p.acts",
        null,
        button(say("keep_text"), { main: true, key: "Ctrl ↵", onclick: keep }),
        button(say("give_up"), { bare: true, onclick: () => close() }),
      ),
    ];
  });
}
