// The deployment's payment provider, made from its configuration.
import type { PaymentProvider } from "./provider.ts";
import { type PaymentEnv, paymentFetch, paymentSettings } from "./settings.ts";
import { tossProvider } from "./toss.ts";

/** By the name that an attempt keeps. Null where payments are switched off, or where this deployment has no such one. */
export function paymentProvider(env: PaymentEnv, name: string): PaymentProvider | null {
  const settings = paymentSettings(env);
  return settings?.provider !== name ? null : tossProvider({ settings, ask: paymentFetch(env), now: Date.now });
}

/** What the checkout page needs; the secret key stays here. */
export function checkoutSettings(env: PaymentEnv): CheckoutSettings | null {
  const settings = paymentSettings(env);
  if (settings === null) return null;
  const { provider, client_key, sdk_url, simulated } = settings;
  return { provider, client_key, sdk_url, simulated };
}

export type CheckoutSettings = {
  readonly provider: "toss";
  readonly client_key: string;
  readonly sdk_url: string;
  /** True where payments may begin without the provider's window. */
  readonly simulated: boolean;
};
