// Where to go back to after signing in or choosing a language: always a path of this site.
const RETURN_CHARS_MAX = 500;

export function returnPath(text: unknown): string {
  if (typeof text !== "string" || text.length > RETURN_CHARS_MAX) return "/";
  // "//host", "/\host" and control characters would leave the site in some browsers.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(text)) return "/";
  const base = "http://site.invalid";
  const url = new URL(text, base);
  // Coming back to a sign-in road would start it again without the person's wish.
  if (url.origin !== base || url.pathname.startsWith("/auth/")) return "/";
  return url.pathname + url.search + url.hash;
}
