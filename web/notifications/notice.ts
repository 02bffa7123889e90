// A message as the service tells it, read as anything that comes from outside.
import type { InboxFrame as Frame, InboxChange } from "../../schema/frames.ts";
import type { NoticeKind } from "../../schema/http/words.ts";

export type NoticeItem = {
  readonly id: string;
  readonly seq: number;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly status: "READ" | "UNREAD";
  readonly created_at_ms: number;
};

const TEXTS = ["id", "kind", "title", "text", "link", "status"] as const;

export function readNotice(value: unknown): NoticeItem | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const told = value as Record<string, unknown>;
  if (!TEXTS.every((name) => typeof told[name] === "string")) return undefined;
  if (typeof told.seq !== "number" || typeof told.created_at_ms !== "number") return undefined;
  return value as NoticeItem;
}

export type NoticePage = {
  readonly items: readonly NoticeItem[];
  readonly next_cursor: string | null;
  readonly unread_count: number;
};

export function readPage(value: unknown): NoticePage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { items, next_cursor, unread_count } = value as Record<string, unknown>;
  if (!Array.isArray(items) || typeof unread_count !== "number") return undefined;
  if (next_cursor !== null && typeof next_cursor !== "string") return undefined;
  const read = items.map(readNotice);
  return read.every((item) => item !== undefined) ? { items: read, next_cursor, unread_count } : undefined;
}

/** What comes over the live road, as far as a page reads it. */
export type InboxFrame =
  | Omit<Told<"hello">, "now_ms">
  | { readonly type: "notification"; readonly notification: NoticeItem }
  | Omit<Told<"passing">, "cause">
  | Told<"unread">
  | InboxChange;
type Told<Type extends Frame["type"]> = Readonly<Extract<Frame, { type: Type }>>;

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "string");

/** A frame of a newer service that this page does not know says nothing to it. */
export function readFrame(text: string): InboxFrame | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const told = parsed as Record<string, unknown>;
  const known = ((): boolean => {
    switch (told.type) {
      case "hello":
        return typeof told.unread === "number" && (told.newest_id === null || typeof told.newest_id === "string");
      case "notification":
        return readNotice(told.notification) !== undefined;
      case "unread":
        return typeof told.unread === "number";
      case "read":
      case "unread_again":
      case "deleted":
        return isTexts(told.ids);
      case "all_read":
      case "all_deleted":
        return typeof told.through === "number";
      case "passing":
        return isTexts([told.title, told.text, told.link]);
      default:
        return told.type === "restored";
    }
  })();
  return known ? (told as InboxFrame) : null;
}
