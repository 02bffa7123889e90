// New standing zones and stages.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { zoneOutline } from "../../../domain/layout-editing/making.ts";
import type { Grade, Point, Stage } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { Choice, Grades, NumberField, TextField } from "./inputs.tsx";
import { freeSpot, nextName, stageSpot } from "./new-places.ts";
import { useEditor } from "./use-editor.ts";

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

const diamond = ({ x, y }: Point, width: number, height: number): Point[] => [
  { x, y: Math.round(y + height / 2) },
  { x: Math.round(x - width / 2), y },
  { x, y: Math.round(y - height / 2) },
  { x: Math.round(x + width / 2), y },
];
