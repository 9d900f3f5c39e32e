// A code's name and definition, to be changed.
import { button, h } from "./dom.js";
import { dialog } from "./keys.js";
import { say } from "./words.js";

// Resolves to {label, definition, include, exclude}, or to nothing when given up.
export function codeForm(code) {
  return dialog(say("codebook.edit_code"), close => {
    const label = h("input", { type: "text", value: code.label, "aria-label": say("code.label"), autofocus: true });
    const area = (name, value, rows) => h("textarea", { rows, value, "aria-label": name });
    const definition = area(say("code.definition"), code.definition, 4);
    const include = area(say("code.include"), code.include.join("\n"), 4),
      exclude = area(say("code.exclude"), code.exclude.join("\n"), 4);
    const lines = field =>
      field.value
        .split("\n")
        .map(line => line.trim())
        .filter(Boolean);
    const keep = () =>
      label.value.trim() &&
      close({
        label: label.value.trim(),
        definition: definition.value.trim(),
        include: lines(include),
        exclude: lines(exclude),
      });
    const field = (name, element) => h("label.field", null, h("span", null, name), element);
    return [
      field(say("code.label"), label),
      field(say("code.definition"), definition),
      field(say("code.include"), include),
      field(say("code.exclude"), exclude),
      h("p.faint.small", null, say("codebook.edit_note")),
      h(
        "p.acts",
        null,
        button(say("keep_text"), { main: true, onclick: keep }),
        button(say("give_up"), { bare: true, onclick: () => close() }),
      ),
    ];
  });
}
