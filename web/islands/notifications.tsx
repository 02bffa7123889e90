// The island of the page of messages: hears the bell's news, and asks the service for what is pressed. What was deleted
// goes from sight at once and can be brought back while the message about it stands.
import { hydrate, render } from "preact";
import type { CallResult } from "../api-client.ts";
import { addressOf, type InboxActs, InboxApp } from "../notifications/app.tsx";
import type { InboxFacts } from "../notifications/facts.ts";
import { heard, type Inbox, type InboxNews, isStale } from "../notifications/model.ts";
import { type NoticePage, readPage } from "../notifications/notice.ts";
import { offerPush } from "../notifications/push.ts";
import { wordsFor } from "../words/words.ts";
import { callApi } from "./browser-api.ts";
import { browserZone } from "./fan-zone.ts";
import { pageLanguage } from "./page-language.ts";
import { showToast } from "./toasts.ts";

const API = "/v1/api/notifications";
const root = document.querySelector<HTMLElement>("[data-inbox]");

function begin(place: HTMLElement): void {
  const facts = JSON.parse(place.dataset.inbox ?? "") as InboxFacts;
  const words = wordsFor(facts.language).notices;
  let inbox: Inbox = {
    filter: facts.filter,
    items: facts.page.items,
    next_cursor: facts.page.next_cursor,
    unread: facts.page.unread_count,
    chosen: null,
    live: true,
  };

  const own_facts: InboxFacts = { ...facts, zone: browserZone(), zone_said: null };
  const draw = (): void => render(<InboxApp facts={own_facts} inbox={inbox} acts={acts} />, place);
  const hear = (news: InboxNews): void => {
    inbox = heard(inbox, news);
    draw();
    if (isStale(news)) void again();
  };

  const list = (cursor: string | null): Promise<CallResult<NoticePage>> =>
    callApi(addressOf(API, facts.filter, cursor), { read: readPage });
  const again = async (): Promise<void> => {
    const known = new Set(inbox.items.map(({ id }) => id));
    const answer = await list(null);
    if (answer.ok) hear({ type: "again", page: answer.value, known });
  };

  const failed = (): void => {
    showToast({ text: words.failed, tone: "live" });
    void again();
  };
  const countOf = (name: string) => (value: unknown) => {
    const told = value as Record<string, unknown> | null;
    return told !== null && typeof told[name] === "number" ? (told as Record<string, number>) : undefined;
  };

  async function remove(query: string, news: InboxNews): Promise<void> {
    hear(news);
    const answer = await callApi(`${API}?${query}`, { method: "DELETE", read: countOf("deleted") });
    if (!answer.ok) return failed();
    const { deleted = 0, deleted_at_ms = 0, unread_count = 0 } = answer.value;
    hear({ type: "unread", unread: unread_count });
    const press = (): void => void change({ status: "RESTORED", deleted_at_ms }, words.restored);
    showToast({ text: words.removed(deleted), action: { label: words.undo, press } });
    if (inbox.items.length === 0) void again();
  }

  async function change(body: Readonly<Record<string, unknown>>, done: string): Promise<void> {
    const answer = await callApi(`${API}/status`, { method: "PATCH", body, read: countOf("changed") });
    if (!answer.ok) return failed();
    showToast({ text: done });
    await again();
  }

  const acts: InboxActs = {
    remove: (id) => void remove(`ids=${id}`, { type: "deleted", ids: [id] }),
    removeChosen: () => {
      const ids = [...(inbox.chosen ?? [])];
      hear({ type: "choosing", on: false });
      void remove(`ids=${ids.join(",")}`, { type: "deleted", ids });
    },
    removeAll: () => void remove("all=true", { type: "all_deleted", through: Number.MAX_SAFE_INTEGER }),
    readAll: () => {
      hear({ type: "all_read", through: inbox.items[0]?.seq ?? 0 });
      void change({ status: "READ", all: true }, words.allRead);
    },
    choose: (id) => hear({ type: "choose", id }),
    choosing: (on) => hear({ type: "choosing", on }),
    more: async () => {
      const answer = await list(inbox.next_cursor);
      if (answer.ok) hear({ type: "page", page: answer.value });
      else failed();
    },
  };

  // First as the server drew it, then with what only a script can do.
  hydrate(<InboxApp facts={facts} inbox={inbox} acts={null} />, place);
  draw();
  addEventListener("fairline:inbox", (event) => {
    if (event instanceof CustomEvent) hear(event.detail as InboxNews);
  });
}

if (root !== null) begin(root);
const push = document.querySelector<HTMLElement>("[data-push-key]");
if (push !== null) void offerPush(push, callApi, wordsFor(pageLanguage).notices);
