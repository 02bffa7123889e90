// The card at the end of a practice: how it ended, where the time went, which seats were lost to whom, and why.
import type { JSX } from "preact";
import type { PracticeAnswer } from "../../../schema/http/practice.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import type { SeatNames } from "../seat-names.ts";

type Card = NonNullable<PracticeAnswer["card"]>;
type Why = Card["why"][number];
type Words = ReturnType<typeof wordsFor>["practice"];
/** More would only say the same again. */
const LOST_SHOWN = 6;

type CardProps = {
  readonly frame: PageFrame;
  readonly practice: PracticeAnswer;
  readonly card: Card;
  readonly seats: SeatNames;
};

export const PracticeCard = ({ frame, practice, card, seats }: CardProps): JSX.Element => {
  const { practice: words } = wordsFor(frame.language);
  const won = card.grade !== "F";
  const refreshes = card.why.find(({ code }) => code === "refreshed")?.count ?? 0;
  return (
    <article class={won ? "practice-card practice-card-won" : "practice-card"} aria-labelledby="card-title">
      <header class="practice-card-head">
        <p class="practice-grade" role="img" aria-label={`${words.grade} ${card.grade}`}>
          {card.grade}
        </p>
        <div>
          <p class="practice-badge">{words.markCard}</p>
          <h1 class="practice-card-title" id="card-title">
            {won ? words.cardTitle.won : words.cardTitle.lost}
          </h1>
          <p class="practice-card-sub">
            {words.grades[card.grade]} · {words.levels[practice.level].name}
          </p>
          {card.place === null ? null : <p class="practice-card-sub tabular">{words.place(card.place)}</p>}
          {refreshes === 0 ? null : <p class="practice-card-sub">{words.refreshedFree(refreshes)}</p>}
        </div>
      </header>
      <Steps words={words} card={card} />
      <section aria-labelledby="why-title">
        <h2 id="why-title">{words.why}</h2>
        <ul class="practice-why">
          {card.why.map((why) => (
            <li key={why.code}>
              <p class="practice-why-what">{reason(words, why)}</p>
              <p class="practice-why-advice">{words.adviceOf[adviceIn(practice.level, why)]}</p>
            </li>
          ))}
        </ul>
      </section>
      {card.lost_seats.length === 0 ? null : (
        <section aria-labelledby="lost-title">
          <h2 id="lost-title">
            {words.lost} <span class="practice-lost-count">{words.lostCount(card.lost_seats.length)}</span>
          </h2>
          <ol class="practice-lost tabular">
            {card.lost_seats.slice(0, LOST_SHOWN).map(({ seat, chose_ms, gone_ms }) => (
              <li key={`${seat} ${chose_ms}`}>{words.lostSeat(seats.get(seat) ?? seat, chose_ms, gone_ms)}</li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
};

/** Each step's share of the whole, as a length that the eye compares; the number says it exactly. */
const Steps = ({ words, card }: { readonly words: Words; readonly card: Card }): JSX.Element | null => {
  const longest_ms = Math.max(1, ...card.steps.map(({ ms }) => ms));
  if (card.steps.length === 0) return null;
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{words.steps}</h2>
      <dl class="practice-steps">
        {card.steps.map(({ name, ms }) => (
          <div key={name} class="practice-step">
            <dt>{words.stepNames[name]}</dt>
            <dd class="tabular">{words.seconds(ms)}</dd>
            <svg class="practice-bar" width="100%" height="4" aria-hidden="true" focusable="false">
              <rect width={`${Math.max(1, Math.round((ms / longest_ms) * 100))}%`} height="4" />
            </svg>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** Above the hardest level there is only a crowd of one's own. */
const adviceIn = (level: PracticeAnswer["level"], { advice }: Why): keyof Words["adviceOf"] =>
  advice === "try_harder" && level === "hard" ? "try_custom" : (advice as keyof Words["adviceOf"]);

export function reason({ whyOf }: Words, { code, ms = 0, ahead = 0, count = 0, worst_ms = 0 }: Why): string {
  switch (code) {
    case "clicked_late":
      return whyOf.clicked_late(ms, ahead);
    case "entered_late":
      return whyOf.entered_late(ms);
    case "seats_lost":
      return whyOf.seats_lost(count, worst_ms);
    case "payment_declined":
      return whyOf.payment_declined(count);
    case "paid_late":
      return whyOf.paid_late(ms);
    case "refreshed":
      return whyOf.refreshed(count);
    case "keys_alone":
      return whyOf.keys_alone(count, ms);
    case "many_steps":
      return whyOf.many_steps(count);
    case "pointer_used":
      return whyOf.pointer_used(count);
    case "sold_out_before_turn":
      return whyOf.sold_out_before_turn(ahead);
    default:
      return whyOf[code];
  }
}
