// A show's lists for returned seats as the service tells them to a page. Parsed before they are believed to have a shape.
import type { ShowListsAnswer } from "../../schema/http/returns.ts";
import type { CallApi } from "../api-client.ts";

export type RoundTold = ShowListsAnswer["items"][number];
/** Null: not to be had now. */
export type AskLists = () => Promise<readonly RoundTold[] | null>;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isRound = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.showtime_id === "string" &&
  typeof value.state === "string" &&
  [value.starts_at_ms, value.ahead, value.waiting, value.offers_made].every(isCount) &&
  (value.offer === null || (isFields(value.offer) && typeof value.offer.hold_id === "string"));

export function readLists(value: unknown): readonly RoundTold[] | undefined {
  const items = isFields(value) ? value.items : undefined;
  return Array.isArray(items) && items.every(isRound) ? (items as RoundTold[]) : undefined;
}

export const askLists =
  (call: CallApi, show_id: string): AskLists =>
  async () => {
    const answer = await call(`/v1/api/shows/${encodeURIComponent(show_id)}/returns`, { read: readLists });
    return answer.ok ? answer.value : null;
  };

const WEIGHT: Readonly<Record<string, number>> = { OFFERED: 0, WAITING: 1 };
const weightOf = ({ state }: RoundTold): number => WEIGHT[state] ?? 2;

/** A fan's own first, an offer before all: those are what they came for. */
export const inOrderOfCare = (rounds: readonly RoundTold[]): RoundTold[] =>
  rounds.toSorted((a, b) => weightOf(a) - weightOf(b) || a.starts_at_ms - b.starts_at_ms);
