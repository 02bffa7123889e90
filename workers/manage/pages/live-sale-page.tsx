// The live sale's page: everything is there as it is sent, and moves where there is a script.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Part } from "../../../web/components/console/part.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { Board } from "../../../web/live-sale/board.tsx";
import { type LiveSaleFacts, type LiveSaleState, liveSaleWords } from "../../../web/live-sale/facts.ts";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageProps, ShowSummary } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import { rehearsalWords } from "./rehearsal-view.ts";

export type LiveSaleView = {
  readonly show: ShowSummary;
  readonly facts: LiveSaleFacts;
  readonly state: LiveSaleState;
  readonly showtimes: readonly { readonly id: string; readonly starts_at_ms: number; readonly round: number }[];
  /** Whose seats the map shows. */
  readonly showtime_id: string | null;
  readonly open_appeals: number;
  /** Where the rehearsal stands whose copy this is; null for the sale itself. */
  readonly rehearsal_path: string | null;
};

export const LiveSalePage = ({ frame, view }: PageProps<LiveSaleView>): JSX.Element => {
  const { show, facts, state, rehearsal_path } = view;
  const words = liveSaleWords(frame.language);
  const rehearsing = rehearsalWords(frame.language);
  const title = `${words.title} · ${show.title}`;
  return (
    <ConsoleLayout
      frame={frame}
      title={title}
      description={words.description}
      class={view.showtime_id === null ? "live-sale live-sale-alone" : "live-sale"}
    >
      <PageHead
        title={show.title}
        language={frame.language}
        crumbs={[
          { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
          ...(rehearsal_path === null
            ? [{ label: words.title }]
            : [
                { label: show.title, href: consolePaths.live(show.id) },
                { label: rehearsing.title, href: consolePaths.rehearsals(show.id) },
                { label: rehearsing.live.title },
              ]),
        ]}
        {...(rehearsal_path !== null && { state: <span class="row-mark">{rehearsing.live.mark}</span> })}
        actions={
          rehearsal_path === null ? (
            <>
              <LinkButton kind="quiet" href={consolePaths.purchases(show.id)}>
                {wordsFor(frame.language).console.purchases.title}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.edit(show.id)}>
                {wordsFor(frame.language).console.shows.edit}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.returns(show.id)}>
                {wordsFor(frame.language).returns.console.title}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.doors(show.id)}>
                {wordsFor(frame.language).console.doors.title}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.appeals(show.id)}>
                {wordsFor(frame.language).console.appeals.link(view.open_appeals)}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.rehearsals(show.id)}>
                {rehearsing.open}
              </LinkButton>
            </>
          ) : (
            <LinkButton kind="quiet" href={rehearsal_path}>
              {rehearsing.live.back}
            </LinkButton>
          )
        }
      />
      <div data-sale={JSON.stringify({ facts, state })}>
        <Board facts={facts} state={state} />
      </div>
      <SeatMap frame={frame} view={view} />
    </ConsoleLayout>
  );
};

/** Beside the figures: the map as fans see it, and the seats that are kept back. */
const SeatMap = ({ frame, view }: PageProps<LiveSaleView>): JSX.Element | null => {
  const { facts, show, showtimes, showtime_id } = view;
  if (showtime_id === null) return null;
  const words = liveSaleWords(frame.language);
  const { map } = words;
  const { room } = wordsFor(frame.language);
  const nameOf = (one: (typeof showtimes)[number]): string =>
    `${spokenTime(one.starts_at_ms, whenAt(show, frame))} · ${room.round(one.round)}`;
  return (
    <div class="sale-map">
      <Part of="sale" id="map" title={words.parts.map}>
        {showtimes.length < 2 ? null : (
          <form method="get" action={facts.page_path} class="sale-map-acts">
            <input type="hidden" name="span" value={facts.span} />
            <Select
              id="sale-showtime"
              name="showtime"
              label={map.showtime}
              value={showtime_id}
              options={showtimes.map((one) => ({ value: one.id, label: nameOf(one) }))}
            />
            <Button type="submit">{map.show}</Button>
          </form>
        )}
        <div
          data-sale-map={JSON.stringify({
            showtime_id,
            language: frame.language,
            ask_path: `${facts.page_path}/ask`,
            grades: facts.grades,
          })}
        >
          <form method="post" action={`${facts.page_path}/ask`} class="sale-form">
            <p class="sale-note">{map.noScript}</p>
            <input type="hidden" name="showtime_id" value={showtime_id} />
            <Field id="sale-seats" name="seats" label={map.ids} placeholder="1-1-1, 1-1-2" />
            <Select
              id="sale-group"
              name="group"
              label={map.group}
              value=""
              options={[
                { value: "", label: map.noGroup },
                ...facts.grades.map(({ grade, name }) => ({ value: `grade:${grade}`, label: map.grade(name) })),
              ]}
            />
            <div class="sale-map-acts">
              <Button type="submit" name="act" value="block">
                {map.block}
              </Button>
              <Button type="submit" name="act" value="unblock">
                {map.unblock}
              </Button>
            </div>
          </form>
        </div>
      </Part>
    </div>
  );
};
