// Finding people: a search that is an address, a list that fits a phone, one page for each person.
import type { JSX } from "preact";
import { ROLES, type Role } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { FindForm } from "../../../web/components/console/find-form.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { spokenDay } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import { zoneOf } from "../../kit/pages/times.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { UserRow } from "../../people/db/people.ts";
import { ConsoleLayout } from "./console-layout.tsx";

export type UsersView = {
  readonly q: string;
  readonly role: Role | null;
  readonly users: readonly UserRow[];
  readonly first: boolean;
  readonly next_cursor: string | null;
};

const listPath = (view: UsersView, cursor: string | null): string => {
  const query = new URLSearchParams();
  if (view.q !== "") query.set("q", view.q);
  if (view.role !== null) query.set("role", view.role);
  if (cursor !== null) query.set("cursor", cursor);
  const text = query.toString();
  return text === "" ? paths.users : `${paths.users}?${text}`;
};

export const UsersPage = ({ frame, view }: PageProps<UsersView>): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  return (
    <ConsoleLayout frame={frame} title={admin.users} description={admin.usersText} class="account">
      <header class="account-head">
        <h1 class="page-title">{admin.users}</h1>
      </header>
      <FindForm
        action={paths.users}
        query={new URLSearchParams({ q: view.q, role: view.role ?? "" })}
        word={admin.keyword}
        wordMax={LIMITS.search_chars}
        choices={[
          {
            name: "role",
            label: admin.role,
            any: admin.anyRole,
            options: ROLES.map((role) => ({ value: role, label: admin.roles[role] })),
          },
        ]}
        find={admin.find}
      />
      {view.users.length === 0 ? (
        <EmptyState title={admin.emptyTitle} text={admin.emptyText} />
      ) : (
        <ul class="rows" aria-label={admin.users}>
          {view.users.map((user) => (
            <Person key={user.id} frame={frame} user={user} />
          ))}
        </ul>
      )}
      <Pagination
        firstHref={view.first ? null : listPath(view, null)}
        nextHref={view.next_cursor === null ? null : listPath(view, view.next_cursor)}
        language={frame.language}
      />
    </ConsoleLayout>
  );
};

const Person = ({ frame, user }: { readonly frame: PageFrame; readonly user: UserRow }): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  const { language, now_ms } = frame;
  const joined = spokenDay(user.created_at_ms, { nowMs: now_ms, zone: zoneOf(frame), language });
  return (
    <li>
      <a class="row row-link" href={paths.user(user.id)}>
        <span>
          <span class="row-name">{user.email ?? admin.noEmail}</span>
          <span class="row-text">
            {user.name === "" ? admin.noName : user.name} · {admin.joined} {joined}
          </span>
        </span>
        <span class="row-marks">
          <span class={user.role === "USER" ? "row-mark" : "row-mark row-mark-strong"}>{admin.roles[user.role]}</span>
          {user.status === "ACTIVE" ? null : (
            <span class="row-mark row-mark-refused">{admin.statuses[user.status]}</span>
          )}
        </span>
      </a>
    </li>
  );
};
