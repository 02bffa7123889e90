// What the server tells the door's page: who this link is for.
import type { Language } from "../../schema/http/words.ts";

/** What the page asks its service worker to keep for when there is no network: itself with the parts it runs on, and its reader. */
export type KeepPage = { readonly page: string; readonly parts: readonly string[]; readonly reader: readonly string[] };

export type DoorFacts = {
  readonly language: Language;
  readonly pass: string;
  readonly door: string;
  /** The link has ended: the page only tells the service what this device still has. */
  readonly ended: boolean;
  readonly title: string;
  readonly time_zone: string;
};
