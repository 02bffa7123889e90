// Where a practice begins: how hard, in which hall, and who was quickest so far. Works without a script.
import type { JSX } from "preact";
import { LEVELS } from "../../../domain/crowd/levels.ts";
import { PRACTICE_HALLS, RANKED_LEVELS, type RankingItem } from "../../../schema/http/practice.ts";
import { Button } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import { grouped } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { ListedHall, Sketch } from "../own-halls.ts";
import type { PracticeWish } from "../wish.ts";

export type StartView = {
  readonly wish: PracticeWish;
  readonly ranking: readonly RankingItem[];
  readonly halls: readonly ListedHall[];
};

type Part = { readonly frame: PageFrame; readonly view: StartView };

const Levels = ({ frame, view }: Part): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  return (
    <fieldset class="practice-choice">
      <legend>{practice.level}</legend>
      {[...RANKED_LEVELS, "keys" as const, "custom" as const].map((name) => {
        const level = LEVELS[name === "custom" ? "normal" : name];
        const { bots, seats_for_sale, returning, react_ms, holds_per_second_max } = level;
        return (
          <label key={name} class="practice-option">
            <input type="radio" name="level" value={name} checked={name === view.wish.level} />
            <span class="practice-option-name">{practice.levels[name].name}</span>
            <span class="practice-option-text">{practice.levels[name].text}</span>
            {name === "custom" ? null : (
              <span class="practice-option-facts tabular">
                {returning > 0 ? practice.crowdReturns(bots, returning) : practice.crowd(bots, seats_for_sale)}
                <br />
                {practice.speed(react_ms, holds_per_second_max)}
              </span>
            )}
          </label>
        );
      })}
    </fieldset>
  );
};

const Drawn = ({ sketch }: { readonly sketch: Sketch }): JSX.Element => (
  <svg class="practice-sketch" viewBox={sketch.view_box} aria-hidden="true" focusable="false">
    {sketch.sections.map((path, at) => (
      <path key={at} class="practice-sketch-section" d={path} />
    ))}
    <path class="practice-sketch-stage" d={sketch.stage} />
  </svg>
);

const Halls = ({ frame, view }: Part): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  const { layout, hall_of } = view.wish;
  // A link to a hall that is closed by now begins in one that is not.
  const wished = view.halls.some(({ show_id }) => show_id === hall_of) ? hall_of : layout;
  return (
    <fieldset class="practice-choice practice-halls">
      <legend>{practice.hall}</legend>
      {PRACTICE_HALLS.map((hall) => (
        <label key={hall} class="practice-option">
          <input type="radio" name="layout" value={hall} checked={hall === wished} />
          <span class="practice-option-name">{practice.halls[hall]}</span>
        </label>
      ))}
      {view.halls.map(({ show_id, title, venue, sketch }) => (
        <label key={show_id} class="practice-option practice-own">
          <input type="radio" name="layout" value={show_id} checked={show_id === wished} />
          <span class="practice-option-name">{title[frame.language]}</span>
          <span class="practice-option-text">{practice.ownHall(venue[frame.language])}</span>
          <Drawn sketch={sketch} />
        </label>
      ))}
      {hall_of !== null && wished !== hall_of ? <p class="practice-hint">{practice.hallClosed}</p> : null}
    </fieldset>
  );
};

const Custom = ({ frame, view }: Part): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  const { bots, react_ms, decide_ms } = view.wish.custom;
  return (
    <details class="practice-custom" open={view.wish.level === "custom"}>
      <summary>{practice.customTitle}</summary>
      <p class="practice-hint">{practice.customText}</p>
      <div class="practice-custom-fields">
        <Field id="bots" name="bots" label={practice.bots} type="number" min="1" max="500" value={String(bots)} />
        <Field
          id="react"
          name="react_s"
          label={practice.react}
          type="number"
          min="0.2"
          max="60"
          step="0.1"
          value={String(react_ms / 1_000)}
        />
        <Field
          id="decide"
          name="decide_s"
          label={practice.decide}
          type="number"
          min="0.5"
          max="60"
          step="0.1"
          value={String(decide_ms / 1_000)}
        />
      </div>
    </details>
  );
};

const Ranking = ({ frame, view }: Part): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  const ranked = RANKED_LEVELS.find((level) => level === view.wish.level) ?? "normal";
  return (
    <section class="practice-ranking" id="ranking" aria-labelledby="ranking-title">
      <h2 id="ranking-title">{practice.ranking}</h2>
      <p class="practice-hint">{practice.rankingText}</p>
      <nav class="practice-tabs" aria-label={practice.level}>
        {RANKED_LEVELS.map((level) => (
          <a
            key={level}
            href={`${paths.practices}?level=${level}#ranking`}
            aria-current={level === ranked ? "true" : undefined}
          >
            {practice.levels[level].name}
          </a>
        ))}
      </nav>
      {view.ranking.length === 0 ? (
        <p class="practice-empty">{practice.rankingEmpty}</p>
      ) : (
        <table class="practice-table">
          <thead>
            <tr>
              <th scope="col">{practice.rank}</th>
              <th scope="col">{practice.nickname}</th>
              <th scope="col">{practice.ownTime}</th>
              <th scope="col">{practice.grade}</th>
            </tr>
          </thead>
          <tbody>
            {view.ranking.map(({ rank, nickname, own_ms, grade }) => (
              <tr key={rank}>
                <td class="tabular">{grouped(rank)}</td>
                <th scope="row">{nickname}</th>
                <td class="tabular">{practice.seconds(own_ms)}</td>
                <td>{grade}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

export const StartPage = ({ frame, view }: PageProps<StartView>): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  const { seed, unreadable } = view.wish;
  return (
    <Layout frame={frame} title={practice.title} description={practice.description} class="practice">
      <header class="practice-head">
        <h1 class="page-title">{practice.title}</h1>
        <p class="prose">{practice.lead}</p>
      </header>
      <div class="practice-columns">
        <form class="practice-form" method="post" action={paths.practices}>
          {unreadable ? <p class="notice notice-warning">{practice.linkBroken}</p> : null}
          {seed === null ? null : unreadable ? (
            <input type="hidden" name="seed" value={String(seed)} />
          ) : (
            <p class="practice-shared">
              {practice.shared(seed)} <a href={paths.practices}>{practice.freshSeed}</a>
              <input type="hidden" name="seed" value={String(seed)} />
            </p>
          )}
          <Levels frame={frame} view={view} />
          <Halls frame={frame} view={view} />
          <Custom frame={frame} view={view} />
          <div class="practice-go">
            <Button type="submit" kind="primary" icon="arrow" wide>
              {practice.begin}
            </Button>
            <p class="practice-hint">{practice.beginText}</p>
          </div>
        </form>
        <div class="practice-side">
          <Ranking frame={frame} view={view} />
          <section class="practice-keyboard" aria-labelledby="keyboard-title">
            <h2 id="keyboard-title">{practice.keyboard}</h2>
            <p>{practice.keyboardText}</p>
            <p>
              <a href={`${paths.practices}?level=keys`}>{practice.keyboardGo}</a>
            </p>
          </section>
        </div>
      </div>
    </Layout>
  );
};
