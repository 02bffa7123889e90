// A path of this site from outside: normalised first, and then judged by what came out, as a browser will follow it (D75).
const BASE = "http://site.invalid";

/** Null for whatever leads, or could be read to lead, anywhere else. */
export function sitePath(text: string): string | null {
  // Backslashes, blanks and control characters are read differently by different browsers: none of them is needed.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!/^\/[^\\\u0000-\u0020\u007f-\u00a0]*$/.test(text)) return null;
  const url = URL.parse(text, BASE);
  if (url === null || url.origin !== BASE) return null;
  const path = url.pathname + url.search + url.hash;
  // Dots that were folded away may have left the slashes of another host at the front.
  return path.startsWith("//") ? null : path;
}

/** The first part of a path as the router reads it, whatever of it was written in percents; null where nobody can. */
export function roadOf(path: string): string | null {
  let pathname = path.split(/[?#]/, 1)[0] ?? "";
  try {
    for (let before = ""; before !== pathname; ) {
      before = pathname;
      pathname = decodeURIComponent(pathname);
    }
  } catch {
    return null;
  }
  return (
    pathname
      .split("/")
      .find((part) => part !== "" && part !== "." && part !== "..")
      ?.toLowerCase() ?? ""
  );
}
