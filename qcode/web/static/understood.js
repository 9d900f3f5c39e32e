// How a transcript was understood, to be corrected where needed: who asks, who answers, the interview's characteristics.
import { post } from "./api.js";
import { button, h } from "./dom.js";
import { askText } from "./keys.js";
import { say } from "./words.js";

const OTHER = "\u0000"; // no value of any study
const ROLES = ["interviewer", "interviewee", "other"];

// file: {speakers, values, doubts}; the actions are given {roles: {label: role}, values: {attribute: value}}.
export function looked(file, attributes, { key, label, save, more, give_up }) {
  const roles = {},
    values = {};
  const choice = () => ({
    roles: Object.fromEntries(file.speakers.map(({ label: name }) => [name, roles[name].value])),
    values: Object.fromEntries(attributes.map(({ id }) => [id, values[id].value.trim()])),
  });
  return h(
    "div.look",
    null,
    file.doubts.map(problem =>
      h("p", null, h("strong", null, problem.message), " ", h("span.soft", null, problem.hint)),
    ),
    h(
      "div.says",
      null,
      file.speakers.map(speaker => [
        h("strong", null, speaker.label || say("no_speaker")),
        (roles[speaker.label] = roleChoice(speaker)),
        h("span.clip.soft", { title: speaker.sample }, speaker.sample),
      ]),
      attributes.map(one => [
        h("strong", null, one.label),
        (values[one.id] = valueChoice(one, file.values[one.id])),
        h("span.faint", null, file.values[one.id] ? say("start.read_in_file") : say("start.not_said")),
      ]),
    ),
    h(
      "p.acts",
      null,
      button(label, { main: true, key, onclick: () => save(choice()) }),
      more ? button(more.label, { onclick: () => more.save(choice()) }) : null,
      file.stored
        ? h("a.small", { href: `/reader?interview=${encodeURIComponent(file.id)}` }, say("start.see_text"))
        : null,
      give_up ? button(say("give_up"), { bare: true, onclick: give_up }) : null,
    ),
  );
}

function roleChoice({ label, role }) {
  const select = h(
    "select",
    { "aria-label": say("start.role_of", { label: label || say("no_speaker") }) },
    [...ROLES, ...(role === "unknown" ? ["unknown"] : [])].map(value => h("option", { value }, say(`role.${value}`))),
  );
  select.value = role;
  return select;
}

// A list where the study has one; what the file says stays on offer even when it is not in the list.
function valueChoice({ id, label, values }, value = "") {
  if (!values.length) return h("input", { type: "text", value, "aria-label": label });
  const offered = [...new Set(["", ...values, value])];
  const select = h(
    "select",
    { "aria-label": label },
    offered.map(one => h("option", { value: one }, one || say("missing"))),
    h("option", { value: OTHER }, say("start.other_value")),
  );
  select.value = value;
  select.addEventListener("change", () => select.value === OTHER && another(select, id, label));
  return select;
}

// A value that the list lacks is typed, added to the study's list, and chosen.
async function another(select, attribute, label) {
  select.value = "";
  const typed = await askText(say("start.new_value", { attribute: label }), { hint: say("start.new_value_means"), rows: 1 });
  if (!typed) return;
  const { value } = await post("start/allow", { attribute, value: typed });
  if (![...select.options].some(option => option.value === value))
    select.lastChild.before(h("option", { value }, value));
  select.value = value;
}
