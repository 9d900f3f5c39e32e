// Beside the reader's text: the codes to code with, what is shown, the interviews; and the end of the reading.
import { get } from "./api.js";
import { button, fill, h } from "./dom.js";
import { badge, code, hue, topCodes } from "./codes.js";
import { number, say } from "./words.js";

// The palette with its counts, and what is to be shown.
export function drawRail(interview, shown, { oncode, onnew, onshow }) {
  const counts = Object.groupBy(interview.passages, passage => passage.status);
  const n = status => counts[status]?.length ?? 0;
  const of = id =>
    interview.passages.filter(
      passage => passage.status === "confirmed" && (passage.code === id || code(passage.code).parent === id),
    ).length;
  fill(
    "#palette",
    topCodes().map(item =>
      h(
        "button.bare",
        {
          type: "button",
          onclick: () => oncode(item.key),
          title: item.definition,
        },
        badge(item.id),
        h(`i.strip.${hue(item.id)}`),
        item.label,
        h("span.num", null, number(of(item.id))),
      ),
    ),
    button(say("code.new"), { bare: true, key: "N", onclick: onnew }),
  );
  const box = (name, count) =>
    h(
      "label.opt",
      null,
      h("input", {
        type: "checkbox",
        checked: shown[name],
        onchange: event => {
          shown[name] = event.target.checked;
          onshow();
        },
      }),
      say(`reader.shown.${name}`),
      count === null ? null : h("span.num", null, number(count)),
    );
  fill(
    "#show",
    box("confirmed", n("confirmed") + n("disputed")),
    box("suggested", n("suggested")),
    box("rejected", n("rejected")),
    box("words", null),
  );
}

// Who has read the interview; closing it.
export function drawEnding(interview, { read, readHere }) {
  const { mine, turns } = interview.read;
  fill(
    "#ending",
    mine
      ? [
          h("span", null, `✓ ${say("reader.you_read")}`),
          button(say("reader.unread"), { bare: true, onclick: () => read("unread") }),
        ]
      : [
          button(say("reader.read_all"), { main: true, key: "⇧L", onclick: () => read("read") }),
          interview.mode === "read_first" ? button(say("reader.read_here"), { key: "T", onclick: readHere }) : null,
          interview.hidden ? h("span.soft", { role: "status" }, say(`reader.hidden_${interview.mode}`)) : null,
          turns && interview.mode === "read_first"
            ? h("span.faint.num", null, say("reader.turns_read", { n: turns, all: interview.turns.length }))
            : null,
        ],
    interview.read.others.length
      ? h("span.faint", null, say("reader.others_read", { names: interview.read.others.join(", ") }))
      : null,
  );
}

// All interviews, with what is left to decide in each.
export async function drawInterviews(current) {
  const { interviews } = await get("interviews");
  fill(
    "#interviews",
    interviews.map(one =>
      h(
        "li",
        null,
        h(
          "a",
          {
            href: `/reader?interview=${encodeURIComponent(one.id)}`,
            "aria-current": one.id === current?.id ? "page" : null,
            class: one.read ? "faint" : null,
          },
          h("span.title", null, h("span.faint.num", null, one.number), " ", one.title),
        ),
        one.double ? h("abbr.faint", { title: say("reader.double") }, "2×") : null,
        h("span.num", null, one.read ? "✓" : one.left ? number(one.left) : ""),
      ),
    ),
  );
}
