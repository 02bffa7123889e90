// Rows that stand already, laid out anew.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { PLAIN_SHAPE, placeBlock } from "../../../domain/layout-editing/block.ts";
import { eachSeat, widened } from "../../../domain/layout-editing/finding.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { NumberField } from "./inputs.tsx";
import { Preview, ShapeFields } from "./shape-fields.tsx";
import { useEditor } from "./use-editor.ts";

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
