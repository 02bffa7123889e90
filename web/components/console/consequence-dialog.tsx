// A privileged act asks first, and says what it will do in numbers. The answer is a plain form, so that it is one request.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { wordsFor } from "../../words/words.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

export type Consequence = { readonly value: string; readonly text: string };

export type ConsequencesProps = { readonly list: readonly Consequence[] };

/** Also on the page that asks where no script opens the dialog. */
export const Consequences = ({ list }: ConsequencesProps): JSX.Element => (
  <ul class="consequence-list">
    {list.map(({ value, text }) => (
      <li key={text}>
        <strong class="tabular">{value}</strong>
        <span>{text}</span>
      </li>
    ))}
  </ul>
);

export type ConsequenceDialogProps = ConsequencesProps & {
  readonly id: string;
  readonly title: string;
  readonly action: string;
  /** Says what happens: "Pause the sale", never "OK". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly language: Language;
  /** Hidden fields, a reason to write. */
  readonly children?: ComponentChildren;
};

/** Opened by a LinkButton that `opens` its id; without a script the link leads to a page that asks the same. */
export const ConsequenceDialog = (props: ConsequenceDialogProps): JSX.Element => {
  const { id, title, list, action, confirm, danger = false, language, children } = props;
  const form_id = `${id}-form`;
  return (
    <Dialog
      id={id}
      title={title}
      language={language}
      actions={
        <>
          <form method="dialog">
            <Button type="submit">{wordsFor(language).console.parts.keep}</Button>
          </form>
          <Button type="submit" form={form_id} kind={danger ? "danger" : "primary"}>
            {confirm}
          </Button>
        </>
      }
    >
      <Consequences list={list} />
      <form id={form_id} method="post" action={action} class="form">
        {children}
      </form>
    </Dialog>
  );
};
