// Before a layout is published: what changes, whom it concerns, what is wrong; and the refusal, by name, where somebody
// holds or has bought a seat.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { compileDraft } from "../../../domain/layout-editing/draft.ts";
import { canPublish } from "../../../domain/layout-editing/problems.ts";
import type { SeatsInUse } from "../../../schema/http/layouts.ts";
import type { Layout } from "../../../schema/layout.ts";
import { Button } from "../../components/button.tsx";
import { EditorDialog } from "./dialog.tsx";
import { useEditor } from "./use-editor.ts";

type Changes = Readonly<Record<"added" | "removed" | "moved" | "regraded" | "relabelled", number>>;
type Preview = { readonly changes: Changes; readonly in_use: readonly SeatsInUse[] };

const NAMES_SHOWN = 8;

export const PublishDialog = ({ onPublished }: { readonly onPublished: () => void }): JSX.Element => {
  const { editor, words, call, settings, setPublished, open } = useEditor();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/v1/api/manage/venues/${encodeURIComponent(settings.venue_id)}/layout`;
  const body = compileDraft(editor.draft);
  const errors = editor.problems.filter(({ severity }) => severity === "error").length;
  const warnings = editor.problems.length - errors;
  const clear = canPublish(editor.problems) && body !== null;
  useEffect(() => {
    if (!clear) return;
    void call(`${path}/preview`, { method: "POST", body, read: (answer) => answer as Preview }).then((answer) => {
      if (answer.ok) setPreview(answer.value);
      else setRefused(answer.failure.title || words.failedText);
    });
  }, []);
  // Keys go on where the answer is: until the preview came, there was nothing to press but the cross.
  useEffect(() => {
    document.querySelector<HTMLElement>(".editor-dialog .button-primary:enabled")?.focus();
  }, [preview]);
  const publish = async (): Promise<void> => {
    setBusy(true);
    const put = await call(path, { method: "PUT", body, read: () => true });
    if (!put.ok) {
      setBusy(false);
      const in_use = put.failure.problem?.in_use;
      if (Array.isArray(in_use) && preview !== null) setPreview({ ...preview, in_use });
      setRefused(put.failure.title || words.failedText);
      return;
    }
    const now = await call(path, { read: (answer) => answer as Layout });
    setBusy(false);
    if (now.ok) setPublished(now.value);
    onPublished();
    open(null);
  };
  const free = preview !== null && preview.in_use.length === 0;
  return (
    <EditorDialog
      title={words.publish.title}
      onSubmit={() => void publish()}
      actions={
        clear ? (
          <Button type="submit" kind="primary" busy={busy} disabled={!free || busy}>
            {busy ? words.publish.going : words.publish.go}
          </Button>
        ) : (
          <Button
            kind="primary"
            onClick={() => {
              editor.set({ panel: "problems" });
              open(null);
            }}
          >
            {words.publish.see}
          </Button>
        )
      }
    >
      {clear ? null : <p class="notice notice-warning">{words.publish.problems(errors)}</p>}
      {refused === null ? null : (
        <p class="notice notice-warning" role="alert">
          {refused} {words.publish.failed}
        </p>
      )}
      {clear && preview === null && refused === null ? (
        <p class="editor-text" role="status">
          {words.publish.reading}
        </p>
      ) : null}
      {preview === null ? null : <Difference changes={preview.changes} />}
      {preview === null ? null : <InUse in_use={preview.in_use} />}
      {warnings === 0 ? null : <p class="editor-text">{words.publish.warnings(warnings)}</p>}
    </EditorDialog>
  );
};

const KINDS = ["added", "removed", "moved", "regraded", "relabelled"] as const;

const Difference = ({ changes }: { readonly changes: Changes }): JSX.Element => {
  const { publish } = useEditor().words;
  if (KINDS.every((kind) => changes[kind] === 0)) return <p class="editor-text">{publish.nothing}</p>;
  return (
    <dl class="editor-changes">
      {KINDS.map((kind) => (
        <div key={kind} class={changes[kind] === 0 ? "editor-change editor-change-none" : "editor-change"}>
          <dt>{publish.changes[kind]}</dt>
          <dd class="tabular">{publish.count(changes[kind])}</dd>
        </div>
      ))}
    </dl>
  );
};

const InUse = ({ in_use }: { readonly in_use: readonly SeatsInUse[] }): JSX.Element => {
  const { publish } = useEditor().words;
  if (in_use.length === 0) return <p class="editor-text">{publish.free}</p>;
  const count = in_use.reduce((sum, one) => sum + one.count, 0);
  const names = in_use.flatMap((one) => one.names);
  return (
    <section class="notice notice-warning" role="alert">
      <p>
        <strong>{publish.inUse(in_use.length, count)}</strong>
      </p>
      {names.length === 0 ? null : (
        <p>{publish.inUseNames(names.slice(0, NAMES_SHOWN).join(", "), Math.max(0, count - NAMES_SHOWN))}</p>
      )}
      <p>{publish.inUseText}</p>
    </section>
  );
};
