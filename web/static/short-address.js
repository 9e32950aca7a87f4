// @ts-check
// What was left empty does not come into the address, so that it stays short enough to share.

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[method="get"]'))) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}
