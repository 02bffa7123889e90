// How the service is, as it last looked at itself: never better than it is known to be.
import type { JSX } from "preact";
import type { PublicIncident, ServiceStatus } from "../../../domain/alerts/service-status.ts";
import { Button } from "../../../web/components/button.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { STOPPED } from "../../../web/words/banner.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";

export type RunningSale = { readonly show_id: string; readonly title: string };

export type StatusView = {
  readonly status: ServiceStatus;
  /** The sales that run now, for a reader who may stop them; null for all others. */
  readonly desk: readonly RunningSale[] | null;
  /** Of stopped shows, by id. */
  readonly titles: ReadonlyMap<string, string>;
};

type Part = { readonly frame: PageFrame; readonly status: ServiceStatus };
type StopPart = Part & Pick<StatusView, "titles">;

const INCIDENTS_SHOWN = 10;
/** No show's id. */
export const ALL_SALES = "*";

export const StatusPage = ({ frame, view }: PageProps<StatusView>): JSX.Element => {
  const { status: words } = wordsFor(frame.language);
  const { status, desk, titles } = view;
  return (
    <Layout frame={frame} title={words.title} description={words.description} class="status">
      <p class="status-name">{words.title}</p>
      <LineRule share={status.state === "ok" ? 1 : 0.5} tone={status.state === "ok" ? "accent" : "live"} />
      <h1 class="page-title">{words.states[status.state]}</h1>
      <p class="prose">{words.texts[status.state]}</p>
      <p class="status-as-of tabular">
        {words.asOf}: {status.as_of_ms === null ? words.never : <OwnTime frame={frame} atMs={status.as_of_ms} />}
      </p>
      <Stops frame={frame} status={status} titles={titles} />
      <Parts frame={frame} status={status} />
      <Incidents frame={frame} status={status} />
      <p>
        <a href="/v1/api/status">{words.json}</a>
      </p>
      {desk === null ? null : <Desk frame={frame} status={status} titles={titles} sales={desk} />}
    </Layout>
  );
};

const Parts = ({ frame, status }: Part): JSX.Element | null => {
  const { status: words } = wordsFor(frame.language);
  if (status.parts.length === 0) return null;
  return (
    <section aria-labelledby="status-parts">
      <h2 id="status-parts">{words.partsTitle}</h2>
      <ul class="status-list">
        {status.parts.map(({ name, up }) => (
          <li key={name} class={up ? "status-up" : "status-away"}>
            <strong>{words.parts[name]}</strong>
            <span class="status-word">{up ? words.up : words.away}</span>
            {up ? null : <p>{words.awayTexts[name]}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Stops = ({ frame, status, titles }: StopPart): JSX.Element | null => {
  const { status: words } = wordsFor(frame.language);
  if (status.stops.length === 0) return null;
  return (
    <section aria-labelledby="status-stops">
      <h2 id="status-stops">{words.stopsTitle}</h2>
      <ul class="status-list">
        {status.stops.map(({ show_id, text, at_ms }) => (
          <li key={show_id} class="status-away">
            <strong>
              {show_id === null ? words.stopAll : <a href={paths.show(show_id)}>{titles.get(show_id) ?? show_id}</a>}
            </strong>
            <span class="status-word tabular">
              {words.since} <OwnTime frame={frame} atMs={at_ms} />
            </span>
            <p>{text[frame.language]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Incidents = ({ frame, status }: Part): JSX.Element => {
  const { status: words } = wordsFor(frame.language);
  return (
    <section aria-labelledby="status-incidents">
      <h2 id="status-incidents">{words.incidentsTitle}</h2>
      {status.incidents.length === 0 ? <p class="prose">{words.noIncidents}</p> : null}
      <ul class="status-list">
        {status.incidents.slice(0, INCIDENTS_SHOWN).map((incident) => (
          <OneIncident key={incident.id} frame={frame} incident={incident} />
        ))}
      </ul>
    </section>
  );
};

const OneIncident = ({ frame, incident }: { readonly frame: PageFrame; readonly incident: PublicIncident }) => {
  const { status: words } = wordsFor(frame.language);
  const { title, began_at_ms, ended_at_ms } = incident;
  return (
    <li class={ended_at_ms === null ? "status-away" : "status-over"}>
      <strong>{title[frame.language]}</strong>
      <span class="status-word tabular">
        {words.began} <OwnTime frame={frame} atMs={began_at_ms} />
        {" · "}
        {ended_at_ms === null ? (
          words.goesOn
        ) : (
          <>
            {words.ended} <OwnTime frame={frame} atMs={ended_at_ms} />
          </>
        )}
      </span>
    </li>
  );
};

type DeskPart = StopPart & { readonly sales: readonly RunningSale[] };

const Desk = ({ frame, status, titles, sales }: DeskPart): JSX.Element => {
  const { desk, stopAll } = wordsFor(frame.language).status;
  const options = [
    // Nothing is chosen at first: one press must not stop everything.
    { value: "", label: desk.choose },
    ...sales.map(({ show_id, title }) => ({ value: show_id, label: title })),
    { value: ALL_SALES, label: stopAll },
  ];
  return (
    <section class="status-desk" aria-labelledby="status-desk">
      <h2 id="status-desk">{desk.title}</h2>
      <p class="prose">{desk.text}</p>
      {status.stops.map(({ show_id }) => (
        <form key={show_id} method="post" action={paths.status} class="status-go-on">
          <input type="hidden" name="act" value="go_on" />
          <input type="hidden" name="show_id" value={show_id ?? ALL_SALES} />
          <Button type="submit" kind="primary">
            {`${desk.goOn}: ${show_id === null ? stopAll : (titles.get(show_id) ?? show_id)}`}
          </Button>
        </form>
      ))}
      <form method="post" action={paths.status} class="form">
        <input type="hidden" name="act" value="stop" />
        <Select id="show_id" name="show_id" label={desk.show} value="" options={options} required />
        <Field id="ko" name="ko" type="text" label={desk.ko} value={STOPPED.ko} />
        <Field id="en" name="en" type="text" label={desk.en} value={STOPPED.en} />
        <div class="form-end">
          <Button type="submit">{desk.stop}</Button>
        </div>
      </form>
    </section>
  );
};
