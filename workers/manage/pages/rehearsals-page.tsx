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
  readonly live_crowd: Omit<AskedCrowd, "seed">;
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
      <NewLive frame={frame} view={view} />
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
  const { plays } = view;
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
      <CrowdForm frame={frame} view={view} kind="forecast" crowd={view.crowd} />
    </section>
  );
};

const NewLive = ({ frame, view }: Part): JSX.Element => {
  const { live } = rehearsalWords(frame.language);
  return (
    <details class="rehearsal-new">
      <summary class="console-part-title">{live.title}</summary>
      <p class="rehearsal-now">{live.intro(LIMITS.rehearsal_bots)}</p>
      <CrowdForm frame={frame} view={view} kind="live" crowd={view.live_crowd} />
    </details>
  );
};

const MOST = {
  forecast: { fans: LIMITS.forecast_fans, arrive_ms: LIMITS.forecast_arrivals_ms },
  live: { fans: LIMITS.rehearsal_bots, arrive_ms: LIMITS.rehearsal_arrivals_ms },
} as const;

type CrowdFormProps = Part & { readonly kind: keyof typeof MOST; readonly crowd: RehearsalsView["crowd"] };

const CrowdForm = ({ frame, view, kind, crowd }: CrowdFormProps): JSX.Element => {
  const { form, live } = rehearsalWords(frame.language);
  const most = MOST[kind];
  const number = (name: string, label: string, value: number | null, min: number, max: number) => ({
    id: `${kind}-${name}`,
    name,
    label,
    type: "number" as const,
    ...(value !== null && { value: String(value), required: true }),
    min: String(min),
    max: String(max),
    step: "any",
  });
  const share = (of: number): number => Math.round(of * 1_000) / 10;
  return (
    <form method="post" action={consolePaths.rehearsals(view.show.id)} class="rehearsal-form">
      <input type="hidden" name="kind" value={kind} />
      <Field {...number("fans", form.fans, crowd.fans, 1, most.fans)} step="1" inputMode="numeric" />
      <Field
        {...number("arrive_min", form.arrive, crowd.arrive_within_ms / MINUTE_MS, 0.1, most.arrive_ms / MINUTE_MS)}
        hint={form.arriveHint}
      />
      <Field {...number("no_show_percent", form.no_show, share(crowd.no_show), 0, 100)} />
      <Field
        {...number("decide_s", form.decide, crowd.decide_ms / SECOND_MS, 1, LIMITS.forecast_decide_ms / SECOND_MS)}
        hint={form.decideHint}
      />
      <Field {...number("decline_percent", form.decline, share(crowd.decline), 0, 100)} />
      <Field
        {...number("seed", form.seed, null, 0, 2 ** 32 - 1)}
        step="1"
        inputMode="numeric"
        note={form.seedNote}
        hint={form.seedHint}
      />
      <div class="form-end">
        <Button type="submit" kind={kind === "forecast" ? "primary" : "plain"}>
          {kind === "forecast" ? form.start : live.start}
        </Button>
      </div>
    </form>
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
        { id: "kind", title: list.kind, cell: ({ kind }) => words.kinds[kind] },
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
