// The payment jobs' surroundings in a deployment.
import { ledgerOf } from "../../objects.ts";
import { paymentProvider } from "../../payments/configured.ts";
import type { PaymentEnv } from "../../payments/settings.ts";
import type { PaymentPorts } from "../payments.ts";

export const paymentPorts = (env: Env & PaymentEnv): PaymentPorts => ({
  provider: paymentProvider(env),
  ledgerOf: (code) => ledgerOf(env, code),
  now: Date.now,
});
