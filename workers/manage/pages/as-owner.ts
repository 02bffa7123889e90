// Who may see the pages of one show: its organiser and admins. A show of somebody else is not there.
import type { Language } from "../../../schema/http/words.ts";
import type { ShowRow, VenueRow } from "../../catalogue/db/shows.ts";
import { titleIn } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { asFan, type Fan } from "../../people/pages/whoever.ts";
import { ownShow } from "../routes/shows.ts";

export type ShowOfPage = { readonly id: string; readonly title: string; readonly zone: string };
export type Own = { readonly found: Awaited<ReturnType<typeof ownShow>>; readonly show: ShowOfPage };

export const asOwner = (answer: (c: Ctx, fan: Fan, own: Own) => Promise<Response>) =>
  asFan(async (c, fan) => {
    if (fan.user.role === "USER") throw new Refusal("not_found");
    const identity = { ...fan.identity, role: fan.user.role };
    const found = await ownShow(database(c.env), c.req.param("show_id") ?? "", identity);
    return answer(c, { ...fan, identity }, { found, show: showOf(found, c.get("language")) });
  });

type Found = { readonly show: ShowRow; readonly venue: Pick<VenueRow, "time_zone"> };

const showOf = ({ show, venue }: Found, language: Language): ShowOfPage => ({
  id: show.id,
  title: titleIn(language, show),
  zone: venue.time_zone,
});
