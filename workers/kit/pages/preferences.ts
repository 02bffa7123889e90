// The reader's choice of language and theme, made by a form on any page.
import { LIMITS } from "../../../schema/limits.ts";
import { writePreference } from "../cookies.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import { returnPath } from "../http/return-to.ts";

export async function preferences(c: Ctx) {
  const type = c.req.header("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) throw new Refusal("unsupported_type");
  if (Number(c.req.header("content-length") ?? 0) > LIMITS.body_bytes) throw new Refusal("too_large");
  const form = new URLSearchParams(await c.req.text());
  const language = form.get("language");
  const theme = form.get("theme");
  if (language === "ko" || language === "en") writePreference(c, "language", language);
  if (theme === "light" || theme === "dark") writePreference(c, "theme", theme);
  return c.redirect(returnPath(form.get("return_to")), 303);
}
