// The island of the account pages: six fields for a code, dialogs that ask before an act, forms that are sent
// once, and nothing left on the screen of a shared phone.
import { makeSixFields } from "./code-field.ts";

for (const field of document.querySelectorAll<HTMLElement>("[data-code-field]")) makeSixFields(field);

/** A link that asks first leads to a page that asks the same; with a script the question opens here. */
document.addEventListener("click", (event) => {
  const pressed =
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-opens], [data-closes]") : null;
  if (pressed === null) return;
  const { opens, closes } = pressed.dataset;
  const dialog = document.getElementById(opens ?? closes ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (opens === undefined) dialog.close();
  else dialog.showModal();
});

/** A second press while the first is on its way would ask twice: a code used up by it would look expired. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
});

/** Some browsers keep a page for the back button although it was told to be kept nowhere (D70). */
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
