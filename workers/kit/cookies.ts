// Names and attributes of the site's cookies: `__Host-` over https, plain names on a laptop's http.
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Ctx, urlOf } from "./env.ts";

export type CookieName = "access" | "refresh" | "challenge" | "oauth" | "pass" | "practice" | "practice_pass";

const secure = (c: Ctx): boolean => urlOf(c).protocol === "https:";

export function readCookie(c: Ctx, name: CookieName): string | undefined {
  return secure(c) ? getCookie(c, name, "host") : getCookie(c, name);
}

export function writeCookie(c: Ctx, name: CookieName, value: string, maxAge_s: number): void {
  setCookie(c, name, value, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    maxAge: maxAge_s,
    ...(secure(c) ? { secure: true, prefix: "host" as const } : {}),
  });
}

export function dropCookie(c: Ctx, name: CookieName): void {
  const https = secure(c);
  deleteCookie(c, name, { path: "/", secure: https, ...(https ? { prefix: "host" as const } : {}) });
}

/** Choices of looks and words: no secret, read by the site's own script too, so they keep plain names. */
export type PreferenceName = "language" | "theme" | "zone";
const YEAR_S = 31_536_000;

export const readPreference = (c: Ctx, name: PreferenceName): string | undefined => getCookie(c, name);

export function writePreference(c: Ctx, name: PreferenceName, value: string): void {
  setCookie(c, name, value, { sameSite: "Lax", path: "/", maxAge: YEAR_S, secure: secure(c) });
}
