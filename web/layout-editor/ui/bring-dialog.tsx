// A plan of another system brought in: read by the service, its bends told, and taken over as one step that can be undone.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { buildLayout } from "../../../domain/layout/build.ts";
import { type Draft, openDraft } from "../../../domain/layout-editing/draft.ts";
import { faultWords } from "../../../schema/faults.ts";
import type { Language } from "../../../schema/http/words.ts";
import type { LayoutInput } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { useEditor } from "./use-editor.ts";

type Told = { readonly severity: "info" | "warning" | "error"; readonly path: string; readonly message: string };
type Answer = {
  readonly sections: LayoutInput["sections"];
  readonly stage: NonNullable<LayoutInput["stage"]> | null;
  readonly focal_point: NonNullable<LayoutInput["focal_point"]> | null;
  readonly report: readonly Told[];
};
type Read = { readonly draft: Draft; readonly report: readonly Told[]; readonly seats: number };

const TOLD_MAX = 60;

export const BringDialog = (): JSX.Element => {
  const { editor, words, call, settings, open, sheet } = useEditor();
  const [file, setFile] = useState<File | null>(null);
  const [join, setJoin] = useState(true);
  const [state, setState] = useState<"idle" | "reading" | Read | { readonly refused: string }>("idle");
  const read = async (chosen: File, join_rows: boolean): Promise<void> => {
    if (chosen.size > LIMITS.plan_bytes) {
      setState({ refused: words.bring.tooLarge });
      return;
    }
    setState("reading");
    const body = { format: "pretix", plan: await chosen.text(), join_rows };
    const answer = await call("/v1/api/manage/layouts/import", {
      method: "POST",
      body,
      read: (value) => value as Answer,
    });
    setState(
      answer.ok ? readOf(answer.value, settings.language) : { refused: answer.failure.title || words.failedText },
    );
  };
  const ready = typeof state === "object" && "draft" in state ? state : null;
  return (
    <EditorDialog
      title={words.bring.title}
      onSubmit={() => {
        if (ready === null) return;
        editor.do({ kind: "replace", draft: ready.draft });
        open(null);
        sheet.current?.showAll();
      }}
      actions={
        <Button type="submit" kind="primary" disabled={ready === null}>
          {words.bring.use}
        </Button>
      }
    >
      <p class="editor-text">{words.bring.text}</p>
      <label class="editor-file">
        <span class="field-label">{words.bring.file}</span>
        <input
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0] ?? null;
            setFile(chosen);
            if (chosen !== null) void read(chosen, join);
          }}
        />
      </label>
      <label class="editor-check">
        <input
          type="checkbox"
          checked={join}
          onChange={({ currentTarget }) => {
            setJoin(currentTarget.checked);
            if (file !== null) void read(file, currentTarget.checked);
          }}
        />
        {words.bring.join}
      </label>
      <div role="status">
        {state === "reading" ? <p class="editor-text">{words.bring.reading}</p> : null}
        {typeof state === "object" && "refused" in state ? <p class="notice notice-warning">{state.refused}</p> : null}
        {ready === null ? null : <p class="editor-text">{words.bring.done(ready.seats, ready.report.length)}</p>}
      </div>
      {ready === null || ready.report.length === 0 ? null : (
        <section aria-label={words.bring.report}>
          <h3 class="editor-small">{words.bring.report}</h3>
          <ul class="editor-told">
            {ready.report.slice(0, TOLD_MAX).map(({ severity, path, message }, index) => (
              <li key={index}>
                <span class={severity === "info" ? "editor-dot editor-dot-quiet" : "editor-dot"} aria-hidden="true" />
                <span>
                  {message} <code>{path}</code>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </EditorDialog>
  );
};

/** Laid out as the service will lay it out, so that outlines and aisles are seen before anything is published. */
function readOf(answer: Answer, language: Language): Read | { readonly refused: string } {
  const { report, sections, stage, focal_point } = answer;
  const input = { sections, ...(stage === null ? {} : { stage }), ...(focal_point === null ? {} : { focal_point }) };
  const built = buildLayout(input);
  if (!built.ok) return { refused: faultWords({ fault: built.failure.code, values: built.failure.values }, language) };
  const draft = openDraft({ ...built.value, stage: stage ?? null, focal_point: focal_point ?? null });
  const seats = built.value.sections.reduce(
    (sum, section) =>
      sum + (section.kind === "standing" ? 0 : section.rows.reduce((all, row) => all + row.seats.length, 0)),
    0,
  );
  return { draft, report, seats };
}
