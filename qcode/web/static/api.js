// Asking the server. Two things can go wrong: nobody answers (Gone), or the answer is no, and why (Refused).

export class Gone extends Error {}

export class Refused extends Error {
  constructor(status, problems) {
    super(problems.map(problem => problem.message).join(" "));
    this.status = status;
    this.problems = problems;
  }
}

export function get(path, params = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const item of [value].flat()) if (item !== undefined && item !== null && item !== "") query.append(key, item);
  }
  return ask(`/api/${path}${query.size ? `?${query}` : ""}`, {});
}

export function post(path, data) {
  return ask(`/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(data),
  });
}

async function ask(address, options) {
  for (let waited = false; ; waited = true) {
    let response;
    try {
      const headers = waited ? { ...options.headers, prefer: "wait" } : options.headers;
      response = await fetch(address, { ...options, headers, credentials: "same-origin", redirect: "error" });
    } catch {
      throw new Gone();
    }
    if (response.status === 401) throw new Gone(); // restarted: this tab is let in once the new page was opened
    const answer = await response.json().catch(() => ({}));
    if (waited && !answer.loading) dispatchEvent(new CustomEvent("loaded"));
    if (response.ok) return answer;
    if (!answer.loading) throw new Refused(response.status, answer.problems ?? []);
    dispatchEvent(new CustomEvent("loading", { detail: answer.loading })); // still reading the study: ask again
  }
}
