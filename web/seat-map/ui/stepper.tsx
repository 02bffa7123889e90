// How many: two buttons and the number between them.
import type { JSX } from "preact";
import { useRoom } from "./use-room.ts";

export type StepperProps = {
  readonly count: number;
  readonly max: number;
  readonly label: string;
  readonly onCount: (count: number) => void;
};

export const Stepper = ({ count, max, label, onCount }: StepperProps): JSX.Element => {
  const { words } = useRoom();
  return (
    <fieldset class="stepper">
      <legend class="unseen">{label}</legend>
      <button
        type="button"
        class="stepper-button"
        aria-label={words.best.fewer}
        disabled={count <= 1}
        onClick={() => onCount(count - 1)}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
          <path d="M5 10h10" />
        </svg>
      </button>
      <output class="stepper-count tabular">{words.best.people(count)}</output>
      <button
        type="button"
        class="stepper-button"
        aria-label={words.best.more}
        disabled={count >= max}
        onClick={() => onCount(count + 1)}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
          <path d="M5 10h10M10 5v10" />
        </svg>
      </button>
    </fieldset>
  );
};
