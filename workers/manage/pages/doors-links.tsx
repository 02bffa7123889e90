// The links of a show's doors: a table of them, the form that makes one, and the page of one door to be sent or printed.
import type { JSX } from "preact";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { doorCrumbs, whenIn } from "./doors-parts.ts";
import type { DoorsView, ShownDoor } from "./doors-view.ts";
import { consolePaths } from "./paths.ts";

type Part = PageProps<DoorsView>;

/** Its sections, and the showtimes where it is not for all of them. */
function opensTo(
  { sections, showtimes }: ShownDoor,
  { frame, view }: PageProps<Pick<DoorsView, "show" | "showtimes">>,
): string {
  const words = wordsFor(frame.language).console.doors;
  const times = view.showtimes.filter(({ id }) => showtimes?.includes(id) === true);
  const spoken = times.map(({ starts_at_ms }) => spokenTime(starts_at_ms, whenIn(view.show, frame)));
  return [sections?.join(", ") ?? words.everywhere, ...spoken].join(" · ");
}

export const DoorLinks = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { show, doors } = view;
  if (doors.length === 0) {
    return (
      <section class="doors-part">
        <h2 class="console-part-title">{words.doors}</h2>
        <p class="doors-text">{words.doorsNone}</p>
      </section>
    );
  }
  return (
    <DataTable
      caption={words.doors}
      rows={doors}
      rowKey={({ id }) => id}
      columns={[
        { id: "name", title: words.name, heading: true, cell: ({ name }) => name },
        { id: "opens", title: words.opensTo, cell: (door) => opensTo(door, { frame, view }) },
        {
          id: "until",
          title: words.until,
          cell: ({ ends_at_ms }) => spokenTime(ends_at_ms, whenIn(show, frame)),
        },
        {
          id: "state",
          title: words.state,
          cell: ({ state }) => <span class="row-mark">{words.states[state]}</span>,
        },
        {
          id: "link",
          title: words.one.link,
          cell: ({ id, state }) =>
            state === "open" ? (
              <a class="link-line" href={consolePaths.door(show.id, id)}>
                {words.open}
              </a>
            ) : (
              "–"
            ),
        },
      ]}
    />
  );
};

/** Hours that a link counts for. */
export const LASTS_H = ["12", "24", "48", "168", "720"] as const;

export const MakeDoor = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  return (
    <section class="doors-part">
      <h2 class="console-part-title">{words.make}</h2>
      <form class="form" method="post" action={consolePaths.doors(view.show.id)}>
        <Field
          id="name"
          name="name"
          label={words.name}
          hint={words.nameHint}
          maxLength={LIMITS.name_chars}
          required
          {...(view.refused !== null && { value: view.refused, error: words.nameWrong })}
        />
        <fieldset class="doors-sections" aria-describedby="sections-hint">
          <legend class="field-label">{words.sections}</legend>
          {view.sections.map((section) => (
            <label key={section} class="tick">
              <input type="checkbox" name="section" value={section} />
              {section}
            </label>
          ))}
          <p class="field-hint" id="sections-hint">
            {words.sectionsHint}
          </p>
        </fieldset>
        {view.showtimes.length < 2 ? null : (
          <Select
            id="door-showtime"
            name="showtime"
            label={words.showtime}
            value=""
            options={[
              { value: "", label: words.everyShowtime },
              ...view.showtimes.map(({ id, starts_at_ms }) => ({
                value: id,
                label: spokenTime(starts_at_ms, whenIn(view.show, frame)),
              })),
            ]}
          />
        )}
        <Select
          id="lasts_h"
          name="lasts_h"
          label={words.ends}
          value="24"
          options={LASTS_H.map((hours) => ({ value: hours, label: words.endsIn[hours] ?? hours }))}
        />
        <div class="form-end">
          <Button type="submit" kind="primary">
            {words.make}
          </Button>
        </div>
      </form>
    </section>
  );
};

export type DoorView = Pick<DoorsView, "show" | "showtimes"> & {
  readonly door: ShownDoor;
  readonly url: string;
  readonly qr_svg: string;
  readonly find_url: string;
  readonly entered: number;
};

export const OneDoorPage = ({ frame, view }: PageProps<DoorView>): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { show, door, url } = view;
  return (
    <ConsoleLayout frame={frame} title={door.name} description={words.one.linkHint} class="one-door">
      <PageHead
        title={door.name}
        language={frame.language}
        crumbs={doorCrumbs(frame, show, door.name)}
        facts={`${show.title} · ${opensTo(door, { frame, view })} · ${words.until} ${spokenTime(door.ends_at_ms, whenIn(show, frame))}`}
      />
      <div class="one-door-ways">
        <figure class="one-door-qr">
          <img
            src={`data:image/svg+xml,${encodeURIComponent(view.qr_svg)}`}
            alt={words.one.scan}
            width="280"
            height="280"
          />
          <figcaption>{words.one.scan}</figcaption>
        </figure>
        <dl class="one-door-facts">
          <dt>{words.one.code}</dt>
          <dd class="one-door-code tabular">{door.code}</dd>
          <dd class="doors-text">{words.one.codeHint(view.find_url)}</dd>
          <dt>{words.one.link}</dt>
          <dd>
            <a class="one-door-link" href={url}>
              {url}
            </a>
          </dd>
          <dd
            class="one-door-copy no-print"
            data-copy={url}
            data-copied={words.one.copied}
            data-failed={words.one.copyFailed}
            hidden
          >
            <Button>{words.one.copy}</Button>
          </dd>
          <dd class="doors-text">{words.one.linkHint}</dd>
          <dd class="doors-text no-print">{words.one.print}</dd>
        </dl>
      </div>
      <form class="form no-print" method="post" action={consolePaths.doorEnd(show.id, door.id)}>
        <p class="doors-text">{words.one.revokeText(view.entered)}</p>
        <Button type="submit" kind="danger">
          {words.one.revoke}
        </Button>
      </form>
    </ConsoleLayout>
  );
};
