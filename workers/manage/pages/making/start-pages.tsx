// Where a show begins: its title and its venue, one of theirs or a new one; and the page of venues.
import type { JSX } from "preact";
import type { FailureWords } from "../../../../schema/failures/words.ts";
import { REGIONS } from "../../../../schema/http/words.ts";
import { GRADES } from "../../../../schema/layout.ts";
import { LIMITS } from "../../../../schema/limits.ts";
import { Button, LinkButton } from "../../../../web/components/button.tsx";
import { DataTable } from "../../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../../web/components/console/page-head.tsx";
import { SaveBar } from "../../../../web/components/console/save-bar.tsx";
import { Pagination } from "../../../../web/components/navigation.tsx";
import { EmptyState } from "../../../../web/components/states.tsx";
import { grouped } from "../../../../web/words/format.ts";
import { wordsFor } from "../../../../web/words/words.ts";
import type { VenueRow } from "../../../catalogue/db/shows.ts";
import { venueName } from "../../../catalogue/show-views.ts";
import type { PageProps } from "../../../kit/pages/view-models.ts";
import { ConsoleLayout } from "../console-layout.tsx";
import { consolePaths } from "../paths.ts";
import { venueOptions, WhatFields } from "./about-part.tsx";
import { Choice, Figure, Group, Line, type Part } from "./fields.tsx";
import type { FormState } from "./form-state.ts";
import { Refused } from "./making-page.tsx";
import { makingWords } from "./words.ts";

/** The choice that makes one. */
export const NEW_VENUE = "new";

const VenueFields = (part: Part): JSX.Element => {
  const { terms } = wordsFor(part.language);
  const regions = REGIONS.map((region) => ({ value: region, label: terms.regions[region] }));
  const grades = GRADES.filter((grade) => grade !== "STANDING");
  return (
    <>
      <div class="making-row">
        <Line {...part} name="venue_name" maxLength={LIMITS.venue_name_chars} />
        <Line {...part} name="venue_name_en" maxLength={LIMITS.venue_name_chars} />
        <Choice {...part} name="region" options={regions} />
        <Line {...part} name="time_zone" maxLength={64} />
      </div>
      <div class="making-row">
        <Figure {...part} name="venue_rows" />
        <Figure {...part} name="venue_seats" />
        <Choice
          {...part}
          name="venue_grade"
          options={grades.map((grade) => ({ value: grade, label: terms.grades[grade] }))}
        />
      </div>
    </>
  );
};

export type FormView = { readonly state: FormState; readonly refused: FailureWords | null };
export type StartView = FormView & { readonly venues: readonly VenueRow[] };

export const StartPage = ({ frame, view }: PageProps<StartView>): JSX.Element => {
  const { language } = frame;
  const words = makingWords(language);
  const { start, venues } = words;
  const part = { state: view.state, language };
  const makes = view.state.values.venue_id === NEW_VENUE;
  return (
    <ConsoleLayout frame={frame} title={start.title} description={start.description} class="making">
      <PageHead
        title={start.title}
        language={language}
        crumbs={[{ label: wordsFor(language).console.shows.title, href: consolePaths.shows }, { label: start.title }]}
        facts={start.text}
      />
      {view.refused === null ? null : <Refused frame={frame} words={view.refused} />}
      <form method="post" action={consolePaths.newShow}>
        <div class="making-form">
          <Group title={start.what}>
            <WhatFields {...part} />
          </Group>
          <Group title={start.where} text={start.whereText}>
            <Choice
              {...part}
              name="venue_id"
              required
              options={[
                ...(view.venues.length === 0 ? [] : [{ value: "", label: start.pick }]),
                ...venueOptions(view.venues, part),
                { value: NEW_VENUE, label: start.makeVenue },
              ]}
            />
            <details class="making-more" open={makes || view.venues.length === 0}>
              <summary>{start.makeVenue}</summary>
              <p class="making-text">{venues.makeText}</p>
              <VenueFields {...part} />
            </details>
          </Group>
        </div>
        <SaveBar state={words.savingDraft}>
          <Button type="submit" kind="primary">
            {start.go}
          </Button>
        </SaveBar>
      </form>
    </ConsoleLayout>
  );
};

export const NewVenuePage = ({ frame, view }: PageProps<FormView>): JSX.Element => {
  const words = makingWords(frame.language);
  return (
    <ConsoleLayout frame={frame} title={words.venues.make} description={words.venues.description} class="making">
      <PageHead
        title={words.venues.make}
        language={frame.language}
        crumbs={[{ label: words.venues.title, href: consolePaths.venues }, { label: words.venues.make }]}
        facts={words.venues.makeText}
      />
      {view.refused === null ? null : <Refused frame={frame} words={view.refused} />}
      <form method="post" action={consolePaths.newVenue}>
        <div class="making-form">
          <VenueFields state={view.state} language={frame.language} />
        </div>
        <SaveBar state={words.saving}>
          <Button type="submit" kind="primary">
            {words.venues.makeGo}
          </Button>
        </SaveBar>
      </form>
    </ConsoleLayout>
  );
};

export type VenuesView = {
  readonly venues: readonly VenueRow[];
  readonly first: boolean;
  readonly next_cursor: string | null;
};

export const VenuesPage = ({ frame, view }: PageProps<VenuesView>): JSX.Element => {
  const { language } = frame;
  const { venues: words } = makingWords(language);
  const { terms, console } = wordsFor(language);
  const make = (
    <LinkButton href={consolePaths.newVenue} kind="primary">
      {words.make}
    </LinkButton>
  );
  return (
    <ConsoleLayout frame={frame} title={words.title} description={words.description} class="making">
      <PageHead
        title={words.title}
        language={language}
        crumbs={[{ label: console.shows.title, href: consolePaths.shows }, { label: words.title }]}
        actions={make}
      />
      {view.venues.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <DataTable
          caption={words.title}
          captionHidden
          rows={view.venues}
          rowKey={({ id }) => id}
          columns={[
            { id: "name", title: words.columns.name, heading: true, cell: (venue) => venueName(venue, language) },
            { id: "region", title: words.columns.region, cell: ({ region }) => terms.regions[region] },
            { id: "seats", title: words.columns.seats, figures: true, cell: ({ capacity }) => grouped(capacity) },
            {
              id: "acts",
              title: words.columns.acts,
              cell: ({ id }) => (
                <span class="making-acts">
                  <a class="link-line" href={consolePaths.layout(id)}>
                    {words.layout}
                  </a>
                  <a class="link-line" href={`${consolePaths.newShow}?venue_id=${encodeURIComponent(id)}`}>
                    {words.show}
                  </a>
                </span>
              ),
            },
          ]}
        />
      )}
      <Pagination
        firstHref={view.first ? null : consolePaths.venues}
        nextHref={
          view.next_cursor === null ? null : `${consolePaths.venues}?cursor=${encodeURIComponent(view.next_cursor)}`
        }
        language={language}
      />
    </ConsoleLayout>
  );
};
