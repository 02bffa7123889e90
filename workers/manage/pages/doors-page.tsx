// The doors of a show for its organiser: who came in, by minute, door and grade; who came in twice; the lists for when
// everything is down; the links of doors and making one. Whole without a script.
import type { JSX } from "preact";
import type { Told } from "../../../domain/door/bundle.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Chart } from "../../../web/components/console/chart.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { AsOf, Figure, Figures } from "../../../web/components/console/figures.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Select } from "../../../web/components/field.tsx";
import { grouped, spokenTime, wallTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { seatName } from "../../buying/pages/order-summary.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { DoorLinks, MakeDoor } from "./doors-links.tsx";
import { doorCrumbs, whenIn } from "./doors-parts.ts";
import { type DoorsView, minutesOf } from "./doors-view.ts";
import { consolePaths } from "./paths.ts";

type Part = PageProps<DoorsView>;

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;

export const DoorsPage = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { show } = view;
  return (
    <ConsoleLayout frame={frame} title={words.title} description={words.description} class="doors">
      <PageHead
        title={words.title}
        language={frame.language}
        crumbs={doorCrumbs(frame, show)}
        facts={
          <>
            {show.title} ·{" "}
            <AsOf at_ms={frame.now_ms} face={wallTime(frame.now_ms, show.zone)} language={frame.language} />
          </>
        }
      />
      <Which frame={frame} view={view} />
      <Sums frame={frame} view={view} />
      <Minutes frame={frame} view={view} />
      <div class="doors-tables">
        <ByDoor frame={frame} view={view} />
        <ByGrade frame={frame} view={view} />
      </div>
      <Doubles frame={frame} view={view} />
      <VoidEntries frame={frame} view={view} />
      <Lists frame={frame} view={view} />
      <DoorLinks frame={frame} view={view} />
      <MakeDoor frame={frame} view={view} />
    </ConsoleLayout>
  );
};

const Which = ({ frame, view }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).console.doors;
  if (view.showtimes.length < 2) return null;
  return (
    <form class="find-form" method="get" action={consolePaths.doors(view.show.id)}>
      <Select
        id="showtime_id"
        name="showtime_id"
        label={words.showtime}
        value={view.showtime_id ?? ""}
        options={[
          ...view.showtimes.map(({ id, starts_at_ms }) => ({
            value: id,
            label: spokenTime(starts_at_ms, whenIn(view.show, frame)),
          })),
          { value: "", label: words.everyShowtime },
        ]}
      />
      <Button type="submit">{words.look}</Button>
    </form>
  );
};

const Sums = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { entered, sold, inside, no_shows, double_entries } = view.tally;
  return (
    <Figures>
      <Figure label={words.entered} value={grouped(entered)} note={words.ofSold(sold)} />
      <Figure label={words.inside} value={grouped(inside)} />
      <Figure label={words.noShows} value={grouped(no_shows)} note={words.noShowShare(percent(no_shows, sold))} />
      <Figure
        label={words.doubles}
        value={grouped(double_entries.length)}
        tone={double_entries.length > 0 ? "live" : "plain"}
        note={words.doublesNote}
      />
    </Figures>
  );
};

const Minutes = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const points = minutesOf(view.tally.by_minute);
  const face = ({ x }: { readonly x: number }): string => wallTime(x, view.show.zone);
  const middle = points[Math.floor(points.length / 2)];
  const ends = [points[0], middle, points.at(-1)].flatMap((point) => (point === undefined ? [] : [face(point)]));
  return (
    <Chart
      title={words.chart}
      unit={words.chartUnit}
      series={[{ name: words.entered, points, kind: "area" }]}
      xLabels={[...new Set(ends)]}
      yLabel={grouped}
      summary={words.chartSummary(view.tally.entered, Math.max(0, ...points.map(({ y }) => y)))}
      empty={words.chartEmpty}
    />
  );
};

