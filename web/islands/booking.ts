// The island of a booking's pages: the money that would come back follows the chosen seats, and a state that is about to
// change is looked at again until it has.
const LOOK_AGAIN_MS = 3_000;
const LOOKS_MAX = 40;

const form = document.querySelector<HTMLFormElement>("form[data-cancel-seats]");
if (form !== null) {
  let latest = 0;
  form.addEventListener("change", () => {
    latest += 1;
    void showMoney(form, latest, () => latest);
  });
}

/** The same page for the new choice; of answers that overtake one another only the last is shown. */
async function showMoney(from: HTMLFormElement, mine: number, latest: () => number): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(from)) if (typeof value === "string") query.append(name, value);
  const target = document.querySelector("[data-refund]");
  target?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${from.action}?${query}`, { headers: { accept: "text/html" } });
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-refund]");
    if (mine === latest() && drawn !== null) target?.replaceWith(document.adoptNode(drawn));
  } catch {
    // Cut off: the button below the seats asks the whole page again.
    target?.removeAttribute("aria-busy");
  }
}

const moving = document.querySelector<HTMLElement>("[data-moving]");
if (moving !== null) lookAgain(moving.dataset.moving ?? "", LOOKS_MAX);

function lookAgain(state: string, looks_left: number): void {
  if (looks_left === 0) return;
  setTimeout(async () => {
    if (document.visibilityState === "visible" && (await stateNow()) !== state) location.reload();
    else lookAgain(state, looks_left - 1);
  }, LOOK_AGAIN_MS);
}

/** As this page would say it now; what cannot be read counts as unchanged. */
async function stateNow(): Promise<string> {
  const before = moving?.dataset.moving ?? "";
  try {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (!answer.ok) return before;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    return drawn.querySelector<HTMLElement>("[data-moving]")?.dataset.moving ?? "";
  } catch {
    return before;
  }
}
