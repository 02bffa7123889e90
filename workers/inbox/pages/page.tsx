// The page of a fan's messages. It works without a script: each act is a form, and deleting says how to undo it.
import type { JSX } from "preact";
import type { MailChoices } from "../../../domain/inbox/causes.ts";
import { Button } from "../../../web/components/button.tsx";
import { InboxApp } from "../../../web/notifications/app.tsx";
import type { InboxFacts } from "../../../web/notifications/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { Choices } from "./choices.tsx";

export type InboxView = {
  readonly facts: InboxFacts;
  /** The newest message there is: the live road goes on from here. */
  readonly after: string;
  /** What a deletion just took, to bring it back. */
  readonly undo: { readonly deleted_at_ms: number; readonly count: number } | null;
  readonly mail: MailChoices;
  readonly push_key: string | null;
};

export const NotificationsPage = ({ frame, view }: PageProps<InboxView>): JSX.Element => {
  const words = wordsFor(frame.language).notices;
  const { facts, undo } = view;
  const { items, next_cursor, unread_count } = facts.page;
  const inbox = { filter: facts.filter, items, next_cursor, unread: unread_count, chosen: null, live: true };
  return (
    <Layout frame={frame} title={words.title} description={words.description} hidden class="account inbox">
      {undo === null ? null : (
        <form class="inbox-undo" method="post" action={`${facts.path}/undo`}>
          <p role="status">{words.removed(undo.count)}</p>
          <Button type="submit" kind="quiet" name="deleted_at_ms" value={String(undo.deleted_at_ms)}>
            {words.undo}
          </Button>
        </form>
      )}
      <div class="inbox-app" data-inbox={JSON.stringify(facts)} data-inbox-after={view.after}>
        <InboxApp facts={facts} inbox={inbox} acts={null} />
      </div>
      <div class="inbox-choices">
        <Choices frame={frame} mail={view.mail} push_key={view.push_key} />
      </div>
    </Layout>
  );
};
