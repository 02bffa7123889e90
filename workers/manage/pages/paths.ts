// Where the console's pages live.
import { buyingPaths } from "../../buying/pages/paths.ts";
import { paths } from "../../kit/pages/paths.ts";

export const consolePaths = {
  shows: paths.console,
  /** Where a venue's layout is drawn. */
  layout: (venue_id: string): string => `/manage/venues/${encodeURIComponent(venue_id)}/layout`,
  bookings: buyingPaths.findStory,
  live: (show_id: string): string => `${paths.console}/shows/${encodeURIComponent(show_id)}/live`,
} as const;
