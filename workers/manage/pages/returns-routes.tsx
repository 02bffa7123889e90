// The organiser's page of returned seats: its figures, and its settings by a plain form.
import { showPatch } from "../../../schema/http/catalogue.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { awayTermsOf } from "../../catalogue/show-views.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { type Form, readForm } from "../../kit/pages/form.ts";
import { type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { returnsOf } from "../routes/returns.ts";
import { patchShow } from "../routes/shows.ts";
import { asOwner, type Own } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";
import { ManageReturnsPage } from "./returns-page.tsx";

const MINUTE_MS = 60_000;

export const manageReturnsPage = asOwner((c, fan, own) => {
  const { saved } = wordsFor(c.get("language")).returns.console;
  const done = new URL(c.req.url).searchParams.get("done") === "saved";
  return showPage(c, { fan, own, said: done ? { tone: "info", text: saved } : null, status: 200 });
});

type Shown = { readonly fan: Fan; readonly own: Own; readonly said: Said; readonly status: 200 | 422 };

async function showPage(c: Ctx, { fan, own, said, status }: Shown): Promise<Response> {
  const { returns } = awayTermsOf(own.found.show);
  const view = { show: own.show, returns, items: await returnsOf(c.env, own.show.id) };
  return page(c, <ManageReturnsPage frame={fanFrame(c, fan.user, said)} view={view} />, status);
}

export const saveReturns = asOwner(async (c, fan, own) => {
  const form = await readForm(c);
  const { wrong } = wordsFor(c.get("language")).returns.console;
  try {
    const patch = parseWith(showPatch, patchOf(form));
    await patchShow(c, fan.identity, { show_id: own.show.id, patch });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== "invalid") throw error;
    return showPage(c, { fan, own, said: { tone: "warning", text: wrong }, status: 422 });
  }
  return c.redirect(`${consolePaths.returns(own.show.id)}?done=saved`, 303);
});

/** What is no number stays none, and is refused by the shape that the interface has too. */
function patchOf(form: Form) {
  const number = (name: string): number => (form.get(name).trim() === "" ? Number.NaN : Number(form.get(name)));
  return {
    returns: {
      gather_ms: number("gather_min") * MINUTE_MS,
      offer_ms: number("offer_min") * MINUTE_MS,
      night_offer_ms: form.get("night_offer_min").trim() === "" ? null : number("night_offer_min") * MINUTE_MS,
      fee_percent: form.get("fee_percent").trim() === "" ? null : number("fee_percent"),
    },
  };
}
