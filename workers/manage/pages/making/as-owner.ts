// Whose pages of a show these are: its organiser's and admins'. A show of somebody else is not there.

import type { OffsetMinutes } from "../../../../domain/catalogue/wall-time.ts";
import { zoneOffsetMinutes } from "../../../../web/words/zones.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx, Identity } from "../../../kit/env.ts";
import { Refusal } from "../../../kit/failures.ts";
import { frameOf } from "../../../kit/pages/frame.ts";
import type { PageFrame } from "../../../kit/pages/view-models.ts";
import { asFan, type Fan } from "../../../people/pages/whoever.ts";
import { ownShow } from "../../routes/shows.ts";

export type Owner = { readonly identity: Identity; readonly user: Fan["user"] };
export type Own = Owner & { readonly found: FoundShow; readonly offset: OffsetMinutes };

export const asOrganiser = (answer: (c: Ctx, owner: Owner) => Promise<Response>) =>
  asFan((c, { identity, user }) => {
    if (user.role === "USER") throw new Refusal("not_found");
    return answer(c, { identity: { ...identity, role: user.role }, user });
  });

export const asOwner = (answer: (c: Ctx, own: Own) => Promise<Response>) =>
  asOrganiser(async (c, owner) => {
    const found = await ownShow(database(c.env), c.req.param("show_id") ?? "", owner.identity);
    return answer(c, { ...owner, found, offset: (at_ms) => zoneOffsetMinutes(at_ms, found.venue.time_zone) });
  });

type About = { readonly said?: string | null; readonly islands?: readonly string[] };

export function ownerFrame(c: Ctx, { user }: Owner, { said = null, islands = [] }: About = {}): PageFrame {
  return {
    ...frameOf(c, "account.ts", ...islands),
    user: { name: user.name, role: user.role },
    notice: said === null ? null : { tone: "info", text: said },
  };
}
