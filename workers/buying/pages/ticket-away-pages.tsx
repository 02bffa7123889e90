// Giving a ticket away: back to the list with the money that comes back, or over to somebody else. Both say what happens
// when, show what is under way, and let it be undone until it is done.
import type { JSX } from "preact";
import type { TicketStanding } from "../../../domain/returns/page-view.ts";
import type { LineView } from "../../../domain/seat-ledger/views.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { Notice } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { BoughtHead, seatName } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import type { Bought } from "./views.ts";

export type TicketAwayView = Bought & {
  readonly line: LineView;
  readonly standing: TicketStanding | null;
  readonly refusal: { readonly title: string; readonly detail: string } | null;
};
type Props = PageProps<TicketAwayView>;

const Head = ({ frame, view, title }: Props & { readonly title: string }): JSX.Element => (
  <>
    <p class="booking-back">
      <a href={buyingPaths.ticket(view.line.ticket_id)}>{wordsFor(frame.language).returns.ticket.back}</a>
    </p>
    <h1 class="page-title">{title}</h1>
    <BoughtHead frame={frame} bought={view} />
    <p class="returns-ahead tabular">{seatName(view.line, frame.language)}</p>
    {view.refusal === null ? null : (
      <Notice tone="warning" language={frame.language}>
        <strong>{view.refusal.title}.</strong> {view.refusal.detail}
      </Notice>
    )}
  </>
);

export const OfferBackPage = ({ frame, view }: Props): JSX.Element => {
  const { offerBack: words } = wordsFor(frame.language).returns;
  const { standing, line } = view;
  const would = standing !== null && "would" in standing.offer_back ? standing.offer_back.would : null;
  const stated = standing?.offered ?? would;
  const offered = standing?.offered != null;
  return (
    <Layout frame={frame} title={words.title} description={words.title} hidden class="ticket-away">
      <Head frame={frame} view={view} title={offered ? words.offered : words.title} />
      {stated === null ? null : (
        <form class="cancel-sure" method="post" action={buyingPaths.offerBack(line.ticket_id)}>
          <p class="prose">{offered ? words.offeredText : words.text}</p>
          <Sums frame={frame} price_krw={line.price_krw} stated={stated} />
          <p class="returns-note">{words.before(stated.ahead_in_line)}</p>
          <div class="form-end">
            {offered ? (
              <Button type="submit" name="act" value="keep" wide>
                {words.takeBack}
              </Button>
            ) : (
              <>
                <LinkButton href={buyingPaths.ticket(line.ticket_id)} kind="quiet">
                  {words.keep}
                </LinkButton>
                <Button type="submit" name="act" value="offer" kind="primary">
                  {words.act}
                </Button>
              </>
            )}
          </div>
        </form>
      )}
    </Layout>
  );
};

type SumsProps = {
  readonly frame: PageFrame;
  readonly price_krw: number;
  readonly stated: { readonly refund_krw: number; readonly fee_krw: number };
};

const Sums = ({ frame, price_krw, stated }: SumsProps): JSX.Element => {
  const { offerBack: words } = wordsFor(frame.language).returns;
  const { language } = frame;
  return (
    <dl class="order-sums">
      <div>
        <dt>{words.price}</dt>
        <dd class="tabular">{money(price_krw, language)}</dd>
      </div>
      <div>
        <dt>{words.fee}</dt>
        <dd class="tabular">{stated.fee_krw === 0 ? money(0, language) : `-${money(stated.fee_krw, language)}`}</dd>
      </div>
      <div class="order-total">
        <dt>{words.refund}</dt>
        <dd class="tabular">{money(stated.refund_krw, language)}</dd>
      </div>
    </dl>
  );
};

export const HandOverPage = ({ frame, view }: Props): JSX.Element => {
  const { handOver: words } = wordsFor(frame.language).returns;
  const { standing, line } = view;
  const pending = standing?.handover ?? null;
  const action = buyingPaths.handOver(line.ticket_id);
  return (
    <Layout frame={frame} title={words.title} description={words.title} hidden class="ticket-away">
      <Head frame={frame} view={view} title={pending === null ? words.title : words.pending} />
      {pending !== null ? (
        <form class="cancel-sure" method="post" action={action}>
          <p class="prose">{words.pendingText(spokenTime(pending.expires_at_ms, whenAt(view.show, frame)))}</p>
          <input type="hidden" name="handover_id" value={pending.id} />
          <Button type="submit" name="act" value="withdraw" wide>
            {words.withdraw}
          </Button>
        </form>
      ) : standing !== null && standing.handover_code === null ? (
        <form class="cancel-sure" method="post" action={action}>
          <p class="prose">{words.text}</p>
          <Field
            id="to-email"
            name="to_email"
            type="email"
            label={words.email}
            hint={words.emailHint}
            required
            autoComplete="off"
            maxLength={LIMITS.email_chars}
          />
          <Button type="submit" name="act" value="offer" kind="primary" wide>
            {words.act}
          </Button>
        </form>
      ) : null}
    </Layout>
  );
};
