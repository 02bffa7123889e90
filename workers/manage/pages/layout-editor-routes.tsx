// Where a venue's layout is drawn: for its organiser, and for admins.
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { page } from "../../kit/pages/answer.tsx";
import { frameOf } from "../../kit/pages/frame.ts";
import { asFan } from "../../people/pages/whoever.ts";
import { ownVenue } from "../routes/venues.ts";
import { EDITOR_ISLAND, LayoutEditorPage } from "./layout-editor-page.tsx";
import { consolePaths } from "./paths.ts";

export const layoutEditorPage = asFan(async (c, { identity, user }) => {
  if (user.role === "USER") throw new Refusal("not_found");
  const venue = await ownVenue(database(c.env), c.req.param("venue_id") ?? "", { ...identity, role: user.role });
  const frame = { ...frameOf(c, EDITOR_ISLAND), user: { name: user.name, role: user.role } };
  const view = {
    venue_id: venue.id,
    venue_name: frame.language === "en" ? (venue.name_en ?? venue.name) : venue.name,
    language: frame.language,
    back_url: consolePaths.venues,
  };
  return page(c, <LayoutEditorPage frame={frame} view={view} />);
});
