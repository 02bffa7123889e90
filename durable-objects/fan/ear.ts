// What an open page's socket remembers of it: kept with the socket itself, so that it outlives a sleeping object.
import type { Heard } from "../../domain/inbox/hearing.ts";
import type { Language } from "../../schema/http/words.ts";

export type Ear = Heard & {
  readonly user_id: string;
  /** A session that ended hears nothing more (D70). */
  readonly session_id: string;
  readonly language: Language;
  /** What it said it heard last is not among the fan's messages: its list is to be asked for again. */
  readonly lost: boolean;
};

const isCount = (value: unknown): value is number | null => value === null || Number.isSafeInteger(value);

/** Written by this code, but perhaps by an older version of it. */
export function parseEar(value: unknown): Ear | null {
  if (typeof value !== "object" || value === null) return null;
  const { user_id, session_id, language, seq, unread, greeted, lost } = value as Record<string, unknown>;
  if (typeof user_id !== "string" || typeof session_id !== "string") return null;
  if (language !== "ko" && language !== "en") return null;
  if (!isCount(seq) || !isCount(unread) || typeof greeted !== "boolean" || typeof lost !== "boolean") return null;
  return { user_id, session_id, language, seq, unread, greeted, lost };
}
