// Two questions with consequences: leaving the line, and being in another room. Native dialogs keep the focus inside.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button, LinkButton } from "../../components/button.tsx";
import type { LineFacts } from "../facts.ts";
import { lineWords } from "../facts.ts";
import type { LineModel } from "../model.ts";

type AskProps = {
  readonly id: string;
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly actions: ComponentChildren;
};

const Ask = ({ id, open, title, onClose, children, actions }: AskProps): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && current?.open === false) current.showModal();
    if (!open && current?.open === true) current.close();
  }, [open]);
  return (
    <dialog class="dialog" ref={dialog} id={id} aria-labelledby={`${id}-title`} onClose={onClose}>
      <header class="dialog-head">
        <h2 class="dialog-title" id={`${id}-title`}>
          {title}
        </h2>
      </header>
      <div class="dialog-body">{children}</div>
      <footer class="dialog-actions">{actions}</footer>
    </dialog>
  );
};

export type DialogActs = {
  readonly leave: () => void;
  readonly stay: () => void;
  readonly switchHere: () => void;
  readonly dismissOther: () => void;
};

export const LineDialogs = ({
  facts,
  model,
  leaving,
  acts,
}: {
  readonly facts: LineFacts;
  readonly model: LineModel;
  readonly leaving: boolean;
  readonly acts: DialogActs;
}): JSX.Element => {
  const words = lineWords(facts.language);
  const { place, other_room } = model;
  const consequence =
    place?.state === "ADMITTED"
      ? words.leave.textTurn
      : place?.state === "CLAIMED"
        ? words.leave.textInside
        : words.leave.text(place?.behind ?? 0);
  return (
    <>
      <Ask
        id="line-leave"
        open={leaving}
        title={words.leave.title}
        onClose={acts.stay}
        actions={
          <>
            <Button kind="danger" busy={model.busy === "leave"} onClick={acts.leave}>
              {model.busy === "leave" ? words.leave.leaving : words.leave.confirm}
            </Button>
            <Button kind="primary" onClick={acts.stay}>
              {words.leave.stay}
            </Button>
          </>
        }
      >
        <p>{consequence}</p>
      </Ask>
      <Ask
        id="line-other"
        open={other_room !== null}
        title={words.otherRoom.title}
        onClose={acts.dismissOther}
        actions={
          <>
            {other_room === null || other_room.id === "" ? null : (
              <LinkButton href={facts.paths.room_of.replace("{id}", encodeURIComponent(other_room.id))}>
                {words.otherRoom.back}
              </LinkButton>
            )}
            <Button kind="primary" onClick={acts.switchHere}>
              {words.otherRoom.here}
            </Button>
          </>
        }
      >
        <p>{words.otherRoom.text(other_room?.title ?? "")}</p>
      </Ask>
    </>
  );
};
