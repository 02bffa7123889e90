// New blocks, rings of blocks, standing zones and stages; and rows laid out anew. Each shows what it will draw.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { boxOf } from "../../../domain/layout/outline.ts";
import { type BlockShape, PLAIN_SHAPE, placeBlock } from "../../../domain/layout-editing/block.ts";
import { type Draft, EMPTY_DRAFT } from "../../../domain/layout-editing/draft.ts";
import { eachSeat, widened } from "../../../domain/layout-editing/finding.ts";
import { addBlock, addRing, type NewBlock, zoneOutline } from "../../../domain/layout-editing/making.ts";
import { freeLabelAfter } from "../../../domain/layout-editing/sequence.ts";
import type { Grade, Point, Stage } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { Choice, Grades, NumberField, TextField } from "./inputs.tsx";
import { useEditor } from "./use-editor.ts";

const PREVIEW_SEATS_MAX = 1_200;
const STAND_OFF = 70;

/** Below everything that is there, in the middle; an empty sheet begins in front of where a stage will be. */
function freeSpot(draft: Draft): Point {
  const seats = [...eachSeat(draft)].map(({ seat }) => seat);
  const zones = draft.sections.flatMap((section) => (section.kind === "standing" ? section.outline : []));
  const box = boxOf([...seats, ...zones, ...(draft.stage?.outline ?? [])]);
  if (box === null) return { x: 0, y: 0 };
  return { x: Math.round((box.left + box.right) / 2), y: box.bottom + STAND_OFF };
}

const nextName = (draft: Draft, like: "seated" | "standing"): string => {
  const names = new Set(draft.sections.map(({ name }) => name));
  const last = draft.sections.findLast(({ kind }) => kind === like)?.name;
  if (last === undefined) return names.has("A") ? freeLabelAfter("A", names) : "A";
  return freeLabelAfter(last, names);
};

const aislesOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .map(Number)
    .filter((after) => Number.isInteger(after) && after > 0);

const Preview = ({ points, label }: { points: readonly Point[]; label: string }): JSX.Element => {
  const box = boxOf(points) ?? { left: 0, top: 0, right: 1, bottom: 1 };
  const step = Math.max(1, Math.ceil(points.length / PREVIEW_SEATS_MAX));
  const width = Math.max(60, box.right - box.left + 20);
  const height = Math.max(30, box.bottom - box.top + 20);
  return (
    <figure class="editor-preview">
      <svg viewBox={`${box.left - 10} ${box.top - 10} ${width} ${height}`} role="img" aria-label={label}>
        {points
          .filter((_, index) => index % step === 0)
          .map(({ x, y }, index) => (
            <rect key={index} x={x - 4} y={y - 4} width="8" height="8" rx="2" />
          ))}
      </svg>
      <figcaption class="tabular">{label}</figcaption>
    </figure>
  );
};

type ShapeFieldsProps = {
  readonly shape: BlockShape;
  readonly onShape: (shape: BlockShape) => void;
  readonly bend: boolean;
};

const ShapeFields = ({ shape, onShape, bend }: ShapeFieldsProps): JSX.Element => {
  const { words } = useEditor();
  const { block } = words;
  const set = (change: Partial<BlockShape>): void => onShape({ ...shape, ...change });
  return (
    <>
      <NumberField
        id="seat-gap"
        label={block.seatGap}
        value={shape.seat_gap}
        min={6}
        max={60}
        onValue={(seat_gap) => set({ seat_gap })}
      />
      <NumberField
        id="row-gap"
        label={block.rowGap}
        value={shape.row_gap}
        min={6}
        max={80}
        onValue={(row_gap) => set({ row_gap })}
      />
      {bend ? (
        <>
          <NumberField
            id="arc"
            label={block.arc}
            hint={block.arcHint}
            value={shape.arc_degrees}
            min={-180}
            max={300}
            onValue={(arc_degrees) => set({ arc_degrees })}
          />
          <NumberField
            id="turn"
            label={block.turn}
            value={shape.turn_degrees}
            min={-180}
            max={180}
            onValue={(turn_degrees) => set({ turn_degrees })}
          />
        </>
      ) : null}
      <label class="editor-check">
        <input
          type="checkbox"
          checked={shape.staggered}
          onChange={({ currentTarget }) => set({ staggered: currentTarget.checked })}
        />
        {block.staggered}
      </label>
    </>
  );
};

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

export const ShapeDialog = (): JSX.Element => {
  const { editor, words, open, state } = useEditor();
  const [shape, setShape] = useState(PLAIN_SHAPE);
  const rows = useMemo(() => {
    const wide = widened(editor.draft, state.chosen.seats, "row");
    const found = new Map(
      [...eachSeat(editor.draft)].filter(({ seat }) => wide.has(seat.id)).map(({ row }) => [row, row]),
    );
    return [...found.keys()].map(({ seats, breaks }) => ({ seats: seats.length, breaks }));
  }, [editor.draft]);
  const points = placeBlock(rows, shape, { x: 0, y: 0 }).flat();
  return (
    <EditorDialog
      title={words.block.shapeTitle}
      onSubmit={() => {
        editor.do({ kind: "reshape", seats: state.chosen.seats, shape });
        open(null);
      }}
      actions={
        <Button type="submit" kind="primary">
          {words.block.shapeApply}
        </Button>
      }
    >
      <div class="editor-fields">
        <ShapeFields shape={shape} onShape={setShape} bend />
        <NumberField
          id="aisle-width"
          label={words.side.aisle}
          value={shape.aisle}
          min={0}
          max={200}
          onValue={(aisle) => setShape({ ...shape, aisle })}
        />
      </div>
      <Preview points={points} label={words.block.preview(points.length)} />
    </EditorDialog>
  );
};

