// The editor as components see it: its state, its words, and what the page lent it.
import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import { placesCount } from "../../../domain/layout-editing/draft.ts";
import type { Problem } from "../../../domain/layout-editing/problems.ts";
import type { Language } from "../../../schema/http/words.ts";
import type { Layout } from "../../../schema/layout.ts";
import type { CallApi } from "../../api-client.ts";
import { editorEn } from "../../words/editor-en.ts";
import { type EditorWords, editorKo } from "../../words/editor-ko.ts";
import type { Editor, EditorState } from "../editor.ts";
import type { Sheet } from "../sheet.ts";

export type EditorSettings = {
  readonly venue_id: string;
  readonly venue_name: string;
  readonly language: Language;
  readonly back_url: string;
};

export type DialogName = "block" | "ring" | "zone" | "stage" | "labels" | "shape" | "bring" | "publish" | "keys";

export type EditorPage = {
  readonly settings: EditorSettings;
  readonly call: CallApi;
  readonly editor: Editor;
  readonly state: EditorState;
  readonly words: EditorWords;
  /** What is published now. */
  readonly published: Layout;
  readonly setPublished: (layout: Layout) => void;
  readonly sheet: { current: Sheet | null };
  readonly dialog: DialogName | null;
  readonly open: (name: DialogName | null) => void;
  readonly setTrace: (file: File | null) => void;
};

const EditorContext = createContext<EditorPage | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): EditorPage {
  const page = useContext(EditorContext);
  if (page === null) throw new Error("a part of the editor stands outside it");
  return page;
}

export function useEditorState(editor: Editor): EditorState {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => editor.watch(() => again(null)), [editor]);
  return editor.state;
}

/** Up to so many places problems are told at once, above a moment after the last step: a held key must not wait. */
const AT_ONCE_MAX = 4_000;
const LATER_MS = 350;

/** The problems of the draft as they were last looked for. */
export function useProblems(editor: Editor): readonly Problem[] {
  const { draft } = editor;
  const [found, setFound] = useState<readonly Problem[]>(() => editor.problems);
  useEffect(() => {
    const timer = setTimeout(() => setFound(editor.problems), placesCount(draft) > AT_ONCE_MAX ? LATER_MS : 0);
    return () => clearTimeout(timer);
  }, [draft]);
  return found;
}

export const editorWordsFor = (language: Language): EditorWords => (language === "en" ? editorEn : editorKo);
