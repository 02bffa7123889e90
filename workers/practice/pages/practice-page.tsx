// One practice's own page: the countdown before it, the way back into it, and the card after it.
import type { JSX } from "preact";
import { codeOfPractice, practiceShowId } from "../../../domain/crowd/names.ts";
import { type PracticeAnswer, RANKED_LEVELS } from "../../../schema/http/practice.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { Notice } from "../../../web/components/states.tsx";
import { clockTime } from "../../../web/practice/clock.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { SeatNames } from "../seat-names.ts";
import { crowdFields, hallField, sharedPath } from "../wish.ts";
import { PracticeCard } from "./card.tsx";

export const PRACTICE_ISLAND = "practice.ts";

export type PracticeView = {
  readonly practice: PracticeAnswer;
  /** Somebody with the link alone sees how it ended, and may not act. */
  readonly own: boolean;
  /** After posting to the ranking; `none`: noted, but not among the best. */
  readonly ranked: number | "none" | null;
  /** A nickname that was not taken, and why. */
  readonly refused: { readonly nickname: string; readonly why: string } | null;
  /** Of the hall, where a card is shown. */
  readonly seats: SeatNames;
};
type Part = { readonly frame: PageFrame; readonly view: PracticeView };

export const PracticePage = ({ frame, view }: PageProps<PracticeView>): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { card } = view.practice;
  return (
    <Layout frame={frame} title={words.title} description={words.description} hidden class="practice practice-one">
      {card !== undefined ? (
        <Ended frame={frame} view={view} card={card} />
      ) : view.practice.state === "OVER" ? (
        <Over frame={frame} view={view} />
      ) : (
        <Going frame={frame} view={view} />
      )}
    </Layout>
  );
};

const Summary = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { level, layout, hall_of, crowd } = view.practice;
  const { bots, seats_for_sale, returning, react_ms, holds_per_second_max } = crowd;
  return (
    <p class="practice-summary">
      {words.summaryOf(words.levels[level].name, layout === null ? (hall_of?.title ?? "") : words.halls[layout])}
      <br />
      <span class="tabular">
        {returning > 0 ? words.crowdReturns(bots, returning) : words.crowd(bots, seats_for_sale)} ·{" "}
        {words.speed(react_ms, holds_per_second_max)}
      </span>
    </p>
  );
};

const lineOfPractice = (id: string): string => paths.line(practiceShowId(codeOfPractice(id)));
const roomOfPractice = (id: string): string => paths.room(practiceShowId(codeOfPractice(id)));

const Going = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { state } = view.practice;
  const waiting = state === "COUNTDOWN" || state === "OPEN";
  return (
    <section class="practice-going" aria-labelledby="going-title">
      <p class="practice-badge">{words.mark}</p>
      <h1 class="practice-going-title" id="going-title">
        {waiting ? <Opening frame={frame} opens_at_ms={view.practice.opens_at_ms} /> : words.running}
      </h1>
      {waiting ? <Countdown frame={frame} view={view} /> : <Return frame={frame} view={view} />}
      <Summary frame={frame} view={view} />
      {view.own && !waiting ? (
        <form method="post" action={`${paths.practice(view.practice.id)}/end`} class="practice-end">
          <Button type="submit" kind="quiet" describedBy="end-text">
            {words.finish}
          </Button>
          <p class="practice-hint" id="end-text">
            {words.finishText}
          </p>
        </form>
      ) : null}
    </section>
  );
};

/** Beside a button that is alive nothing still opens; only the words change, for nothing may move under a thumb. */
const Opening = ({ frame, opens_at_ms }: { readonly frame: PageFrame; readonly opens_at_ms: number }): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const open = frame.now_ms >= opens_at_ms;
  return (
    <>
      <span data-hide-at-ms={opens_at_ms} hidden={open}>
        {words.countdown}
      </span>
      <span data-show-at-ms={opens_at_ms} hidden={!open}>
        {words.opened}
      </span>
    </>
  );
};

/** The button is there before its time and comes alive on the second; early presses cost nothing. */
const Countdown = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { id, opens_at_ms } = view.practice;
  const open = frame.now_ms >= opens_at_ms;
  return (
    <div class="practice-countdown" data-practice-opens={opens_at_ms}>
      <p class="practice-left tabular" data-practice-left role="timer" aria-live="off">
        {Math.max(0, Math.ceil((opens_at_ms - frame.now_ms) / 1_000))}
      </p>
      <dl class="practice-clocks">
        <div>
          <dt>{words.clockTitle}</dt>
          <dd class="tabular" data-practice-clock>
            {clockTime(frame.now_ms)}
          </dd>
          <dd class="practice-hint">{words.clockText}</dd>
        </div>
        <div>
          <dt>{words.network}</dt>
          <dd class="tabular" data-practice-network data-unit="ms">
            {words.networkMeasuring}
          </dd>
          <dd class="practice-hint">{words.networkText}</dd>
        </div>
      </dl>
      {view.own ? (
        <>
          <span data-hide-at-ms={opens_at_ms} hidden={open}>
            <Button kind="primary" wide disabled describedBy="book-hint">
              {words.bookWait}
            </Button>
          </span>
          <span data-show-at-ms={opens_at_ms} hidden={!open}>
            <LinkButton href={lineOfPractice(id)} kind="primary" icon="arrow" wide>
              {words.book}
            </LinkButton>
          </span>
          <p class="practice-hint" id="book-hint">
            {words.bookHint}
          </p>
          <noscript>
            <p class="practice-hint">{words.needsScript}</p>
            <a href={lineOfPractice(id)}>{words.toLine}</a>
          </noscript>
        </>
      ) : (
        <p class="practice-hint">{words.notYours}</p>
      )}
    </div>
  );
};

