// Every key of the editor and what it means.
import type { Command } from "../../../domain/layout-editing/command.ts";
import { GRADES } from "../../../schema/layout.ts";
import { type Editor, isNothing, NOTHING, TOOLS, type Tool } from "../editor.ts";
import type { Sheet } from "../sheet.ts";
import { COPY_BY } from "./inspector.tsx";
import { TOOL_KEYS } from "./tools.tsx";
import type { DialogName } from "./use-editor.ts";

const PAN_PX = 90;
const STEP = 1;
const LEAP = 10;

type Surroundings = {
  readonly editor: Editor;
  readonly sheet: Sheet | null;
  readonly open: (name: DialogName) => void;
  readonly tool: (tool: Tool) => void;
  readonly find: () => void;
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** True where the key meant something here. */
export function keyPressed(event: KeyboardEvent, around: Surroundings): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return false;
  return event.ctrlKey || event.metaKey ? withControl(key, event.shiftKey, around) : plain(key, event, around);
}

function withControl(key: string, shift: boolean, { editor, open }: Surroundings): boolean {
  const steps: Readonly<Record<string, () => void>> = {
    z: () => (shift ? editor.redo() : editor.undo()),
    y: () => editor.redo(),
    a: () => editor.chooseAll(),
    d: () => whenChosen(editor, { kind: "duplicate", by: COPY_BY, ...editor.state.chosen }),
    s: () => open("publish"),
  };
  return did(steps[key]);
}

function plain(key: string, event: KeyboardEvent, around: Surroundings): boolean {
  const { editor, sheet, open, find } = around;
  const { chosen } = editor.state;
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    const [x, y] = arrow;
    if (isNothing(chosen)) {
      sheet?.showCrosshair(true);
      sheet?.moveBy({ x: -x * PAN_PX, y: -y * PAN_PX });
    } else editor.nudge({ x: x * (event.shiftKey ? LEAP : STEP), y: y * (event.shiftKey ? LEAP : STEP) });
    return true;
  }
  const tool = TOOLS.find((one) => TOOL_KEYS[one] === key);
  if (tool !== undefined) return did(() => around.tool(tool));
  const grade = /^[1-6]$/.test(key) ? GRADES[Number(key) - 1] : undefined;
  if (grade !== undefined) return did(() => whenChosen(editor, { kind: "paint", grade, ...chosen }));
  const turned = event.shiftKey ? 1 : 5;
  const steps: Readonly<Record<string, () => void>> = {
    Delete: () => whenChosen(editor, { kind: "remove", ...chosen }),
    Backspace: () => whenChosen(editor, { kind: "remove", ...chosen }),
    Escape: () => editor.set({ chosen: NOTHING, tool: "choose" }),
    Enter: () => sheet?.meanMiddle(event.shiftKey),
    "[": () => whenChosen(editor, { kind: "turn", degrees: -turned, ...chosen }),
    "{": () => whenChosen(editor, { kind: "turn", degrees: -turned, ...chosen }),
    "]": () => whenChosen(editor, { kind: "turn", degrees: turned, ...chosen }),
    "}": () => whenChosen(editor, { kind: "turn", degrees: turned, ...chosen }),
    "+": () => sheet?.zoomBy(1.5),
    "=": () => sheet?.zoomBy(1.5),
    "-": () => sheet?.zoomBy(1 / 1.5),
    "0": () => sheet?.showAll(),
    l: () => {
      if (chosen.seats.size > 0) open("labels");
    },
    r: () => {
      if (chosen.seats.size > 0) open("shape");
    },
    "/": find,
    "?": () => open("keys"),
  };
  return did(steps[key]);
}

const whenChosen = (editor: Editor, command: Command): void => {
  if (!isNothing(editor.state.chosen)) editor.do(command);
};

function did(step: (() => void) | undefined): boolean {
  step?.();
  return step !== undefined;
}
