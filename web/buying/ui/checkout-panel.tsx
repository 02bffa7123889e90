// The part of the checkout that changes: time left, what went wrong and what to do next, and the one button. Drawn by the
// page itself first, then by its script.
import type { JSX } from "preact";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../../schema/payment-outcomes.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { LineRule } from "../../components/line-rule.tsx";
import { money } from "../../words/format.ts";
import type { CheckoutState, Problem } from "../checkout-session.ts";
import { type CheckoutFacts, type CheckoutWords, checkoutWords, type PayableBooking } from "../facts.ts";
import { SimulatedControl } from "./simulated-control.tsx";

export type CheckoutActs = { readonly pay: () => void; readonly simulate: (outcome: string) => void };

export type CheckoutPanelProps = {
  readonly facts: CheckoutFacts;
  readonly state: CheckoutState;
  readonly now_ms: number;
  /** null before the script is here. */
  readonly acts: CheckoutActs | null;
};

/** Where the provider's widget draws itself; nobody else ever does. */
export const WIDGET_PLACES = { methods: "checkout-methods", agreement: "checkout-agreement" } as const;
const LONG_MS = 12_000;

export const CheckoutPanel = ({ facts, state, now_ms, acts }: CheckoutPanelProps): JSX.Element => {
  const words = checkoutWords(facts.language);
  const { step, booking, problem } = state;
  const busy = step.at !== "ready";
  return (
    <>
      {booking === null || step.at === "checking" ? null : <TimeLeft words={words} booking={booking} now_ms={now_ms} />}
      <Ways facts={facts} hidden={step.at === "checking" || step.at === "over"} />
      {/* One place under the thumb: what happened, and right below it what to press. */}
      <div class="pay-action">
        <div class="pay-news" role="status">
          {problem === null || busy ? null : (
            <ProblemNews facts={facts} problem={problem} booking={booking} now_ms={now_ms} />
          )}
          {step.at === "checking" ? <Checking words={words} long={now_ms - step.since_ms > LONG_MS} /> : null}
          {state.cut_off ? <p class="pay-cut">{words.offline}</p> : null}
        </div>
        {step.at === "checking" || step.at === "over" ? null : (
          <>
            <p class="pay-total">
              <span>{words.total}</span>
              <strong class="tabular">{money(facts.total_krw, facts.language)}</strong>
            </p>
            <PayButton facts={facts} state={state} acts={acts} />
            <p class="pay-agree" id="pay-agree">
              {words.agree}
            </p>
          </>
        )}
      </div>
      {facts.payment?.simulated === true && step.at === "ready" && acts !== null && facts.total_krw > 0 ? (
        <SimulatedControl words={words} simulate={acts.simulate} />
      ) : null}
      {step.at === "ready" || step.at === "ordering" ? <Leave facts={facts} /> : null}
    </>
  );
};

/** A plain form: giving up must work whatever the script does. Not while a payment is under way, which it cannot stop. */
const Leave = ({ facts }: { readonly facts: CheckoutFacts }): JSX.Element => {
  const words = checkoutWords(facts.language);
  return (
    <form class="checkout-leave" method="post" action={facts.release_url}>
      <Button type="submit" kind="quiet" describedBy="give-up-text">
        {words.giveUp}
      </Button>
      <p class="unseen" id="give-up-text">
        {words.giveUpText}
      </p>
    </form>
  );
};

type TimeLeftProps = { readonly words: CheckoutWords; readonly booking: PayableBooking; readonly now_ms: number };

const TimeLeft = ({ words, booking, now_ms }: TimeLeftProps): JSX.Element => {
  const left_ms = booking.expires_at_ms - now_ms;
  return (
    <p class={left_ms < 60_000 ? "pay-time pay-time-near" : "pay-time"}>
      <span class="pay-time-name">{words.timeLeft}</span>
      <span class="pay-time-left tabular">{left_ms <= 0 ? words.over : words.clock(left_ms)}</span>
    </p>
  );
};

