// What the checkout page hands its script: plain data, of the same build.
import type { Language } from "../../schema/http/words.ts";
import { buyingEn } from "../words/buying-en.ts";
import { buyingKo } from "../words/buying-ko.ts";

/** An order as far as paying for it goes. */
export type PayableBooking = {
  readonly id: string;
  readonly total_krw: number;
  readonly expires_at_ms: number;
  readonly attempts_left: number;
  readonly attempts_made: number;
};

/** How the fan came back from the provider's window. Nothing is charged yet, whatever it says. */
export type WindowReturn =
  | { readonly kind: "agreed"; readonly payment_key: string; readonly attempt_id: string; readonly amount_krw: number }
  | { readonly kind: "failed"; readonly code: string };

export type CheckoutFacts = {
  readonly language: Language;
  readonly hold_id: string;
  /** This page's own address, without what a window added to it. */
  readonly url: string;
  /** Where a form gives the seats up. */
  readonly release_url: string;
  readonly order_name: string;
  readonly total_krw: number;
  /** null until the hold has become an order. */
  readonly booking: PayableBooking | null;
  /** The attempt under way: a reload goes on asking about it. */
  readonly checking: { readonly request_id: string; readonly since_ms: number } | null;
  /** How the attempt before ended. */
  readonly last_code: string | null;
  readonly returned: WindowReturn | null;
  /** In a practice one press stands for the provider's window, and nothing is charged. */
  readonly practised: boolean;
  /** null where this deployment takes no payments. */
  readonly payment: {
    readonly client_key: string;
    readonly sdk_url: string;
    readonly simulated: boolean;
  } | null;
};

export type CheckoutWords = (typeof buyingKo)["checkout"];

export const checkoutWords = (language: Language): CheckoutWords => (language === "ko" ? buyingKo : buyingEn).checkout;
