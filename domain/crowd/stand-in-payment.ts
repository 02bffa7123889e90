// The payment of a practice: no provider is ever asked. It says yes, unless the attempt itself says how it shall end.
import type { Outcome } from "../seat-ledger/decide-payment.ts";

type Attempt = { readonly simulate: string | null; readonly amount_krw: number };

export const standInOutcome = ({ simulate, amount_krw }: Attempt): Outcome =>
  simulate === null || simulate === "success"
    ? { kind: "captured", payment_key: null, captured_krw: amount_krw, receipt_url: null }
    : { kind: "declined", code: simulate };
