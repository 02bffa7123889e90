// Where to go back to after signing in or choosing a language: always a path of this site.
import { roadOf, sitePath } from "./site-path.ts";

const RETURN_CHARS_MAX = 500;

export function returnPath(text: unknown): string {
  if (typeof text !== "string" || text.length > RETURN_CHARS_MAX) return "/";
  const path = sitePath(text);
  if (path === null) return "/";
  // Coming back to a sign-in road would start it again without the person's wish.
  const road = roadOf(path);
  return road === null || road === "auth" ? "/" : path;
}
