// The page of the layout editor: a bare document without the console's places, because a plan wants the whole screen.
import type { JSX } from "preact";
import type { EditorSettings } from "../../../web/layout-editor/ui/use-editor.ts";
import { editorEn } from "../../../web/words/editor-en.ts";
import { editorKo } from "../../../web/words/editor-ko.ts";
import { Document } from "../../kit/pages/document.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";

/** The island of this page, by its name in the build. */
export const EDITOR_ISLAND = "layout-editor.tsx";

export const LayoutEditorPage = ({ frame, view }: PageProps<EditorSettings>): JSX.Element => {
  const words = frame.language === "en" ? editorEn : editorKo;
  const title = words.title(view.venue_name);
  return (
    <Document frame={frame} title={title} description={title} hidden class="editor-page">
      <main id="content" class="editor-main" tabIndex={-1}>
        <div class="editor-island" data-editor={JSON.stringify(view)}>
          <p class="editor-waiting">{words.loading}</p>
          <noscript>
            <p class="notice notice-warning">{words.needsScript}</p>
          </noscript>
        </div>
      </main>
    </Document>
  );
};
