// Told when seats come back: for each sold-out round a fan's place in the list, the offer, and the form to ask.
import type { JSX } from "preact";
import type { ListPageView } from "../../../domain/returns/page-view.ts";
import type { Grade } from "../../../schema/layout.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Countdown } from "../../../web/components/countdown.tsx";
import { Select } from "../../../web/components/field.tsx";
import { GradeChip } from "../../../web/components/grade-chip.tsx";
import { EmptyState, Notice } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps, ShowDetail } from "../../kit/pages/view-models.ts";
import { seatName } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import { CheckByMail, CheckRoom, type ListCheck } from "./returns-check.tsx";

export type ReturnsRound = { readonly id: string; readonly starts_at_ms: number; readonly list: ListPageView };
export type ReturnsView = {
  readonly show: ShowDetail;
  readonly rounds: readonly ReturnsRound[];
  readonly refusal: { readonly title: string; readonly detail: string } | null;
  /** The show asks for a check, so that the page does it ahead of the wish. */
  readonly checks: boolean;
  /** Refused for want of a check. */
  readonly check: ListCheck | null;
  /** What was asked for and not taken, so that nobody chooses twice. */
  readonly tried: TriedWish | null;
};
export type TriedWish = { readonly showtime_id: string; readonly wish: NonNullable<ListPageView["wish"]> };
type Part = { readonly frame: PageFrame; readonly view: ReturnsView; readonly round: ReturnsRound };

const RETURNS_SEATS = 8;

export const ReturnsPage = ({ frame, view }: PageProps<ReturnsView>): JSX.Element => {
  const words = wordsFor(frame.language).returns;
  const { show, rounds, refusal } = view;
  return (
    <Layout frame={frame} title={words.title} description={words.description} hidden class="returns">
      <p class="booking-back">
        <a href={paths.show(show.id)}>{words.back}</a>
      </p>
      <header class="returns-head">
        <h1 class="page-title">{words.title}</h1>
        <p class="returns-show">{show.title}</p>
        <p class="prose">
          {words.lead} <a href={paths.fairness}>{words.how}</a>
        </p>
      </header>
      {refusal === null ? null : (
        <Notice tone="warning" language={frame.language}>
          <strong>{refusal.title}.</strong> {refusal.detail}
        </Notice>
      )}
      {rounds.length === 0 ? (
        <EmptyState title={words.none} text={words.noneText}>
          <LinkButton href={paths.show(show.id)}>{words.toShow}</LinkButton>
        </EmptyState>
      ) : (
        <ol class="returns-rounds">
          {rounds.map((round) => (
            <li key={round.id}>
              <Round frame={frame} view={view} round={round} />
            </li>
          ))}
        </ol>
      )}
    </Layout>
  );
};

const Round = ({ frame, view, round }: Part): JSX.Element => {
  const words = wordsFor(frame.language).returns;
  const { list } = round;
  const title = `round-${round.id}`;
  return (
    <section class="returns-round" aria-labelledby={title}>
      <h2 class="returns-when" id={title}>
        {spokenTime(round.starts_at_ms, whenAt(view.show, frame))}
      </h2>
      <p class="returns-figures tabular">
        <span>{words.waiting(list.waiting)}</span>
        <span>{words.cameBack(list.offers_made)}</span>
      </p>
      <Standing frame={frame} view={view} round={round} />
    </section>
  );
};

const Standing = (part: Part): JSX.Element => {
  const { frame, round } = part;
  const words = wordsFor(frame.language).returns;
  const { list } = round;
  if (list.state === "OFFERED" && list.offer !== null) return <Offer {...part} />;
  if (list.state === "WAITING") return <Waiting {...part} />;
  const before = list.state === "NONE" ? null : words.states[list.state];
  return (
    <>
      {before === null ? null : <p class="returns-note">{before}</p>}
      {list.over ? (
        <p class="returns-note">{words.over}</p>
      ) : list.seats_on_sale > 0 ? (
        <LinkButton href={paths.line(part.view.show.id)} kind="primary" icon="arrow" wide>
          {words.onSale}
        </LinkButton>
      ) : (
        <WishForm {...part} label={words.join} primary />
      )}
    </>
  );
};

