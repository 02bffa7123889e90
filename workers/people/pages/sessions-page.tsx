// Where one is signed in: each device as a person knows it, each with its end.
import type { JSX } from "preact";
import { Button } from "../../../web/components/button.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { deviceName } from "../../kit/pages/device.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { SessionRow } from "../db/sessions.ts";
import { MeTabs } from "./me-page.tsx";

export type SessionsView = { readonly sessions: readonly SessionRow[]; readonly current_id: string };

export const SessionsPage = ({ frame, view }: PageProps<SessionsView>): JSX.Element => {
  const { sessions } = wordsFor(frame.language).account;
  const here = view.sessions.filter((session) => session.id === view.current_id);
  const others = view.sessions.filter((session) => session.id !== view.current_id);
  return (
    <Layout frame={frame} title={sessions.title} description={sessions.description} hidden class="account">
      <header class="account-head">
        <h1 class="page-title">{sessions.title}</h1>
      </header>
      <MeTabs frame={frame} />
      <p class="prose account-lead">{sessions.lead}</p>
      <ul class="rows">
        {[...here, ...others].map((session) => (
          <Device key={session.id} frame={frame} session={session} current={session.id === view.current_id} />
        ))}
      </ul>
      {others.length === 0 ? (
        <p class="account-text">{sessions.alone}</p>
      ) : (
        <form class="form-end" method="post" action={`${paths.sessions}/end_others`}>
          <Button type="submit" kind="danger">
            {sessions.others(others.length)}
          </Button>
        </form>
      )}
    </Layout>
  );
};

type DeviceProps = { readonly frame: PageFrame; readonly session: SessionRow; readonly current: boolean };

const Device = ({ frame, session, current }: DeviceProps): JSX.Element => {
  const { sessions, me } = wordsFor(frame.language).account;
  const name = deviceName(session.user_agent) ?? sessions.unknown;
  return (
    <li class="row">
      <div>
        <p class="row-name">
          {name}
          {current ? <span class="row-mark">{sessions.here}</span> : null}
        </p>
        <p class="row-text">
          <OwnTime frame={frame} atMs={session.last_seen_at_ms} words={sessions.seen} />
        </p>
        <p class="row-text">
          <OwnTime frame={frame} atMs={session.created_at_ms} words={sessions.since} />
          {session.address_prefix === "" ? null : ` · ${sessions.network(session.address_prefix)}`}
        </p>
      </div>
      {current ? (
        <form method="post" action={paths.signOut}>
          <Button type="submit">{me.signOut}</Button>
        </form>
      ) : (
        <form method="post" action={`${paths.sessions}/${session.id}/end`}>
          <button type="submit" class="button" aria-label={sessions.endOf(name)}>
            {sessions.end}
          </button>
        </form>
      )}
    </li>
  );
};
