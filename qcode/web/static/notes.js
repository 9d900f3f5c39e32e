// Beside the text: the chosen passage and its history, memos, flags and facets, the code's definition.
import { get } from "./api.js";
import { button, fill, h } from "./dom.js";
import { definition, named, code } from "./codes.js";
import { colon, moment, say } from "./words.js";

// actions: {keep, reject, change, memo, flag, facet, withdraw(id), memoOn(subject)}
export function drawNotes(interview, passage, actions) {
  fill(
    ".side",
    passage ? chosen(interview, passage, actions) : null,
    memos(interview, passage, actions),
    passage
      ? h(
          "section",
          null,
          h(
            "div.row.apart",
            null,
            h("h2", null, named(passage.code)),
            h("a.small", { href: `/codebook?code=${encodeURIComponent(passage.code)}` }, say("reader.edit_code")),
          ),
          definition(passage.code),
        )
      : null,
  );
}

function chosen(interview, passage, actions) {
  const people = passage.coders.length ? `, ${passage.coders.join(", ")}` : "";
  const maybe = passage.status === "suggested";
  const history = h("div.small");
  return h(
    "section",
    null,
    h("h2", null, say("reader.passage")),
    h(
      "p.row.mid",
      null,
      named(passage.code, maybe),
      h("span.faint", null, say(`status.${passage.status}`), passage.batch ? `, ${say("in_batch")}` : "", people),
    ),
    passage.evidence.map(item =>
      h(
        "p.soft",
        null,
        say("queue.rule"),
        " ",
        h("a.mono", { href: `/codebook?rule=${encodeURIComponent(item.rule)}` }, item.rule),
        " · ",
        item.why,
      ),
    ),
    h(
      "p.acts.tight",
      null,
      button(say("queue.keep"), { key: "A", onclick: actions.keep }),
      button(say("queue.reject"), { key: "X", onclick: actions.reject }),
      button(say("queue.change"), { bare: true, key: "C", onclick: actions.change }),
      button(say("memo.one"), { bare: true, key: "M", onclick: actions.memo }),
      button(say("flag.one"), { bare: true, key: "F", onclick: actions.flag }),
      button(say("facet.one"), { bare: true, key: "G", onclick: actions.facet }),
    ),
    button(say("reader.history"), { bare: true, onclick: () => showHistory(history, interview, passage) }),
    history,
  );
}

async function showHistory(place, interview, passage) {
  const { decisions } = await get("history", {
    interview: interview.id,
    code: passage.code,
    start: passage.start,
    end: passage.end,
  });
  fill(
    place,
    decisions.length
      ? h(
          "ol.stack",
          null,
          decisions.map(item =>
            h(
              "li",
              null,
              h("strong", null, item.coder),
              ` ${say(`kind.${item.kind}`)}`,
              item.batch ? `, ${say("in_batch")}` : "",
              item.blind ? `, ${say("blind")}` : "",
              h("br"),
              h("span.faint", null, moment(item.at)),
            ),
          ),
        )
      : say("reader.no_history"),
  );
}

function memos(interview, passage, actions) {
  const here = passage
    ? interview.notes.filter(note => note.start !== null && note.start < passage.end && note.end > passage.start)
    : [];
  const whole = interview.notes.filter(note => note.start === null);
  const others = interview.notes.filter(note => note.start !== null && !here.includes(note));
  return [
    list(say("memo.here"), here, interview.facets, actions),
    list(say("memo.interview"), whole, interview.facets, actions),
    list(say("memo.elsewhere"), others, interview.facets, actions),
    h(
      "section",
      null,
      h("h2", null, say("memo.write")),
      [
        ["interview", "memo.on_interview"],
        ["group", "memo.on_group"],
        ["study", "memo.on_study"],
      ]
        .filter(([subject]) => subject !== "group" || interview.group)
        .map(([subject, key]) => button(say(key), { bare: true, onclick: () => actions.memoOn(subject) })),
    ),
  ];
}

function list(title, notes, facets, actions) {
  if (!notes.length) return null;
  return h(
    "section",
    null,
    h("h2", null, title),
    notes.map(note =>
      h(
        "div.memo.stack",
        null,
        h("p", null, noteText(note, facets)),
        note.quote ? h("p.small", null, h("a", { href: `#p${note.start}` }, h("q", null, note.quote))) : null,
        h(
          "p.faint.small",
          null,
          `${note.coder}, ${moment(note.at)} `,
          note.mine ? button(say("memo.remove"), { bare: true, onclick: () => actions.withdraw(note.id) }) : null,
        ),
      ),
    ),
  );
}

const facetLabel = (name, facets) => facets.find(facet => facet.id === name)?.label ?? name;

function noteText(note, facets) {
  if (note.kind === "flag") return h("strong", null, say(`flag.${note.name}`));
  if (note.kind === "facet") return [h("strong", null, facetLabel(note.name, facets)), colon, note.value];
  const about =
    note.name === "code" ? code(note.code).label : note.name === "study" ? say("memo.study") : note.name.split("=")[1];
  return [about ? h("strong", null, about, colon) : null, note.value];
}
