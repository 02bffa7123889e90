// The receipt to keep, and the sound that calls.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../components/button.tsx";
import type { Said } from "../face-shape.ts";
import type { LineModel } from "../model.ts";

export type KeepsakeActs = { readonly save: () => void; readonly copy: () => void; readonly copied: boolean };

export const Keepsake = ({
  model,
  said,
  acts,
}: {
  readonly model: LineModel;
  readonly said: Said;
  readonly acts: KeepsakeActs;
}): JSX.Element | null => {
  const { words, facts } = said;
  if (model.place === null || model.place.position === null) return null;
  return (
    <details class="line-fold line-part">
      <summary>{words.receipt.title}</summary>
      <p class="line-small">{words.receipt.text}</p>
      {model.receipt === null ? (
        <p class="line-small">{words.receipt.none}</p>
      ) : (
        <div class="line-row">
          <Button onClick={acts.save}>{words.receipt.save}</Button>
          <Button onClick={acts.copy}>{acts.copied ? words.receipt.copied : words.receipt.copy}</Button>
        </div>
      )}
      <LinkButton href={facts.paths.verify} kind="quiet" icon="arrow">
        {words.receipt.verify}
      </LinkButton>
    </details>
  );
};

export type SoundActs = { readonly on: boolean; readonly toggle: () => void };

export const SoundSwitch = ({ said, sound }: { readonly said: Said; readonly sound: SoundActs }): JSX.Element => (
  <div class="line-part">
    <button
      type="button"
      role="switch"
      aria-checked={sound.on}
      aria-describedby="line-sound"
      class="line-switch"
      onClick={sound.toggle}
    >
      <span>{said.words.sound.on}</span>
      <span class="line-switch-track" aria-hidden="true" />
    </button>
    <p class="line-small" id="line-sound">
      {said.words.sound.text}
    </p>
  </div>
);
