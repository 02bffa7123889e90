// A show's poster over a plain form: given, or the drawn one again. What is read and cleaned is the API's.

import { LIMITS } from "../../../../schema/limits.ts";
import type { Ctx } from "../../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../../kit/failures.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { givePoster, setPoster } from "../../routes/poster.ts";
import { consolePaths } from "../paths.ts";
import { asMakerOf, makerFrame, type Own } from "./as-maker.ts";
import { MakingPage, PartLinks } from "./making-page.tsx";
import { type PosterFault, PosterFields } from "./poster-part.tsx";
import { readUpload } from "./upload.ts";
import { makingWords } from "./words.ts";

const ISLAND = "poster.ts";
const FAULTS: readonly PosterFault[] = ["unsupported_type", "too_large", "image_unreadable"];

function show(c: Ctx, own: Own, { fault, said }: { readonly fault: PosterFault | null; readonly said: string | null }) {
  const frame = makerFrame(c, own, { said, islands: [ISLAND] });
  const content = (
    <MakingPage frame={frame} found={own.found} part="poster">
      <PosterFields language={frame.language} show={own.found.show} fault={fault} />
      <PartLinks frame={frame} found={own.found} part="poster" />
    </MakingPage>
  );
  return page(c, content, fault === null ? 200 : (FAILURE_STATUS[fault] as 422));
}

export const posterPage = asMakerOf(async (c, own) => {
  const { poster } = makingWords(c.get("language"));
  const done = new URL(c.req.url).searchParams.get("done");
  return show(c, own, {
    fault: null,
    said: done === "given" ? poster.given : done === "drawn" ? poster.returned : null,
  });
});

export const bringPoster = asMakerOf(async (c, own) => {
  const { id } = own.found.show;
  try {
    const file = (await readUpload(c, LIMITS.poster_bytes)).file("poster");
    if (file === null) return show(c, own, { fault: "image_unreadable", said: null });
    const bytes = new Uint8Array(await file.arrayBuffer());
    await givePoster(c, own.identity, { show_id: id, type: file.type, bytes });
  } catch (error) {
    const fault = error instanceof Refusal ? FAULTS.find((code) => code === error.failure.code) : undefined;
    if (fault === undefined) throw error;
    return show(c, own, { fault, said: null });
  }
  return c.redirect(`${consolePaths.editPart(id, "poster")}?done=given`, 303);
});

export const drawnPoster = asMakerOf(async (c, own) => {
  const { id } = own.found.show;
  await setPoster(c, own.identity, { show_id: id, poster: null });
  return c.redirect(`${consolePaths.editPart(id, "poster")}?done=drawn`, 303);
});
