// A dialog of the editor: the platform's own, opened when it is drawn and told apart from the plan by its shade.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../components/icon.tsx";
import { useEditor } from "./use-editor.ts";

type EditorDialogProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly onSubmit?: () => void;
  readonly wide?: boolean;
};

export const EditorDialog = ({ title, children, actions, onSubmit, wide }: EditorDialogProps): JSX.Element => {
  const { words, open } = useEditor();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("[data-first], input, select, textarea")?.focus();
  }, []);
  return (
    <dialog
      class={wide === true ? "dialog editor-dialog editor-dialog-wide" : "dialog editor-dialog"}
      ref={dialog}
      aria-labelledby="editor-dialog-title"
      onClose={() => open(null)}
    >
      <form
        method="dialog"
        class="editor-form"
        onKeyDown={(event) => {
          // Enter confirms from a choice as it does from a field.
          if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header class="dialog-head">
          <h2 class="dialog-title" id="editor-dialog-title">
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label={words.close} onClick={() => dialog.current?.close()}>
            <Icon name="cross" />
          </button>
        </header>
        <div class="dialog-body">{children}</div>
        {actions === undefined ? null : <footer class="dialog-actions">{actions}</footer>}
      </form>
    </dialog>
  );
};
