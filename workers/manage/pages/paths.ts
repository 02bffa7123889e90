// Where the console's pages live.
import { buyingPaths } from "../../buying/pages/paths.ts";
import { paths } from "../../kit/pages/paths.ts";

const showPath = (show_id: string): string => `${paths.console}/shows/${encodeURIComponent(show_id)}`;

export const consolePaths = {
  shows: paths.console,
  /** Where a venue's layout is drawn. */
  layout: (venue_id: string): string => `/manage/venues/${encodeURIComponent(venue_id)}/layout`,
  venues: `${paths.console}/venues`,
  newVenue: `${paths.console}/venues/new`,
  newShow: `${paths.console}/shows/new`,
  edit: (show_id: string): string => `${showPath(show_id)}/edit`,
  editPart: (show_id: string, part: string): string => `${showPath(show_id)}/edit/${part}`,
  preview: (show_id: string): string => `${showPath(show_id)}/preview`,
  publish: (show_id: string): string => `${showPath(show_id)}/publish`,
  draft: (show_id: string): string => `${showPath(show_id)}/draft`,
  remove: (show_id: string): string => `${showPath(show_id)}/delete`,
  bookings: buyingPaths.findStory,
  live: (show_id: string): string => `${showPath(show_id)}/live`,
  rehearsals: (show_id: string): string => `${showPath(show_id)}/rehearsals`,
  rehearsal: (show_id: string, id: string): string => `${showPath(show_id)}/rehearsals/${encodeURIComponent(id)}`,
  rehearsalLive: (show_id: string, id: string): string =>
    `${showPath(show_id)}/rehearsals/${encodeURIComponent(id)}/live`,
  appeals: (show_id: string): string => `${showPath(show_id)}/appeals`,
  returns: (show_id: string): string => `${showPath(show_id)}/returns`,
  doors: (show_id: string): string => `${showPath(show_id)}/doors`,
  door: (show_id: string, door_id: string): string => `${showPath(show_id)}/doors/${encodeURIComponent(door_id)}`,
  doorEnd: (show_id: string, door_id: string): string =>
    `${showPath(show_id)}/doors/${encodeURIComponent(door_id)}/end`,
  /** A showtime's tickets on paper. */
  printOf: (show_id: string, showtime_id: string, order: "seat" | "number"): string =>
    `${showPath(show_id)}/print?showtime_id=${encodeURIComponent(showtime_id)}&order=${order}`,
  doorListMail: (show_id: string, showtime_id: string): string =>
    `${showPath(show_id)}/showtimes/${encodeURIComponent(showtime_id)}/door-list/mail`,
  purchases: (show_id: string): string => `${showPath(show_id)}/purchases`,
  message: (show_id: string): string => `${showPath(show_id)}/message`,
  print: (show_id: string): string => `${showPath(show_id)}/print`,
  /** Asks before it refunds. */
  refunds: (show_id: string): string => `${showPath(show_id)}/refunds`,
  cancel: (show_id: string): string => `${showPath(show_id)}/cancel`,
  job: (show_id: string, job_id: string): string => `${showPath(show_id)}/jobs/${encodeURIComponent(job_id)}`,
} as const;
