// What the waiting page asks of the service, and how it listens.
import type { CheckAnswer, CheckShown } from "../../schema/http/checks.ts";
import type { CallApi, CallResult } from "../api-client.ts";
import { openRoad, type Road, type RoadEar } from "../road.ts";
import { type PlaceTold, readTold } from "./place.ts";

export type Joined = { readonly told: PlaceTold; readonly receipt: string | null };
export type LineClient = {
  readonly status: () => Promise<CallResult<PlaceTold>>;
  readonly join: (shown?: CheckShown) => Promise<CallResult<Joined>>;
  readonly check: () => Promise<CallResult<CheckAnswer>>;
  readonly mailCheck: () => Promise<CallResult<null>>;
  readonly claim: (claim: { by: "tap" | "focus"; switching: boolean }) => Promise<CallResult<PlaceTold>>;
  readonly prolong: () => Promise<CallResult<PlaceTold>>;
  readonly leave: () => Promise<CallResult<null>>;
  readonly receipt: (position: number) => Promise<CallResult<string>>;
  readonly listen: (ear: RoadEar) => Road;
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const readReceipt = (value: unknown): string | undefined => {
  const receipt = fieldOf(value, "receipt");
  return typeof receipt === "string" ? receipt : undefined;
};

const readJoined = (value: unknown): Joined | undefined => {
  const told = readTold(value);
  return told === undefined ? undefined : { told, receipt: readReceipt(value) ?? null };
};

const readCheck = (value: unknown): CheckAnswer | undefined => {
  const asks = fieldOf(value, "asks");
  if (asks !== "nothing" && asks !== "proof" && asks !== "turnstile") return undefined;
  const challenge = fieldOf(value, "challenge");
  const text = ["text", "site_key"].some((name) => typeof fieldOf(challenge, name) === "string");
  return asks === "nothing" || text ? (value as CheckAnswer) : undefined;
};

export function lineClient(call: CallApi, show_id: string): LineClient {
  const queue = `/v1/api/shows/${encodeURIComponent(show_id)}/queue`;
  return {
    status: () => call(`${queue}/status`, { read: readTold }),
    join: (shown) =>
      call(queue, { method: "POST", ...(shown === undefined ? {} : { body: { check: shown } }), read: readJoined }),
    check: () => call(`${queue}/check`, { read: readCheck }),
    mailCheck: () => call(`${queue}/check/mail`, { method: "POST", read: () => null }),
    claim: ({ by, switching }) =>
      call(`${queue}/status`, {
        method: "PATCH",
        body: { state: "CLAIMED", by, ...(switching ? { switch: true } : {}) },
        read: readTold,
      }),
    prolong: () => call(`${queue}/status`, { method: "PATCH", body: { prolong: true }, read: readTold }),
    leave: () => call(queue, { method: "DELETE", read: () => null }),
    receipt: (position) => call(`${queue}/receipts/${position}`, { read: readReceipt }),
    listen: (ear) => openRoad(`${queue}/live`, ear),
  };
}
