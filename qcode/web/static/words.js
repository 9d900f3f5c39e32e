// The catalogue's texts for this page, and numbers as people write them.
import { get } from "./api.js";

const texts = await get("words");
export const language = document.documentElement.lang;

// The text for a key, with its values; `n` chooses between one and other, `{n:passage|passages}` counts.
export function say(key, values = {}) {
  let entry = key.split(".").reduce((table, step) => table?.[step], texts);
  if (entry && typeof entry === "object") entry = entry[isOne(values.n ?? 0) ? "one" : "other"];
  if (entry === undefined) throw new Error(`no text for ${key}`);
  return entry.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, other) =>
    other === undefined ? shown(values[name]) : `${shown(values[name])} ${isOne(values[name]) ? one : other}`,
  );
}

const isOne = n => (language === "fr" ? Math.abs(n) < 2 : n === 1);
const shown = value => (typeof value === "number" ? number(value) : String(value));

export function number(value, decimals = 0) {
  return value.toLocaleString(language === "fr" ? "fr-FR" : "en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

export const percent = (share, decimals = 0) => number(100 * share, decimals) + (language === "fr" ? "\u202f%" : "%");

export const quoted = text => (language === "fr" ? `«\u00a0${text}\u00a0»` : `“${text}”`);

// A name, and what stands under it: `Registre : frein`, `Register: frein`.
export const colon = language === "fr" ? "\u00a0: " : ": ";

// mm:ss or h:mm:ss, as on the recording.
export function clock(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = n => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

const timeOfDay = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { timeStyle: "medium" });
const dayAndTime = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
  dateStyle: "short",
  timeStyle: "short",
});
export const time = date => timeOfDay.format(date);
export const moment = iso => (iso ? dayAndTime.format(new Date(iso)) : "");
