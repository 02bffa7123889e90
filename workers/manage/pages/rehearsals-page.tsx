// Rehearsals of an own show: a new one to begin, and those that were. Whole without a script.
import type { JSX } from "preact";
import type { AskedCrowd, PlayedShow } from "../../../schema/http/rehearsals.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field } from "../../../web/components/field.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { duration, grouped } from "../../../web/words/format.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { timeFor } from "../../kit/pages/times.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import { crumbsOf, percentDone, type Rehearsal, rehearsalWords, soldOutAfter } from "./rehearsal-view.ts";

export type RehearsalsView = {
  readonly show: ShowOfPage;
  readonly rehearsals: readonly Rehearsal[];
  /** What the form begins with: the last crowd, or one that fits the hall. */
  readonly crowd: Omit<AskedCrowd, "seed">;
  /** The show as it would be played now. */
  readonly plays: PlayedShow;
};
type Part = PageProps<RehearsalsView>;

export const RehearsalsPage = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  return (
    <ConsoleLayout frame={frame} title={words.title} description={words.description} class="rehearsals">
      <PageHead title={words.title} language={frame.language} crumbs={crumbsOf(frame, view.show)} facts={words.intro} />
      <NewForecast frame={frame} view={view} />
      {view.rehearsals.length === 0 ? (
        <EmptyState title={words.list.emptyTitle} text={words.list.emptyText} />
      ) : (
        <form method="get" action={`${consolePaths.rehearsals(view.show.id)}/compare`}>
          <Earlier frame={frame} view={view} />
          {view.rehearsals.length < 2 ? null : (
            <div class="form-end">
              <Button type="submit">{words.list.compare}</Button>
            </div>
          )}
        </form>
      )}
    </ConsoleLayout>
  );
};

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const NewForecast = ({ frame, view }: Part): JSX.Element => {
  const { form } = rehearsalWords(frame.language);
  const { crowd, plays, show } = view;
  const seats = Object.values(plays.seats).reduce((sum, n) => sum + (n ?? 0), 0);
  const { room_capacity, batch_size, step_ms } = plays.settings;
  return (
    <section class="rehearsal-new" aria-labelledby="rehearsal-new">
      <h2 class="console-part-title" id="rehearsal-new">
        {form.title}
      </h2>
      <p class="rehearsal-now">
        {form.now(seats, plays.rounds.played)} ·{" "}
        {form.room(room_capacity, batch_size, duration(step_ms, frame.language))}
      </p>
      <form method="post" action={consolePaths.rehearsals(show.id)} class="rehearsal-form">
        <Field
          id="fans"
          name="fans"
          type="number"
          inputMode="numeric"
          label={form.fans}
          value={String(crowd.fans)}
          min="1"
          max={String(LIMITS.forecast_fans)}
          required
        />
        <Field
          id="arrive"
          name="arrive_min"
          type="number"
          inputMode="decimal"
          label={form.arrive}
          hint={form.arriveHint}
          value={String(crowd.arrive_within_ms / MINUTE_MS)}
          min="0.1"
          max={String(LIMITS.forecast_arrivals_ms / MINUTE_MS)}
          step="any"
          required
        />
        <Field
          id="no_show"
          name="no_show_percent"
          type="number"
          inputMode="decimal"
          label={form.no_show}
          value={String(Math.round(crowd.no_show * 1_000) / 10)}
          min="0"
          max="100"
          step="any"
          required
        />
        <Field
          id="decide"
          name="decide_s"
          type="number"
          inputMode="decimal"
          label={form.decide}
          hint={form.decideHint}
          value={String(crowd.decide_ms / SECOND_MS)}
          min="1"
          max={String(LIMITS.forecast_decide_ms / SECOND_MS)}
          step="any"
          required
        />
        <Field
          id="decline"
          name="decline_percent"
          type="number"
          inputMode="decimal"
          label={form.decline}
          value={String(Math.round(crowd.decline * 1_000) / 10)}
          min="0"
          max="100"
          step="any"
          required
        />
        <Field
          id="seed"
          name="seed"
          type="number"
          inputMode="numeric"
          label={form.seed}
          note={form.seedNote}
          hint={form.seedHint}
          min="0"
          max={String(2 ** 32 - 1)}
        />
        <div class="form-end">
          <Button type="submit" kind="primary">
            {form.start}
          </Button>
        </div>
      </form>
    </section>
  );
};

const Earlier = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { list } = words;
  const said = (ms: number | null): string => (ms === null ? "–" : duration(ms, frame.language));
  const choosing = {
    id: "choose",
    title: list.chosen,
    cell: (one: Rehearsal) =>
      one.report === null ? null : (
        <label class="tick">
          <input type="checkbox" name="with" value={one.id} />
          <span class="unseen">{list.choose(timeFor(frame, one.created_at_ms))}</span>
        </label>
      ),
  };
  return (
    <DataTable
      caption={list.title}
      rows={view.rehearsals}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "when",
          title: list.when,
          heading: true,
          cell: ({ id, created_at_ms }) => (
            <a class="link-line" href={consolePaths.rehearsal(view.show.id, id)}>
              <OwnTime frame={frame} atMs={created_at_ms} />
            </a>
          ),
        },
        {
          id: "state",
          title: list.state,
          cell: (one) => (one.status === "RUNNING" ? words.progress(percentDone(one)) : words.statuses[one.status]),
        },
        { id: "crowd", title: list.crowd, figures: true, cell: ({ asked }) => grouped(asked.fans) },
        { id: "room", title: list.room, figures: true, cell: ({ plays }) => grouped(plays.settings.room_capacity) },
        {
          id: "sold_out",
          title: list.soldOut,
          figures: true,
          cell: ({ report }) => said(report === null ? null : soldOutAfter(report)),
        },
        {
          id: "wait",
          title: list.wait,
          figures: true,
          cell: ({ report }) => said(report?.sales[0]?.wait_p50_ms ?? null),
        },
        ...(view.rehearsals.length < 2 ? [] : [choosing]),
      ]}
    />
  );
};
