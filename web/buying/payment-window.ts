// The provider's own widget and window: Toss Payments' browser SDK (v2), or the stand-in that speaks like it. Its script is
// loaded on the checkout page alone, and only when a payment is about to begin.

import type { WindowAnswer, WindowWish } from "./checkout-session.ts";
import type { CheckoutFacts } from "./facts.ts";

type Widgets = {
  readonly setAmount: (amount: { readonly currency: "KRW"; readonly value: number }) => Promise<void>;
  readonly renderPaymentMethods: (wish: { readonly selector: string; readonly variantKey: string }) => Promise<unknown>;
  readonly renderAgreement: (wish: { readonly selector: string; readonly variantKey: string }) => Promise<unknown>;
  readonly requestPayment: (wish: {
    readonly orderId: string;
    readonly orderName: string;
    readonly successUrl: string;
    readonly failUrl: string;
  }) => Promise<unknown>;
};
type Sdk = (client_key: string) => { readonly widgets: (who: { readonly customerKey: string }) => Widgets };

declare global {
  interface Window {
    readonly TossPayments?: Sdk;
  }
}

/** The provider learns nothing about the fan that it does not ask them itself. */
const NOBODY = "@@ANONYMOUS";
const ORDER_NAME_CHARS = 100;

/** `to` marks where the widget draws itself. */
export type PaymentWindow = {
  readonly prepare: (amount_krw: number) => Promise<boolean>;
  readonly open: (wish: WindowWish) => Promise<WindowAnswer>;
};

export function paymentWindow(
  payment: NonNullable<CheckoutFacts["payment"]>,
  places: {
    readonly methods: string;
    readonly agreement: string;
  },
): PaymentWindow {
  let widgets: Promise<Widgets | null> | null = null;

  async function make(amount_krw: number): Promise<Widgets | null> {
    try {
      const sdk = await load(payment.sdk_url);
      const made = sdk(payment.client_key).widgets({ customerKey: NOBODY });
      await made.setAmount({ currency: "KRW", value: amount_krw });
      await Promise.all([
        made.renderPaymentMethods({ selector: places.methods, variantKey: "DEFAULT" }),
        made.renderAgreement({ selector: places.agreement, variantKey: "AGREEMENT" }),
      ]);
      return made;
    } catch {
      // Cut off, or blocked by the browser: the next press tries again.
      widgets = null;
      return null;
    }
  }

  const prepare = (amount_krw: number): Promise<Widgets | null> => {
    widgets ??= make(amount_krw);
    return widgets;
  };

  return {
    prepare: async (amount_krw) => (await prepare(amount_krw)) !== null,
    open: async ({ attempt_id, order_name, amount_krw, back_url }) => {
      const made = await prepare(amount_krw);
      if (made === null) return { kind: "failed" };
      try {
        await made.requestPayment({
          orderId: attempt_id,
          orderName: order_name.slice(0, ORDER_NAME_CHARS),
          successUrl: `${back_url}?window=agreed`,
          failUrl: `${back_url}?window=failed`,
        });
        return { kind: "gone" };
      } catch (error) {
        return { kind: KINDS.get(codeIn(error)) ?? "failed" };
      }
    },
  };
}

const KINDS: ReadonlyMap<unknown, "closed" | "not_agreed"> = new Map([
  ["USER_CANCEL", "closed"],
  ["PAY_PROCESS_CANCELED", "closed"],
  ["NEED_AGREEMENT_WITH_REQUIRED_TERMS", "not_agreed"],
]);

const codeIn = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : null;

function load(url: string): Promise<Sdk> {
  if (window.TossPayments !== undefined) return Promise.resolve(window.TossPayments);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => {
      if (window.TossPayments === undefined) reject(new Error("the payment script brought nothing"));
      else resolve(window.TossPayments);
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("the payment script did not load"));
    });
    document.head.append(script);
  });
}
