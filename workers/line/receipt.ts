// Signing what a fan keeps: receipts of a place and checkpoints of the log, both with the receipt key, told apart by typ.
import { CompactSign } from "jose";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import type { ListCheckpoint, ListReceipt } from "../../domain/returns/public-entry.ts";
import { signingKey } from "../kit/keys.ts";

type TokenEnv = { readonly SIGNING_KEYS: string; readonly ISSUER: string };
const encoder = new TextEncoder();

export const signReceipt = (env: TokenEnv, receipt: Receipt): Promise<string> => sign(env, "receipt+jws", receipt);
export const signCheckpoint = (env: TokenEnv, checkpoint: Checkpoint): Promise<string> =>
  sign(env, "checkpoint+jws", checkpoint);
/** The list for returned seats has its own, so that none of them ever passes for the line's. */
export const signListReceipt = (env: TokenEnv, receipt: ListReceipt): Promise<string> =>
  sign(env, "list-receipt+jws", receipt);
export const signListCheckpoint = (env: TokenEnv, checkpoint: ListCheckpoint): Promise<string> =>
  sign(env, "list-checkpoint+jws", checkpoint);

type Facts = Receipt | Checkpoint | ListReceipt | ListCheckpoint;

async function sign(env: TokenEnv, typ: string, facts: Facts): Promise<string> {
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "receipt");
  const payload = encoder.encode(JSON.stringify({ iss: env.ISSUER, ...facts }));
  return new CompactSign(payload).setProtectedHeader({ alg: "ES256", kid, typ }).sign(key);
}
