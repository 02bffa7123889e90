// What is chosen and what can be done with it: grade, marks, labels, shape, aisles, copies; its section's own facts.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Command } from "../../../domain/layout-editing/command.ts";
import { type DraftSection, placesCount } from "../../../domain/layout-editing/draft.ts";
import { eachSeat } from "../../../domain/layout-editing/finding.ts";
import { strandedIn } from "../../../domain/layout-editing/ranks.ts";
import { SEAT_TAGS, type SeatTag } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { isNothing } from "../editor.ts";
import { layoutOf } from "../plan.ts";
import { Choice, Grades, NumberField, TextField } from "./inputs.tsx";
import { useEditor } from "./use-editor.ts";

const TURNS = [-15, -5, 5, 15] as const;
const STRANDED_FROM_MAX = 40;
export const COPY_BY = { x: 0, y: 40 };
const PARTIES = [1, 2, 3, 4, 5, 6] as const;

export const Inspector = (): JSX.Element => {
  const { state, editor, words, open } = useEditor();
  const { side } = words;
  const total = side.total(placesCount(editor.draft), editor.draft.sections.length);
  if (isNothing(state.chosen)) {
    const empty = editor.draft.sections.length === 0;
    return (
      <div class="editor-pane">
        {state.view === "ranks" ? <Ranks /> : null}
        <p class="editor-pane-title">{empty ? side.empty : side.nothing}</p>
        <p class="editor-text">{empty ? side.emptyText : side.nothingText}</p>
        {empty ? (
          <Button kind="primary" onClick={() => open("block")}>
            {side.first}
          </Button>
        ) : (
          <p class="editor-text tabular">{total}</p>
        )}
      </div>
    );
  }
  return (
    <div class="editor-pane">
      {state.view === "ranks" ? <Ranks /> : null}
      <p class="editor-pane-title tabular">{side.seats(state.chosen.seats.size, state.chosen.zones.size)}</p>
      <Widen />
      <Section />
      <Paint />
      <Work />
    </div>
  );
};

const Ranks = (): JSX.Element => {
  const { state, editor, words } = useEditor();
  const { side } = words;
  const few = state.chosen.seats.size > 0 && state.chosen.seats.size <= STRANDED_FROM_MAX;
  const stranded = useMemo(
    () => (few ? strandedIn(layoutOf(editor.draft), state.chosen.seats).length : null),
    [editor.draft, state.chosen],
  );
  return (
    <section class="editor-group">
      <p class="editor-text">{side.ranksText}</p>
      <div class="editor-ramp" aria-hidden="true" />
      <fieldset class="editor-row" aria-label={side.party}>
        <span class="editor-small">{side.party}</span>
        {PARTIES.map((party) => (
          <button
            key={party}
            type="button"
            class="editor-chip tabular"
            aria-pressed={state.party === party}
            onClick={() => editor.set({ party })}
          >
            {side.partyOf(party)}
          </button>
        ))}
      </fieldset>
      {stranded === null ? null : (
        <p class={stranded > 0 ? "editor-text editor-live" : "editor-text"} role="status">
          {side.stranded(stranded)}
        </p>
      )}
    </section>
  );
};

const Widen = (): JSX.Element | null => {
  const { state, editor, words } = useEditor();
  if (state.chosen.seats.size === 0) return null;
  return (
    <div class="editor-row">
      <button type="button" class="editor-chip" onClick={() => editor.widen("row")}>
        {words.side.wholeRows}
      </button>
      <button type="button" class="editor-chip" onClick={() => editor.widen("section")}>
        {words.side.wholeSection}
      </button>
    </div>
  );
};

/** The one section that all of what is chosen belongs to. */
function useSection(): DraftSection | null {
  const { state, editor } = useEditor();
  return useMemo(() => {
    const { seats, zones } = state.chosen;
    const touched = editor.draft.sections.filter((section) =>
      section.kind === "standing"
        ? zones.has(section.id)
        : section.rows.some((row) => row.seats.some(({ id }) => seats.has(id))),
    );
    return touched.length === 1 ? (touched[0] ?? null) : null;
  }, [editor.draft, state.chosen]);
}

const Section = (): JSX.Element | null => {
  const { editor, words, state } = useEditor();
  const section = useSection();
  const { side } = words;
  if (section === null) return null;
  const change = (facts: Extract<Command, { kind: "section" }>["change"]): void =>
    editor.do({ kind: "section", id: section.id, change: facts }, { merging: `section ${section.id}` });
  const levels = Object.fromEntries([
    ["none", side.noLevel],
    ...Array.from({ length: 10 }, (_, i) => [`${i}`, `${i}`]),
  ]);
  return (
    <section class="editor-group">
      <div class="editor-fields">
        <TextField
          id="section-name"
          label={side.sectionName}
          value={section.name}
          max={LIMITS.section_name_chars}
          onValue={(name) => change({ name })}
        />
        {section.kind === "standing" ? (
          <NumberField
            id="section-capacity"
            label={side.capacity}
            value={section.capacity}
            min={1}
            max={LIMITS.seats_per_venue}
            onValue={(capacity) => change({ capacity })}
          />
        ) : null}
        <Choice
          id="section-level"
          label={side.level}
          value={section.level === undefined ? "none" : String(section.level)}
          options={levels}
          onValue={(level) => change({ level: level === "none" ? null : Number(level) })}
        />
        <Choice
          id="section-side"
          label={side.side}
          value={section.side ?? "none"}
          options={side.sides}
          onValue={(one) => change({ side: one === "none" ? null : one })}
        />
        {state.chosen.seats.size === 1 ? <OneSeat /> : null}
      </div>
    </section>
  );
};

