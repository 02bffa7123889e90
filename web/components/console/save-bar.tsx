// The one bar that a long form is saved by: it stays in sight, and says what is saved and what is not.
import type { ComponentChildren, JSX } from "preact";

export type SaveBarProps = {
  /** What stands where: "3 changes not saved yet", "Saved at 19:02". An island may rewrite it. */
  readonly state: string;
  /** The one meant to be pressed comes last. */
  readonly children: ComponentChildren;
};

export const SaveBar = ({ state, children }: SaveBarProps): JSX.Element => (
  <div class="save-bar">
    <p class="save-bar-state" role="status" data-save-state>
      {state}
    </p>
    <div class="save-bar-actions">{children}</div>
  </div>
);