type ProblemNewsProps = {
  readonly facts: CheckoutFacts;
  readonly problem: Problem;
  readonly booking: PayableBooking | null;
  readonly now_ms: number;
};

const ProblemNews = ({ facts, problem, booking, now_ms }: ProblemNewsProps): JSX.Element => {
  const words = checkoutWords(facts.language);
  const { title, detail } = problemWords(facts, problem);
  const left_ms = booking === null ? 0 : booking.expires_at_ms - now_ms;
  return (
    <div class="pay-problem">
      <Icon name="alert" />
      <div>
        <p class="pay-problem-title">{title}</p>
        <p>{detail}</p>
        {booking === null || left_ms <= 0 ? null : (
          // Read out once with the rest; a clock that is read out each second helps nobody.
          <p class="pay-problem-next tabular" aria-live="off">
            {booking.attempts_left === 1 ? words.lastTry(left_ms) : words.next(booking.attempts_left, left_ms)}
          </p>
        )}
      </div>
    </div>
  );
};

function problemWords(facts: CheckoutFacts, problem: Problem): { readonly title: string; readonly detail: string } {
  const words = checkoutWords(facts.language);
  switch (problem.kind) {
    case "module":
      return { title: words.moduleFailed, detail: words.moduleFailedText };
    case "not_agreed":
      return { title: words.agreeFirst, detail: words.refusedText };
    case "refused":
      return { title: problem.title === "" ? words.off : problem.title, detail: problem.detail || words.refusedText };
    case "outcome":
      return PAYMENT_OUTCOMES[isPaymentOutcome(problem.code) ? problem.code : "declined"][facts.language];
  }
}

type CheckingProps = { readonly words: CheckoutWords; readonly long: boolean };

const Checking = ({ words, long }: CheckingProps): JSX.Element => (
  <div class="pay-checking">
    <LineRule share={long ? 0.85 : 0.6} tone="live" />
    <h2 class="pay-checking-title">{long ? words.checkingLong : words.checking}</h2>
    <p>{long ? words.checkingLongText : words.checkingText}</p>
  </div>
);

type WaysProps = { readonly facts: CheckoutFacts; readonly hidden: boolean };

const Ways = ({ facts, hidden }: WaysProps): JSX.Element | null => {
  const words = checkoutWords(facts.language);
  if (facts.total_krw === 0) return null;
  if (facts.practised) return <p class="pay-text">{words.practised}</p>;
  if (facts.payment === null) {
    return (
      <div class="pay-problem">
        <Icon name="alert" />
        <div>
          <p class="pay-problem-title">{words.off}</p>
          <p>{words.offText}</p>
        </div>
      </div>
    );
  }
  return (
    <section class="pay-ways" aria-labelledby="pay-ways-title" hidden={hidden}>
      <h2 class="pay-title" id="pay-ways-title">
        {words.method}
      </h2>
      <p class="pay-text">{words.methodText}</p>
      <div id={WIDGET_PLACES.methods} class="pay-widget" />
      <div id={WIDGET_PLACES.agreement} class="pay-widget" />
    </section>
  );
};

type PayButtonProps = Pick<CheckoutPanelProps, "facts" | "state" | "acts">;

const PayButton = ({ facts, state, acts }: PayButtonProps): JSX.Element => {
  const words = checkoutWords(facts.language);
  const { step, problem } = state;
  const off = acts === null || (facts.payment === null && facts.total_krw > 0 && !facts.practised);
  const label =
    step.at === "ordering"
      ? words.ordering
      : step.at === "opening"
        ? words.opening
        : step.at === "sending"
          ? words.sending
          : facts.total_krw === 0
            ? words.payFree
            : problem?.kind === "outcome"
              ? words.tryAgain(facts.total_krw)
              : words.pay(facts.total_krw);
  return (
    <Button
      kind="primary"
      wide
      class="pay-button"
      disabled={off}
      busy={step.at !== "ready"}
      describedBy="pay-agree"
      {...(acts !== null && { onClick: () => acts.pay() })}
    >
      {label}
    </Button>
  );
};