const OneSeat = (): JSX.Element | null => {
  const { editor, state, words } = useEditor();
  const [id] = state.chosen.seats;
  const found = useMemo(() => [...eachSeat(editor.draft)].find(({ seat }) => seat.id === id), [editor.draft, id]);
  if (found === undefined) return null;
  const { seat, row, row_index, section } = found;
  return (
    <>
      <TextField
        id="row-label"
        label={words.side.rowLabel}
        value={row.label}
        max={LIMITS.seat_label_chars}
        onValue={(label) =>
          editor.do({ kind: "rename_row", section: section.id, row: row_index, label }, { merging: `row ${row_index}` })
        }
      />
      <TextField
        id="seat-label"
        label={words.side.seatLabel}
        value={seat.label}
        max={LIMITS.seat_label_chars}
        onValue={(label) => editor.do({ kind: "rename_seat", seat: seat.id, label }, { merging: `seat ${seat.id}` })}
      />
    </>
  );
};

const Paint = (): JSX.Element => {
  const { state, editor, words } = useEditor();
  const section = useSection();
  const marked = useMemo(() => marksOf(editor.draft, state.chosen.seats), [editor.draft, state.chosen]);
  return (
    <section class="editor-group">
      <h3 class="editor-small">{words.side.grade}</h3>
      <Grades
        label={words.side.grade}
        value={section?.grade ?? null}
        onValue={(grade) => editor.do({ kind: "paint", grade, ...state.chosen })}
      />
      {state.chosen.seats.size === 0 ? null : (
        <>
          <h3 class="editor-small">{words.side.marks}</h3>
          <fieldset class="editor-row" aria-label={words.side.marks}>
            {SEAT_TAGS.map((tag) => (
              <button
                key={tag}
                type="button"
                class="editor-chip"
                aria-pressed={marked.has(tag)}
                onClick={() => editor.do({ kind: "mark", seats: state.chosen.seats, tag, on: !marked.has(tag) })}
              >
                {words.tags[tag]}
              </button>
            ))}
          </fieldset>
        </>
      )}
    </section>
  );
};

/** Marks that every chosen seat has. */
function marksOf(draft: Parameters<typeof eachSeat>[0], seats: ReadonlySet<string>): ReadonlySet<SeatTag> {
  const marks = new Set<SeatTag>(SEAT_TAGS);
  for (const { seat } of eachSeat(draft)) {
    if (!seats.has(seat.id)) continue;
    for (const tag of marks) if (seat.tags?.includes(tag) !== true) marks.delete(tag);
    if (marks.size === 0) break;
  }
  return seats.size === 0 ? new Set() : marks;
}

const Work = (): JSX.Element => {
  const { state, editor, words, open } = useEditor();
  const { side } = words;
  const { chosen } = state;
  const { seats } = chosen;
  return (
    <section class="editor-group">
      {seats.size === 0 ? null : (
        <div class="editor-row">
          <Button onClick={() => open("labels")}>{side.labels}</Button>
          <Button onClick={() => open("shape")}>{side.shape}</Button>
        </div>
      )}
      <div class="editor-row">
        <Button onClick={() => editor.do({ kind: "duplicate", by: COPY_BY, ...chosen })}>{side.duplicate}</Button>
        <Button onClick={() => editor.do({ kind: "mirror", ...chosen })}>{side.mirror}</Button>
        <Button kind="danger" onClick={() => editor.do({ kind: "remove", ...chosen })}>
          {side.remove}
        </Button>
      </div>
      <fieldset class="editor-row" aria-label={side.turn}>
        <span class="editor-small">{side.turn}</span>
        {TURNS.map((degrees) => (
          <button
            key={degrees}
            type="button"
            class="editor-chip tabular"
            onClick={() => editor.do({ kind: "turn", degrees, ...chosen })}
          >
            {side.degrees(degrees)}
          </button>
        ))}
      </fieldset>
      {seats.size === 0 ? null : (
        <>
          <fieldset class="editor-row" aria-label={side.extend}>
            <span class="editor-small">{side.extend}</span>
            <button
              type="button"
              class="editor-chip"
              onClick={() => editor.do({ kind: "extend", seats, count: 1, at: "start" })}
            >
              {side.extendStart}
            </button>
            <button
              type="button"
              class="editor-chip"
              onClick={() => editor.do({ kind: "extend", seats, count: 1, at: "end" })}
            >
              {side.extendEnd}
            </button>
          </fieldset>
          <fieldset class="editor-row" aria-label={side.aisle}>
            <span class="editor-small">{side.aisle}</span>
            <button
              type="button"
              class="editor-chip"
              onClick={() => editor.do({ kind: "aisle", after: seats, open: true })}
            >
              {side.aisleOpen}
            </button>
            <button
              type="button"
              class="editor-chip"
              onClick={() => editor.do({ kind: "aisle", after: seats, open: false })}
            >
              {side.aisleClose}
            </button>
          </fieldset>
        </>
      )}
    </section>
  );
};
