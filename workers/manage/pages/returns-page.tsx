// Returned seats for the organiser: each showtime's list in figures, what tickets offered back bring, and the settings.
import type { JSX } from "preact";
import type * as z from "zod/mini";
import type { ReturnsSettings, returnsFigures } from "../../../schema/http/returns.ts";
import { Button } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field } from "../../../web/components/field.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { grouped, money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

type Figures = z.infer<typeof returnsFigures>;
export type ManageReturnsView = {
  readonly show: ShowOfPage;
  readonly returns: ReturnsSettings;
  readonly items: readonly Figures[];
};
type Part = PageProps<ManageReturnsView>;

const MINUTE_MS = 60_000;

export const ManageReturnsPage = ({ frame, view }: Part): JSX.Element => {
  const { returns, console } = wordsFor(frame.language);
  const words = returns.console;
  return (
    <ConsoleLayout frame={frame} title={words.title} description={words.description} class="purchases">
      <PageHead
        title={words.title}
        language={frame.language}
        crumbs={[
          { label: console.shows.title, href: consolePaths.shows },
          { label: view.show.title, href: consolePaths.live(view.show.id) },
          { label: words.title },
        ]}
        facts={words.description}
      />
      {view.items.length === 0 ? <EmptyState title={words.empty} /> : <List frame={frame} view={view} />}
      {view.items
        .filter(({ entries }) => entries.length > 0)
        .map((item) => (
          <Entries key={item.showtime_id} frame={frame} view={view} item={item} />
        ))}
      <Settings frame={frame} view={view} />
    </ConsoleLayout>
  );
};

const List = ({ frame, view }: Part): JSX.Element => {
  const { console: words } = wordsFor(frame.language).returns;
  const { columns } = words;
  const when = { nowMs: frame.now_ms, zone: view.show.zone, language: frame.language };
  const figure = (id: keyof typeof columns, of: (row: Figures) => string) => ({
    id,
    title: columns[id],
    figures: true,
    cell: of,
  });
  return (
    <DataTable
      caption={words.table}
      rows={view.items}
      rowKey={({ showtime_id }) => showtime_id}
      columns={[
        { id: "round", title: columns.round, heading: true, cell: (row) => spokenTime(row.starts_at_ms, when) },
        figure("waiting", (row) => `${grouped(row.waiting)} · ${words.seatsOf(row.waiting_seats)}`),
        figure("offers", (row) => grouped(row.offers)),
        figure("taken", (row) => grouped(row.taken)),
        figure("expired", (row) => grouped(row.expired)),
        figure("kept", (row) => grouped(row.kept_seats)),
        figure("offeredBack", (row) => grouped(row.offered_back)),
        figure("soldOn", (row) => grouped(row.sold_on)),
        figure("takings", (row) => money(row.taken_krw, frame.language)),
        figure("fees", (row) => money(row.sold_on_fee_krw, frame.language)),
      ]}
    />
  );
};

/** Who waits, by place: what they wish for, and until when an offer is theirs. */
const Entries = ({ frame, view, item }: Part & { readonly item: Figures }): JSX.Element => {
  const { returns, terms } = wordsFor(frame.language);
  const { entries: words } = returns.console;
  const when = { nowMs: frame.now_ms, zone: view.show.zone, language: frame.language };
  return (
    <DataTable
      caption={words.table(spokenTime(item.starts_at_ms, when))}
      rows={item.entries}
      rowKey={({ position }) => String(position)}
      columns={[
        { id: "place", title: words.place, heading: true, figures: true, cell: (row) => grouped(row.position) },
        {
          id: "wish",
          title: words.wish,
          cell: (row) =>
            returns.wish(row.count, row.grades.map((grade) => terms.grades[grade]).join(", "), row.together),
        },
        {
          id: "state",
          title: words.state,
          cell: (row) =>
            row.offer_until_ms === null
              ? row.passed === null
                ? words.waits
                : words.passed[row.passed]
              : words.offeredUntil(spokenTime(row.offer_until_ms, when)),
        },
      ]}
    />
  );
};

const Settings = ({ frame, view }: Part): JSX.Element => {
  const { console: words } = wordsFor(frame.language).returns;
  const { returns } = view;
  const minutes = (ms: number): string => String(ms / MINUTE_MS);
  const number = (name: string, label: string, value: string, hint?: string): JSX.Element => (
    <Field
      id={name}
      name={name}
      label={label}
      value={value}
      inputMode="decimal"
      maxLength={8}
      {...(hint && { hint })}
    />
  );
  return (
    <form class="making-form" method="post" action={consolePaths.returns(view.show.id)}>
      <section class="making-group" aria-labelledby="settings-title">
        <h2 class="console-part-title" id="settings-title">
          {words.settings}
        </h2>
        <p class="making-text">
          <a href={consolePaths.editPart(view.show.id, "prices")}>{words.more}</a>
        </p>
        <div class="making-row">
          {number("gather_min", words.gather, minutes(returns.gather_ms), words.gatherHint)}
          {number("offer_min", words.offer, minutes(returns.offer_ms), words.offerHint)}
          {number(
            "night_offer_min",
            words.night,
            returns.night_offer_ms === null ? "" : minutes(returns.night_offer_ms),
            words.nightHint,
          )}
          {number("fee_percent", words.fee, String(returns.fee_percent ?? ""), words.feeHint)}
        </div>
        <div class="form-end">
          <Button type="submit" kind="primary">
            {words.save}
          </Button>
        </div>
      </section>
    </form>
  );
};
