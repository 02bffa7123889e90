// The island of the account pages: six fields for a code, the dialog before an account is deleted, forms that are sent
// once, and nothing left on the screen of a shared phone.
import { makeSixFields } from "./code-field.ts";

for (const field of document.querySelectorAll<HTMLElement>("[data-code-field]")) makeSixFields(field);

const dialog = document.querySelector<HTMLDialogElement>("dialog#delete-account");
const onPress = (selector: string, press: () => void): void => {
  for (const link of document.querySelectorAll(selector)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      press();
    });
  }
};
if (dialog !== null) {
  onPress(".opens-delete", () => dialog.showModal());
  onPress("#delete-account .closes-dialog", () => dialog.close());
}

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
