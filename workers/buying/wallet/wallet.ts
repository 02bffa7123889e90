// The wallets that this deployment can fill, behind one interface.
import { googleWallet } from "./google-wallet.ts";
import type { Wallet } from "./pass.ts";

/** Which wallets this deployment can fill; without settings none is offered. */
export const walletsOf = (env: Pick<Env, "GOOGLE_WALLET">): readonly Wallet[] => {
  const google = googleWallet(env);
  return google === null ? [] : [google];
};
