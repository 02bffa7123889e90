// A booking's tickets as stubs: a seat each, and the way to its code.
import type { JSX } from "preact";
import type { LineView, OrderView } from "../../../domain/seat-ledger/views.ts";
import { GradeChip } from "../../../web/components/grade-chip.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { seatName } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";

type StubsProps = { readonly frame: PageFrame; readonly order: Pick<OrderView, "lines"> };

export const TicketStubs = ({ frame, order }: StubsProps): JSX.Element => (
  <ul class="stubs" aria-label={wordsFor(frame.language).buying.booking.tickets}>
    {order.lines.map((line) => (
      <li key={line.ticket_id}>
        <Stub frame={frame} line={line} />
      </li>
    ))}
  </ul>
);

const Stub = ({ frame, line }: { readonly frame: PageFrame; readonly line: LineView }): JSX.Element => {
  const { booking } = wordsFor(frame.language).buying;
  const seat = seatName(line, frame.language);
  const face = (
    <>
      <span class="stub-seat tabular">{seat}</span>
      <span class="stub-facts">
        <GradeChip grade={line.grade} language={frame.language} />
        <span class="tabular">{money(line.price_krw, frame.language)}</span>
      </span>
    </>
  );
  if (line.status !== "LIVE") {
    return (
      <div class="stub stub-void">
        {face}
        <span class="row-mark">{booking.lines[line.status]}</span>
      </div>
    );
  }
  return (
    <a class="stub" href={buyingPaths.ticket(line.ticket_id)}>
      {face}
      <span class="stub-open">
        {booking.openTicket}
        <Icon name="arrow" />
      </span>
    </a>
  );
};
