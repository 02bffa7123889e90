// A native modal dialog. The platform keeps focus inside, closes it on Escape, and gives focus back.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { Icon } from "./icon.tsx";

export type DialogProps = {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly children: ComponentChildren;
  /** The row of answers; the one meant to be pressed comes last. */
  readonly actions?: ComponentChildren;
};

export const Dialog = ({ id, title, language, children, actions }: DialogProps): JSX.Element => (
  <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
    <header class="dialog-head">
      <h2 class="dialog-title" id={`${id}-title`}>
        {title}
      </h2>
      <form method="dialog">
        <button type="submit" class="icon-button" aria-label={wordsFor(language).parts.close}>
          <Icon name="cross" />
        </button>
      </form>
    </header>
    <div class="dialog-body">{children}</div>
    {actions === undefined ? null : <footer class="dialog-actions">{actions}</footer>}
  </dialog>
);
