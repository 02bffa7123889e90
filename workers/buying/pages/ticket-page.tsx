// One ticket, worth keeping: poster, seat in large type, the code on white. Drawn for a phone at a door and for one sheet
// of paper.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { GradeChip } from "../../../web/components/grade-chip.tsx";
import { Perforation } from "../../../web/components/perforation.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { seatName, whenOf } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import type { TicketView } from "./views.ts";

export const TICKET_ISLAND = "ticket.ts";

export const TicketPage = ({ frame, view }: PageProps<TicketView>): JSX.Element => {
  const { ticket } = wordsFor(frame.language).buying;
  const { order, line, show } = view;
  const title = ticket.title(show.title);
  const others = order.lines.filter((one) => one.status === "LIVE" && one.ticket_id !== line.ticket_id);
  return (
    <Layout frame={frame} title={title} description={ticket.description} hidden class="ticket-page">
      <h1 class="unseen">{title}</h1>
      <article class={view.code_svg === null ? "ticket ticket-large ticket-void" : "ticket ticket-large"} data-ticket>
        <Face frame={frame} view={view} />
        <Perforation />
        <Stub frame={frame} view={view} />
      </article>
      {view.code_svg === null ? null : (
        <div class="ticket-notes no-print" role="status">
          <p data-note="keep">{ticket.keep}</p>
          <p data-note="kept" hidden>
            {ticket.kept}
          </p>
          <p data-note="offline" hidden>
            {ticket.offline}
          </p>
        </div>
      )}
      <div class="ticket-actions no-print">
        <LinkButton href={buyingPaths.calendar(line.ticket_id)} icon="calendar">
          {ticket.calendar}
        </LinkButton>
        {view.wallet ? (
          <LinkButton href={buyingPaths.wallet(line.ticket_id, "google")}>{ticket.wallet}</LinkButton>
        ) : null}
        <span data-print hidden>
          <Button>{ticket.print}</Button>
        </span>
        {view.bought_here ? (
          <LinkButton href={buyingPaths.booking(order.id)} kind="quiet">
            {ticket.toBooking}
          </LinkButton>
        ) : null}
      </div>
      <GiveAway frame={frame} view={view} />
      {others.length === 0 ? null : (
        <nav class="ticket-others no-print" aria-label={ticket.others}>
          <h2 class="buying-title">{ticket.others}</h2>
          <ul class="ticket-others-list">
            {others.map((other) => (
              <li key={other.ticket_id}>
                <a class="link-line" href={buyingPaths.ticket(other.ticket_id)}>
                  {seatName(other, frame.language)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Layout>
  );
};

/** Offered back or handed over: what is under way, else the two ways out that are open. */
const GiveAway = ({ frame, view }: PageProps<TicketView>): JSX.Element | null => {
  const { ticket: words } = wordsFor(frame.language).returns;
  const { standing, line } = view;
  if (standing === null) return null;
  const { offered, handover, offer_back, handover_code } = standing;
  const back = buyingPaths.offerBack(line.ticket_id);
  const over = buyingPaths.handOver(line.ticket_id);
  if (offered !== null || handover !== null) {
    return (
      <section class="ticket-give no-print">
        <p role="status">{offered === null ? words.isHandedOver : words.isOffered}</p>
        <LinkButton href={offered === null ? over : back}>{words.see}</LinkButton>
      </section>
    );
  }
  const may_offer = "would" in offer_back;
  if (!may_offer && handover_code !== null) return null;
  return (
    <section class="ticket-give no-print" aria-labelledby="give-title">
      <h2 class="buying-title" id="give-title">
        {words.title}
      </h2>
      <div class="ticket-actions">
        {may_offer ? <LinkButton href={back}>{words.offerBack}</LinkButton> : null}
        {handover_code === null ? <LinkButton href={over}>{words.handOver}</LinkButton> : null}
      </div>
    </section>
  );
};

const Face = ({ frame, view }: PageProps<TicketView>): JSX.Element => {
  const { ticket } = wordsFor(frame.language).buying;
  const { line, show } = view;
  return (
    <div class="ticket-face">
      <Poster src={show.poster_url} alt="" eager class="ticket-poster" />
      <div class="ticket-text">
        <div>
          <p class="ticket-title">{show.title}</p>
          <p class="ticket-when">{whenOf(view, frame)}</p>
          <p class="ticket-where">{show.venue.name}</p>
        </div>
        <dl class="ticket-place tabular">
          <Place name={ticket.section} value={line.section} wide />
          {line.row === "" ? null : <Place name={ticket.row} value={line.row} />}
          {line.label === "" ? null : (
            <Place name={line.row === "" ? ticket.standing : ticket.seat} value={line.label} />
          )}
        </dl>
        <p class="ticket-grade">
          <GradeChip grade={line.grade} language={frame.language} />
        </p>
        {view.doors.length === 0 ? null : (
          <p class="ticket-door">
            <span class="ticket-label">{ticket.door}</span>
            <strong>{view.doors.join(", ")}</strong>
          </p>
        )}
      </div>
    </div>
  );
};

type PlaceProps = { readonly name: string; readonly value: string; readonly wide?: boolean };

const Place = ({ name, value, wide = false }: PlaceProps): JSX.Element => (
  <div class={wide ? "ticket-place-wide" : undefined}>
    <dt class="ticket-label">{name}</dt>
    <dd>{value}</dd>
  </div>
);

const Stub = ({ frame, view }: PageProps<TicketView>): JSX.Element => {
  const { ticket } = wordsFor(frame.language).buying;
  const { order, line } = view;
  const index = order.lines.findIndex(({ ticket_id }) => ticket_id === line.ticket_id);
  return (
    <div class="ticket-stub">
      {view.code_svg === null ? <Void frame={frame} /> : <Code frame={frame} svg={view.code_svg} />}
      <dl class="ticket-numbers tabular">
        <div>
          <dt class="ticket-label">{ticket.holder}</dt>
          <dd>{order.number}</dd>
        </div>
        {order.lines.length === 1 ? null : (
          <div>
            <dt class="ticket-label">{ticket.ticketNumber}</dt>
            <dd>{ticket.of(index + 1, order.lines.length)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
};

/** Whole pixels for each module: a scanner's camera likes even squares. */
const PIXELS_PER_MODULE = 4;

const Code = ({ frame, svg }: { readonly frame: PageFrame; readonly svg: string }): JSX.Element => {
  const { ticket } = wordsFor(frame.language).buying;
  const side = PIXELS_PER_MODULE * Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 70);
  return (
    <figure class="ticket-code">
      <img
        class="ticket-qr"
        src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
        alt={ticket.code}
        width={side}
        height={side}
      />
      <figcaption class="ticket-label no-print">{ticket.codeText}</figcaption>
      <span class="no-print" data-bright hidden>
        <Button kind="quiet">{ticket.bright}</Button>
      </span>
      <span class="ticket-bright-end">
        <Button>{ticket.brightEnd}</Button>
      </span>
    </figure>
  );
};

const Void = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { ticket } = wordsFor(frame.language).buying;
  return (
    <div class="ticket-over">
      <p class="ticket-over-title">{ticket.voidTitle}</p>
      <p>{ticket.voidText}</p>
    </div>
  );
};
