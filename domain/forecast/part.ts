// A part of a large sale: of every so many fans, seats and slots one. It takes as long as the whole and costs a fraction of it,
// so that what a changed setting brings can be told of a stadium too while somebody waits for it.
import type { Question } from "./question.ts";

/** Up to here a sale is cheap enough to be played whole for every setting. */
const PART_SEATS = 10_000;
/** A room of fewer is luck: who happens to be slow decides. */
const PART_ROOM = 20;
/** What a line takes. */
const STEP_LONGEST_MS = 3_600_000;

/** 1 where the whole is played. */
export function partsOf({ seats, settings }: Question): number {
  const all = Object.values(seats).reduce((sum, count) => sum + count, 0);
  return Math.max(1, Math.min(Math.ceil(all / PART_SEATS), Math.floor(settings.room_capacity / PART_ROOM)));
}

export function partOf(question: Question, parts: number): Question {
  if (parts === 1) return question;
  const { settings, seats, fans } = question;
  const batch_size = share(settings.batch_size, parts);
  // As many a minute as the part deserves, also where a batch cannot be divided.
  const slower = (batch_size * parts) / settings.batch_size;
  const step_ms = Math.min(STEP_LONGEST_MS, Math.round(settings.step_ms * slower));
  return {
    ...question,
    seats: Object.fromEntries(Object.entries(seats).map(([grade, count]) => [grade, share(count, parts)])),
    fans: share(fans, parts),
    settings: { ...settings, room_capacity: share(settings.room_capacity, parts), batch_size, step_ms },
  };
}

const share = (count: number, parts: number): number => Math.max(1, Math.round(count / parts));
