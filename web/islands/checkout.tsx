// The island of the checkout: gives the session its network, its clock and the provider's window.
import { render } from "preact";
import { CheckoutSession } from "../buying/checkout-session.ts";
import type { CheckoutFacts } from "../buying/facts.ts";
import { paymentClient } from "../buying/payment-client.ts";
import { paymentWindow } from "../buying/payment-window.ts";
import { CheckoutPanel, WIDGET_PLACES } from "../buying/ui/checkout-panel.tsx";
import { callApi } from "./browser-api.ts";
import { browserTimers } from "./browser-timers.ts";
import { serverNowMs } from "./server-clock.ts";

const root = document.querySelector<HTMLElement>("[data-checkout]");

if (root !== null) {
  // Written by this site's own page, of the same build.
  const facts = JSON.parse(root.dataset.checkout ?? "") as CheckoutFacts;
  const provider =
    facts.payment === null || facts.total_krw === 0
      ? null
      : paymentWindow(facts.payment, {
          methods: `#${WIDGET_PLACES.methods}`,
          agreement: `#${WIDGET_PLACES.agreement}`,
        });
  const session = new CheckoutSession(facts, {
    client: paymentClient(callApi),
    timers: browserTimers,
    nowMs: serverNowMs,
    makeKey: () => crypto.randomUUID(),
    openWindow: async (wish) => (await provider?.open(wish)) ?? { kind: "failed" },
    // Without what the window added to the address: else a reload would look like another return.
    reload: () => location.replace(facts.url),
  });
  const acts = { pay: () => void session.pay(), simulate: (outcome: string) => void session.simulate(outcome) };
  const draw = (): void =>
    render(<CheckoutPanel facts={facts} state={session.state} now_ms={serverNowMs()} acts={acts} />, root);
  if (location.search !== "") history.replaceState(null, "", facts.url);
  let prepared = false;
  /** The ways to pay are drawn once, as soon as there is an order to pay for. */
  const prepare = (): void => {
    if (prepared || session.state.step.at !== "ready") return;
    prepared = true;
    void provider?.prepare(facts.total_krw);
  };
  draw();
  session.watch(() => {
    draw();
    prepare();
  });
  session.open();
  const tick = (): void => {
    draw();
    setTimeout(tick, 1_000 - (serverNowMs() % 1_000));
  };
  tick();
  prepare();
  addEventListener("online", () => session.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") session.wake();
  });
  // A page kept for the back button knows nothing of what happened since.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.replace(facts.url);
  });
}
