// @ts-check
// What was left empty does not come into the address, so that it stays short enough to share.

import { all } from "./dom.js";

for (const form of all('form[method="get"]', HTMLFormElement)) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}
