// Building the page: elements and text nodes only. What people wrote never becomes markup.

const SVG = "http://www.w3.org/2000/svg";

// h("span.code.c1", {title: "…", onclick: f}, "text", element, [more]) → an element.
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  return build(document.createElement(tag), classes, props, children);
}

export function svg(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  return build(document.createElementNS(SVG, tag), classes, props, children);
}

function build(element, classes, props, children) {
  if (classes.length) element.classList.add(...classes.filter(Boolean));
  for (const [key, value] of Object.entries(props ?? {})) set(element, key, value);
  element.append(...flat(children));
  return element;
}

function set(element, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked" || key === "disabled" || key === "indeterminate") element[key] = value;
  else element.setAttribute(key, value === true ? "" : value);
}

const flat = children =>
  children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Put these children in place of what stands there.
export function fill(place, ...children) {
  const element = typeof place === "string" ? find(place) : place;
  element.replaceChildren(...flat(children));
  return element;
}

// A button with its key shown; `props.key` is the key's name.
export function button(label, { key, main, bare, ...props }) {
  const name = main ? "button.main" : bare ? "button.bare" : "button";
  return h(name, { type: "button", ...props }, key ? h("kbd", { "aria-hidden": "true" }, key) : null, label);
}

// Call a function once things have been quiet for a while.
export function calm(run, delay = 150) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), delay);
  };
}
