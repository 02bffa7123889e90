// The acts of the live sale's page as they come in a form: which there are, what they carry, and who does them. The doing
// is the API's own.
import type * as z from "zod/mini";
import { type RoomChange, roomEffect } from "../../../domain/sale-figures/effects.ts";
import type { Reading } from "../../../domain/sale-figures/reading.ts";
import { noticeInput, removalInput, salePatch } from "../../../schema/http/line.ts";
import { blocksInput } from "../../../schema/http/seats.ts";
import type { Language } from "../../../schema/http/words.ts";
import type { Consequence } from "../../../web/components/console/consequence-dialog.tsx";
import { liveSaleWords } from "../../../web/live-sale/facts.ts";
import { grouped } from "../../../web/words/format.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import type { Steering } from "../rehearsed-copy.ts";
import { setBlocks } from "../routes/blocks.ts";
import { removeEntry, restoreEntry, sayToLine, turnSettings, turnStatus } from "../sale-acts.ts";

export const ACTS = [
  "open",
  "resume",
  "pause",
  "end",
  "room",
  "relays",
  "say",
  "remove",
  "restore",
  "block",
  "unblock",
] as const;
export type ActName = (typeof ACTS)[number];
export type Fields = { readonly get: (name: string) => string };

export const FIELDS: Readonly<Record<ActName, readonly string[]>> = {
  open: [],
  resume: [],
  pause: [],
  end: [],
  room: ["room_capacity", "batch_size", "step_ms"],
  relays: ["relays"],
  say: ["text"],
  remove: ["position", "reason"],
  restore: ["position", "reason"],
  block: ["showtime_id", "seats"],
  unblock: ["showtime_id", "seats"],
};

export function actOf(fields: Fields): ActName {
  const act = ACTS.find((name) => name === fields.get("act"));
  if (act === undefined) throw new Refusal("not_found");
  return act;
}

const STATUS = { open: "OPEN", resume: "OPEN", pause: "PAUSED", end: "ENDED" } as const;

function parsed<T extends z.ZodMiniType>(shape: T, value: unknown): z.infer<T> {
  const read = shape.safeParse(value);
  if (!read.success) throw new Refusal("invalid");
  return read.data;
}

const numberIn = (fields: Fields, name: string): number | undefined =>
  fields.get(name).trim() === "" ? undefined : Number(fields.get(name));

export const roomIn = (fields: Fields): RoomChange => {
  const { room_capacity, batch_size, step_ms } = parsed(salePatch, {
    room_capacity: numberIn(fields, "room_capacity"),
    batch_size: numberIn(fields, "batch_size"),
    step_ms: numberIn(fields, "step_ms"),
  });
  return {
    ...(room_capacity !== undefined && { room_capacity }),
    ...(batch_size !== undefined && { batch_size }),
    ...(step_ms !== undefined && { step_ms }),
  };
};

/** Left empty is no number, and no reason to send everybody to the line. */
const relaysIn = (fields: Fields): number => {
  const { relays } = parsed(salePatch, { relays: numberIn(fields, "relays") });
  if (relays === undefined) throw new Refusal("invalid");
  return relays;
};

export const seatsIn = (fields: Fields): readonly string[] => {
  const seats = fields
    .get("seats")
    .split(/[\s,]+/)
    .filter((id) => id !== "");
  return parsed(blocksInput, { seats }).seats;
};

export async function doAct(c: Ctx, identity: Identity, show_id: string, fields: Fields): Promise<void> {
  const act = actOf(fields);
  switch (act) {
    case "room":
      await turnSettings(c, identity, { show_id, patch: roomIn(fields) });
      return;
    case "relays":
      await turnSettings(c, identity, { show_id, patch: { relays: relaysIn(fields) } });
      return;
    case "say":
      await sayToLine(c, identity, { show_id, text: parsed(noticeInput, { text: fields.get("text") }).text });
      return;
    case "remove":
    case "restore": {
      const { reason } = parsed(removalInput, { reason: fields.get("reason") });
      const entry = { show_id, position: Number(fields.get("position")), reason };
      await (act === "remove" ? removeEntry(c, identity, entry) : restoreEntry(c, identity, entry));
      return;
    }
    case "block":
    case "unblock": {
      const showtime_id = fields.get("showtime_id");
      await setBlocks(c, identity, { showtime_id, seats: seatsIn(fields), blocked: act === "block" });
      return;
    }
    default:
      await turnStatus(c, identity, { show_id, status: STATUS[act] });
  }
}

/** The same of a rehearsal's copy; it has no seats to be kept back. */
export function steeringOf(fields: Fields): Steering {
  const act = actOf(fields);
  switch (act) {
    case "room":
      return { act, settings: roomIn(fields) };
    case "say":
      return { act, text: parsed(noticeInput, { text: fields.get("text") }).text };
    case "remove": {
      const { reason } = parsed(removalInput, { reason: fields.get("reason") });
      return { act, reason, position: Number(fields.get("position")) };
    }
    case "relays":
    case "restore":
    case "block":
    case "unblock":
      throw new Refusal("not_found");
    default:
      return { act: "status", status: STATUS[act] };
  }
}

/** What it will do, in numbers of this moment. */
export function consequencesOf(now: Reading, fields: Fields, language: Language): Consequence[] {
  const { consequence, acts } = { consequence: liveSaleWords(language).acts.consequence, acts: actOf(fields) };
  const say = (value: number, text: string): Consequence => ({ value: grouped(value), text });
  switch (acts) {
    case "open":
    case "resume":
      return [
        say(now.waiting, consequence.waiting),
        say(Math.min(now.waiting, now.batch_size, Math.max(0, now.room_capacity - now.inside)), consequence.enter),
      ];
    case "pause":
      return [say(now.inside + now.waiting, consequence.standStill), say(now.paying, consequence.noPay)];
    case "end":
      return [
        say(now.available + now.held, consequence.left),
        say(now.waiting, consequence.endWaiting),
        say(now.paying, consequence.noPay),
      ];
    case "room":
      return [
        say(now.waiting, consequence.waiting),
        say(Math.max(0, roomEffect(now, roomIn(fields), now.forecast).enter_now), consequence.enter),
      ];
    case "relays":
      return [say(relaysIn(fields), consequence.relays), say(now.sockets, consequence.moved)];
    case "say":
      return [say(now.waiting + now.inside, consequence.reached), { value: "“”", text: fields.get("text") }];
    case "remove":
    case "restore":
      return [
        { value: fields.get("position"), text: acts === "remove" ? consequence.place : consequence.placeBack },
        { value: "“”", text: fields.get("reason") },
      ];
    default: {
      const seats = seatsIn(fields);
      return [say(seats.length, consequence.seats)];
    }
  }
}
