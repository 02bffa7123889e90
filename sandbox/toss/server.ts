// The stand-in payment service as the product reaches it: in the same process, because a Worker cannot wait for an answer
// from itself.
import type { PaymentFetch } from "../../workers/buying/payments/call.ts";
import type { PaymentEnv } from "../../workers/buying/payments/settings.ts";
import { isAway } from "../away/parts.ts";
import { BASE, carried, tossCall } from "./carry.ts";
import { STAND_IN_KEYS } from "./desk.ts";
import type { SandboxToss } from "./store.ts";

export type TossEnv = {
  readonly SANDBOX_TOSS: DurableObjectNamespace<SandboxToss>;
  /** Jobs have no request to learn their own address from: receipts' links then lead here. */
  readonly PUBLIC_ORIGIN: string;
};

export const tossOf = (env: TossEnv): DurableObjectStub<SandboxToss> => env.SANDBOX_TOSS.getByName("toss");

/** The product's bindings with the stand-in as its provider. One that is configured on a laptop is used instead. */
export function withPayments<E extends TossEnv>(env: E & PaymentEnv, request?: Request): E & PaymentEnv {
  if (env.PAYMENTS !== undefined) return env;
  const origin = request === undefined ? env.PUBLIC_ORIGIN : new URL(request.url).origin;
  const settings = {
    provider: "toss",
    ...STAND_IN_KEYS,
    base_url: `${origin}${BASE}`,
    sdk_url: `${origin}${BASE}/sdk.js`,
    simulated: true,
  };
  return { ...env, PAYMENTS: JSON.stringify(settings), PAYMENT_FETCH: inProcess(env) };
}

const inProcess =
  (env: TossEnv): PaymentFetch =>
  async (url, { signal, ...init }) => {
    if (isAway("payments")) throw new TypeError("nobody answers");
    const call = await tossCall(new Request(url, init));
    return carried(await tossOf(env).handle(call), signal ?? null);
  };
