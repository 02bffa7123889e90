// The log of privileged acts, newest first: who did what to whom, found by person, act, show and days.
import type { JSX } from "preact";
import { AUDIT_ACTS } from "../../../schema/audit-acts.ts";
import { ROLES } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { type Words, wordsFor } from "../../../web/words/words.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { Named } from "../../people/db/account-views.ts";
import type { AuditRow } from "../db/audit-log.ts";
import { ConsoleLayout } from "./console-layout.tsx";

/** What was asked, as the form has it. */
export type AuditAsked = Readonly<Record<"who" | "action" | "show_id" | "from" | "until", string>>;
export type AuditView = {
  readonly asked: AuditAsked;
  /** The same for the API: days have become instants. */
  readonly query: URLSearchParams;
  readonly lines: readonly AuditRow[];
  readonly names: ReadonlyMap<string, Named>;
  readonly titles: ReadonlyMap<string, string>;
  readonly first: boolean;
  readonly next_cursor: string | null;
};

type AdminWords = Words["account"]["admin"];

function detailsIn(words: AdminWords, details: AuditRow["details"]): string {
  const roleOf = (value: unknown): string => {
    const role = ROLES.find((one) => one === value);
    return role === undefined ? String(value) : words.roles[role];
  };
  if ("from" in details && "to" in details) return words.changedFrom(roleOf(details.from), roleOf(details.to));
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${plainly(value)}`)
    .join(", ");
}

const plainly = (value: unknown): string => {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(plainly).join(" ") : JSON.stringify(value);
};

/** The page's own address, of this page of the list or another. */
function listPath({ asked }: AuditView, cursor: string | null): string {
  const given = Object.entries({ ...asked, cursor: cursor ?? "" }).filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return query === "" ? paths.audit : `${paths.audit}?${query}`;
}

export const AuditPage = ({ frame, view }: PageProps<AuditView>): JSX.Element => {
  const { adminDesk, account } = wordsFor(frame.language);
  const { admin } = account;
  const query = view.query.toString();
  const narrowed = Object.values(view.asked).some((value) => value !== "");
  return (
    <ConsoleLayout frame={frame} title={admin.audit} description={admin.auditText} class="audit">
      <PageHead
        title={admin.audit}
        language={frame.language}
        facts={admin.auditText}
        actions={
          <LinkButton href={`/v1/api/admin/audit.csv${query === "" ? "" : `?${query}`}`}>
            {adminDesk.auditLog.csv}
          </LinkButton>
        }
      />
      <Filter frame={frame} asked={view.asked} />
      {view.lines.length > 0 ? (
        <Lines frame={frame} view={view} />
      ) : narrowed ? (
        <EmptyState title={adminDesk.auditLog.none} text={adminDesk.auditLog.noneText}>
          <LinkButton href={paths.audit}>{adminDesk.auditLog.all}</LinkButton>
        </EmptyState>
      ) : (
        <EmptyState title={admin.auditEmpty} />
      )}
      <Pagination
        firstHref={view.first ? null : listPath(view, null)}
        nextHref={view.next_cursor === null ? null : listPath(view, view.next_cursor)}
        language={frame.language}
      />
    </ConsoleLayout>
  );
};

const Filter = ({ frame, asked }: { readonly frame: PageFrame; readonly asked: AuditAsked }): JSX.Element => {
  const { acts, auditLog } = wordsFor(frame.language).adminDesk;
  const text = { maxLength: LIMITS.search_chars, autoComplete: "off" } as const;
  return (
    <search>
      <form class="find-form" method="get" action={paths.audit} role="presentation">
        <Field id="who" name="who" type="search" label={auditLog.who} value={asked.who} {...text} />
        <Select
          id="action"
          name="action"
          label={auditLog.what}
          value={asked.action}
          options={[
            { value: "", label: auditLog.anyAct },
            ...AUDIT_ACTS.map((act) => ({ value: act, label: acts[act] })),
          ]}
        />
        <Field id="show_id" name="show_id" label={auditLog.show} value={asked.show_id} {...text} />
        <Field id="from" name="from" type="date" label={auditLog.from} value={asked.from} />
        <Field id="until" name="until" type="date" label={auditLog.until} value={asked.until} />
        <Button type="submit" kind="primary">
          {auditLog.find}
        </Button>
      </form>
    </search>
  );
};

/** An act of an older version that has no words any more is shown by its own name. */
const actIn = (acts: Readonly<Record<string, string>>, action: string): string => acts[action] ?? action;

const Lines = ({ frame, view }: PageProps<AuditView>): JSX.Element => {
  const { adminDesk, account } = wordsFor(frame.language);
  const { admin } = account;
  const person = (id: string): JSX.Element => {
    const named = view.names.get(id);
    return <a href={paths.user(id)}>{named?.email ?? named?.name ?? id}</a>;
  };
  const subject = ({ subject_kind, subject_id }: AuditRow): JSX.Element | string => {
    if (subject_kind === "user") return person(subject_id);
    const title = view.titles.get(subject_id);
    if (subject_kind !== "show" || title === undefined) return subject_id;
    return <a href={`${paths.audit}?show_id=${encodeURIComponent(subject_id)}`}>{title}</a>;
  };
  return (
    <DataTable
      caption={admin.audit}
      captionHidden
      rows={view.lines}
      rowKey={(line) => line.id}
      columns={[
        { id: "what", title: admin.what, cell: (line) => actIn(adminDesk.acts, line.action), heading: true },
        { id: "when", title: admin.when, cell: (line) => <OwnTime frame={frame} atMs={line.at_ms} /> },
        { id: "details", title: admin.details, cell: (line) => detailsIn(admin, line.details) },
        { id: "subject", title: admin.subject, cell: subject },
        { id: "who", title: admin.who, cell: (line) => person(line.actor_id) },
      ]}
    />
  );
};
