// The ticket's face: what it is for on the left, the stub to tear off on the right (below, on a phone).
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { Perforation } from "./perforation.tsx";

export type TicketProps = {
  readonly title: string;
  readonly date: string;
  readonly venue: string;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string;
  readonly number: string;
  readonly language: Language;
  /** The poster beside the text, the code on the stub. */
  readonly poster?: ComponentChildren;
  readonly code?: ComponentChildren;
};

export const Ticket = (props: TicketProps): JSX.Element => {
  const { ticket } = wordsFor(props.language).parts;
  const seat = [props.row === null ? null : ticket.row(props.row), props.seat]
    .filter((part) => part !== null)
    .join(" ");
  return (
    <article class="ticket">
      <div class="ticket-face">
        {props.poster}
        <div class="ticket-text">
          <h2 class="ticket-title">{props.title}</h2>
          <p class="ticket-seat tabular">
            <span class="ticket-label">
              {ticket.seat} · {props.section}
            </span>
            {seat}
          </p>
          <dl class="ticket-facts">
            <div>
              <dt class="ticket-label">{ticket.date}</dt>
              <dd>{props.date}</dd>
            </div>
            <div>
              <dt class="ticket-label">{ticket.venue}</dt>
              <dd>{props.venue}</dd>
            </div>
          </dl>
        </div>
      </div>
      <Perforation />
      <div class="ticket-stub">
        {props.code}
        <p class="ticket-label">{ticket.number}</p>
        <p class="tabular">{props.number}</p>
      </div>
    </article>
  );
};