const Return = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { id, state } = view.practice;
  if (!view.own) return <p class="practice-hint">{words.notYours}</p>;
  const inside = state === "CLAIMED";
  return (
    <LinkButton href={inside ? roomOfPractice(id) : lineOfPractice(id)} kind="primary" icon="arrow" wide>
      {inside ? words.backToSeats : words.backToLine}
    </LinkButton>
  );
};

const Over = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  return (
    <section class="practice-going">
      <h1 class="practice-going-title">{words.overTitle}</h1>
      <p class="prose">{words.overText}</p>
      <Again frame={frame} view={view} />
    </section>
  );
};

/** Whoever opens the page of a practice that was cleared away an hour ago. */
export const GonePage = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  return (
    <Layout frame={frame} title={words.title} description={words.description} hidden class="practice practice-one">
      <section class="practice-going" aria-labelledby="gone-title">
        <h1 class="practice-going-title" id="gone-title">
          {words.goneTitle}
        </h1>
        <p class="prose">{words.goneText}</p>
        <LinkButton href={paths.practices} kind="primary" icon="arrow" wide>
          {words.fresh}
        </LinkButton>
      </section>
    </Layout>
  );
};

const Ended = ({ frame, view, card }: Part & { card: NonNullable<PracticeAnswer["card"]> }): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { practice } = view;
  const share = new URL(sharedPath(practice), frame.origin).href;
  return (
    <div class="practice-ended">
      <PracticeCard frame={frame} practice={practice} card={card} seats={view.seats} />
      <div class="practice-after">
        {view.own ? <Ranked frame={frame} view={view} /> : <p class="practice-hint">{words.notYours}</p>}
        <Again frame={frame} view={view} />
        <section class="practice-share" data-practice-share={share}>
          <button type="button" class="button button-plain button-wide" data-share hidden>
            <span class="button-text">{words.share}</span>
          </button>
          <button type="button" class="button button-plain button-wide" data-picture hidden>
            <span class="button-text">{words.picture}</span>
          </button>
          <p class="practice-hint">{words.shareText}</p>
          <p class="practice-link">
            <a href={share}>{share}</a>
          </p>
          <p role="status" data-share-said data-copied={words.shareCopied} data-failed={words.shareFailed} />
        </section>
      </div>
    </div>
  );
};

const HARDER: Readonly<Partial<Record<PracticeAnswer["level"], "normal" | "hard">>> = {
  easy: "normal",
  normal: "hard",
};

const Again = ({ frame, view }: Part): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const { level, seed } = view.practice;
  const harder = HARDER[level];
  return (
    <div class="practice-again">
      <form method="post" action={paths.practices}>
        <input type="hidden" name="level" value={level} />
        <input type="hidden" name="layout" value={hallField(view.practice)} />
        <input type="hidden" name="seed" value={String(seed)} />
        {crowdFields(view.practice).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" kind="primary" icon="arrow" wide>
          {words.again}
        </Button>
      </form>
      {harder === undefined || view.practice.card === undefined || view.practice.card.grade === "F" ? null : (
        <LinkButton href={`${paths.practices}?level=${harder}`} wide>
          {words.harder}
        </LinkButton>
      )}
      <LinkButton href={`${paths.practices}?level=${level}`} wide>
        {words.fresh}
      </LinkButton>
    </div>
  );
};

const Ranked = ({ frame, view }: Part): JSX.Element | null => {
  const { practice: words } = wordsFor(frame.language);
  const { id, card, level } = view.practice;
  if (view.ranked !== null)
    return (
      <Notice tone="info" language={frame.language}>
        {view.ranked === "none" ? words.rankedOut : words.ranked(view.ranked)}
      </Notice>
    );
  if (card?.grade === "F" || !RANKED_LEVELS.some((one) => one === level)) return null;
  return (
    <form class="practice-rank-form" method="post" action={`${paths.practice(id)}/ranking`}>
      <Field
        id="nickname"
        name="nickname"
        label={words.nickname}
        hint={words.nicknameHint}
        value={view.refused?.nickname ?? ""}
        {...(view.refused !== null && { error: view.refused.why })}
        required
        maxLength={12}
        autoComplete="off"
      />
      <Button type="submit">{words.enterRanking}</Button>
    </form>
  );
};
