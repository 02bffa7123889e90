// Reading what the network says: nothing is believed to have a shape until it is seen to have it.
import type { SeatView } from "../../domain/seat-ledger/views.ts";
import type { Layout } from "../../schema/layout.ts";
import type { HoldAnswer, LiveFrame, Refusal, SeatChange, SeatsSnapshot } from "./ledger-client.ts";

type Fields = { readonly [name: string]: unknown };

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
const isText = (value: unknown): value is string => typeof value === "string";
const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value);
const listOf = <T>(value: unknown, read: (item: unknown) => T | null): T[] | null => {
  if (!Array.isArray(value)) return null;
  const items: T[] = [];
  for (const item of value) {
    const one = read(item);
    if (one === null) return null;
    items.push(one);
  }
  return items;
};

const readZone = (value: unknown): { id: string; left: number } | null => {
  const zone = fieldsOf(value);
  return isText(zone?.id) && isCount(zone.left) ? { id: zone.id, left: zone.left } : null;
};

export function readSnapshot(value: unknown): SeatsSnapshot | null {
  const fields = fieldsOf(value);
  const zones = listOf(fields?.zones, readZone);
  if (fields === null || zones === null) return null;
  const { version, layout_version, seats } = fields;
  // The bits stand alone or beside their count.
  const bits = isText(seats) ? seats : fieldsOf(seats)?.bits;
  if (!isCount(version) || !isText(layout_version) || !isText(bits)) return null;
  return { version, layout_version, bits, zones };
}

const readChange = (value: unknown): SeatChange | null =>
  Array.isArray(value) && isText(value[0]) && isText(value[1]) ? [value[0], value[1]] : null;

/** Null for what this page does not know: a newer server may say more. */
export function readFrame(text: string): LiveFrame | null {
  const fields = fieldsOf(parsed(text));
  if (fields === null || !isCount(fields.version)) return null;
  const { type, version } = fields;
  if (type === "snapshot") {
    const { layout_version, now_ms } = fields;
    return isText(layout_version) && isCount(now_ms) ? { type, version, layout_version, now_ms } : null;
  }
  if (type === "seats") {
    const changes = listOf(fields.changes, readChange);
    return changes === null ? null : { type, version, changes };
  }
  if (type === "zones") {
    const zones = listOf(fields.zones, readZone);
    return zones === null ? null : { type, version, zones };
  }
  return null;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const readSeatView = (value: unknown): SeatView | null => {
  const seat = fieldsOf(value);
  if (seat === null || !isText(seat.id) || !isText(seat.section) || !isText(seat.row) || !isText(seat.label))
    return null;
  if (!isText(seat.grade) || !isCount(seat.price_krw)) return null;
  return seat as unknown as SeatView;
};

export function readHold(value: unknown): HoldAnswer | null {
  const fields = fieldsOf(value);
  const seats = listOf(fields?.seats, readSeatView);
  if (fields === null || seats === null) return null;
  const { id, showtime_id, total_krw, expires_at_ms, now_ms } = fields;
  if (!isText(id) || !isText(showtime_id) || !isCount(total_krw) || !isCount(expires_at_ms)) return null;
  const together = fields.together !== false;
  return { id, showtime_id, seats, total_krw, expires_at_ms, together, now_ms: isCount(now_ms) ? now_ms : 0 };
}

/** The plan was validated when it was made and never changes; a quick look tells an answer from an error page. */
export function readLayout(value: unknown): Layout | null {
  const fields = fieldsOf(value);
  const stage = fieldsOf(fields?.stage);
  const focal = fieldsOf(fields?.focal_point);
  const drawn = Array.isArray(fields?.sections) && Array.isArray(stage?.outline) && typeof focal?.x === "number";
  return isText(fields?.layout_version) && drawn ? (value as Layout) : null;
}

export function readRefusal(value: unknown, status: number): Refusal {
  const fields = fieldsOf(value);
  const states = listOf(fields?.states, (item) => {
    const seat = fieldsOf(item);
    return isText(seat?.id) && isText(seat.state) ? { id: seat.id, state: seat.state, own: seat.own === true } : null;
  });
  return {
    code: isText(fields?.code) ? fields.code : "internal",
    title: isText(fields?.title) ? fields.title : "",
    detail: isText(fields?.detail) ? fields.detail : "",
    status,
    states: states ?? [],
    nearest: listOf(fields?.nearest, (item) => (isText(item) ? item : null)) ?? [],
  };
}
