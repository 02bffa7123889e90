// The island of the API's reference: lets a call be tried with a token that stays in this page. Without it the page is the
// same to read.
import { buildRequest, shownAnswer } from "../api-docs/request.ts";

type Field = { readonly name: string; readonly place: string; readonly required: boolean };

const SHOWN_CHARS_MAX = 20_000;

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  class_name: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = class_name;
  element.textContent = text;
  return element;
}

function labelled<Control extends HTMLElement>(words: string, control: Control): HTMLLabelElement {
  const label = make("label", "field");
  label.append(make("span", "field-label", words), control);
  return label;
}

const token = make("input", "control");
token.type = "password";
token.autocomplete = "off";
token.spellcheck = false;

function tryOut(article: HTMLElement): HTMLElement {
  const { method = "GET", path = "", fields = "[]", body, access } = article.dataset;
  const inputs = (JSON.parse(fields) as Field[]).map((field) => {
    const input = make("input", "control");
    input.required = field.required;
    return { field, input };
  });
  const area = body === undefined ? null : make("textarea", "control docs-try-body");
  const send = make("button", "button", "Send");
  send.type = "submit";
  const output = make("output", "docs-try-answer");
  const form = make("form", "docs-try-form");
  form.append(...inputs.map(({ field, input }) => labelled(`${field.name} (${field.place})`, input)));
  if (area !== null) form.append(labelled("Body, JSON", area));
  form.append(send, output);
  const typed = (place: string): Record<string, string> =>
    Object.fromEntries(
      inputs.filter(({ field }) => field.place === place).map(({ field, input }) => [field.name, input.value]),
    );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (access !== "anyone" && token.value.trim() === "") {
      output.textContent = "This call needs a token: give one at the top of the page.";
      return;
    }
    const built = buildRequest({
      method,
      path,
      in_path: typed("path"),
      in_query: typed("query"),
      in_header: typed("header"),
      body: area?.value ?? null,
      token: token.value,
    });
    if (!built.ok) {
      output.textContent = built.fault;
      return;
    }
    send.setAttribute("aria-busy", "true");
    void answerTo(built.path, built.init).then((lines) => {
      send.removeAttribute("aria-busy");
      output.replaceChildren(
        make("p", "docs-try-status tabular", lines.status),
        make("pre", "docs-try-text", lines.text),
      );
    });
  });
  return form;
}

async function answerTo(path: string, init: RequestInit): Promise<{ readonly status: string; readonly text: string }> {
  const started_ms = performance.now();
  try {
    const answer = await fetch(path, init);
    const text = answer.type === "opaqueredirect" ? "" : await answer.text();
    const took_ms = Math.round(performance.now() - started_ms);
    const status = answer.type === "opaqueredirect" ? "leads to another address" : String(answer.status);
    return { status: `${status} · ${took_ms} ms`, text: shownAnswer(text, SHOWN_CHARS_MAX) };
  } catch {
    return { status: "No answer", text: "Nothing came back. Try it again once you are connected." };
  }
}

const head = document.querySelector(".docs-head");
if (head !== null) {
  const asked = labelled("Access token, to try calls with. It stays in this page.", token);
  asked.classList.add("docs-token");
  head.append(asked);
  for (const article of document.querySelectorAll<HTMLElement>("[data-try]")) {
    const fold = make("details", "docs-answer docs-try");
    fold.append(make("summary", "", "Try it"));
    fold.addEventListener("toggle", () => fold.append(tryOut(article)), { once: true });
    article.append(fold);
  }
}
