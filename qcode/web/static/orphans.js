// Orphans: decisions whose words are gone. What was lost, the places like it, and a person who says where it belongs.
import { get, post } from "./api.js";
import { button, fill, h } from "./dom.js";
import { named } from "./codes.js";
import { decide, settled } from "./outbox.js";
import { moment, say } from "./words.js";

const SHOWN = 20;
const left = new Set(); // those that somebody chose to leave for now

export async function drawOrphans(place) {
  const { orphans } = await get("orphans").catch(() => ({ orphans: [] })); // not for those who code blind
  const groups = [...grouped(orphans).values()].filter(group => !left.has(group[0].id));
  const again = () => drawOrphans(place);
  fill(
    place,
    groups.length
      ? h(
          "section.state",
          null,
          h("h2", null, say("orphans.title", { n: orphans.length })),
          h("p", null, say("orphans.means")),
          groups.slice(0, SHOWN).map(group => article(group, again)),
        )
      : null,
  );
}

// Those on the very same words belong together: they are placed together.
function grouped(orphans) {
  const key = one => JSON.stringify([one.interview, one.was_in, one.before, one.quote, one.after]);
  const groups = new Map();
  for (const one of orphans) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

function article(group, again) {
  const [one] = group;
  const mine = group.filter(other => other.mine);
  return h(
    "article.orphan",
    { "aria-label": one.quote },
    group.map(decided),
    quotation({ ...one, lost: true }),
    candidates(group, again),
    h(
      "p.acts",
      null,
      one.interview ? h("a.button", { href: searchAddress(group) }, say("orphans.search")) : null,
      button(say("orphans.leave"), {
        bare: true,
        onclick: () => {
          left.add(one.id);
          again();
        },
      }),
      mine.length ? button(say("orphans.withdraw"), { bare: true, onclick: () => withdraw(mine, again) }) : null,
    ),
  );
}

const decided = one => [
  h(
    "p.row.mid",
    null,
    one.code ? named(one.code) : null,
    h("span.faint.small", null, `${one.coder} ${say(`kind.${one.kind}`)}, ${moment(one.at)} · ${one.title}`),
  ),
  one.value ? h("p.memo", null, one.value) : null,
];

const quotation = ({ before, quote, after, lost }) =>
  h("blockquote.small", null, h("span.faint", null, before), h(lost ? "del" : "mark.place", null, quote), h("span.faint", null, after));

function candidates(group, again) {
  const [one] = group;
  if (!one.interview) return h("p.soft", null, say("orphans.gone", { name: one.was_in }));
  if (!one.places.length) return h("p.soft", null, say("orphans.none"));
  return h(
    "ul.places",
    null,
    one.places.map(place =>
      h(
        "li",
        null,
        quotation(place),
        button(say("orphans.place"), { onclick: () => placeAt(group, place).then(again) }),
      ),
    ),
  );
}

// Say that all these decisions belong to the same place.
export async function placeAt(group, { start, end, quote }) {
  for (const { id, interview, sha256 } of group)
    await post("orphans/place", { id, interview, sha256, start, end, quote });
}

const searchAddress = group =>
  `/reader?${new URLSearchParams([["interview", group[0].interview], ...group.map(one => ["place", one.id])])}`;

async function withdraw(group, again) {
  decide(...group.map(one => ({ kind: "withdraw", interview: one.interview, target: one.id })));
  await settled();
  await again();
}

// In the reader: the decisions that a place is looked for.
export async function wantedOrphans(ids) {
  const { orphans } = await get("orphans");
  return orphans.filter(one => ids.includes(one.id));
}

export const lostWords = group =>
  h(
    "section.state",
    { role: "status" },
    h("h3", null, say("orphans.looking")),
    group.map(decided),
    quotation({ ...group[0], lost: true }),
    h("p", null, say("orphans.select")),
  );
