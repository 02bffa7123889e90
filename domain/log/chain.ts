// What ties an entry of any public log to all before it: the hash of nothing, and the hash of one entry more.
import { sha256 } from "./sha256.ts";
import { toBase64url, utf8 } from "./text.ts";

/** A chain begins with what it is the log of, so that no log is ever taken for another's. */
export const beginning = (kind: "line" | "list", id: string): string =>
  toBase64url(sha256(utf8(`fairline.${kind}.v1\n${id}`)));

/** `spelling`: the entry's one spelling, its number first. */
export const linked = (previous: string, spelling: string): string =>
  toBase64url(sha256(utf8(`fairline.entry.v1\n${previous}\n${spelling}`)));
