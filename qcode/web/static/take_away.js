// What can be taken away from the study: workbook, report, passages, and the page that a supervisor signs.
import { h } from "./dom.js";
import { dialog } from "./keys.js";
import { say } from "./words.js";

const FILES = {
  workbook: { xlsx: "matrice.xlsx" },
  report: { docx: "rapport.docx", pdf: "rapport.pdf", html: "rapport.html" },
  passages: { excel: "passages-excel.csv", csv: "passages.csv" },
  sheet: { html: "fiche-de-controle.html", pdf: "fiche-de-controle.pdf", docx: "fiche-de-controle.docx" },
};

export function takeAway() {
  return dialog(say("take.title"), () => [
    h(
      "dl.take",
      null,
      Object.entries(FILES).map(([what, kinds]) => [
        h("dt", null, say(`take.${what}`), h("span.block.soft.small", null, say(`take.${what}_means`))),
        h("dd.acts", null, Object.entries(kinds).map(link)),
      ]),
    ),
    h("p.faint.small", null, say("take.note")),
  ]);
}

// A page is looked at in a tab of its own; everything else is kept.
function link([kind, file]) {
  const how = kind === "html" ? { target: "_blank", rel: "noopener" } : { download: file };
  return h("a.button", { href: `/export/${file}`, ...how }, say(`take.kinds.${kind}`));
}
