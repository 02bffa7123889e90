// The island of the forms that make a show: says how many fields wait to be saved, and asks before a page is left with them.
import { unsavedIn } from "../components/console/unsaved.ts";

const form = document.querySelector<HTMLFormElement>("[data-making]");
const place = form?.querySelector<HTMLElement>("[data-save-state]");

if (form && place) {
  // Written by this site's own page, of the same build.
  const { unsaved } = JSON.parse(form.dataset.making ?? "") as { readonly unsaved: string };
  const rest = place.textContent;
  let waiting = 0;
  let typed = false;
  let sending = false;
  const look = (): void => {
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    waiting = unsavedIn(new Map(fields));
    place.textContent = waiting === 0 ? rest : unsaved.replace("{count}", String(waiting));
  };
  form.addEventListener("input", () => {
    typed = true;
    look();
  });
  form.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    // What the page itself offers is nobody's loss.
    if (typed && waiting > 0 && !sending) event.preventDefault();
  });
  // A browser may have kept what was typed, or the page is the answer to a form that was refused.
  look();
}
