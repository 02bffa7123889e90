// The parts of a live sale, each with its figures, its controls beside them, and its curve: line, room, seats, money, and
// what fans' browsers meet.
import type { JSX } from "preact";
import { Figure, Figures } from "../components/console/figures.tsx";
import { Part } from "../components/console/part.tsx";
import { GradeMark } from "../components/grade-chip.tsx";
import { duration, grouped, money } from "../words/format.ts";
import { LineControls, RoomControls } from "./controls.tsx";
import { Curve } from "./curves.tsx";
import { type BoardProps, isOver, liveSaleWords, NEVER, reasonName } from "./facts.ts";

const tenth = (value: number): string =>
  value < 10 ? String(Math.round(value * 10) / 10) : grouped(Math.round(value));

/** Whoever joins now is let in at once: nothing has to be reckoned for that. */
const isFree = ({ status, waiting, called, inside, room_capacity }: BoardProps["state"]["reading"]): boolean =>
  status === "OPEN" && waiting === 0 && called + inside < room_capacity;

export const LinePart = (props: BoardProps): JSX.Element => {
  const { facts, state } = props;
  const words = liveSaleWords(facts.language);
  const { waiting, rates, wait, left, joined } = state.reading;
  const said = (ms: number): string => duration(ms, facts.language);
  const unknown = isOver(state.reading) ? NEVER : isFree(state.reading) ? words.line.waitNone : words.line.waitUnknown;
  return (
    <Part of="sale" id="line" title={words.parts.line}>
      <Figures>
        <Figure label={words.line.waiting} value={grouped(waiting)} unit={words.room.people} />
        <Figure label={words.line.joins} value={tenth(rates.joins_per_s)} unit={words.line.perSecond} />
        <Figure label={words.line.admitted} value={tenth(rates.admitted_per_min)} unit={words.line.perMinute} />
        <Figure
          label={words.line.wait}
          value={wait === null ? unknown : said(wait.p50_ms)}
          {...(wait !== null && { note: words.line.waitNote(said(wait.p90_ms)) })}
        />
        <Figure
          label={words.line.left}
          value={grouped(left)}
          unit={words.room.people}
          note={words.line.leftNote(joined === 0 ? "0" : tenth((left / joined) * 100))}
        />
      </Figures>
      <Curve
        {...props}
        title={words.charts.waiting}
        unit={words.charts.people}
        series={[{ name: words.charts.waiting, of: (moment) => moment.waiting }]}
      />
      <LineControls {...props} />
    </Part>
  );
};

export const RoomPart = (props: BoardProps): JSX.Element => {
  const { facts, state } = props;
  const { room, parts, charts } = liveSaleWords(facts.language);
  const { inside, room_capacity, holding, paying, idle, called, no_shows } = state.reading;
  const share = room_capacity === 0 ? 0 : Math.min(1, inside / room_capacity);
  return (
    <Part of="sale" id="room" title={parts.room}>
      <Figures>
        <Figure label={room.inside} value={grouped(inside)} unit={room.people} note={room.of(room_capacity)} />
        <Figure label={room.paying} value={grouped(paying)} unit={room.people} />
        <Figure label={room.holding} value={grouped(holding)} unit={room.people} />
        <Figure label={room.idle} value={grouped(idle)} unit={room.people} />
        <Figure label={room.called} value={grouped(called)} unit={room.people} />
        <Figure label={room.noShows} value={grouped(no_shows)} unit={room.people} />
      </Figures>
      <progress
        class="sale-room-share"
        value={share}
        max={1}
        aria-label={`${room.inside} ${grouped(inside)} ${room.of(room_capacity)}`}
      />
      <Curve
        {...props}
        title={charts.inside}
        unit={charts.people}
        series={[{ name: charts.inside, of: (moment) => moment.inside }]}
        threshold={{ y: room_capacity, label: charts.capacity }}
      />
      <RoomControls {...props} />
    </Part>
  );
};

