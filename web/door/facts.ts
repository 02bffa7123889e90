// What the server tells the door's page: who this link is for.
import type { Language } from "../../schema/http/words.ts";

/** What the page asks its service worker: to keep these addresses for when there is no network. */
export type KeepPage = { readonly keep: readonly string[] };

export type DoorFacts = {
  readonly language: Language;
  readonly pass: string;
  readonly door: string;
  readonly title: string;
  readonly time_zone: string;
};
