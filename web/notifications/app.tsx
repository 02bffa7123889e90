// The list of messages, drawn the same on the server and in the browser: filters, what can be done with some or all, and
// what is said where there is nothing.
import type { JSX } from "preact";
import { NOTICE_KINDS } from "../../schema/http/words.ts";
import { Button, LinkButton } from "../components/button.tsx";
import { Tabs } from "../components/navigation.tsx";
import { EmptyState, Notice } from "../components/states.tsx";
import { grouped } from "../words/format.ts";
import { wordsFor } from "../words/words.ts";
import type { InboxFacts } from "./facts.ts";
import { Item, type ItemActs, pressed } from "./item.tsx";
import type { Inbox, NoticeFilter } from "./model.ts";

export type InboxActs = ItemActs & {
  readonly removeChosen: () => void;
  readonly removeAll: () => void;
  readonly readAll: () => void;
  readonly choosing: (on: boolean) => void;
  readonly more: () => void;
};

type Props = { readonly facts: InboxFacts; readonly inbox: Inbox; readonly acts: InboxActs | null };

export const InboxApp = ({ facts, inbox, acts }: Props): JSX.Element => {
  const words = wordsFor(facts.language).notices;
  return (
    <>
      <header class="inbox-head">
        <h1 class="page-title">{words.title}</h1>
        {inbox.items.length === 0 ? null : <Tools facts={facts} inbox={inbox} acts={acts} />}
      </header>
      <Filters facts={facts} unread={inbox.unread} />
      {inbox.live || acts === null ? null : (
        <Notice tone="live" language={facts.language}>
          {words.lost}
        </Notice>
      )}
      {inbox.items.length === 0 ? <Nothing facts={facts} /> : <List facts={facts} inbox={inbox} acts={acts} />}
    </>
  );
};

export const addressOf = (path: string, { unread, kind }: NoticeFilter, cursor: string | null = null): string => {
  const query = new URLSearchParams();
  if (unread) query.set("unread", "true");
  if (kind !== null) query.set("kind", kind);
  if (cursor !== null) query.set("cursor", cursor);
  return query.size === 0 ? path : `${path}?${query}`;
};

const Filters = ({ facts, unread }: { readonly facts: InboxFacts; readonly unread: number }): JSX.Element => {
  const words = wordsFor(facts.language).notices;
  const { filter, path } = facts;
  const tab = (label: string, wanted: NoticeFilter) => ({
    label,
    href: addressOf(path, wanted),
    current: wanted.unread === filter.unread && wanted.kind === filter.kind,
  });
  return (
    <Tabs
      label={words.filters}
      tabs={[
        tab(words.all, { unread: false, kind: null }),
        tab(unread > 0 ? `${words.unread} ${grouped(unread)}` : words.unread, { unread: true, kind: null }),
        ...NOTICE_KINDS.toReversed().map((kind) => tab(words.kinds[kind], { unread: false, kind })),
      ]}
    />
  );
};

const Tools = ({ facts, inbox, acts }: Props): JSX.Element => {
  const words = wordsFor(facts.language).notices;
  const { chosen } = inbox;
  if (chosen !== null) {
    return (
      <div class="inbox-tools">
        <Button kind="quiet" onClick={() => acts?.choosing(false)}>
          {words.selectEnd}
        </Button>
        <Button kind="danger" disabled={chosen.size === 0} onClick={() => acts?.removeChosen()}>
          {words.removeSome(chosen.size)}
        </Button>
      </div>
    );
  }
  return (
    <div class="inbox-tools">
      {inbox.unread === 0 ? null : (
        <form method="post" action={`${facts.path}/read`} onSubmit={(event) => pressed(event, () => acts?.readAll())}>
          <Button type="submit" kind="quiet">
            {words.readAll}
          </Button>
        </form>
      )}
      {acts === null ? null : (
        <Button kind="quiet" onClick={() => acts.choosing(true)}>
          {words.select}
        </Button>
      )}
      <form method="post" action={`${facts.path}/delete`} onSubmit={(event) => pressed(event, () => acts?.removeAll())}>
        <Button type="submit" kind="quiet" name="all" value="true">
          {words.removeAll}
        </Button>
      </form>
    </div>
  );
};

const List = ({ facts, inbox, acts }: Props): JSX.Element => {
  const words = wordsFor(facts.language).notices;
  const { next_cursor } = inbox;
  return (
    <>
      <ul class="inbox-list">
        {inbox.items.map((item) => (
          <Item key={item.id} item={item} facts={facts} chosen={inbox.chosen} acts={acts} />
        ))}
      </ul>
      {next_cursor === null ? null : acts === null ? (
        <LinkButton href={addressOf(facts.path, facts.filter, next_cursor)} rel="next" class="inbox-more">
          {words.more}
        </LinkButton>
      ) : (
        <Button class="inbox-more" onClick={() => acts.more()}>
          {words.more}
        </Button>
      )}
    </>
  );
};

const Nothing = ({ facts }: { readonly facts: InboxFacts }): JSX.Element => {
  const words = wordsFor(facts.language).notices;
  const { unread, kind } = facts.filter;
  if (unread) return <EmptyState title={words.emptyUnreadTitle} text={words.emptyUnreadText} />;
  if (kind !== null) return <EmptyState title={words.emptyKindTitle} />;
  return (
    <EmptyState title={words.emptyTitle} text={words.emptyText}>
      <LinkButton href="/search" kind="primary">
        {words.toShows}
      </LinkButton>
    </EmptyState>
  );
};
