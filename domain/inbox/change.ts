// A state of messages that one page of a fan changed, as the fan's other pages are told of it.

/** `through`: every message up to this number, and none that came later. */
export type InboxChange =
  | { readonly type: "read" | "unread_again" | "deleted"; readonly ids: readonly string[] }
  | { readonly type: "all_read" | "all_deleted"; readonly through: number }
  /** What comes back is read from the list again. */
  | { readonly type: "restored" };
