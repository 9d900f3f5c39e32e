// A code's name, definition and place in the guide, to be made or changed.
import { button, h } from "./dom.js";
import { children, topCodes } from "./codes.js";
import { dialog } from "./keys.js";
import { say } from "./words.js";

const field = (name, element) => h("label.field", null, h("span", null, name), element);
const area = (name, value, rows) => h("textarea", { rows, value, "aria-label": name });
const lines = text =>
  text.value
    .split("\n")
    .map(line => line.trim())
    .filter(Boolean);
const labelField = value =>
  h("input", { type: "text", value, "aria-label": say("code.label"), autofocus: true, maxlength: 120 });

// Under which code: none where that may be, else any main code but itself.
function parentField(chosen, { free, not = "" }) {
  const select = h(
    "select",
    { "aria-label": say("code.parent") },
    free ? h("option", { value: "" }, say("code.no_parent")) : null,
    topCodes()
      .filter(({ id }) => id !== not)
      .map(({ id, key, label }) => h("option", { value: id }, `${key} ${label}`)),
  );
  select.value = chosen;
  return select;
}

const acts = (close, keep) =>
  h(
    "p.acts",
    null,
    button(say("keep_text"), { main: true, onclick: keep }),
    button(say("give_up"), { bare: true, onclick: () => close() }),
  );

// Resolves to {label, definition, include, exclude, parent}, or to nothing when given up.
export function codeForm(code) {
  return dialog(say("codebook.edit_code"), close => {
    const label = labelField(code.label);
    const definition = area(say("code.definition"), code.definition, 4);
    const include = area(say("code.include"), code.include.join("\n"), 4),
      exclude = area(say("code.exclude"), code.exclude.join("\n"), 4);
    const movable = !children(code.id).length;
    const parent = parentField(code.parent, { free: !code.parent, not: code.id });
    const keep = () =>
      label.value.trim() &&
      close({
        label: label.value.trim(),
        definition: definition.value.trim(),
        include: lines(include),
        exclude: lines(exclude),
        parent: movable ? parent.value : code.parent,
      });
    return [
      field(say("code.label"), label),
      movable ? field(say("code.parent"), parent) : null,
      field(say("code.definition"), definition),
      field(say("code.include"), include),
      field(say("code.exclude"), exclude),
      h("p.faint.small", null, say("codebook.edit_note")),
      acts(close, keep),
    ];
  });
}

// Resolves to {label, parent}.
export function newCodeForm() {
  return dialog(say("code.new"), close => {
    const label = labelField(""),
      parent = parentField("", { free: true });
    const keep = () => label.value.trim() && close({ label: label.value.trim(), parent: parent.value });
    label.addEventListener("keydown", event => event.key === "Enter" && !event.isComposing && keep());
    return [
      field(say("code.label"), label),
      field(say("code.parent"), parent),
      h("p.faint.small", null, say("code.new_means")),
      acts(close, keep),
    ];
  });
}

export function askRetire(code, n) {
  return dialog(say("codebook.retire"), close => [
    h("p", null, say("codebook.retire_means", { n, label: code.label })),
    h(
      "p.acts",
      null,
      button(say("codebook.retire"), { main: true, autofocus: true, onclick: () => close(true) }),
      button(say("give_up"), { bare: true, onclick: () => close() }),
    ),
  ]);
}