export const SeatsPart = (props: BoardProps): JSX.Element => {
  const { facts, state } = props;
  const words = liveSaleWords(facts.language);
  const { seats, charts } = words;
  const { reading } = state;
  const bandOf = (forecast: (typeof reading)["forecast"], left: number): string => {
    if (left === 0) return seats.gone;
    if (isOver(reading)) return NEVER;
    if (forecast === null || forecast === undefined) return seats.unknown;
    return seats.band(words.minutes(forecast.p50_ms), words.minutes(forecast.p10_ms), words.minutes(forecast.p90_ms));
  };
  const rows = facts.grades.flatMap(({ grade, name }) => {
    const count = reading.by_grade[grade];
    return count === undefined ? [] : [{ grade, name, count, forecast: reading.forecast_by_grade[grade] ?? null }];
  });
  const cells = (count: { sold: number; held: number; available: number; blocked: number }): JSX.Element[] =>
    (["sold", "held", "available", "blocked"] as const).map((name) => (
      <td key={name} class="tabular">
        {grouped(count[name])}
      </td>
    ));
  return (
    <Part of="sale" id="seats" title={words.parts.seats}>
      <div class="sale-table-road">
        <table class="sale-table">
          <thead>
            <tr>
              <th scope="col">{seats.grade}</th>
              <th scope="col">{seats.sold}</th>
              <th scope="col">{seats.held}</th>
              <th scope="col">{seats.left}</th>
              <th scope="col">{seats.blocked}</th>
              <th scope="col">{seats.soldOut}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ grade, name, count, forecast }) => (
              <tr key={grade}>
                <th scope="row">
                  <GradeMark grade={grade} /> {name}
                </th>
                {cells(count)}
                <td>{bandOf(forecast, count.available + count.held)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{seats.total}</th>
              {cells(reading)}
              <td>{bandOf(reading.forecast, reading.available + reading.held)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <Curve
        {...props}
        title={charts.sold}
        unit={charts.seats}
        series={[
          { name: charts.sold, of: (moment) => moment.sold },
          { name: charts.held, of: (moment) => moment.holds, tone: "live" },
        ]}
      />
    </Part>
  );
};

export const MoneyPart = ({ facts, state }: BoardProps): JSX.Element => {
  const words = liveSaleWords(facts.language);
  const { payments, revenue_krw } = state.reading;
  const { money: said } = words;
  const won = (krw: number): string => money(krw, facts.language);
  const reasons = Object.entries(payments.declined_by_code)
    .sort((a, b) => b[1] - a[1])
    .map(([code, count]) => [reasonName(code, facts.language), count] as const);
  return (
    <Part of="sale" id="money" title={words.parts.money}>
      <Figures>
        <Figure label={said.captured} value={won(payments.captured_krw)} note={said.capturedNote(payments.captured)} />
        <Figure label={said.pending} value={won(payments.pending_krw)} note={said.capturedNote(payments.pending)} />
        <Figure label={said.refunded} value={won(payments.refunded_krw)} note={said.refundedNote(payments.refunded)} />
        <Figure label={said.revenue} value={won(revenue_krw)} />
        <Figure label={said.declined} value={grouped(payments.declined)} unit={said.count} />
      </Figures>
      <Counts title={words.declineReasons} counts={reasons} none={null} />
    </Part>
  );
};

export const FansPart = ({ facts, state }: BoardProps): JSX.Element => {
  const words = liveSaleWords(facts.language);
  const { fans } = words;
  const { sockets, sockets_opened, errors, map_age_ms } = state.reading;
  const refused = Object.entries(errors).sort((a, b) => b[1] - a[1]);
  return (
    <Part of="sale" id="fans" title={words.parts.fans}>
      <Figures>
        <Figure label={fans.sockets} value={grouped(sockets)} />
        <Figure label={fans.again} value={grouped(Math.max(0, sockets_opened - sockets))} />
        <Figure label={fans.map} value={map_age_ms === null ? "–" : `${grouped(map_age_ms)} ms`} note={fans.mapNote} />
      </Figures>
      <Counts title={fans.errors} counts={refused} none={fans.errorsNone} />
      <p class="sale-note">{fans.since}</p>
    </Part>
  );
};

type CountsProps = {
  readonly title: string;
  readonly counts: readonly (readonly [string, number])[];
  readonly none: string | null;
};

const Counts = ({ title, counts, none }: CountsProps): JSX.Element | null => {
  if (counts.length === 0 && none === null) return null;
  return (
    <dl class="sale-counts">
      <dt>{title}</dt>
      {counts.length === 0 ? <dd>{none}</dd> : null}
      {counts.map(([code, count]) => (
        <dd key={code}>
          {code} <span class="tabular">{grouped(count)}</span>
        </dd>
      ))}
    </dl>
  );
};
