// Keeps the draft in this browser a moment after each step, and says where it is and where it is not.
import { useEffect, useRef, useState } from "preact/hooks";

import type { Layout } from "../../../schema/layout.ts";
import type { EditorWords } from "../../words/editor-ko.ts";
import { forgetDraft, keepDraft } from "../draft-store.ts";
import type { Editor } from "../editor.ts";
import type { EditorSettings } from "./use-editor.ts";

const KEPT_AFTER_MS = 1_200;

type Keeping = {
  readonly editor: Editor;
  readonly settings: EditorSettings;
  readonly words: EditorWords;
  readonly published: Layout;
};

export function useKeptDraft({ editor, settings, words, published }: Keeping): { text: string; same: boolean } {
  const [state, setState] = useState<"idle" | "saving" | "saved" | "off" | "published">("published");
  const { draft } = editor;
  /** The draft as it was when it was published, or opened. */
  const clean = useRef({ draft, published });
  useEffect(() => {
    if (clean.current.published === published) return;
    clean.current = { draft, published };
    setState("published");
    void forgetDraft(settings.venue_id);
  }, [published]);
  useEffect(() => {
    if (draft === clean.current.draft) return;
    setState("saving");
    const timer = setTimeout(() => {
      const kept = {
        venue_id: settings.venue_id,
        layout_version: published.layout_version,
        saved_at_ms: Date.now(),
        draft,
      };
      void keepDraft(kept).then((done) => setState(done ? "saved" : "off"));
    }, KEPT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return { text: words.kept[state], same: state === "published" };
}
