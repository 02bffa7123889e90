// The list on the page and how each piece of news changes it: pure, so that order and repetition can be tried.
import type { NoticeKind } from "../../schema/http/words.ts";
import type { InboxFrame, NoticeItem, NoticePage } from "./notice.ts";

export type NoticeFilter = { readonly unread: boolean; readonly kind: NoticeKind | null };

export type Inbox = {
  readonly filter: NoticeFilter;
  readonly items: readonly NoticeItem[];
  readonly next_cursor: string | null;
  readonly unread: number;
  /** Null: nobody is choosing. */
  readonly chosen: ReadonlySet<string> | null;
  /** The live road stands. */
  readonly live: boolean;
};

export type InboxNews =
  | InboxFrame
  | { readonly type: "lost" }
  | { readonly type: "page"; readonly page: NoticePage }
  /** The first part anew; `known` is what was listed when it was asked for. */
  | { readonly type: "again"; readonly page: NoticePage; readonly known: ReadonlySet<string> }
  | { readonly type: "choosing"; readonly on: boolean }
  | { readonly type: "choose"; readonly id: string };

const fits = ({ unread, kind }: NoticeFilter, item: NoticeItem): boolean =>
  (!unread || item.status === "UNREAD") && (kind === null || item.kind === kind);

/** Newest first, each once: the same message may come by the list and by the live road. */
function merged(older: readonly NoticeItem[], newer: readonly NoticeItem[]): NoticeItem[] {
  const by_id = new Map([...older, ...newer].map((item) => [item.id, item]));
  return [...by_id.values()].sort((a, b) => b.seq - a.seq);
}

const marked = (inbox: Inbox, status: NoticeItem["status"], which: (item: NoticeItem) => boolean): Inbox => ({
  ...inbox,
  // Stays in sight until the page is left, even where only unread ones are listed: it must not vanish under the finger.
  items: inbox.items.map((item) => (which(item) ? { ...item, status } : item)),
});

/** What was ticked stays ticked while it is in sight, whyever the list was drawn anew. */
const listing = (inbox: Inbox, items: readonly NoticeItem[]): Inbox => {
  const chosen =
    inbox.chosen === null ? null : new Set([...inbox.chosen].filter((id) => items.some((one) => one.id === id)));
  return { ...inbox, items, chosen };
};

const without = (inbox: Inbox, which: (item: NoticeItem) => boolean): Inbox =>
  listing(
    inbox,
    inbox.items.filter((item) => !which(item)),
  );

export function heard(inbox: Inbox, news: InboxNews): Inbox {
  switch (news.type) {
    case "hello":
      return { ...inbox, live: true, unread: news.unread };
    case "lost":
      return { ...inbox, live: false };
    case "notification":
      return fits(inbox.filter, news.notification)
        ? { ...inbox, items: merged(inbox.items, [news.notification]) }
        : inbox;
    case "unread":
      return { ...inbox, unread: news.unread };
    case "read":
      return marked(inbox, "READ", ({ id }) => news.ids.includes(id));
    case "unread_again":
      return marked(inbox, "UNREAD", ({ id }) => news.ids.includes(id));
    case "all_read":
      return marked(inbox, "READ", ({ seq }) => seq <= news.through);
    case "deleted":
      return without(inbox, ({ id }) => news.ids.includes(id));
    case "all_deleted":
      return without(inbox, ({ seq }) => seq <= news.through);
    case "page":
      return {
        ...inbox,
        items: merged(inbox.items, news.page.items),
        next_cursor: news.page.next_cursor,
        unread: inbox.live ? inbox.unread : news.page.unread_count,
      };
    case "again": {
      // What came over the live road meanwhile is newer than the answer.
      const meanwhile = inbox.items.filter(({ id }) => !news.known.has(id));
      return {
        ...listing(inbox, merged(meanwhile, news.page.items)),
        next_cursor: news.page.next_cursor,
        unread: inbox.live ? inbox.unread : news.page.unread_count,
      };
    }
    case "choosing":
      return { ...inbox, chosen: news.on ? new Set() : null };
    case "choose": {
      const chosen = new Set(inbox.chosen);
      if (!chosen.delete(news.id)) chosen.add(news.id);
      return { ...inbox, chosen };
    }
    case "restored":
    case "passing":
      return inbox;
  }
}

/**
 * The first part of the list is to be asked for again. Messages are replayed, but not the states that changed while no
 * road stood: neither before the first greeting nor before a later one.
 */
export const isStale = (news: InboxNews): boolean => news.type === "restored" || news.type === "hello";
