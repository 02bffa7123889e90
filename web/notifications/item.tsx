// One message: what kind, what happened, since when; the whole of it leads to the thing itself, and reading it on the way.
import type { JSX } from "preact";
import { Icon } from "../components/icon.tsx";
import { spokenTime } from "../words/format.ts";
import { wordsFor } from "../words/words.ts";
import type { InboxFacts } from "./facts.ts";
import type { NoticeItem } from "./notice.ts";

export type ItemActs = {
  readonly remove: (id: string) => void;
  readonly choose: (id: string) => void;
};

type Props = {
  readonly item: NoticeItem;
  readonly facts: InboxFacts;
  readonly chosen: ReadonlySet<string> | null;
  readonly acts: ItemActs | null;
};

export const Item = ({ item, facts, chosen, acts }: Props): JSX.Element => {
  const { language, now_ms, zone, zone_said, path } = facts;
  const words = wordsFor(language).notices;
  const unread = item.status === "UNREAD";
  return (
    <li class={unread ? "inbox-item inbox-item-unread" : "inbox-item"} data-notice={item.id}>
      {chosen === null ? null : (
        <input
          class="inbox-tick"
          type="checkbox"
          aria-label={words.selectOf(item.title)}
          checked={chosen.has(item.id)}
          onChange={() => acts?.choose(item.id)}
        />
      )}
      <a class="inbox-link" href={`${path}/${encodeURIComponent(item.id)}/open`}>
        <span class="inbox-meta">
          <span class="inbox-kind">{words.kinds[item.kind]}</span>
          <time dateTime={new Date(item.created_at_ms).toISOString()}>
            {spokenTime(item.created_at_ms, { nowMs: now_ms, zone, language })}
            {zone_said === null ? null : ` (${zone_said})`}
          </time>
          {unread ? <span class="unseen">{words.unreadMark}</span> : null}
        </span>
        <span class="inbox-title">{item.title}</span>
        <span class="inbox-text">{item.text}</span>
      </a>
      {chosen === null ? (
        <form method="post" action={`${path}/delete`} onSubmit={(event) => pressed(event, () => acts?.remove(item.id))}>
          <button
            class="icon-button inbox-remove"
            type="submit"
            name="ids"
            value={item.id}
            aria-label={words.removeOf(item.title)}
          >
            <Icon name="cross" />
          </button>
        </form>
      ) : null}
    </li>
  );
};

/** With a script a form asks the service itself; without one it is sent. */
export function pressed(event: Event, act: () => void): void {
  event.preventDefault();
  act();
}
