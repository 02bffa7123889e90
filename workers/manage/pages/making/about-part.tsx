// What a show is and where it plays: Korean and English side by side.
import type { JSX } from "preact";
import type { Locks } from "../../../../domain/manage/locks.ts";
import { GENRES } from "../../../../schema/http/words.ts";
import { LIMITS } from "../../../../schema/limits.ts";
import { wordsFor } from "../../../../web/words/words.ts";
import type { VenueRow } from "../../../catalogue/db/shows.ts";
import { venueName } from "../../../catalogue/show-views.ts";
import { Choice, Figure, Group, Line, type Part, Text } from "./fields.tsx";
import { makingWords } from "./words.ts";

export const WhatFields = ({ state, language }: Part): JSX.Element => {
  const { terms } = wordsFor(language);
  const part = { state, language };
  return (
    <>
      <div class="making-pair">
        <Line {...part} name="title" maxLength={LIMITS.title_chars} required />
        <Line {...part} name="title_en" maxLength={LIMITS.title_chars} />
      </div>
      <div class="making-pair">
        <Text {...part} name="description" rows={8} maxLength={LIMITS.description_chars} />
        <Text {...part} name="description_en" rows={8} maxLength={LIMITS.description_chars} />
      </div>
      <div class="making-row">
        <Choice
          {...part}
          name="genre"
          required
          options={GENRES.map((genre) => ({ value: genre, label: terms.genres[genre] }))}
        />
        <Figure {...part} name="age_limit" />
        <Line {...part} name="running_minutes" inputMode="numeric" maxLength={5} />
      </div>
      <Teams {...part} />
    </>
  );
};

const Teams = (part: Part): JSX.Element => {
  const { about } = makingWords(part.language);
  const { values, wrong } = part.state;
  const open = values.genre === "SPORTS" || ["home", "home_en", "away", "away_en"].some((name) => wrong.has(name));
  return (
    <details class="making-more" open={open}>
      <summary>{about.teams}</summary>
      <p class="making-text">{about.teamsText}</p>
      <div class="making-pair">
        <Line {...part} name="home" maxLength={LIMITS.title_chars} />
        <Line {...part} name="home_en" maxLength={LIMITS.title_chars} />
        <Line {...part} name="away" maxLength={LIMITS.title_chars} />
        <Line {...part} name="away_en" maxLength={LIMITS.title_chars} />
      </div>
    </details>
  );
};

export type AboutView = Part & { readonly venues: readonly VenueRow[]; readonly locks: Locks };

export const AboutFields = ({ venues, locks, ...part }: AboutView): JSX.Element => {
  const { start, why } = makingWords(part.language);
  return (
    <>
      <Group title={start.what}>
        <WhatFields {...part} />
      </Group>
      <Group title={start.where} text={start.whereText}>
        <Choice
          {...part}
          name="venue_id"
          required
          locked={locks.venue === undefined ? undefined : why[locks.venue]}
          options={venueOptions(venues, part)}
        />
      </Group>
    </>
  );
};

export const venueOptions = (venues: readonly VenueRow[], { language }: Part) =>
  venues.map((venue) => ({
    value: venue.id,
    label: `${venueName(venue, language)} · ${makingWords(language).start.seats(venue.capacity)}`,
  }));
