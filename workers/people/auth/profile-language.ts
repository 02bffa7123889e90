// The language of the asker's profile, without a look at the database: as their token says it, and as it was changed here
// since. Elsewhere a change is known with the next token, within half an hour.
import type { Language } from "../../../schema/http/words.ts";
import type { AccessClaims } from "./access-token.ts";

const CHANGES_MAX = 10_000;
type Change = { readonly language: Language; readonly at_ms: number };
const changed = new Map<string, Change>();

/** After a change made through this isolate. */
export function rememberLanguage(user_id: string, change: Change): void {
  if (changed.size >= CHANGES_MAX) changed.clear();
  changed.set(user_id, change);
}

/** Of the two the newer word counts. */
export function profileLanguage({ sub, at_ms, lang = "ko" }: Pick<AccessClaims, "sub" | "at_ms" | "lang">): Language {
  const change = changed.get(sub);
  return change !== undefined && change.at_ms >= at_ms ? change.language : lang;
}
