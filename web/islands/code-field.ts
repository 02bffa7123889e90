// Makes six fields of the code's one. The one stays, unseen, and is what the form sends.
import { CODE_DIGITS, type Entry, enter, takeBack, typed } from "./code-digits.ts";

export function makeSixFields(field: HTMLElement): void {
  const whole = field.querySelector<HTMLInputElement>("input[name=code]");
  const label = field.querySelector<HTMLLabelElement>("label");
  const error = field.querySelector<HTMLElement>(".field-error");
  const form = field.closest("form");
  if (whole === null || label === null || error === null || form === null) return;

  const described = whole.getAttribute("aria-describedby") ?? "";
  const labels = (field.dataset.digitLabels ?? "").split("|");
  const fields = labels.slice(0, CODE_DIGITS).map((text, place) => digitField(text, place, described));
  const group = document.createElement("div");
  group.className = "code-fields";
  group.role = "group";
  group.setAttribute("aria-labelledby", label.id);
  group.append(...fields);
  const [first] = fields;
  if (first === undefined) return;

  // What a quick hand typed before this script came is not lost.
  let digits: readonly string[] = enter({ digits: fields.map(() => ""), at: 0 }, whole.value).digits;
  const had_focus = document.activeElement === whole || document.activeElement === document.body;

  const show = (entry: Entry): void => {
    digits = entry.digits;
    fields.forEach((one, place) => {
      one.value = digits[place] ?? "";
    });
    whole.value = digits.join("");
    fields[entry.at]?.focus();
    fields[entry.at]?.select();
  };
  /** With all six there the next thing to do is the button. */
  const showAndGoOn = (entry: Entry): void => {
    show(entry);
    if (whole.value.length === CODE_DIGITS) form.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  };

  fields.forEach((one, at) => {
    one.addEventListener("input", () => showAndGoOn(enter({ digits, at }, typed(digits[at] ?? "", one.value))));
    one.addEventListener("focus", () => one.select());
    one.addEventListener("paste", (event) => {
      event.preventDefault();
      showAndGoOn(enter({ digits, at }, event.clipboardData?.getData("text") ?? ""));
    });
    one.addEventListener("keydown", (event) => {
      const to = event.key === "ArrowLeft" ? at - 1 : event.key === "ArrowRight" ? at + 1 : at;
      if (event.key === "Backspace") show(takeBack({ digits, at }));
      else if (to === at || fields[to] === undefined) return;
      else fields[to].focus();
      event.preventDefault();
    });
  });

  form.addEventListener("submit", (event) => {
    if (whole.value.length === CODE_DIGITS) return;
    event.preventDefault();
    error.textContent = field.dataset.shape ?? "";
    error.hidden = false;
    field.classList.add("field-refused");
    fields[digits.indexOf("")]?.focus();
  });

  label.removeAttribute("for");
  whole.type = "hidden";
  whole.autocomplete = "off";
  whole.before(group);
  show({ digits, at: 0 });
  if (!had_focus) first.blur();
}

function digitField(label: string, place: number, described: string): HTMLInputElement {
  const field = document.createElement("input");
  field.className = "control code-digit";
  field.inputMode = "numeric";
  // The phone's suggestion is offered once and fills all six.
  field.autocomplete = place === 0 ? "one-time-code" : "off";
  field.setAttribute("aria-label", label);
  if (place === 0 && described !== "") field.setAttribute("aria-describedby", described);
  return field;
}
