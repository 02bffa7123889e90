// The log of privileged acts, newest first: who did what to whom.
import type { JSX } from "preact";
import { ROLES } from "../../../schema/http/words.ts";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { Table } from "../../../web/components/table.tsx";
import { type Words, wordsFor } from "../../../web/words/words.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { Named } from "../../people/db/account-views.ts";
import type { AuditRow } from "../db/admin.ts";
import { ConsoleLayout } from "./console-layout.tsx";

export type AuditView = {
  readonly lines: readonly AuditRow[];
  readonly names: ReadonlyMap<string, Named>;
  readonly first: boolean;
  readonly next_cursor: string | null;
};

type AdminWords = Words["account"]["admin"];

/** An act this page has no words for yet is shown by its own name rather than left out. */
const actionIn = (words: AdminWords, action: string): string =>
  Object.entries(words.actions).find(([name]) => name === action)?.[1] ?? action;

function detailsIn(words: AdminWords, details: AuditRow["details"]): string {
  const roleOf = (value: unknown): string => {
    const role = ROLES.find((one) => one === value);
    return role === undefined ? String(value) : words.roles[role];
  };
  if ("from" in details && "to" in details) return words.changedFrom(roleOf(details.from), roleOf(details.to));
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

export const AuditPage = ({ frame, view }: PageProps<AuditView>): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  const person = (id: string): JSX.Element => {
    const named = view.names.get(id);
    return <a href={paths.user(id)}>{named?.email ?? named?.name ?? id}</a>;
  };
  return (
    <ConsoleLayout frame={frame} title={admin.audit} description={admin.auditText} class="account">
      <header class="account-head">
        <h1 class="page-title">{admin.audit}</h1>
      </header>
      <p class="prose account-lead">{admin.auditText}</p>
      {view.lines.length === 0 ? (
        <EmptyState title={admin.auditEmpty} />
      ) : (
        <Table
          caption={admin.audit}
          captionHidden
          rows={view.lines}
          rowKey={(line) => line.id}
          columns={[
            { id: "when", title: admin.when, cell: (line) => <OwnTime frame={frame} atMs={line.at_ms} /> },
            { id: "what", title: admin.what, cell: (line) => actionIn(admin, line.action), heading: true },
            { id: "details", title: admin.details, cell: (line) => detailsIn(admin, line.details) },
            {
              id: "subject",
              title: admin.subject,
              cell: (line) => (line.subject_kind === "user" ? person(line.subject_id) : line.subject_id),
            },
            { id: "who", title: admin.who, cell: (line) => person(line.actor_id) },
          ]}
        />
      )}
      <Pagination
        firstHref={view.first ? null : paths.audit}
        nextHref={view.next_cursor === null ? null : `${paths.audit}?cursor=${encodeURIComponent(view.next_cursor)}`}
        language={frame.language}
      />
    </ConsoleLayout>
  );
};
