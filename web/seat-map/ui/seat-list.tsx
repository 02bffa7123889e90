// Choosing without the plan: a choice of sections, then one section at a time as a grid that keys walk through.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { FREE } from "../../../domain/seat-ledger/seat-state.ts";
import { fits } from "../filters.ts";
import { type RowSeats, stepFrom } from "../grid-steps.ts";
import type { Plan, PlanSection } from "../plan.ts";
import { useRoom } from "./use-room.ts";
import { gradeNameAt, tagNames } from "./words.ts";

const rowsOf = (plan: Plan, section: PlanSection): readonly RowSeats[] =>
  plan.map.rows.filter((row) => row.section === section.number);

const SeatCell = ({ place, focused }: { readonly place: number; readonly focused: boolean }): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const { plan, live, choice, hold } = state;
  if (plan === null || live === null) return null;
  const taken = live.seat_state[place] !== FREE;
  const chosen = choice.includes(place);
  const own = hold?.seats.some(({ id }) => id === plan.map.ids[place]) === true;
  const row = plan.map.rows[plan.map.row_of[place] ?? 0]?.label ?? "";
  const label = plan.map.labels[place] ?? "";
  const price_krw = room.prices.get(plan.sections[plan.map.section_of[place] ?? 0]?.grade ?? "STANDING") ?? 0;
  const said = [
    words.grid.seat(row, label),
    gradeNameAt(room.settings, plan, place),
    words.choice.total(price_krw),
    ...tagNames(words, plan, place),
    own ? words.key.own : chosen ? words.grid.chosen : (words.grid.states[live.seat_state[place] ?? FREE] ?? ""),
  ];
  const back = !fits(plan, state.filters, place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell that is pressed
    <button
      type="button"
      role="gridcell"
      class={`seat-cell${taken ? " seat-cell-taken" : ""}${back ? " seat-cell-back" : ""}`}
      data-place={place}
      tabIndex={focused ? 0 : -1}
      aria-selected={chosen || own}
      aria-disabled={taken && !own}
      aria-label={said.join(", ")}
      onClick={() => room.send({ type: "toggle", place })}
    >
      {label}
    </button>
  );
};

const SeatGrid = ({ section }: { readonly section: PlanSection }): JSX.Element | null => {
  const { state, words } = useRoom();
  const grid = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState(section.start);
  useEffect(() => setFocus(section.start), [section]);
  const { plan, live, choice } = state;
  if (plan === null || live === null) return null;
  const rows = rowsOf(plan, section);
  const focused = focus >= section.start && focus < section.end ? focus : section.start;
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = event.ctrlKey || event.metaKey ? null : stepFrom(rows, focused, event.key);
    if (place === null) return;
    event.preventDefault();
    setFocus(place);
    grid.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  };
  const onFocus = (event: FocusEvent): void => {
    const place = event.target instanceof HTMLElement ? Number(event.target.dataset.place) : Number.NaN;
    if (Number.isInteger(place)) setFocus(place);
  };
  const chosen = choice.filter((place) => place >= section.start && place < section.end).length;
  return (
    <>
      <p class="grid-front">{words.grid.front}</p>
      <div class="grid-scroll">
        {/* biome-ignore lint/a11y/useSemanticElements: seats are buttons, and a table of buttons is not a grid */}
        <div
          class="seat-grid"
          role="grid"
          ref={grid}
          aria-label={words.grid.caption(section.name)}
          aria-describedby="grid-help"
          onKeyDown={onKeyDown}
          onFocusIn={onFocus}
        >
          {rows.map((row) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: its cells are what is focused
            <div class="grid-row" role="row" key={row.start}>
              {/* biome-ignore lint/a11y/useSemanticElements: as above */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: names the row, is not a stop */}
              <span class="grid-label" role="rowheader">
                {row.label}
              </span>
              {Array.from({ length: row.end - row.start }, (_, i) => {
                const place = row.start + i;
                const gap = i > 0 && plan.map.joined_right[place - 1] !== 1;
                return (
                  <span key={place} role="presentation" class={gap ? "seat-cell-gap" : undefined}>
                    <SeatCell place={place} focused={place === focused} />
                  </span>
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <p class="unseen" role="status">
        {words.grid.status(live.free_in[section.number] ?? 0, chosen)}
      </p>
    </>
  );
};

export const SeatList = (): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const { plan, live } = state;
  const [number, setNumber] = useState<number | null>(null);
  if (plan === null || live === null) return null;
  const section = plan.sections[number ?? plan.sections.findIndex((one) => (live.free_in[one.number] ?? 0) > 0)];
  const nameOf = (one: PlanSection): string => {
    const grade = room.settings.grades.find((entry) => entry.grade === one.grade)?.name ?? one.grade;
    return words.grid.option(one.name, grade, words.freeLong(live.free_in[one.number] ?? 0));
  };
  const chooseZone = (zone: PlanSection): void =>
    room.send({ type: "zone", section: zone.number, count: state.party.count });
  /** Of a zone there is nothing more to choose than how many. */
  const lookAt = (one: PlanSection | undefined): void => {
    if (one === undefined) return;
    setNumber(one.number);
    if (one.kind !== "seated") chooseZone(one);
    else if (state.zone !== null) room.send({ type: "clear" });
  };
  return (
    <section class="seat-list" aria-label={words.list}>
      <label class="field seat-list-section">
        <span class="field-label">{words.grid.title}</span>
        <select
          class="control control-select"
          value={section?.number ?? ""}
          onChange={({ currentTarget }) => lookAt(plan.sections[Number(currentTarget.value)])}
        >
          {plan.sections.map((one) => (
            <option key={one.number} value={one.number}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      {section?.kind === "seated" ? (
        <p class="seat-list-help" id="grid-help">
          {words.grid.help}
        </p>
      ) : null}
      {section === undefined ? null : section.kind === "seated" ? (
        <SeatGrid section={section} key={section.number} />
      ) : (
        <button type="button" class="button" onClick={() => chooseZone(section)}>
          {section.name} · {words.zone.left(live.free_in[section.number] ?? 0)}
        </button>
      )}
    </section>
  );
};
