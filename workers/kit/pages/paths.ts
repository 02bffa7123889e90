// Where pages live; every link on a page is made here.
export const paths = {
  home: "/",
  search: "/search",
  show: (showId: string): string => `/shows/${encodeURIComponent(showId)}`,
  /** Going to book a show joins its line by itself. */
  line: (showId: string): string => `/shows/${encodeURIComponent(showId)}/line`,
  room: (showId: string): string => `/shows/${encodeURIComponent(showId)}/room`,
  /** Told when seats of a sold-out show come back. */
  returns: (showId: string): string => `/shows/${encodeURIComponent(showId)}/returns`,
  /** Where anyone checks that a line was served in order. */
  verify: (showId: string): string => `/verify/${encodeURIComponent(showId)}`,
  /** How the line, the draw, returned seats and checks work. */
  fairness: "/fairness",
  genre: (genre: string): string => `/search?genre=${encodeURIComponent(genre)}`,
  signIn: (returnTo: string): string => `/signin?return_to=${encodeURIComponent(returnTo)}`,
  signInForm: "/signin",
  code: "/signin/code",
  signOut: "/signout",
  profile: "/me",
  sessions: "/me/sessions",
  deleteAccount: "/me/delete",
  users: "/admin/users",
  user: (userId: string): string => `/admin/users/${encodeURIComponent(userId)}`,
  audit: "/admin/audit",
  practices: "/practice",
  practice: (practiceId: string): string => `/practice/${encodeURIComponent(practiceId)}`,
  allShows: "/admin/shows",
  /** Asks before a show is taken down or brought back. */
  standing: (showId: string): string => `/admin/shows/${encodeURIComponent(showId)}/status`,
  failures: "/admin/failures",
  bookings: "/me/bookings",
  notifications: "/me/notifications",
  console: "/manage",
  /** How the service is, told by itself. */
  status: "/status",
  /** What is kept about people, and what is agreed. */
  privacy: "/privacy",
  terms: "/terms",
  docs: "/docs",
  openApi: "/v1/api/openapi.json",
  /** POST language or theme with return_to; sets a cookie and goes back there. */
  preferences: "/preferences",
} as const;
