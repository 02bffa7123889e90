// One wizard for all labels, with what the first rows will be called.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { eachSeat } from "../../../domain/layout-editing/finding.ts";
import { PLAIN_LABELLING, type RowLabels, type SeatLabels } from "../../../domain/layout-editing/labelling.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { Choice, NumberField, TextField } from "./inputs.tsx";
import { useEditor } from "./use-editor.ts";

const PREVIEW_ROWS = 4;
const PREVIEW_SEATS = 8;
const TEMPLATE_CHARS = 24;

export const LabelDialog = (): JSX.Element => {
  const { editor, words, open, state } = useEditor();
  const [rows, setRows] = useState<RowLabels | null>(PLAIN_LABELLING.rows);
  const [seats, setSeats] = useState<SeatLabels | null>(PLAIN_LABELLING.seats);
  const chosen = state.chosen.seats;
  const command = { kind: "label", seats: chosen, labelling: { rows, seats } } as const;
  const lines = useMemo(() => previewOf(editor.imagine(command), chosen), [rows, seats]);
  return (
    <EditorDialog
      title={words.labels.title}
      wide
      onSubmit={() => {
        editor.do(command);
        open(null);
      }}
      actions={
        <Button type="submit" kind="primary" disabled={chosen.size === 0}>
          {words.labels.apply(chosen.size)}
        </Button>
      }
    >
      <div class="editor-wizard">
        <RowFields rows={rows} onRows={setRows} />
        <SeatFields seats={seats} onSeats={setSeats} />
      </div>
      <section class="editor-labels" aria-label={words.labels.preview} aria-live="polite">
        <h3 class="editor-small">{words.labels.preview}</h3>
        <ul>
          {lines.map(({ key, row, labels }) => (
            <li key={key}>
              <strong>{row}</strong>
              <span class="tabular">{labels}</span>
            </li>
          ))}
        </ul>
      </section>
    </EditorDialog>
  );
};

type Line = { readonly key: string; readonly row: string; readonly labels: string };

function previewOf(draft: Parameters<typeof eachSeat>[0], chosen: ReadonlySet<string>): readonly Line[] {
  const lines = new Map<string, { row: string; labels: string[]; more: boolean }>();
  for (const { seat, row, row_index, section } of eachSeat(draft)) {
    if (!chosen.has(seat.id)) continue;
    const key = `${section.id} ${row_index}`;
    if (!lines.has(key) && lines.size === PREVIEW_ROWS) break;
    const line = lines.get(key) ?? { row: `${section.name} ${row.label}`, labels: [], more: false };
    if (line.labels.length < PREVIEW_SEATS) line.labels.push(seat.label);
    else line.more = true;
    lines.set(key, line);
  }
  return [...lines].map(([key, { row, labels, more }]) => ({
    key,
    row,
    labels: labels.join(" · ") + (more ? " …" : ""),
  }));
}

const Keep = ({ kept, onKept }: { kept: boolean; onKept: (kept: boolean) => void }): JSX.Element => {
  const { words } = useEditor();
  return (
    <label class="editor-check">
      <input type="checkbox" checked={kept} onChange={({ currentTarget }) => onKept(currentTarget.checked)} />
      {words.labels.keep}
    </label>
  );
};

const RowFields = ({
  rows,
  onRows,
}: {
  rows: RowLabels | null;
  onRows: (rows: RowLabels | null) => void;
}): JSX.Element => {
  const { labels } = useEditor().words;
  return (
    <fieldset class="editor-fieldset">
      <legend>{labels.rows}</legend>
      <Keep kept={rows === null} onKept={(kept) => onRows(kept ? null : PLAIN_LABELLING.rows)} />
      {rows === null ? null : (
        <div class="editor-fields">
          <Choice
            id="row-sequence"
            label={labels.sequence}
            value={rows.sequence}
            options={labels.sequences}
            onValue={(sequence) => onRows({ ...rows, sequence })}
          />
          <NumberField
            id="row-start"
            label={labels.start}
            value={rows.start}
            min={1}
            max={999}
            onValue={(start) => onRows({ ...rows, start })}
          />
          <Choice
            id="row-from"
            label={labels.from}
            value={rows.from}
            options={labels.rowFrom}
            onValue={(from) => onRows({ ...rows, from })}
          />
          <Choice
            id="row-restart"
            label={labels.restart}
            value={rows.restart}
            options={{ section: labels.restarts.section, never: labels.restarts.never }}
            onValue={(restart) => onRows({ ...rows, restart })}
          />
          <TextField
            id="row-template"
            label={labels.template}
            hint={labels.rowTemplateHint}
            value={rows.template}
            max={TEMPLATE_CHARS}
            onValue={(template) => onRows({ ...rows, template })}
          />
        </div>
      )}
    </fieldset>
  );
};

const SeatFields = ({
  seats,
  onSeats,
}: {
  seats: SeatLabels | null;
  onSeats: (seats: SeatLabels | null) => void;
}): JSX.Element => {
  const { labels } = useEditor().words;
  return (
    <fieldset class="editor-fieldset">
      <legend>{labels.seats}</legend>
      <Keep kept={seats === null} onKept={(kept) => onSeats(kept ? null : PLAIN_LABELLING.seats)} />
      {seats === null ? null : (
        <div class="editor-fields">
          <Choice
            id="seat-sequence"
            label={labels.sequence}
            value={seats.sequence}
            options={labels.sequences}
            onValue={(sequence) => onSeats({ ...seats, sequence })}
          />
          <NumberField
            id="seat-start"
            label={labels.start}
            value={seats.start}
            min={1}
            max={9_999}
            onValue={(start) => onSeats({ ...seats, start })}
          />
          <Choice
            id="seat-from"
            label={labels.from}
            value={seats.from}
            options={labels.seatFrom}
            onValue={(from) => onSeats({ ...seats, from })}
          />
          <Choice
            id="seat-restart"
            label={labels.restart}
            value={seats.restart}
            options={labels.restarts}
            onValue={(restart) => onSeats({ ...seats, restart })}
          />
          <TextField
            id="seat-template"
            label={labels.template}
            hint={labels.seatTemplateHint}
            value={seats.template}
            max={TEMPLATE_CHARS}
            onValue={(template) => onSeats({ ...seats, template })}
          />
        </div>
      )}
    </fieldset>
  );
};
