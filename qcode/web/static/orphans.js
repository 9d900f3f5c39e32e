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
  const shown = orphans.filter(one => !left.has(one.id));
  const again = () => drawOrphans(place);
  fill(
    place,
    shown.length
      ? h(
          "section.state",
          null,
          h("h2", null, say("orphans.title", { n: orphans.length })),
          h("p", null, say("orphans.means")),
          shown.slice(0, SHOWN).map(one => orphan(one, again)),
        )
      : null,
  );
}

function orphan(one, again) {
  return h(
    "article.orphan",
    { "aria-label": one.quote },
    h(
      "p.row.mid",
      null,
      one.code ? named(one.code) : null,
      h("span.faint.small", null, `${one.coder} ${say(`kind.${one.kind}`)}, ${moment(one.at)} · ${one.title}`),
    ),
    quotation({ ...one, lost: true }),
    one.value ? h("p.memo", null, one.value) : null,
    candidates(one, again),
    h(
      "p.acts",
      null,
      one.interview ? h("a.button", { href: searchAddress(one) }, say("orphans.search")) : null,
      button(say("orphans.leave"), {
        bare: true,
        onclick: () => {
          left.add(one.id);
          again();
        },
      }),
      one.mine ? button(say("orphans.withdraw"), { bare: true, onclick: () => withdraw(one, again) }) : null,
    ),
  );
}

const quotation = ({ before, quote, after, lost }) =>
  h("blockquote.small", null, h("span.faint", null, before), h(lost ? "del" : "mark.place", null, quote), h("span.faint", null, after));

function candidates(one, again) {
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
        button(say("orphans.place"), { onclick: () => placeAt(one, place).then(again) }),
      ),
    ),
  );
}

export const placeAt = (one, { start, end, quote }) =>
  post("orphans/place", { id: one.id, interview: one.interview, sha256: one.sha256, start, end, quote });

const searchAddress = one => `/reader?interview=${encodeURIComponent(one.interview)}&place=${encodeURIComponent(one.id)}`;

async function withdraw(one, again) {
  decide({ kind: "withdraw", interview: one.interview, target: one.id });
  await settled();
  await again();
}

// In the reader: the words that are looked for; `place` puts them where something is selected.
export async function wantedOrphan(id) {
  const { orphans } = await get("orphans");
  return orphans.find(one => one.id === id) ?? null;
}

export const lostWords = one =>
  h(
    "section.state",
    { role: "status" },
    h("h3", null, say("orphans.looking")),
    one.code ? h("p", null, named(one.code)) : null,
    quotation({ ...one, lost: true }),
    h("p", null, say("orphans.select")),
  );
