// How the rows of a block lie: the fields, and what they will draw.
import type { JSX } from "preact";
import { boxOf } from "../../../domain/layout/outline.ts";
import type { BlockShape } from "../../../domain/layout-editing/block.ts";
import type { Point } from "../../../schema/layout.ts";
import { NumberField } from "./inputs.tsx";
import { useEditor } from "./use-editor.ts";

const PREVIEW_SEATS_MAX = 1_200;

export const Preview = ({ points, label }: { points: readonly Point[]; label: string }): JSX.Element => {
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

export const ShapeFields = ({ shape, onShape, bend }: ShapeFieldsProps): JSX.Element => {
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
