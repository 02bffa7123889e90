// What the person of a practice did, told to its crowd behind the answer; of everybody else nothing is told.
import { readKeys } from "../../domain/crowd/keys.ts";
import type { Note } from "../../domain/crowd/play.ts";
import type { Ctx } from "../kit/env.ts";
import { crowdOf } from "../kit/objects.ts";

type Told<N = Note> = N extends Note ? Omit<N, "at_ms" | "keys"> : never;

export function noteInPractice(c: Ctx, note: Told): void {
  const practice = c.get("practice");
  if (practice === null) return;
  const keys = note.kind === "tried" ? { keys: readKeys(c.req.header("x-practice-keys")) } : {};
  c.executionCtx.waitUntil(crowdOf(c.env, practice.code).note({ ...note, ...keys, at_ms: Date.now() } as Note));
}
