// Where doors live. What stands behind `/door/` is a door's right, and is written into no log.
export const doorPaths = {
  /** Where a door's code is typed. */
  find: "/door",
  of: (pass: string): string => `/door/${pass}`,
  app: (pass: string): string => `/door/${pass}/app.webmanifest`,
} as const;
