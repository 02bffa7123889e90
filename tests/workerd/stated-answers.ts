// Whatever a route answers while the tests walk it must be what its statement says, no field more and none less (F18).

import { routesOf } from "../../workers/assembly/app.ts";
import type { Route } from "../../workers/kit/http/route.ts";

const routes = routesOf(true).map((one) => ({
  one,
  pattern: new RegExp(`^${one.path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
  names: one.path.split("{").length,
}));

function routeAt(method: string, pathname: string): Route | undefined {
  const fitting = routes.filter(({ one, pattern }) => one.method === method && pattern.test(pathname));
  return fitting.toSorted((one, other) => one.names - other.names)[0]?.one;
}

/** What is wrong with an answer by its route's statement; null where nothing is. */
export function unstated(method: string, path: string, { status, body }: { status: number; body: unknown }) {
  const one = routeAt(method, path.split("?")[0] ?? "");
  if (one === undefined || status >= 300) return null;
  const shape = one.answers[status];
  if (shape === undefined) return `${method} ${one.path} states no ${status}`;
  if (shape === null || "media" in shape) return null;
  const read = shape.safeParse(body);
  if (!read.success) return `${method} ${one.path} ${status}: ${JSON.stringify(read.error.issues)}`;
  const extra = droppedFrom(body, read.data, "");
  return extra.length === 0 ? null : `${method} ${one.path} ${status} states no ${extra.join(", ")}`;
}

/** The statement lets a field that it does not know fall: those are what a client is not told of. */
function droppedFrom(sent: unknown, kept: unknown, at: string): string[] {
  if (typeof sent !== "object" || sent === null || typeof kept !== "object" || kept === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const where = at === "" ? key : `${at}.${key}`;
    const within = (kept as Record<string, unknown>)[key];
    return within === undefined ? [where] : droppedFrom(value, within, where);
  });
}
