// Organiser: who may join before the sale opens for all.
import { vipAnswer, vipInput } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { countGuests, replaceGuests, setVipCode } from "../../line/db/vips.ts";
import { forgetShow } from "../../sale/known-shows.ts";
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
      return c.json({ code: show.vip_code, guests: await countGuests(db, show.id) });
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
      const code = body.code === undefined ? show.vip_code : body.code;
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
      forgetShow(show.id);
      return c.json({ code, guests: await countGuests(db, show.id) });
    },
  ),
];