const Waiting = (part: Part): JSX.Element => {
  const { frame, round } = part;
  const { returns: words, terms } = wordsFor(frame.language);
  const { list } = round;
  const grades = (list.wish?.grades ?? []).map((grade) => terms.grades[grade]).join(", ");
  return (
    <>
      <p class="returns-place" role="status">
        <strong class="returns-ahead tabular">{words.ahead(list.ahead)}</strong>
        {list.wish === null ? null : <span>{words.wish(list.wish.count, grades, list.wish.together)}</span>}
      </p>
      {list.passed === null ? null : <p class="returns-note">{words.passed[list.passed]}</p>}
      <details class="returns-change">
        <summary>{words.changeOpen}</summary>
        <p class="returns-note">{words.changeHint}</p>
        <WishForm {...part} label={words.change} />
      </details>
      <form method="post" action={paths.returns(part.view.show.id)}>
        <input type="hidden" name="showtime_id" value={round.id} />
        <Button type="submit" name="act" value="leave" kind="quiet">
          {words.leave}
        </Button>
      </form>
    </>
  );
};

const Offer = ({ frame, view, round }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).returns;
  const { offer } = round.list;
  if (offer === null) return null;
  const hint = `let-go-${round.id}`;
  return (
    <div class="returns-offer" role="status">
      <p class="returns-ahead">{words.offered}</p>
      <ul class="returns-seats">
        {offer.seats.map((seat) => (
          <li key={seat.id}>
            <GradeChip grade={seat.grade} language={frame.language} />
            <span class="tabular">{seatName(seat, frame.language)}</span>
            <span class="tabular">{money(seat.price_krw, frame.language)}</span>
          </li>
        ))}
      </ul>
      <p class="returns-clock">
        <span>{words.timeLeft}</span>
        <Countdown
          untilMs={offer.expires_at_ms}
          nowMs={frame.now_ms}
          language={frame.language}
          done={words.timeOver}
          class="returns-left"
        />
      </p>
      <LinkButton href={buyingPaths.checkout(offer.hold_id)} kind="primary" icon="arrow" wide>
        {words.pay(offer.total_krw)}
      </LinkButton>
      <form method="post" action={paths.returns(view.show.id)}>
        <input type="hidden" name="showtime_id" value={round.id} />
        <Button type="submit" name="act" value="leave" kind="quiet" describedBy={hint}>
          {words.letGo}
        </Button>
        <p class="returns-note" id={hint}>
          {words.letGoHint}
        </p>
      </form>
    </div>
  );
};

type FormProps = Part & { readonly label: string; readonly primary?: boolean };

const WishForm = ({ frame, view, round, label, primary = false }: FormProps): JSX.Element => {
  const words = wordsFor(frame.language).returns;
  const { show, tried } = view;
  const { seats_per_fan } = round.list;
  const wish = tried?.showtime_id === round.id ? tried.wish : round.list.wish;
  const check = view.check?.showtime_id === round.id ? view.check : null;
  const counts = Array.from({ length: Math.min(seats_per_fan, RETURNS_SEATS) }, (_, i) => i + 1);
  return (
    <form
      class="returns-form"
      method="post"
      action={paths.returns(show.id)}
      {...(view.checks ? { "data-check": show.id } : {})}
    >
      <input type="hidden" name="showtime_id" value={round.id} />
      <Select
        id={`count-${round.id}`}
        name="count"
        label={words.count}
        value={String(wish?.count ?? 1)}
        options={counts.map((count) => ({ value: String(count), label: words.seats(count) }))}
      />
      {show.grades.length < 2 ? null : (
        <fieldset class="choices">
          <legend class="field-label">{words.grades}</legend>
          <p class="field-hint">{words.gradesHint}</p>
          {show.grades.map(({ grade, price_krw }) => (
            <label key={grade} class="tick">
              <input type="checkbox" name="grade" value={grade} checked={isWished(wish?.grades, grade)} />
              <span class="returns-grade">
                <GradeChip grade={grade} language={frame.language} />
                <span class="tabular">{money(price_krw, frame.language)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <label class="tick">
        <input type="checkbox" name="together" value="on" checked={wish?.together === true} />
        <span>
          {words.together}
          <span class="returns-note">{words.togetherHint}</span>
        </span>
      </label>
      {check === null ? null : <CheckByMail frame={frame} check={check} />}
      {view.checks ? <CheckRoom frame={frame} /> : null}
      <Button type="submit" name="act" value="join" kind={primary ? "primary" : "plain"} wide>
        {label}
      </Button>
    </form>
  );
};

const isWished = (grades: readonly Grade[] | undefined, grade: Grade): boolean => grades?.includes(grade) ?? false;
