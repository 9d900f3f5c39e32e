// What every page has at its top: saved or not, mode, language, theme, help; and news from the other windows.
import { Gone, Refused, get, post } from "./api.js";
import { button, fill, find, h } from "./dom.js";
import { bind, dialog, help } from "./keys.js";
import { onSaved, waiting } from "./outbox.js";
import { number, say } from "./words.js";

const root = document.documentElement;
const PULSE = 4000;
const news = new Set();
let version = null;

// Be told when decisions were made elsewhere: the other windows, the other coders.
export const onNews = listener => news.add(listener);

export const showLeft = left => (find("#left").textContent = left ? number(left) : "");

async function prefer(choice) {
  await post("preferences", choice);
}

find("#theme").addEventListener("click", async () => {
  const dark =
    getComputedStyle(root).colorScheme === "dark" ||
    (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  await prefer({ theme: root.dataset.theme });
});
find("#language").addEventListener("click", async event => {
  await prefer({ language: event.currentTarget.lang });
  location.reload();
});
find("#mode").addEventListener("click", async () => {
  const mode = await dialog(say("mode.title"), close =>
    ["open", "read_first", "blind"].map(choice =>
      h(
        "p",
        null,
        button(say(`mode.${choice}`), { onclick: () => close(choice) }),
        h("span.block.soft", null, say(`mode.${choice}_means`)),
      ),
    ),
  );
  if (!mode) return;
  await prefer({ mode });
  location.reload();
});
find("#help").addEventListener("click", help);
bind("?", say("help"), help);

// What was asked for and refused is said; that nobody answers shows in the outbox as soon as something waits.
function said(trouble) {
  if (trouble instanceof Refused) {
    const problems = trouble.problems.map(problem => h("p", null, problem.message, " ", problem.hint));
    fill("#trouble", h("section.state.bad", null, problems));
  } else if (trouble instanceof Gone) fill("#trouble", h("section.state.bad", null, h("p", null, say("no_answer"))));
  else return false;
  return true;
}
addEventListener("unhandledrejection", event => said(event.reason) && event.preventDefault());
addEventListener("error", event => said(event.error) && event.preventDefault());

// The study is still being read: how far that is, in a line under the head, until the first answer comes.
addEventListener("loading", ({ detail: { step, steps, name, done, total } }) => {
  const work = find("#work");
  if (!work.childElementCount) fill(work, h("div.ghost"), h("div.ghost"), h("div.ghost.short"));
  fill(
    "#loading",
    h("progress", { max: steps, value: step + (total ? done / total : 0), "aria-hidden": "true" }),
    h("span", null, say(`loading.${name}`), total ? ` ${say("loading.of", { done, total })}` : ""),
  );
});
addEventListener("loaded", () => fill("#loading"));

async function pulse() {
  if (!document.hidden && !waiting()) {
    try {
      const answer = await get("pulse");
      showLeft(answer.left);
      if (version !== null && answer.version !== version) for (const listener of news) listener(answer);
      version = answer.version;
    } catch (trouble) {
      if (!(trouble instanceof Gone)) throw trouble;
    }
  }
  setTimeout(pulse, PULSE);
}
onSaved(answer => {
  if (answer.version !== undefined) version = answer.version;
  if (answer.left !== undefined) showLeft(answer.left);
});
pulse();
