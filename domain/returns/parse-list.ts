// A list's log, a receipt or a checkpoint as a stranger serves it: parsed before it is believed to have a shape.
import { GRADES } from "../../schema/layout.ts";
import { LIST_LOG_KINDS, type ListCheckpoint, type ListLogEntry, type ListReceipt } from "./public-entry.ts";

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === "string";
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isGrade = (value: unknown): boolean => GRADES.some((grade) => grade === value);
const absentOr = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);
const listOf =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(check);
const isSeat = (value: unknown): boolean =>
  isFields(value) && isWhole(value.place) && isGrade(value.grade) && isFlag(value.joined) && isWhole(value.since_ms);

/** Nobody wishes for more; a forged count must not make a browser work for ever. */
const COUNT_MAX = 100;
const isCount = (value: unknown): boolean => isWhole(value) && value <= COUNT_MAX;

export function parseListEntry(value: unknown): ListLogEntry | null {
  if (!isFields(value)) return null;
  const shaped =
    isWhole(value.seq) &&
    isWhole(value.at_ms) &&
    isText(value.hash) &&
    LIST_LOG_KINDS.some((kind) => kind === value.kind) &&
    [value.position, value.gather_ms].every((item) => absentOr(item, isWhole)) &&
    absentOr(value.count, isCount) &&
    [value.leaf, value.why, value.showtime_id].every((item) => absentOr(item, isText)) &&
    [value.together, value.suspended].every((item) => absentOr(item, isFlag)) &&
    absentOr(value.grades, listOf(isGrade)) &&
    absentOr(value.places, listOf(isWhole)) &&
    absentOr(value.seats, listOf(isSeat));
  return shaped ? (value as unknown as ListLogEntry) : null;
}

export function parseListCheckpoint(value: unknown): ListCheckpoint | null {
  if (!isFields(value)) return null;
  const shaped = isText(value.showtime_id) && isText(value.hash) && isWhole(value.seq) && isWhole(value.at_ms);
  return shaped ? (value as unknown as ListCheckpoint) : null;
}

export function parseListReceipt(value: unknown): ListReceipt | null {
  if (!isFields(value) || !isFields(value.entry)) return null;
  const { entry } = value;
  const shaped =
    [value.showtime_id, value.fan, value.salt, value.previous, value.hash].every(isText) &&
    isWhole(value.position) &&
    isWhole(value.seq) &&
    isWhole(entry.at_ms) &&
    isCount(entry.count) &&
    listOf(isGrade)(entry.grades) &&
    isFlag(entry.together);
  return shaped ? (value as unknown as ListReceipt) : null;
}
