// The payment window: a person chooses what to pay with and what happens. And the receipt one finds later.
import type { JSX } from "preact";
import { Button } from "../../web/components/button.tsx";
import { Select } from "../../web/components/field.tsx";
import { Perforation } from "../../web/components/perforation.tsx";
import { money } from "../../web/words/format.ts";
import { Layout } from "../../workers/kit/pages/layout.tsx";
import type { PageFrame } from "../../workers/kit/pages/view-models.ts";
import { BASE } from "./carry.ts";
import type { ListedPayment } from "./list.ts";
import { OUTCOMES } from "./outcomes.ts";
import { METHOD_WORDS, METHODS, OUTCOME_WORDS, WINDOW_WORDS } from "./window-words.ts";

export const WINDOW_PATH = `${BASE}/window`;
export const STYLE_PATH = `${BASE}/style.css`;

/** What the shop's page opens the window with. */
export type WindowWish = {
  readonly orderId: string;
  readonly orderName: string;
  readonly amount: number;
  readonly successUrl: string;
  readonly failUrl: string;
};

type Props = { readonly frame: PageFrame };

export function WindowPage({ frame, wish, preset }: Props & { wish: WindowWish; preset: string }): JSX.Element {
  const { language } = frame;
  const words = WINDOW_WORDS[language];
  const amount = money(wish.amount, language);
  return (
    <Layout frame={frame} title={words.title} description={words.intro} hidden class="pay-window">
      <link rel="stylesheet" href={STYLE_PATH} />
      <p class="pay-window-note">{words.intro}</p>
      <article class="pay-window-slip">
        <header class="pay-window-head">
          <h1 class="pay-window-name">{wish.orderName}</h1>
          <p class="pay-window-label">{words.amount}</p>
          <p class="pay-window-amount tabular">{amount}</p>
          <p class="pay-window-order">
            {words.order} <code>{wish.orderId}</code>
          </p>
        </header>
        <Perforation />
        <form method="post" action={WINDOW_PATH} class="pay-window-form">
          {Object.entries(wish).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={String(value)} />
          ))}
          <fieldset class="pay-window-methods">
            <legend class="pay-window-label">{words.method}</legend>
            {METHODS.map((method, at) => (
              <label key={method} class="pay-window-method">
                <input type="radio" name="method" value={method} checked={at === 0} />
                <strong>{METHOD_WORDS[method].name[language]}</strong>
                <span class="tabular">{METHOD_WORDS[method].about[language]}</span>
              </label>
            ))}
          </fieldset>
          <Select
            id="outcome"
            name="outcome"
            label={words.outcome}
            value={preset}
            options={OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value][language] }))}
          />
          <Button type="submit" kind="primary" wide name="act" value="pay">
            {words.pay(amount)}
          </Button>
          <div class="pay-window-else">
            <Button type="submit" kind="quiet" name="act" value="reject">
              {words.reject}
            </Button>
            <Button type="submit" kind="quiet" name="act" value="abort">
              {words.abort}
            </Button>
            <Button type="submit" kind="quiet" name="act" value="cancel">
              {words.cancel}
            </Button>
          </div>
        </form>
      </article>
    </Layout>
  );
}

export function WrongWindowPage({ frame }: Props): JSX.Element {
  const words = WINDOW_WORDS[frame.language];
  return (
    <Layout frame={frame} title={words.wrong} description={words.wrongText} hidden class="message">
      <h1 class="page-title">{words.wrong}</h1>
      <p class="prose">{words.wrongText}</p>
    </Layout>
  );
}

export function ReceiptPage({ frame, payment }: Props & { payment: ListedPayment | null }): JSX.Element {
  const { language } = frame;
  const words = WINDOW_WORDS[language];
  if (payment === null) {
    return (
      <Layout frame={frame} title={words.noReceipt} description={words.intro} hidden class="message">
        <h1 class="page-title">{words.noReceipt}</h1>
      </Layout>
    );
  }
  const { status, amount_krw } = payment;
  const charged = status === "DONE" || status === "PARTIAL_CANCELED" || status === "CANCELED";
  const returned_krw = payment.cancels.reduce((sum, cancel) => sum + cancel.amount_krw, 0);
  const facts = [
    [words.order, payment.order_id],
    [words.status, words.statuses[charged ? status : "OTHER"]],
    [words.charged, money(charged ? amount_krw : 0, language)],
    [words.returned, money(returned_krw, language)],
  ] as const;
  return (
    <Layout frame={frame} title={words.receipt} description={words.intro} hidden class="pay-window">
      <link rel="stylesheet" href={STYLE_PATH} />
      <h1 class="page-title">{words.receipt}</h1>
      <dl class="pay-window-slip pay-window-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt class="pay-window-label">{name}</dt>
            <dd class="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Layout>
  );
}

/** Served apart: pages of the stand-ins are no part of the product's style sheet. */
export const STYLE = `
.pay-window { display: grid; align-content: start; justify-items: center; gap: var(--space-4); padding-top: var(--space-6); }
.pay-window-note { margin: 0; color: var(--ink-soft); font-size: var(--size-1); }
.pay-window-slip {
  width: 100%; max-width: 27rem; background: var(--sheet); border: 1px solid var(--rule); border-radius: var(--radius-2);
}
.pay-window-head { display: grid; gap: var(--space-1); padding: var(--space-6); }
.pay-window-head p, .pay-window-name { margin: 0; }
.pay-window-name { font-size: var(--size-3); font-weight: var(--strong); overflow-wrap: anywhere; }
.pay-window-label { color: var(--ink-soft); font-size: var(--size-1); }
.pay-window-head .pay-window-label { margin-top: var(--space-4); }
.pay-window-amount { font-size: var(--size-5); font-weight: var(--strong); line-height: 1.1; }
.pay-window-order { color: var(--ink-faint); font-size: var(--size-1); overflow-wrap: anywhere; }
.pay-window-order code { font-family: var(--face-code); }
.pay-window-form { display: grid; gap: var(--space-5); padding: var(--space-6); }
.pay-window-methods { display: grid; gap: var(--space-2); border: 0; margin: 0; padding: 0; }
.pay-window-methods legend { padding: 0; margin-bottom: var(--space-2); }
.pay-window-method {
  display: grid; grid-template-columns: auto 1fr auto; gap: var(--space-3); align-items: center; min-height: var(--target);
  padding: var(--space-2) var(--space-3); border: 1px solid var(--rule); border-radius: var(--radius-2); cursor: pointer;
}
.pay-window-method span { color: var(--ink-faint); font-size: var(--size-1); }
.pay-window-method input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; }
.pay-window-method:has(:checked) { border-color: var(--accent); background: var(--accent-wash); }
.pay-window-method:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.pay-window-else { display: grid; gap: var(--space-1); border-top: 1px solid var(--rule); padding-top: var(--space-4); }
.pay-window-facts { display: grid; gap: var(--space-4); margin: 0; padding: var(--space-6); }
.pay-window-facts dd { margin: 0; overflow-wrap: anywhere; }
.stand-in-methods { display: grid; gap: var(--space-2); }
.stand-in-methods label, .stand-in-terms label {
  display: flex; gap: var(--space-3); align-items: center; min-height: var(--target); cursor: pointer;
}
.stand-in-methods input, .stand-in-terms input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; }
`;
