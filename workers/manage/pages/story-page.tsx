// The operator's page about one booking: who, what, every try to pay, and the whole story, on one sheet.
import type { JSX } from "preact";
import type { AttemptView } from "../../../domain/seat-ledger/views.ts";
import { Button } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { Field } from "../../../web/components/field.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { zoneName } from "../../../web/words/zones.ts";
import { BoughtHead, seatName } from "../../buying/pages/order-summary.tsx";
import { buyingPaths } from "../../buying/pages/paths.ts";
import { outcomeTitle } from "../../buying/pages/story-lines.ts";
import { StoryList } from "../../buying/pages/story-list.tsx";
import type { StoryView } from "../../buying/pages/views.ts";
import { venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

type FindProps = { readonly frame: PageFrame; readonly number: string };

const FindForm = ({ frame, number }: FindProps): JSX.Element => {
  const { story } = wordsFor(frame.language).buying;
  return (
    <form class="find-form story-find" method="get" action={buyingPaths.findStory}>
      <Field id="number" name="number" label={story.findHint} value={number} maxLength={20} autoComplete="off" />
      <Button type="submit">{story.findSubmit}</Button>
    </form>
  );
};

/** Before anything was looked for, and where nothing was found. */
export const FindStoryPage = ({ frame, view }: PageProps<{ readonly number: string }>): JSX.Element => {
  const { story } = wordsFor(frame.language).buying;
  return (
    <ConsoleLayout frame={frame} title={story.find} description={story.description} class="booking-file">
      <h1 class="page-title">{story.find}</h1>
      <FindForm frame={frame} number={view.number} />
      {view.number === "" ? null : <EmptyState title={story.findNone} text={story.findNoneText} />}
    </ConsoleLayout>
  );
};

export const StoryPage = ({ frame, view }: PageProps<StoryView>): JSX.Element => {
  const words = wordsFor(frame.language);
  const { story, bookings, booking } = words.buying;
  const { order, buyer, show } = view;
  const facts: readonly (readonly [string, string])[] = [
    [story.fan, [buyer?.name ?? "", buyer?.email ?? ""].filter((part) => part !== "").join(" · ") || order.fan_id],
    [story.state, bookings.statuses[order.status]],
    [booking.paid, money(order.paid_attempt_id === null ? 0 : order.total_krw, frame.language)],
    [booking.refunded, money(order.refunded_krw, frame.language)],
    [booking.feeKept, money(order.fee_krw, frame.language)],
    [
      story.seats,
      order.lines.map((line) => `${seatName(line, frame.language)} (${booking.lines[line.status]})`).join(", "),
    ],
    [story.orderId, order.id],
    [story.revision, String(order.rev)],
  ];
  return (
    <ConsoleLayout frame={frame} title={story.title(order.number)} description={story.description} class="booking-file">
      <h1 class="page-title tabular">{order.number}</h1>
      <FindForm frame={frame} number={order.number} />
      <BoughtHead frame={frame} bought={view} linked />
      {/* Lists tell times on the reader's own clock; here they are the house's. */}
      <p class="field-hint">{words.show.zone(zoneName(frame.now_ms, venueZone(show), frame.language))}</p>
      <dl class="person-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <Attempts frame={frame} view={view} />
      <Refund frame={frame} view={view} />
      <section>
        <h2 class="buying-title">{booking.story}</h2>
        <StoryList story={view.story} when={whenAt(show, frame)} sourced />
      </section>
    </ConsoleLayout>
  );
};

/** Leads to the page that asks in numbers, for the whole booking or the seats that are ticked. */
const Refund = ({ frame, view: { order } }: PageProps<StoryView>): JSX.Element | null => {
  const { story: words } = wordsFor(frame.language).console.purchases;
  const live = order.lines.filter(({ status }) => status === "LIVE");
  if (live.length === 0) return null;
  return (
    <section>
      <h2 class="buying-title">{words.refund}</h2>
      <form class="form" method="get" action={consolePaths.refunds(order.show_id)}>
        <input type="hidden" name="booking" value={order.id} />
        {live.length === 1 ? null : (
          <fieldset class="choices">
            <legend class="field-label">{words.seats}</legend>
            {live.map((line) => (
              <label key={line.ticket_id} class="tick">
                <input type="checkbox" name="seat" value={line.seat_id} />
                <span>
                  {seatName(line, frame.language)} · {money(line.price_krw, frame.language)}
                </span>
              </label>
            ))}
            <p class="field-hint">{words.hint}</p>
          </fieldset>
        )}
        <div class="form-end">
          <Button type="submit" kind="danger">
            {words.next}
          </Button>
        </div>
      </form>
    </section>
  );
};

const Attempts = ({ frame, view }: PageProps<StoryView>): JSX.Element | null => {
  const { story } = wordsFor(frame.language).buying;
  const { order, show } = view;
  if (order.attempts.length === 0) return null;
  const number = ({ id }: AttemptView): number => order.attempts.findIndex((one) => one.id === id) + 1;
  return (
    <DataTable
      caption={story.attempts}
      rows={order.attempts}
      rowKey={({ id }) => id}
      columns={[
        { id: "number", title: story.attempt, heading: true, cell: (attempt) => number(attempt) },
        { id: "when", title: story.when, cell: ({ started_at_ms }) => spokenTime(started_at_ms, whenAt(show, frame)) },
        { id: "state", title: story.state, cell: ({ status }) => story.attemptStates[status] },
        {
          id: "code",
          title: story.code,
          cell: ({ code }) => (code === null ? "" : outcomeTitle(code, frame.language)),
        },
        {
          id: "key",
          title: story.key,
          cell: ({ payment_key }) => <code class="attempt-key">{payment_key ?? ""}</code>,
        },
        {
          id: "amount",
          title: story.amount,
          figures: true,
          cell: ({ captured_krw }) => money(captured_krw, frame.language),
        },
      ]}
    />
  );
};
