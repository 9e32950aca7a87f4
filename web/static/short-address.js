// @ts-check
// What was left empty does not come into the address, so that it stays short enough to share; a form in which nothing
// was filled in is sent as it is, so that the server knows that it was sent.

import { all } from "./dom.js";

for (const form of all('form[method="get"]', HTMLFormElement)) {
  form.addEventListener("formdata", ({ formData }) => {
    const fields = [...formData];
    if (!fields.some(([, value]) => value)) return;
    for (const [name, value] of fields) if (!value) formData.delete(name);
  });
}
