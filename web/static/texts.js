// @ts-check
// The interface texts that the page gave its scripts (`teksten_voor_script` in a template).

import { given } from "./dom.js";

/** @type {Record<string, string>} */
const texts = given("teksten") ?? {};

/**
 * The text at a path of web/teksten, its places filled.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [values]
 */
export function t(path, values = {}) {
  if (!(path in texts)) throw new Error(`no text ${path}`);
  return texts[path].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
