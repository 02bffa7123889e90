// The check that a list for returned seats may ask, done beside the page as joining a line does it: the wish is sent once there is
// something to show with it. Where nothing is asked or nothing can be had the form goes as it is, and the service says what is missing.
import { JoinCheck } from "../line/join-check.ts";
import { lineClient } from "../line/line-client.ts";
import { prove } from "../line/prove.ts";
import { vouch } from "../line/vouch.ts";
import { callApi } from "./browser-api.ts";
import { serverNowMs } from "./server-clock.ts";

function guard(form: HTMLFormElement, show_id: string): void {
  const room = form.querySelector<HTMLElement>("[data-check-room]");
  const bar = room?.querySelector("progress");
  const said = room?.querySelector<HTMLElement>("[data-check-working]");
  const widget = room?.querySelector<HTMLElement>("[data-check-widget]");
  if (room == null || bar == null || said == null || widget == null) return;

  const check = new JoinCheck({ ask: lineClient(callApi, show_id).check, prove, vouch, now: serverNowMs }, (work) => {
    room.hidden = work === null;
    const vouching = work === "vouch";
    widget.hidden = !vouching;
    bar.hidden = vouching;
    // The widget is put up in the one place of the page that has this name.
    if (vouching) widget.dataset.vouch = "";
    else delete widget.dataset.vouch;
    if (work !== null) said.textContent = (vouching ? said.dataset.checkVouch : said.dataset.checkWorking) ?? "";
    if (work !== null && work !== "vouch") {
      bar.max = work.of;
      bar.value = work.done;
    }
  });

  let checked = false;
  let checking = false;
  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    const has_code = (form.querySelector<HTMLInputElement>("input[name=check_code]")?.value ?? "") !== "";
    if (checked || !(by instanceof HTMLButtonElement) || by.value !== "join" || has_code) return;
    event.preventDefault();
    if (checking) return;
    checking = true;
    by.setAttribute("aria-busy", "true");
    void check.make().then(() => {
      checked = true;
      if (check.shown !== undefined) {
        form.append(hidden("check_kind", check.shown.kind), hidden("check_token", check.shown.token));
      }
      form.requestSubmit(by);
    });
  });
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-check]")) {
  guard(form, form.dataset.check ?? "");
}
