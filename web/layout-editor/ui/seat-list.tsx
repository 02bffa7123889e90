// The draft as a list for keys and ears: one section at a time, a grid of rows and seats, chosen like on the plan.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DraftSeated } from "../../../domain/layout-editing/draft.ts";
import type { Seat } from "../../../schema/layout.ts";
import { Select } from "../../components/field.tsx";
import { stepFrom } from "../../seat-map/grid-steps.ts";
import { useEditor } from "./use-editor.ts";

export const SeatList = (): JSX.Element => {
  const { editor, words } = useEditor();
  const { sections } = editor.draft;
  const [id, setId] = useState(sections[0]?.id ?? "");
  const section = sections.find((one) => one.id === id) ?? sections[0];
  return (
    <section class="editor-grid-view" aria-label={words.list.title}>
      {section === undefined ? (
        <p class="editor-text">{words.side.empty}</p>
      ) : (
        <>
          <Select
            id="list-section"
            name="list-section"
            label={words.list.section}
            value={section.id}
            options={sections.map(({ id: value, name }) => ({ value, label: name }))}
            onChange={({ currentTarget }) => setId((currentTarget as HTMLSelectElement).value)}
          />
          {section.kind === "standing" ? (
            <button type="button" class="editor-chip" onClick={() => editor.chooseSection(section.id)}>
              {section.name} · {words.list.zone(section.capacity)}
            </button>
          ) : (
            <SeatGrid section={section} />
          )}
        </>
      )}
    </section>
  );
};

const SeatGrid = ({ section }: { readonly section: DraftSeated }): JSX.Element => {
  const { editor, state, words } = useEditor();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const moved = useRef(false);
  const seats = section.rows.flatMap((row) => row.seats);
  let start = 0;
  const rows = section.rows.map((row) => {
    const from = start;
    start += row.seats.length;
    return { label: row.label, start: from, end: start };
  });
  const here = Math.min(at, Math.max(0, seats.length - 1));
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at]);
  const toggle = (seat: Seat, whole_row: boolean): void => {
    const { chosen } = editor.state;
    const row = section.rows.find((one) => one.seats.includes(seat));
    const meant = whole_row && row !== undefined ? row.seats : [seat];
    const next = new Set(chosen.seats);
    const leave = meant.every(({ id }) => next.has(id));
    for (const { id } of meant) {
      if (leave) next.delete(id);
      else next.add(id);
    }
    editor.set({ chosen: { seats: next, zones: chosen.zones }, said: words.said(next.size) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const seat = seats[here];
    if (event.key === " " && seat !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      toggle(seat, event.shiftKey);
      return;
    }
    const next = stepFrom(rows, here, event.key);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    moved.current = true;
    setAt(next);
  };
  return (
    <>
      <p class="field-hint" id="editor-list-help">
        {words.list.help}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of seats that keys move in, not a table of facts */}
      <div
        class="editor-grid"
        role="grid"
        tabIndex={-1}
        aria-label={section.name}
        aria-multiselectable="true"
        aria-describedby="editor-list-help"
        ref={grid}
        onKeyDown={onKeyDown}
      >
        {section.rows.map((row, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: focus is on its cells
          <div key={`${index} ${row.label}`} role="row" class="editor-grid-row">
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
            <span role="rowheader" class="editor-grid-head">
              {row.label}
            </span>
            {row.seats.map((seat, seat_index) => {
              const place = (rows[index]?.start ?? 0) + seat_index;
              const chosen = state.chosen.seats.has(seat.id);
              const tags = (seat.tags ?? []).map((tag) => words.tags[tag]);
              return (
                // biome-ignore lint/a11y/useSemanticElements: as above
                <span
                  key={seat.id}
                  role="gridcell"
                  class={row.breaks.includes(seat_index) ? "editor-cell editor-cell-aisle" : "editor-cell"}
                  tabIndex={place === here ? 0 : -1}
                  aria-selected={chosen}
                  aria-label={[
                    words.list.seat(section.name, row.label, seat.label),
                    section.grade ?? words.side.noGrade,
                    ...tags,
                  ].join(", ")}
                  onClick={(event) => {
                    setAt(place);
                    toggle(seat, event.shiftKey);
                  }}
                  onKeyDown={() => undefined}
                >
                  {seat.label}
                </span>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
};
