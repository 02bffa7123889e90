// The list on paper: every ticket that lets somebody in, by seat or by booking number, with a box to tick.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { seatName } from "../../buying/pages/order-summary.tsx";
import type { ListedTicket } from "../../door/list.ts";
import { Document } from "../../kit/pages/document.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { whenIn } from "./doors-parts.ts";
import { consolePaths } from "./paths.ts";

export type DoorListView = {
  readonly show: ShowOfPage;
  readonly showtime: { readonly id: string; readonly starts_at_ms: number };
  readonly by: "seat" | "number";
  readonly tickets: readonly ListedTicket[];
};

const TICKET_END_CHARS = 5;

export const DoorListPage = ({ frame, view }: PageProps<DoorListView>): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { show, showtime, by, tickets } = view;
  const when = whenIn(show, frame);
  const path = consolePaths.doorList(show.id, showtime.id);
  return (
    <Document frame={frame} title={words.list.title} description={words.listsText} hidden class="door-list-page">
      <main id="content" class="door-list" tabIndex={-1}>
        <h1>{`${show.title} · ${spokenTime(showtime.starts_at_ms, when)}`}</h1>
        <p>
          {`${words.list.title} (${by === "seat" ? words.list.bySeat : words.list.byNumber}) · ${words.list.tickets(tickets.length)} · ${words.list.made(spokenTime(frame.now_ms, when))}`}
        </p>
        <p class="door-list-acts no-print">
          <span data-print hidden>
            <Button kind="primary">{words.list.print}</Button>
          </span>
          <LinkButton href={by === "seat" ? `${path}?by=number` : path}>
            {by === "seat" ? words.list.byNumber : words.list.bySeat}
          </LinkButton>
          <LinkButton kind="quiet" href={consolePaths.doors(show.id)}>
            {words.title}
          </LinkButton>
        </p>
        {tickets.length === 0 ? <p>{words.list.empty}</p> : <List frame={frame} view={view} />}
      </main>
    </Document>
  );
};

const List = ({ frame, view }: PageProps<DoorListView>): JSX.Element => {
  const { list, seat, grade } = wordsFor(frame.language).console.doors;
  const seats = (one: ListedTicket): string => seatName(one, frame.language);
  const columns = view.by === "seat" ? ([seat, list.number] as const) : ([list.number, seat] as const);
  return (
    <table class="door-list-table tabular">
      <thead>
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
          <th scope="col">{grade}</th>
          <th scope="col">{list.ticket}</th>
          <th scope="col">{list.here}</th>
        </tr>
      </thead>
      <tbody>
        {view.tickets.map((one) => (
          <tr key={one.ticket_id}>
            <th scope="row">{view.by === "seat" ? seats(one) : one.number}</th>
            <td>{view.by === "seat" ? one.number : seats(one)}</td>
            <td>{one.grade}</td>
            <td>{one.ticket_id.slice(-TICKET_END_CHARS)}</td>
            <td>
              <span class="door-list-box" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
