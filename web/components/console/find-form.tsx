// The search above a console's list: a word, and choices that narrow it. Sent as an address, so that a list can be linked to.
import type { JSX } from "preact";
import { Button } from "../button.tsx";
import { Field, Select } from "../field.tsx";

export type FindChoice = {
  readonly name: string;
  readonly label: string;
  /** What stands there while it narrows nothing. */
  readonly any: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export type FindFormProps = {
  readonly action: string;
  /** The filter as the address has it. */
  readonly query: URLSearchParams;
  readonly word: string;
  readonly wordMax: number;
  readonly choices: readonly FindChoice[];
  readonly find: string;
};

export const FindForm = ({ action, query, word, wordMax, choices, find }: FindFormProps): JSX.Element => (
  <search>
    <form class="find-form" method="get" action={action} role="presentation">
      <Field
        id="q"
        name="q"
        type="search"
        label={word}
        value={query.get("q") ?? ""}
        maxLength={wordMax}
        autoComplete="off"
      />
      {choices.map(({ name, label, any, options }) => (
        <Select
          key={name}
          id={name}
          name={name}
          label={label}
          value={query.get(name) ?? ""}
          options={[{ value: "", label: any }, ...options]}
        />
      ))}
      <Button type="submit" kind="primary">
        {find}
      </Button>
    </form>
  </search>
);
