// @ts-check
// A text area that is filled from a file: `<input type="file" data-vult="id of the text area">`. Without this script one
// pastes the text.

import { all, maybe } from "./dom.js";
import { t } from "./texts.js";

const MOST_BYTES = 4_000_000;

/**
 * The text of a file, by the character set that it names; a byte order mark stays, since the check tells of it.
 *
 * @param {ArrayBuffer} bytes
 */
function read(bytes) {
  const start = new Uint8Array(bytes.slice(0, 400));
  const begin = new TextDecoder("latin1").decode(start);
  const named = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(begin)?.[1];
  const wide = start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : null;
  return new TextDecoder(wide ?? named ?? "utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

for (const input of all("input[data-vult]", HTMLInputElement)) {
  const area = maybe(`#${input.dataset.vult}`, HTMLTextAreaElement);
  const fault = maybe(`#${input.id}-fout`, HTMLElement);
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file || !area || !fault) return;
    /** @param {string} text */
    const tell = (text) => {
      fault.textContent = t(text);
      fault.hidden = false;
    };
    fault.hidden = true;
    try {
      if (file.size > MOST_BYTES) throw new RangeError("too large");
      const text = read(await file.arrayBuffer());
      area.value = text;
      if (!text.trim()) tell("formulier.bestand_leeg");
    } catch (error) {
      tell(error instanceof RangeError && file.size > MOST_BYTES ? "formulier.bestand_groot" : "formulier.bestand_tekens");
    }
  });
}
