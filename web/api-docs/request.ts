// A call tried out of the reference: what was filled in, as a request of this origin that carries the given token alone.
export type Wanted = {
  readonly method: string;
  readonly path: string;
  /** By name, as typed; an empty one is left out of the query. */
  readonly in_path: Readonly<Record<string, string>>;
  readonly in_query: Readonly<Record<string, string>>;
  readonly in_header: Readonly<Record<string, string>>;
  /** JSON as typed; null where the call takes none. */
  readonly body: string | null;
  readonly token: string;
};

export type Built =
  | { readonly ok: true; readonly path: string; readonly init: RequestInit }
  | { readonly ok: false; readonly fault: string };

const filled = (fields: Readonly<Record<string, string>>): [name: string, value: string][] =>
  Object.entries(fields).flatMap(([name, value]) => (value.trim() === "" ? [] : [[name, value.trim()]]));

export function buildRequest(wanted: Wanted): Built {
  const in_path = new Map(filled(wanted.in_path));
  const missing = [...wanted.path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !in_path.has(name));
  if (missing.length > 0) return { ok: false, fault: `Fill in ${missing.join(", ")}.` };
  const body = wanted.body?.trim() ?? "";
  if (body !== "" && !isJson(body)) return { ok: false, fault: "The body is not JSON." };
  const path = wanted.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(in_path.get(name) ?? ""));
  const query = new URLSearchParams(filled(wanted.in_query)).toString();
  const headers: Record<string, string> = {
    accept: "application/json",
    ...Object.fromEntries(filled(wanted.in_header)),
  };
  if (wanted.token.trim() !== "") headers.authorization = `Bearer ${wanted.token.trim()}`;
  if (body !== "") headers["content-type"] = "application/json";
  return {
    ok: true,
    path: query === "" ? path : `${path}?${query}`,
    // The reader's own session stays out of it: what is tried is what the token may do.
    init: { method: wanted.method, headers, credentials: "omit", redirect: "manual", ...(body !== "" && { body }) },
  };
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** JSON indented, everything else as it came, and no more of it than a page bears. */
export function shownAnswer(text: string, chars_max: number): string {
  const read = isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text;
  return read.length > chars_max ? `${read.slice(0, chars_max)}\n… ${read.length - chars_max} more characters` : read;
}
