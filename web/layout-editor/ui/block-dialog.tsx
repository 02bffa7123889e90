// New blocks of rows, and rings of blocks. The dialog shows what it will draw.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { PLAIN_SHAPE } from "../../../domain/layout-editing/block.ts";
import { EMPTY_DRAFT } from "../../../domain/layout-editing/draft.ts";
import { eachSeat } from "../../../domain/layout-editing/finding.ts";
import { addBlock, addRing, type NewBlock } from "../../../domain/layout-editing/making.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { Choice, Grades, NumberField, TextField } from "./inputs.tsx";
import { freeSpot, nextName } from "./new-places.ts";
import { Preview, ShapeFields } from "./shape-fields.tsx";
import { useEditor } from "./use-editor.ts";

const aislesOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .map(Number)
    .filter((after) => Number.isInteger(after) && after > 0);

const RING = { count: 12, radius: 300, from_degrees: -90, to_degrees: 90 };

export const BlockDialog = ({ ring: startsAsRing }: { readonly ring: boolean }): JSX.Element => {
  const { editor, words, open, state } = useEditor();
  const [kind, setKind] = useState<"one" | "ring">(startsAsRing ? "ring" : "one");
  const [block, setBlock] = useState<NewBlock>(() => ({
    name: nextName(editor.draft, "seated"),
    grade: state.brush.grade,
    rows: 15,
    seats: 20,
    grow: 0,
    aisles: [],
    shape: PLAIN_SHAPE,
    at: freeSpot(editor.draft),
  }));
  const [ring, setRing] = useState(RING);
  const [aisles, setAisles] = useState("");
  const set = (change: Partial<NewBlock>): void => setBlock({ ...block, ...change });
  const centre = editor.draft.focal_point ?? { x: 0, y: 0 };
  const made = useMemo(
    () =>
      kind === "one"
        ? addBlock(EMPTY_DRAFT, block)
        : addRing(EMPTY_DRAFT, { ...ring, block: { ...block, at: centre } }),
    [kind, block, ring],
  );
  const points = [...eachSeat(made)].map(({ seat }) => seat);
  const add = (): void => {
    editor.do(
      kind === "one"
        ? { kind: "add_block", block }
        : { kind: "add_ring", ring: { ...ring, block: { ...block, at: centre } } },
    );
    if (block.grade !== null) editor.set({ brush: { ...state.brush, grade: block.grade } });
    editor.set({ tool: "choose" });
    open(null);
  };
  return (
    <EditorDialog
      title={words.block.title}
      wide
      onSubmit={add}
      actions={
        <Button type="submit" kind="primary">
          {words.block.add}
        </Button>
      }
    >
      <div class="editor-fields">
        <TextField
          id="block-name"
          label={words.block.name}
          value={block.name}
          max={LIMITS.section_name_chars}
          onValue={(name) => set({ name })}
        />
        <NumberField
          id="block-rows"
          label={words.block.rows}
          value={block.rows}
          min={1}
          max={LIMITS.rows_per_section}
          onValue={(rows) => set({ rows })}
        />
        <NumberField
          id="block-seats"
          label={words.block.seats}
          value={block.seats}
          min={1}
          max={LIMITS.seats_per_row}
          onValue={(seats) => set({ seats })}
        />
        <Choice id="block-kind" label={words.block.kind} value={kind} options={words.block.kinds} onValue={setKind} />
      </div>
      <Grades label={words.block.grade} value={block.grade} onValue={(grade) => set({ grade })} />
      <div class="editor-fields">
        {kind === "ring" ? (
          <>
            <NumberField
              id="ring-count"
              label={words.block.count}
              value={ring.count}
              min={1}
              max={100}
              onValue={(count) => setRing({ ...ring, count })}
            />
            <NumberField
              id="ring-radius"
              label={words.block.radius}
              value={ring.radius}
              min={20}
              max={20_000}
              onValue={(radius) => setRing({ ...ring, radius })}
            />
            <NumberField
              id="ring-from"
              label={words.block.from}
              hint={words.block.ringHint}
              value={ring.from_degrees}
              min={-180}
              max={180}
              onValue={(from_degrees) => setRing({ ...ring, from_degrees })}
            />
            <NumberField
              id="ring-to"
              label={words.block.to}
              value={ring.to_degrees}
              min={-180}
              max={180}
              onValue={(to_degrees) => setRing({ ...ring, to_degrees })}
            />
          </>
        ) : null}
        <NumberField
          id="block-grow"
          label={words.block.grow}
          value={block.grow}
          min={-10}
          max={10}
          onValue={(grow) => set({ grow })}
        />
        <TextField
          id="block-aisles"
          label={words.block.aisles}
          hint={words.block.aislesHint}
          value={aisles}
          max={80}
          onValue={(text) => {
            setAisles(text);
            set({ aisles: aislesOf(text) });
          }}
        />
        <ShapeFields shape={block.shape} onShape={(shape) => set({ shape })} bend={kind === "one"} />
      </div>
      <Preview points={points} label={words.block.preview(points.length)} />
    </EditorDialog>
  );
};