export const ZoneDialog = ({ at }: { readonly at: Point | null }): JSX.Element => {
  const { editor, words, open } = useEditor();
  const [zone, setZone] = useState({
    name: nextName(editor.draft, "standing"),
    grade: "STANDING" as Grade,
    capacity: 300,
    width: 240,
    height: 120,
  });
  const set = (change: Partial<typeof zone>): void => setZone({ ...zone, ...change });
  return (
    <EditorDialog
      title={words.zone.title}
      onSubmit={() => {
        const { name, grade, capacity, width, height } = zone;
        const spot = freeSpot(editor.draft);
        const middle = at ?? { x: spot.x, y: spot.y + height / 2 };
        editor.do({ kind: "add_zone", zone: { name, grade, capacity, outline: zoneOutline(middle, width, height) } });
        editor.set({ tool: "choose" });
        open(null);
      }}
      actions={
        <Button type="submit" kind="primary">
          {words.zone.add}
        </Button>
      }
    >
      <div class="editor-fields">
        <TextField
          id="zone-name"
          label={words.zone.name}
          value={zone.name}
          max={LIMITS.section_name_chars}
          onValue={(name) => set({ name })}
        />
        <NumberField
          id="zone-capacity"
          label={words.zone.capacity}
          value={zone.capacity}
          min={1}
          max={LIMITS.seats_per_venue}
          onValue={(capacity) => set({ capacity })}
        />
        <NumberField
          id="zone-width"
          label={words.zone.width}
          value={zone.width}
          min={20}
          max={5_000}
          onValue={(width) => set({ width })}
        />
        <NumberField
          id="zone-height"
          label={words.zone.height}
          value={zone.height}
          min={20}
          max={5_000}
          onValue={(height) => set({ height })}
        />
      </div>
      <Grades label={words.zone.grade} value={zone.grade} onValue={(grade) => set({ grade })} />
    </EditorDialog>
  );
};

export const StageDialog = ({ at }: { readonly at: Point | null }): JSX.Element => {
  const { editor, words, open } = useEditor();
  const [stage, setStage] = useState({ kind: "stage" as Stage["kind"], width: 240, height: 70 });
  const set = (change: Partial<typeof stage>): void => setStage({ ...stage, ...change });
  const place = (): void => {
    const { kind, width, height } = stage;
    const middle = at ?? stageSpot(editor.draft, height);
    const outline = kind === "diamond" ? diamond(middle, width, height) : zoneOutline(middle, width, height);
    editor.do({ kind: "stage", stage: { kind, outline } });
    if (editor.draft.focal_point === null) {
      const front = {
        x: Math.round(middle.x),
        y: Math.round(kind === "stage" || kind === "thrust" ? middle.y + height / 2 : middle.y),
      };
      editor.do({ kind: "focal_point", point: front });
    }
    editor.set({ tool: "choose" });
    open(null);
  };
  return (
    <EditorDialog
      title={words.stage.title}
      onSubmit={place}
      actions={
        <Button type="submit" kind="primary">
          {words.stage.add}
        </Button>
      }
    >
      <div class="editor-fields">
        <Choice
          id="stage-kind"
          label={words.stage.kind}
          value={stage.kind}
          options={words.stage.kinds}
          onValue={(kind) => set({ kind })}
        />
        <NumberField
          id="stage-width"
          label={words.stage.width}
          value={stage.width}
          min={20}
          max={5_000}
          onValue={(width) => set({ width })}
        />
        <NumberField
          id="stage-height"
          label={words.stage.height}
          value={stage.height}
          min={20}
          max={5_000}
          onValue={(height) => set({ height })}
        />
      </div>
      <p class="field-hint">{words.stage.hint}</p>
    </EditorDialog>
  );
};

/** In front of the first row. */
function stageSpot(draft: Draft, height: number): Point {
  const box = boxOf([...eachSeat(draft)].map(({ seat }) => seat));
  if (box === null) return { x: 0, y: -STAND_OFF - height / 2 };
  return { x: Math.round((box.left + box.right) / 2), y: Math.round(box.top - STAND_OFF / 1.4 - height / 2) };
}

const diamond = ({ x, y }: Point, width: number, height: number): Point[] => [
  { x, y: Math.round(y + height / 2) },
  { x: Math.round(x - width / 2), y },
  { x, y: Math.round(y - height / 2) },
  { x: Math.round(x + width / 2), y },
];
