// Who makes shows, and whose show it is that is made: with its venue's clock, by which every time in a form is read.
import type { OffsetMinutes } from "../../../../domain/catalogue/wall-time.ts";
import { zoneOffsetMinutes } from "../../../../web/words/zones.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import type { Ctx, Identity } from "../../../kit/env.ts";
import { Refusal } from "../../../kit/failures.ts";
import { frameOf } from "../../../kit/pages/frame.ts";
import type { PageFrame } from "../../../kit/pages/view-models.ts";
import { asFan, type Fan } from "../../../people/pages/whoever.ts";
import { asOwner } from "../as-owner.ts";

export type Maker = { readonly identity: Identity; readonly user: Fan["user"] };
export type Own = Maker & { readonly found: FoundShow; readonly offset: OffsetMinutes };

export const asMaker = (answer: (c: Ctx, maker: Maker) => Promise<Response>) =>
  asFan((c, { identity, user }) => {
    if (user.role === "USER") throw new Refusal("not_found");
    return answer(c, { identity: { ...identity, role: user.role }, user });
  });

export const asMakerOf = (answer: (c: Ctx, own: Own) => Promise<Response>) =>
  asOwner((c, { identity, user }, { found }) =>
    answer(c, { identity, user, found, offset: (at_ms) => zoneOffsetMinutes(at_ms, found.venue.time_zone) }),
  );

type Way = { readonly href: string; readonly label: string };
type About = { readonly said?: string | null; readonly way?: Way; readonly islands?: readonly string[] };

export function makerFrame(c: Ctx, { user }: Maker, { said = null, way, islands = [] }: About = {}): PageFrame {
  return {
    ...frameOf(c, "account.ts", ...islands),
    user: { name: user.name, role: user.role },
    notice: said === null ? null : { tone: "info", text: said, ...(way !== undefined && { way }) },
  };
}
