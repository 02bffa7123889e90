// The island of the layout editor: fetches what is published, offers the draft that this browser kept, and draws.

import type { JSX } from "preact";
import { render } from "preact";
import { useState } from "preact/hooks";
import { openDraft } from "../../domain/layout-editing/draft.ts";
import type { Layout } from "../../schema/layout.ts";
import { Button } from "../components/button.tsx";
import { forgetDraft, type KeptDraft, readDraft } from "../layout-editor/draft-store.ts";
import { Editor } from "../layout-editor/editor.ts";
import { EditorApp } from "../layout-editor/ui/app.tsx";
import { type EditorSettings, editorWordsFor } from "../layout-editor/ui/use-editor.ts";
import { callApi } from "./browser-api.ts";

const root = document.querySelector<HTMLElement>("[data-editor]");

const Island = ({
  settings,
  layout,
  kept,
}: {
  settings: EditorSettings;
  layout: Layout;
  kept: KeptDraft | null;
}): JSX.Element => {
  const [editor, setEditor] = useState<Editor | null>(() => (kept === null ? new Editor(openDraft(layout)) : null));
  const words = editorWordsFor(settings.language);
  if (editor !== null) return <EditorApp settings={settings} call={callApi} editor={editor} published={layout} />;
  if (kept === null) return <p>{words.loading}</p>;
  const when = new Intl.DateTimeFormat(settings.language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <section class="editor-resume" aria-labelledby="editor-resume-title">
      <h1 class="editor-resume-title" id="editor-resume-title">
        {words.resume.title}
      </h1>
      <p class="editor-text">{words.resume.text(when.format(kept.saved_at_ms))}</p>
      {kept.layout_version === layout.layout_version ? null : <p class="editor-text">{words.resume.moved}</p>}
      <div class="editor-row">
        <Button
          onClick={() => {
            void forgetDraft(settings.venue_id);
            setEditor(new Editor(openDraft(layout)));
          }}
        >
          {words.resume.drop}
        </Button>
        <Button
          kind="primary"
          onClick={() => {
            const resumed = new Editor(openDraft(layout));
            resumed.do({ kind: "replace", draft: kept.draft });
            setEditor(resumed);
          }}
        >
          {words.resume.go}
        </Button>
      </div>
    </section>
  );
};

async function start(host: HTMLElement, settings: EditorSettings): Promise<void> {
  const words = editorWordsFor(settings.language);
  const path = `/v1/api/manage/venues/${encodeURIComponent(settings.venue_id)}/layout`;
  const [answer, kept] = await Promise.all([
    callApi(path, { read: (value) => value as Layout }),
    readDraft(settings.venue_id),
  ]);
  host.replaceChildren();
  if (answer.ok) {
    render(<Island settings={settings} layout={answer.value} kept={kept} />, host);
    return;
  }
  render(
    <section class="editor-resume" role="alert">
      <h1 class="editor-resume-title">{words.failedTitle}</h1>
      <p class="editor-text">{answer.failure.title || words.failedText}</p>
      <Button kind="primary" onClick={() => void start(host, settings)}>
        {words.again}
      </Button>
    </section>,
    host,
  );
}

if (root !== null) {
  // Written by this site's own page, of the same build.
  void start(root, JSON.parse(root.dataset.editor ?? "") as EditorSettings);
}
