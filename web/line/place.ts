// A fan's place as the service tells it, by socket or by answer. Parsed before it is believed to have a shape.
import type { PlaceAnswerBody } from "../../schema/http/line.ts";
import { FAN_STATES, SALE_STATUSES } from "../../schema/http/words.ts";

export type Place = Omit<PlaceAnswerBody, "notice" | "pass" | "pass_expires_at_ms" | "redirect_url">;
export type Notice = {
  readonly text: string;
  /** Of what the product itself says; an organiser's words are as they were written. */
  readonly text_en?: string;
  readonly at_ms: number;
};
export type PlaceTold = { readonly place: Place; readonly notice: Notice | null; readonly redirect_url: string | null };

type Versioned = { readonly version: number };
export type LineFrame = Versioned &
  (
    | { readonly type: "place"; readonly place: Place }
    | { readonly type: "admitted"; readonly now_ms: number }
    | { readonly type: "sale"; readonly status: Place["sale"]; readonly now_ms: number }
    | { readonly type: "notice"; readonly notice: Notice; readonly now_ms: number }
  );

type Fields = Readonly<Record<string, unknown>>;

const STATES: ReadonlySet<unknown> = new Set(FAN_STATES);
const SALES: ReadonlySet<unknown> = new Set(SALE_STATUSES);
const REASONS: ReadonlySet<unknown> = new Set<Place["reason"]>(["sold_out", "sale_over", "cancelled", "removed", null]);

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCountOrNull = (value: unknown): boolean => value === null || isCount(value);

const isEta = (value: unknown): boolean =>
  value === null || (isFields(value) && isCount(value.p10_ms) && isCount(value.p50_ms) && isCount(value.p90_ms));

const STAGES: ReadonlySet<unknown> = new Set(["ANNOUNCED", "GATHERING", "FROZEN", "DRAWN", "FALLBACK"]);
const isDraw = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    STAGES.has(value.state) &&
    [value.lobby_closes_at_ms, value.round, value.round_at_ms].every(isCount) &&
    isCountOrNull(value.entrants));

export function readPlace(value: unknown): Place | null {
  if (!isFields(value)) return null;
  const shaped =
    STATES.has(value.state) &&
    SALES.has(value.sale) &&
    REASONS.has(value.reason) &&
    [value.position, value.ahead, value.behind, value.expires_at_ms].every(isCountOrNull) &&
    [value.total_waiting, value.seats_may_return, value.poll_after_ms, value.now_ms].every(isCount) &&
    isEta(value.eta) &&
    isFields(value.seats_left) &&
    Object.values(value.seats_left).every(isCount) &&
    typeof value.clocks_stopped === "boolean" &&
    isDraw(value.draw) &&
    typeof value.prolongable === "boolean";
  return shaped ? (value as unknown as Place) : null;
}

function readNotice(value: unknown): Notice | null {
  if (!isFields(value) || typeof value.text !== "string" || !isCount(value.at_ms)) return null;
  const { text, text_en, at_ms } = value;
  return typeof text_en === "string" ? { text, text_en, at_ms } : { text, at_ms };
}

export function readTold(value: unknown): PlaceTold | undefined {
  const place = readPlace(value);
  if (place === null || !isFields(value)) return undefined;
  const { redirect_url } = value;
  // Only a path of this site: whatever else came is not followed.
  const own = typeof redirect_url === "string" && /^\/(?![/\\])/.test(redirect_url);
  return { place, notice: readNotice(value.notice), redirect_url: own ? redirect_url : null };
}

export function readFrame(text: string): LineFrame | null {
  const value = parsed(text);
  if (!isFields(value) || !isCount(value.version) || !isCount(value.now_ms)) return null;
  const { version, now_ms } = value;
  switch (value.type) {
    case "place": {
      const place = readPlace(value);
      return place === null ? null : { type: "place", version, place };
    }
    case "admitted":
      return { type: "admitted", version, now_ms };
    case "sale":
      return SALES.has(value.status) ? { type: "sale", version, status: value.status as Place["sale"], now_ms } : null;
    case "notice": {
      const notice = readNotice(value);
      return notice === null ? null : { type: "notice", version, notice, now_ms };
    }
    default:
      return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
