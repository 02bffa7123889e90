// Organiser: who may join before the sale opens for all.
import type * as z from "zod/mini";
import { encodeBase32 } from "../../../domain/seat-ledger/ids.ts";
import { vipAnswer, vipInput } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { ShowRow } from "../../catalogue/db/shows.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { countGuests, failedTries, replaceGuests, setVipCode } from "../../line/db/vips.ts";
import { ownShow } from "./shows.ts";

const PATH = "/v1/api/manage/shows/{show_id}/vips";

export const manageVipRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: PATH,
      tag: "Organiser",
      summary: "The code and the length of the list for the early window",
      access: "manager",
      answers: { 200: vipAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      return c.json(await vipsOf(db, show.id, show.vip_code));
    },
  ),

  route(
    {
      method: "PUT",
      path: PATH,
      tag: "Organiser",
      summary: "Set the code, or the list of addresses, of the early window",
      access: "manager",
      body: vipInput,
      body_bytes_max: LIMITS.layout_body_bytes,
      answers: { 200: vipAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "too_large"],
    },
    async (c, { params, body, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      return c.json(await setVips(c, identity, { show, wish: body }));
    },
  ),
];

type Wish = { readonly show: ShowRow; readonly wish: z.infer<typeof vipInput> };

export async function setVips(c: Ctx, identity: Identity, { show, wish }: Wish) {
  const db = database(c.env);
  const given = wish.code === undefined ? show.vip_code : wish.code;
  const code = wish.generate_code === true ? newVipCode() : given;
  await db.batch([
    setVipCode(db, show.id, code),
    writeAudit(db, c, identity, {
      action: "sale.vips",
      subject_kind: "show",
      subject_id: show.id,
      details: { ...(wish.emails === undefined ? {} : { guests: wish.emails.length }), code: code !== null },
    }),
    ...(wish.emails === undefined ? [] : replaceGuests(db, show.id, wish.emails)),
  ]);
  return vipsOf(db, show.id, code);
}

export async function vipsOf(db: Database, show_id: string, code: string | null) {
  const [guests, failed_tries] = await Promise.all([countGuests(db, show_id), failedTries(db, show_id)]);
  return { code, guests, failed_tries };
}

/** 60 bits, in letters that are read aloud without a doubt. */
const newVipCode = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(8))).slice(0, 12);
