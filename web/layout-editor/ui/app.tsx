// The editor on the page: bar, tools, plan or list, what is beside it, and the dialog that is open.
import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Layout, Point } from "../../../schema/layout.ts";
import type { CallApi } from "../../api-client.ts";
import type { Editor, Tool } from "../editor.ts";
import type { Sheet } from "../sheet.ts";
import { BlockDialog } from "./block-dialog.tsx";
import { BringDialog } from "./bring-dialog.tsx";
import { EditorDialog } from "./dialog.tsx";
import { keyPressed } from "./keys.ts";
import { LabelDialog } from "./label-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { SeatList } from "./seat-list.tsx";
import { ShapeDialog } from "./shape-dialog.tsx";
import { Side } from "./side.tsx";
import { Stage } from "./stage.tsx";
import { Bar, Brush, Tools } from "./tools.tsx";
import {
  type DialogName,
  EditorProvider,
  type EditorSettings,
  editorWordsFor,
  useEditor,
  useEditorState,
} from "./use-editor.ts";
import { useKeptDraft } from "./use-kept-draft.ts";
import { StageDialog, ZoneDialog } from "./zone-dialogs.tsx";

type AppProps = {
  readonly settings: EditorSettings;
  readonly call: CallApi;
  readonly editor: Editor;
  readonly published: Layout;
  readonly onSheet?: (sheet: Sheet) => void;
};

const TRACE = { opacity: 0.35, width: 1_200 };
const FIELDS = "input, select, textarea, dialog, [role=grid]";

export const EditorApp = ({ settings, call, editor, published: first, onSheet }: AppProps): JSX.Element => {
  const state = useEditorState(editor);
  const words = editorWordsFor(settings.language);
  const sheet = useRef<Sheet | null>(null);
  const [published, setPublished] = useState(first);
  const [dialog, open] = useState<DialogName | null>(null);
  const [at, setAt] = useState<Point | null>(null);
  const [done, setDone] = useState(false);
  const kept = useKeptDraft({ editor, settings, words, published });
  const picture = useRef<ImageBitmap | null>(null);

  const setTrace = useCallback((file: File | null): void => {
    picture.current = null;
    if (file === null) editor.set({ trace: null });
    else {
      void createImageBitmap(file).then((bitmap) => {
        picture.current = bitmap;
        editor.set({ trace: TRACE });
      });
    }
  }, []);
  useEffect(() => {
    const { trace } = state;
    sheet.current?.setTrace(trace === null || picture.current === null ? null : { ...trace, picture: picture.current });
  }, [state.trace]);

  /** Tools that put something down ask for what it is first; those that paint wait for the brush. */
  const onTool = useCallback((tool: Tool): void => {
    setAt(null);
    if (tool === "block" || tool === "zone" || tool === "stage") open(tool);
    else editor.set({ tool });
  }, []);
  useEffect(() => {
    if (sheet.current !== null) onSheet?.(sheet.current);
  }, []);
  const onPlaced = (point: Point): void => {
    if (state.tool !== "focal") return;
    editor.do({ kind: "focal_point", point });
    editor.set({ tool: "choose" });
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target instanceof Element && event.target.closest(FIELDS) !== null) return;
      const find = (): void => document.querySelector<HTMLElement>("#editor-find")?.focus();
      // Enter and space belong to the button that has the focus.
      if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
      if (keyPressed(event, { editor, sheet: sheet.current, open, tool: onTool, find })) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [editor]);

  const page = useMemo(
    () => ({ settings, call, editor, state, words, published, setPublished, sheet, dialog, open, setTrace }),
    [state, published, dialog],
  );
  return (
    <EditorProvider value={page}>
      <div class="editor" data-view={state.view}>
        <Bar kept={done && kept.same ? words.publish.done : kept.text} />
        <Tools onTool={onTool} />
        <div class="editor-stage">
          <Brush />
          <Stage onPlaced={onPlaced} hidden={state.view === "list"} />
          {state.view === "list" ? <SeatList /> : null}
          <p class="unseen" role="status">
            {state.said}
          </p>
        </div>
        <Side />
      </div>
      <OpenDialog at={at} onPublished={() => setDone(true)} />
    </EditorProvider>
  );
};

const OpenDialog = ({ at, onPublished }: { at: Point | null; onPublished: () => void }): JSX.Element | null => {
  const { dialog } = useEditor();
  switch (dialog) {
    case null:
      return null;
    case "block":
    case "ring":
      return <BlockDialog ring={dialog === "ring"} />;
    case "zone":
      return <ZoneDialog at={at} />;
    case "stage":
      return <StageDialog at={at} />;
    case "labels":
      return <LabelDialog />;
    case "shape":
      return <ShapeDialog />;
    case "bring":
      return <BringDialog />;
    case "publish":
      return <PublishDialog onPublished={onPublished} />;
    case "keys":
      return <KeysDialog />;
  }
};

const KeysDialog = (): JSX.Element => {
  const { words } = useEditor();
  return (
    <EditorDialog title={words.keys.title}>
      <dl class="editor-keys">
        {words.keys.list.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </EditorDialog>
  );
};
