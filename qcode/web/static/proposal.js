// How a proposal is shown: where it stands, what was asked and said around it, why it is proposed.
import { button, h } from "./dom.js";
import { badge, hue, named } from "./codes.js";
import { turnElement } from "./turns.js";
import { number, say } from "./words.js";

export function where(one) {
  return h(
    "div.where",
    null,
    h("strong", null, one.title),
    h("span.soft", null, one.place),
    h("span.faint.num", null, say("turn_of", { number: one.number, turn: one.turn, n: one.turns })),
    h(
      "a.go.small",
      { href: readerAddress(one) },
      say("queue.in_interview"),
      " ",
      h("kbd", { "aria-hidden": "true" }, "L"),
    ),
  );
}

export const readerAddress = one => `/reader?interview=${encodeURIComponent(one.interview)}#p${one.start}`;

// The claim, the turns with the passage and its matched words marked, and why.
export function context(one, edges) {
  const span = edges ?? one;
  return h(
    "div.context",
    null,
    h(
      "div.claim",
      null,
      h("p.row.mid", null, named(one.code, one.status === "suggested"), h("span.soft", null, claim(one))),
    ),
    one.context.map(turn =>
      turnElement(
        turn,
        turn.number === one.turn
          ? { layers: [[hit(one, span)], words(one)] }
          : { className: turn.number > one.turn ? "past" : "" },
      ),
    ),
    h("p.why", null, edges ? say("queue.moving") : why(one)),
  );
}

const claim = one =>
  one.status === "suggested" ? say("queue.claim", { score: number(one.score, 2) }) : say(`status.${one.status}`);

const hit = (one, span) => ({ ...span, wrap: children => h(`mark.hit.${hue(one.code)}`, null, children) });

const words = one =>
  one.evidence
    .flatMap(item => item.words)
    .map(({ start, end }) => ({ start, end, wrap: children => h("b", null, children) }));

// Which rules, which words, which conditions.
export function why(one) {
  return one.evidence.map((item, i) => [
    i ? h("br") : null,
    say("queue.rule"),
    " ",
    h("a.mono", { href: `/codebook?rule=${encodeURIComponent(item.rule)}` }, item.rule),
    " · ",
    item.why,
  ]);
}

export function dock(rows, last) {
  return h(
    "div.dock",
    { role: "toolbar", "aria-label": say("queue.decide") },
    rows.map(row => h("div.acts", null, row)),
    h("p.last", null, last || "\u00a0"),
  );
}

export function following(place, items) {
  place.setAttribute("aria-label", say("queue.following"));
  place.replaceChildren(
    ...(items.length
      ? [
          h("h2.faint", null, say("queue.following")),
          h(
            "ol",
            null,
            items.map(one =>
              h(
                "li",
                null,
                badge(one.code, one.status === "suggested"),
                h("q", null, one.quote),
                h("span.faint.num", null, `${one.number}:${one.turn}`),
              ),
            ),
          ),
        ]
      : []),
  );
}

// Why there is nothing to decide: no interview, no rule, all decided, or nothing in this filter.
export function nothingLeft(answer) {
  if (!answer.interviews) return nothingYet("interviews", link("/start", say("reader.to_start")));
  if (!answer.rules) return nothingYet("rules", link("/codebook", say("queue.open_guide")), link("/reader", say("queue.open_reader")));
  const filtered = answer.left > 0;
  return h(
    "section.state",
    { role: "status" },
    h("h1", null, say(filtered ? "queue.none_here" : "queue.none")),
    h(
      "p",
      null,
      say(answer.hidden ? "queue.hidden" : filtered ? "queue.none_here_means" : "queue.none_means", { n: answer.left }),
    ),
    h(
      "div.acts",
      null,
      filtered ? null : link("/matrix", say("queue.open_matrix")),
      link("/reader", say("queue.open_reader")),
    ),
  );
}

const nothingYet = (what, ...acts) =>
  h(
    "section.state",
    { role: "status" },
    h("h1", null, say(`queue.no_${what}`)),
    h("p", null, say(`queue.no_${what}_means`)),
    h("div.acts", null, acts),
  );

const link = (href, label) => button(label, { onclick: () => location.assign(href) });
