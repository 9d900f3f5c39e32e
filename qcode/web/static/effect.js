// What a changed rule would do: passages won and lost, the matrix before and after, what deserves a look, its examples.
import { fill, h } from "./dom.js";
import { number, quoted, say } from "./words.js";

export function drawEffect(place, effect, tried) {
  if (!effect)
    return fill(
      place,
      h("section", null, h("h2", null, say("codebook.effect")), h("p.soft", null, say("codebook.no_effect"))),
    );
  fill(
    place,
    h(
      "section",
      { "aria-live": "polite" },
      h("h2", null, say("codebook.effect")),
      h(
        "p.delta.num",
        null,
        h("strong", null, `+${number(effect.gained)}`),
        h("strong", null, `−${number(effect.lost)}`),
        h("span.soft", null, say("codebook.sentences", { n: effect.gained + effect.lost })),
      ),
      h("p.soft", null, say("codebook.recomputed", { ms: effect.ms, n: effect.interviews })),
    ),
    tried,
    matrix(effect),
    look(effect),
  );
}

// What the rule being typed does with its own examples.
export function drawTried(place, examples, problems) {
  fill(
    place,
    examples.length || problems.length ? h("h2", null, say("codebook.tried")) : null,
    problems.map(problem => h("p.alert", null, problem.message, " ", problem.hint)),
    h(
      "ul.tried",
      null,
      examples.map(one =>
        h(
          "li",
          null,
          h(one.ok ? "span" : "strong.alert", { "aria-hidden": "true" }, one.ok ? "✓" : "✗"),
          h("q", null, one.text),
          h("span.faint.small", null, say(`codebook.${one.counter ? "counter" : "example"}_${one.ok ? "right" : "wrong"}`)),
        ),
      ),
    ),
  );
}

function matrix({ matrix: table }) {
  if (!table.rows.length) return null;
  const change = ({ gained, lost }) =>
    gained || lost
      ? [gained ? `+${number(gained)}` : "", lost ? `−${number(lost)}` : ""].filter(Boolean).join(" ")
      : h("span.faint", null, say("codebook.same"));
  const row = one =>
    h(
      "tr",
      null,
      h("th", { scope: "row" }, one.label),
      h("td", null, number(one.before)),
      h("td", null, number(one.after)),
      h("td", null, change(one)),
    );
  return h(
    "section",
    null,
    h("h2", null, say("codebook.on_matrix")),
    h(
      "table.effect",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          [table.attribute, say("codebook.before"), say("codebook.after"), say("codebook.change")].map(name =>
            h("th", { scope: "col" }, name),
          ),
        ),
      ),
      h("tbody", null, table.rows.map(row)),
    ),
  );
}

function look({ orphaned, concentrated, gained }) {
  if (!orphaned.length && !concentrated) return null;
  return h(
    "section",
    null,
    h("h2", null, say("codebook.look")),
    h(
      "ul.stack",
      null,
      orphaned.length
        ? h("li", null, say("codebook.orphaned", { n: orphaned.length }), " ", quoted(orphaned[0]))
        : null,
      concentrated
        ? h(
            "li",
            null,
            say("codebook.concentrated", { n: concentrated.n, all: number(gained), interview: concentrated.interview }),
          )
        : null,
    ),
  );
}

// Do a code's rules find their examples, and leave their counter-examples alone? Those that fail are shown.
export function drawChecks(place, examples) {
  const wanted = examples.filter(one => !one.counter),
    unwanted = examples.filter(one => one.counter);
  const right = list => list.filter(one => one.ok).length;
  fill(
    place,
    examples.length
      ? [
          h("h2", null, say("codebook.checks")),
          h(
            "p.soft",
            null,
            say("codebook.examples_found", { n: right(wanted), all: number(wanted.length) }),
            h("br"),
            say("codebook.counter_kept_out", { n: right(unwanted), all: number(unwanted.length) }),
          ),
          h(
            "ul.stack",
            null,
            examples
              .filter(one => !one.ok)
              .map(one =>
                h(
                  "li.small",
                  null,
                  "✗ ",
                  h("span.mono", null, one.rule),
                  " ",
                  one.counter ? `${say("codebook.kept_out")} ` : "",
                  quoted(one.text),
                ),
              ),
          ),
        ]
      : null,
  );
}
