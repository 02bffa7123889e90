// A booking's story as a list down a line: to the second, money and trouble marked.
import type { JSX } from "preact";
import { isoTime, spokenDay, type When, wallTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { StoryEntry } from "./story-lines.ts";

type StoryProps = { readonly story: readonly StoryEntry[]; readonly when: When; readonly sourced?: boolean };

/** Seconds are the same in every zone. */
const exact = (at_ms: number, zone: string): string =>
  `${wallTime(at_ms, zone)}:${String(Math.floor(at_ms / 1_000) % 60).padStart(2, "0")}`;

export const StoryList = ({ story, when, sourced = false }: StoryProps): JSX.Element => {
  const words = wordsFor(when.language).buying.story;
  const days = Map.groupBy(story, ({ at_ms }) => spokenDay(at_ms, when));
  return (
    <div class="story">
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h3 class="story-day">{day}</h3>
          <ol class="story-entries">
            {entries.map((entry, i) => (
              <li key={`${i} ${entry.at_ms}`} class={`story-entry story-${entry.weight}`}>
                <time class="tabular" datetime={isoTime(entry.at_ms)}>
                  {exact(entry.at_ms, when.zone)}
                </time>
                <span>
                  {entry.text}
                  {sourced ? <span class="row-mark">{words.sources[entry.source]}</span> : null}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};
