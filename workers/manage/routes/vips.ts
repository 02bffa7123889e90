// Organiser: who may join before the sale opens for all.
import { encodeBase32 } from "../../../domain/seat-ledger/ids.ts";
import { vipAnswer, vipInput } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
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
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const given = body.code === undefined ? show.vip_code : body.code;
      const code = body.generate_code === true ? newVipCode() : given;
      await db.batch([
        setVipCode(db, show.id, code),
        writeAudit(db, c, identity, {
          action: "sale.vips",
          subject_kind: "show",
          subject_id: show.id,
          details: { ...(body.emails === undefined ? {} : { guests: body.emails.length }), code: code !== null },
        }),
        ...(body.emails === undefined ? [] : replaceGuests(db, show.id, body.emails)),
      ]);
      return c.json(await vipsOf(db, show.id, code));
    },
  ),
];

async function vipsOf(db: Database, show_id: string, code: string | null) {
  const [guests, failed_tries] = await Promise.all([countGuests(db, show_id), failedTries(db, show_id)]);
  return { code, guests, failed_tries };
}

/** 60 bits, in letters that are read aloud without a doubt. */
const newVipCode = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(8))).slice(0, 12);
