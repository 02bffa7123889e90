// Told when seats come back: where a fan stands in the lists of a sold-out show, and the one next thing to do.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../schema/http/words.ts";
import { LinkButton } from "../components/button.tsx";
import { spokenTime } from "../words/format.ts";
import { returnsToldEn } from "../words/returns-told-en.ts";
import { returnsToldKo } from "../words/returns-told-ko.ts";
import { type AskLists, inOrderOfCare, type RoundTold } from "./lists.ts";

export type ReturnsFacts = {
  readonly language: Language;
  readonly zone: string;
  /** The page of the lists. */
  readonly path: string;
};

/** What a whole line wishes to know at the moment of the sell-out is asked over this long. */
const ASK_SPREAD_MS = 4_000;
const ASK_AGAIN_MS = 60_000;
const ROUNDS_SHOWN = 3;

const wordsIn = (language: Language): typeof returnsToldKo => (language === "en" ? returnsToldEn : returnsToldKo);

/** Asked again now and then while somebody looks; what was known stays where an answer fails. */
export function useLists(ask: AskLists | null): readonly RoundTold[] {
  const [rounds, setRounds] = useState<readonly RoundTold[]>([]);
  useEffect(() => {
    if (ask === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const look = async (): Promise<void> => {
      const told = document.visibilityState === "visible" ? await ask() : null;
      if (over) return;
      if (told !== null) setRounds(told);
      later(ASK_AGAIN_MS * (0.8 + Math.random() * 0.4));
    };
    const later = (ms: number): void => {
      timer = setTimeout(() => void look(), ms);
    };
    later(Math.random() * ASK_SPREAD_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask]);
  return rounds;
}

const Standing = ({ facts, round, alone, now_ms }: RoundProps): JSX.Element => {
  const words = wordsIn(facts.language);
  const { state, ahead, waiting, offers_made, starts_at_ms } = round;
  const own = state === "OFFERED" ? words.offered : state === "WAITING" ? words.ahead(ahead) : null;
  return (
    <li class="returns-told-round tabular">
      {alone ? null : (
        <span class="returns-note">
          {spokenTime(starts_at_ms, { nowMs: now_ms, zone: facts.zone, language: facts.language })}
        </span>
      )}
      {own === null ? null : <strong class="returns-told-own">{own}</strong>}
      <span class="returns-note">
        {state === "OFFERED" ? null : `${words.waiting(waiting)} · `}
        {words.cameBack(offers_made)}
      </span>
    </li>
  );
};

type RoundProps = {
  readonly facts: ReturnsFacts;
  readonly round: RoundTold;
  readonly alone: boolean;
  readonly now_ms: number;
};

type ToldProps = {
  readonly facts: ReturnsFacts;
  readonly rounds: readonly RoundTold[];
  readonly now_ms: number;
};

/** Before anything is known, and where nothing comes to be known, the way to the lists stands there by itself. */
export const ReturnsTold = ({ facts, rounds, now_ms }: ToldProps): JSX.Element => {
  const words = wordsIn(facts.language);
  const shown = inOrderOfCare(rounds).slice(0, ROUNDS_SHOWN);
  const more = rounds.length - shown.length;
  return (
    <div class="returns-told">
      {shown.length === 0 ? null : (
        <ul class="returns-told-rounds" aria-label={words.standing}>
          {shown.map((round) => (
            <Standing key={round.showtime_id} facts={facts} round={round} alone={rounds.length === 1} now_ms={now_ms} />
          ))}
        </ul>
      )}
      {more === 0 ? null : <p class="returns-note">{words.more(more)}</p>}
      <Next facts={facts} first={shown[0] ?? null} />
    </div>
  );
};

const Next = ({ facts, first }: { readonly facts: ReturnsFacts; readonly first: RoundTold | null }): JSX.Element => {
  const words = wordsIn(facts.language);
  if (first?.state === "OFFERED" && first.offer !== null) {
    return (
      <LinkButton href={`/checkout/${encodeURIComponent(first.offer.hold_id)}`} kind="primary" icon="arrow" wide>
        {words.toOffer}
      </LinkButton>
    );
  }
  const waits = first?.state === "WAITING";
  return (
    <LinkButton href={facts.path} kind={waits ? "plain" : "primary"} icon="arrow" wide>
      {waits ? words.seeOwn : words.open}
    </LinkButton>
  );
};
