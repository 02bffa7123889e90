// The organiser's page of appeals: read, and answered by plain forms.
import { appealDecision } from "../../../schema/http/appeals.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { countOpenAppeals } from "../../line/db/appeals.ts";
import { type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { decideAppeal, heardAppeals } from "../appeals.ts";
import { AppealsPage } from "./appeals-page.tsx";
import { asOwner, type Own } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";

const SHOWN = { limit: LIMITS.page_items_max, cursor: null };
const DECIDED = new Set(["RESTORED", "DECLINED"]);

export const appealsPage = asOwner((c, fan, own) => {
  const { done } = wordsFor(c.get("language")).console.appeals;
  const told = new URL(c.req.url).searchParams.has("done");
  return showPage(c, { fan, own, said: told ? { tone: "info", text: done } : null, status: 200 });
});

type Shown = { readonly fan: Fan; readonly own: Own; readonly said: Said; readonly status: 200 | 422 };

async function showPage(c: Ctx, { fan, own: { show }, said, status }: Shown): Promise<Response> {
  const db = database(c.env);
  const [open, newest, open_count] = await Promise.all([
    heardAppeals(db, { show_id: show.id, status: "OPEN" }, SHOWN),
    heardAppeals(db, { show_id: show.id }, SHOWN),
    countOpenAppeals(db, show.id),
  ]);
  const decided = newest.items.filter((one) => DECIDED.has(one.status));
  const view = { show, open: open.items, decided, open_count };
  return page(c, <AppealsPage frame={fanFrame(c, fan.user, said)} view={view} />, status);
}

export const answerAppeal = asOwner(async (c, fan, own) => {
  const form = await readForm(c);
  const given = { restore: form.get("act") === "restore", reason: form.get("reason") };
  try {
    const decision = parseWith(appealDecision, given);
    const which = { show_id: own.show.id, appeal_id: form.get("appeal_id") };
    await decideAppeal(c, fan.identity, { ...decision, ...which });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== "invalid") throw error;
    const text = wordsFor(c.get("language")).console.appeals.wrong;
    return showPage(c, { fan, own, said: { tone: "warning", text }, status: 422 });
  }
  return c.redirect(`${consolePaths.appeals(own.show.id)}?done=1`, 303);
});
