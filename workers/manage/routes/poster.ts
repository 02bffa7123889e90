// Organiser: a show's own poster instead of the drawn one. It is read as what it says it is, and a drawing is written anew
// from what it may have, before anybody else sees it.
import { isPictureType, PICTURE_TYPES, type PictureType, readRaster } from "../../../domain/pictures/kinds.ts";
import { cleanSvg } from "../../../domain/pictures/svg.ts";
import { managedShow } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { FoundShow } from "../../catalogue/db/shows.ts";
import { dropPicture, keepPicture } from "../../catalogue/pictures.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readBounded } from "../../kit/http/parse.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { decidedAnew, writeShow } from "../db/show-making.ts";
import { managed, ownShow } from "./shows.ts";

const PATH = "/v1/api/manage/shows/{show_id}/poster";

export const managePosterRoutes: readonly Route[] = [
  route(
    {
      method: "PUT",
      path: PATH,
      tag: "Organiser",
      summary: "Give a show a poster of its own; a drawing loses what is not for drawing",
      access: "manager",
      takes: Object.keys(PICTURE_TYPES),
      answers: { 200: managedShow },
      refusals: ["not_found", "unsupported_type", "too_large", "image_unreadable"],
    },
    async (c, { params, identity }) => {
      await ownShow(database(c.env), params.show_id, identity);
      const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
      if (!isPictureType(type)) throw new Refusal("unsupported_type");
      const bytes = await readBounded(c.req.raw, LIMITS.poster_bytes);
      return c.json(managed(c, await givePoster(c, identity, { show_id: params.show_id, type, bytes })));
    },
  ),

  route(
    {
      method: "DELETE",
      path: PATH,
      tag: "Organiser",
      summary: "Go back to the drawn poster",
      access: "manager",
      answers: { 200: managedShow },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) =>
      c.json(managed(c, await setPoster(c, identity, { show_id: params.show_id, poster: null }))),
  ),
];

type Brought = { readonly show_id: string; readonly type: string; readonly bytes: Uint8Array };

export async function givePoster(c: Ctx, identity: Identity, { show_id, type, bytes }: Brought): Promise<FoundShow> {
  if (!isPictureType(type)) throw new Refusal("unsupported_type");
  if (bytes.byteLength > LIMITS.poster_bytes) throw new Refusal("too_large");
  const picture = pictureOf(type, bytes);
  if (picture === null) throw new Refusal("image_unreadable");
  return setPoster(c, identity, { show_id, poster: await keepPicture(c.env, type, picture) });
}

function pictureOf(type: PictureType, bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (type !== "image/svg+xml") {
    const raster = readRaster(type, bytes);
    return raster === null ? null : new Uint8Array(raster);
  }
  try {
    const clean = cleanSvg(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return clean === null ? null : new TextEncoder().encode(clean);
  } catch {
    return null;
  }
}

type Wanted = { readonly show_id: string; readonly poster: string | null };

/** Null is the drawn one. */
export async function setPoster(c: Ctx, identity: Identity, { show_id, poster }: Wanted): Promise<FoundShow> {
  const db = database(c.env);
  const before = await decidedAnew(async () => {
    const { show } = await ownShow(db, show_id, identity);
    await db.batch([
      writeShow(db, { poster }, { show, now_ms: c.get("now_ms") }),
      writeAudit(db, c, identity, { action: "show.poster", subject_kind: "show", subject_id: show_id }),
    ]);
    return show.poster;
  });
  if (before !== poster) c.executionCtx.waitUntil(dropPicture(c.env, before));
  return ownShow(db, show_id, identity);
}
