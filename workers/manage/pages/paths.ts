// Where the console's pages live.
import { buyingPaths } from "../../buying/pages/paths.ts";
import { paths } from "../../kit/pages/paths.ts";

export const consolePaths = {
  shows: paths.console,
  bookings: buyingPaths.findStory,
} as const;
