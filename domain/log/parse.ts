// A log, a receipt or a checkpoint as a stranger serves it: parsed before it is believed to have a shape.
import type { Chain } from "../draw/chain.ts";
import type { LogEntry, LogKind, LogRules, LogWindow } from "./entry.ts";
import type { Checkpoint, Receipt } from "./receipt.ts";

export const LINE_LOG_KINDS: readonly LogKind[] = [
  "create",
  "join",
  "leave",
  "admit",
  "claim_expired",
  "pass_expired",
  "finish",
  "remove",
  "restore",
  "resize",
  "reschedule",
  "pause",
  "resume",
  "sold_out",
  "on_sale",
  "end",
  "cancel",
  "announce",
  "first_come",
  "freeze",
  "postpone",
  "drawn",
  "fallback",
];
const KINDS: ReadonlySet<string> = new Set(LINE_LOG_KINDS);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTime = (value: unknown): value is number | null => value === null || isWhole(value);
const absentOr = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);
const isText = (value: unknown): value is string => typeof value === "string";

const isRules = (value: unknown): value is LogRules =>
  isFields(value) &&
  ["room_capacity", "batch_size", "step_ms", "claim_ms", "pass_ms"].every((name) => isWhole(value[name])) &&
  value.batch_size !== 0;

const isWindow = (value: unknown): value is LogWindow =>
  isFields(value) &&
  isTime(value.vip_opens_at_ms) &&
  isTime(value.lobby_opens_at_ms) &&
  isWhole(value.opens_at_ms) &&
  isWhole(value.closes_at_ms);

/** A million fits well; a forged `to` of a thousand billion must not make a browser reserve memory for it. */
const POSITION_MAX = 50_000_000;
const isPosition = (value: unknown): boolean => isWhole(value) && value > 0 && value <= POSITION_MAX;

const isChain = (value: unknown): value is Chain =>
  isFields(value) &&
  [value.name, value.chain_hash, value.public_key, value.scheme].every(isText) &&
  isWhole(value.period_ms) &&
  value.period_ms > 0 &&
  isWhole(value.genesis_at_ms);

const isDrawn = (value: Fields): boolean =>
  [value.draw_number, value.lobby_closes_at_ms, value.round, value.entrants].every((item) => absentOr(item, isWhole)) &&
  [value.rule, value.signature, value.reason].every((item) => absentOr(item, isText)) &&
  absentOr(value.chain, isChain) &&
  absentOr(value.leaves, (leaves) => Array.isArray(leaves) && leaves.every(isText));

export function parseLogEntry(value: unknown): LogEntry | null {
  if (!isFields(value)) return null;
  const shaped =
    isWhole(value.seq) &&
    isText(value.kind) &&
    KINDS.has(value.kind) &&
    isWhole(value.at_ms) &&
    isText(value.hash) &&
    [value.position, value.from, value.to].every((item) => absentOr(item, isPosition)) &&
    absentOr(value.count, isWhole) &&
    [value.root, value.show_id].every((item) => absentOr(item, isText)) &&
    absentOr(value.presale, (item) => typeof item === "boolean") &&
    absentOr(value.rules, isRules) &&
    absentOr(value.window, isWindow) &&
    isDrawn(value);
  return shaped ? (value as unknown as LogEntry) : null;
}

export function parseReceipt(value: unknown): Receipt | null {
  if (!isFields(value) || !isFields(value.entry)) return null;
  const { entry } = value;
  const shaped =
    [value.show_id, value.fan, value.salt, value.previous, value.hash].every(isText) &&
    (value.position === null ? isPosition(value.arrival) : isPosition(value.position)) &&
    [value.arrival, value.lobby_number, value.place].every((item) => absentOr(item, isPosition)) &&
    isWhole(value.seq) &&
    Array.isArray(value.proof) &&
    value.proof.length <= 32 &&
    value.proof.every(isText) &&
    isWhole(entry.at_ms) &&
    isPosition(entry.from) &&
    isPosition(entry.to) &&
    typeof entry.presale === "boolean";
  return shaped ? (value as unknown as Receipt) : null;
}

export function parseCheckpoint(value: unknown): Checkpoint | null {
  if (!isFields(value)) return null;
  const shaped =
    isText(value.show_id) &&
    isText(value.hash) &&
    [value.seq, value.joined, value.head, value.at_ms].every(isWhole) &&
    absentOr(value.draw, isFields);
  return shaped ? (value as unknown as Checkpoint) : null;
}
