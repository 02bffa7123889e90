// The reader's choice of language and theme, made by a form on any page.
import { writePreference } from "../cookies.ts";
import type { Ctx } from "../env.ts";
import { returnPath } from "../http/return-to.ts";
import { readForm } from "./form.ts";

export async function preferences(c: Ctx) {
  const form = await readForm(c);
  const language = form.get("language");
  const theme = form.get("theme");
  if (language === "ko" || language === "en") writePreference(c, "language", language);
  if (theme === "light" || theme === "dark") writePreference(c, "theme", theme);
  return c.redirect(returnPath(form.get("return_to")), 303);
}