const ByDoor = ({ frame, view }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).console.doors;
  const { by_door, entered } = view.tally;
  if (by_door.length === 0) return null;
  return (
    <DataTable
      caption={words.byDoor}
      foot={by_door.some(({ undone }) => undone > 0) ? words.undoneNote : undefined}
      rows={by_door}
      rowKey={({ id }) => id}
      columns={[
        { id: "door", title: words.door, heading: true, cell: ({ name }) => name },
        { id: "entered", title: words.entered, figures: true, cell: (row) => grouped(row.entered) },
        { id: "share", title: words.share, figures: true, cell: (row) => percent(row.entered, entered) },
        { id: "undone", title: words.undone, figures: true, cell: ({ undone }) => grouped(undone) },
      ]}
    />
  );
};

const ByGrade = ({ frame, view }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).console.doors;
  const rows = Object.entries(view.tally.by_grade).map(([grade, counts]) => ({ grade, ...counts }));
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={words.byGrade}
      rows={rows}
      rowKey={({ grade }) => grade}
      columns={[
        { id: "grade", title: words.grade, heading: true, cell: ({ grade }) => grade },
        { id: "sold", title: words.sold, figures: true, cell: ({ sold }) => grouped(sold) },
        { id: "entered", title: words.entered, figures: true, cell: ({ entered }) => grouped(entered) },
        { id: "share", title: words.share, figures: true, cell: ({ entered, sold }) => percent(entered, sold) },
      ]}
    />
  );
};

const whereAndWhen =
  ({ frame, view }: Part) =>
  ({ at_ms, door }: Told): string =>
    `${spokenTime(at_ms, whenIn(view.show, frame))} · ${door}`;

const Doubles = ({ frame, view }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).console.doors;
  const { double_entries } = view.tally;
  if (double_entries.length === 0) return null;
  const at = whereAndWhen({ frame, view });
  return (
    <DataTable
      caption={words.doubles}
      rows={double_entries}
      rowKey={({ ticket_id, again }) => `${ticket_id} ${again.at_ms}`}
      columns={[
        {
          id: "seat",
          title: words.seat,
          heading: true,
          cell: (double) => seatName(double, frame.language),
        },
        { id: "first", title: words.firstAt, cell: ({ first }) => at(first) },
        { id: "again", title: words.againAt, cell: ({ again }) => at(again) },
      ]}
    />
  );
};

/** Whom a door without a network let in although, or before we heard of it while the money went back. */
const VoidEntries = ({ frame, view }: Part): JSX.Element | null => {
  const words = wordsFor(frame.language).console.doors;
  const { void_entries } = view.tally;
  if (void_entries.length === 0) return null;
  const at = whereAndWhen({ frame, view });
  return (
    <DataTable
      caption={words.voids}
      rows={void_entries}
      rowKey={({ ticket_id, entry }) => `${ticket_id} ${entry.at_ms}`}
      columns={[
        { id: "seat", title: words.seat, heading: true, cell: (one) => seatName(one, frame.language) },
        {
          id: "void",
          title: words.voidSince,
          cell: ({ void_since_ms }) => spokenTime(void_since_ms, whenIn(view.show, frame)),
        },
        { id: "entry", title: words.cameIn, cell: ({ entry }) => at(entry) },
      ]}
    />
  );
};

const Lists = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.doors;
  const { show } = view;
  return (
    <section class="doors-part">
      <h2 class="console-part-title">{words.lists}</h2>
      <p class="doors-text">{words.listsText}</p>
      <ul class="doors-lists">
        {view.showtimes.map(({ id, starts_at_ms }) => (
          <li key={id}>
            <strong>{spokenTime(starts_at_ms, whenIn(show, frame))}</strong>
            <span class="doors-list-acts">
              <LinkButton kind="quiet" href={consolePaths.printOf(show.id, id, "seat")}>
                {words.printSeat}
              </LinkButton>
              <LinkButton kind="quiet" href={consolePaths.printOf(show.id, id, "number")}>
                {words.printNumber}
              </LinkButton>
              <LinkButton kind="quiet" href={`/v1/api/manage/showtimes/${encodeURIComponent(id)}/door-list.csv`}>
                {words.csv}
              </LinkButton>
              <form method="post" action={consolePaths.doorListMail(show.id, id)}>
                <Button type="submit" kind="quiet">
                  {words.mailNow}
                </Button>
              </form>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
