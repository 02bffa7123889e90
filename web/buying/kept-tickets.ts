// What a ticket's page and the worker that keeps it say to each other. Types alone: the worker is one script without imports.
export type KeepTicket = {
  readonly kind: "keep-ticket";
  /** The ticket's path. */
  readonly page: string;
  /** Styles, scripts, faces and the poster. */
  readonly parts: readonly string[];
};
