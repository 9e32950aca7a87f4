// @ts-check
// Find elements and make them, without ever parsing text as HTML.

/**
 * The element of this kind, or null where the page has none.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [part]
 * @throws {TypeError} it is of another kind
 */
export function maybe(selector, kind, part = document) {
  const found = part.querySelector(selector);
  if (found === null || found instanceof kind) return found;
  throw new TypeError(`${selector} is no ${kind.name}`);
}

/**
 * The element of this kind, which has to be there.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [part]
 * @throws {TypeError} it is not
 */
export function one(selector, kind, part = document) {
  const found = maybe(selector, kind, part);
  if (found === null) throw new TypeError(`no ${selector}`);
  return found;
}

/**
 * The elements of this kind, in order.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [part]
 */
export function all(selector, kind, part = document) {
  /** @type {(found: Element) => found is T} */
  const isOne = (found) => found instanceof kind;
  return [...part.querySelectorAll(selector)].filter(isOne);
}

/**
 * What an event happened at, or the element around it that a selector names.
 *
 * @template {Element} T
 * @param {Event} event
 * @param {string} selector
 * @param {new () => T} kind
 */
export function around(event, selector, kind) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return found instanceof kind ? found : null;
}

/**
 * The data that the page carries for its scripts; null where it has none.
 *
 * @template T
 * @param {string} id
 * @returns {T | null}
 */
export function given(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | number>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A sign from icons.svg; words always stand beside it. @param {string} name */
export function sign(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "teken");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${new URL("icons.svg", import.meta.url).pathname}#${name}`);
  svg.append(use);
  return svg;
}
