// A showtime's valid tickets on paper, by seat or by booking number: for a door without a network.
import type { JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { seatName } from "../../buying/pages/order-summary.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import { crumbsOf } from "./purchases-page.tsx";

export type PrintedTicket = {
  readonly ticket_id: string;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly number: string;
  readonly name: string;
};
export type PrintView = {
  readonly show: ShowOfPage;
  readonly rounds: readonly { readonly id: string; readonly starts_at_ms: number }[];
  readonly round: { readonly id: string; readonly starts_at_ms: number } | null;
  readonly order: "seat" | "number";
  readonly tickets: readonly PrintedTicket[];
};

export const PrintPage = ({ frame, view }: PageProps<PrintView>): JSX.Element => {
  const { print } = wordsFor(frame.language).console.purchases;
  const { show, round, tickets } = view;
  // On paper there is no today.
  const at = { nowMs: 0, zone: show.zone, language: frame.language };
  const when = round === null ? "" : spokenTime(round.starts_at_ms, at);
  const as_of = spokenTime(frame.now_ms, at);
  return (
    <ConsoleLayout frame={frame} title={print.title} description={print.description} class="print-list">
      <PageHead
        title={print.title}
        language={frame.language}
        crumbs={crumbsOf(frame, show, print.title)}
        facts={
          <>
            {show.title} · {when} · {print.count(tickets.length)} · {print.asOf(as_of)}
          </>
        }
      />
      <Choices frame={frame} view={view} />
      {tickets.length === 0 ? (
        <EmptyState title={print.none} text={print.noneText} />
      ) : (
        <DataTable
          caption={print.title}
          captionHidden
          rows={tickets}
          rowKey={({ ticket_id }) => ticket_id}
          columns={columnsOf(frame, view.order)}
        />
      )}
    </ConsoleLayout>
  );
};

function columnsOf(frame: PageFrame, order: PrintView["order"]) {
  const { print } = wordsFor(frame.language).console.purchases;
  const seat = { id: "seat", title: print.seat, cell: (one: PrintedTicket) => seatName(one, frame.language) };
  const number = {
    id: "number",
    title: print.number,
    cell: (one: PrintedTicket) => <span class="tabular">{one.number}</span>,
  };
  const [first, second] = order === "seat" ? [seat, number] : [number, seat];
  return [
    { ...first, heading: true },
    second,
    { id: "name", title: print.name, cell: ({ name }: PrintedTicket) => name },
    { id: "tick", title: print.tick, cell: () => <span class="print-tick" aria-hidden="true" /> },
  ];
}

const Choices = ({ frame, view }: PageProps<PrintView>): JSX.Element => {
  const { print } = wordsFor(frame.language).console.purchases;
  const at = { nowMs: frame.now_ms, zone: view.show.zone, language: frame.language };
  const path = (showtime_id: string, order: string): string =>
    `${consolePaths.print(view.show.id)}?${new URLSearchParams({ showtime_id, order })}`;
  return (
    <nav class="print-choices no-print" aria-label={print.choose}>
      {view.rounds.map(({ id, starts_at_ms }) => (
        <a
          key={id}
          class="link-line"
          href={path(id, view.order)}
          aria-current={id === view.round?.id ? "true" : undefined}
        >
          {spokenTime(starts_at_ms, at)}
        </a>
      ))}
      {view.round === null ? null : (
        <LinkButton href={path(view.round.id, view.order === "seat" ? "number" : "seat")}>
          {view.order === "seat" ? print.byNumber : print.bySeat}
        </LinkButton>
      )}
    </nav>
  );
};
