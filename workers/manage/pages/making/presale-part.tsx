// Who may buy before the sale opens for all: from when, the list with what was read of it, and the code.
import type { JSX } from "preact";
import type { GuestList } from "../../../../domain/manage/guest-list.ts";
import { Button } from "../../../../web/components/button.tsx";
import { Field, TextArea } from "../../../../web/components/field.tsx";
import { consolePaths } from "../paths.ts";
import { Group, type Part, Time } from "./fields.tsx";
import { fieldWords, makingWords } from "./words.ts";

/** What was pasted and how it was read, where it was not right. */
export type Pasted = { readonly text: string; readonly adds: boolean; readonly list: GuestList | null };

export type PresaleView = Part & {
  readonly show_id: string;
  readonly zone: string;
  readonly guests: number;
  readonly first_guests: readonly string[];
  readonly code: string | null;
  readonly failed_tries: number;
  readonly pasted: Pasted | null;
};

const WRONG_SHOWN = 20;

export const PresaleFields = (view: PresaleView): JSX.Element => (
  <div class="making-form">
    <Window {...view} />
    <List {...view} />
    <Code {...view} />
  </div>
);

const actionOf = ({ show_id }: PresaleView, what: string): string =>
  `${consolePaths.editPart(show_id, "presale")}/${what}`;

const Window = (view: PresaleView): JSX.Element => {
  const words = makingWords(view.language);
  const part = { state: view.state, language: view.language };
  return (
    <Group title={words.presale.window} text={words.zone(view.zone)}>
      <form method="post" action={actionOf(view, "window")} class="making-row">
        <Time {...part} name="vip_opens_at" />
        <div class="making-go">
          <Button type="submit">{words.save}</Button>
        </div>
      </form>
    </Group>
  );
};

const List = (view: PresaleView): JSX.Element => {
  const { presale: words } = makingWords(view.language);
  const { pasted, language, guests, first_guests } = view;
  const field = fieldWords(language, "guests");
  const file = fieldWords(language, "guests_file");
  const read = pasted?.list ?? null;
  return (
    <Group title={words.list} text={words.listText}>
      <p>{words.now(guests)}</p>
      {guests === 0 ? null : (
        <details class="making-more">
          <summary>{words.show}</summary>
          <ul class="making-guests">
            {first_guests.map((email) => (
              <li key={email}>{email}</li>
            ))}
            {guests > first_guests.length ? <li>{words.more(guests - first_guests.length)}</li> : null}
          </ul>
        </details>
      )}
      <form method="post" action={actionOf(view, "list")} enctype="multipart/form-data" class="form making-list">
        <TextArea
          id="guests"
          name="guests"
          label={field.label}
          rows={8}
          value={pasted?.text ?? ""}
          placeholder={"fan@example.com"}
          {...(pasted !== null && { error: read === null ? words.tooMany : field.wrong })}
        />
        {read === null ? null : <Read list={read} language={language} />}
        <div class="field">
          <label class="field-label" for="guests_file">
            {file.label}
          </label>
          <input
            class="control control-file"
            id="guests_file"
            name="guests_file"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby="guests_file-hint"
          />
          <p class="field-hint" id="guests_file-hint">
            {file.hint}
          </p>
        </div>
        <label class="tick">
          <input type="checkbox" name="adds" value="on" checked={pasted?.adds === true} />
          <span>{words.add}</span>
        </label>
        <div class="making-acts">
          <Button type="submit" name="act" value="save" kind="primary">
            {words.go}
          </Button>
          {read === null || read.emails.length === 0 ? null : (
            <Button type="submit" name="act" value="good">
              {words.goGood(read.emails.length)}
            </Button>
          )}
        </div>
      </form>
    </Group>
  );
};

const Read = ({ list, language }: { readonly list: GuestList; readonly language: Part["language"] }): JSX.Element => {
  const { presale: words } = makingWords(language);
  const { emails, doubled, wrong } = list;
  return (
    <div class="making-read">
      <p>{words.read(emails.length, doubled, wrong.length)}</p>
      <ul class="making-read-lines">
        {wrong.slice(0, WRONG_SHOWN).map(({ line, text }) => (
          <li key={line}>{words.wrongLine(line, text)}</li>
        ))}
        {wrong.length > WRONG_SHOWN ? <li>{words.more(wrong.length - WRONG_SHOWN)}</li> : null}
      </ul>
    </div>
  );
};

const Code = (view: PresaleView): JSX.Element => {
  const { presale: words } = makingWords(view.language);
  const { label, hint, wrong } = fieldWords(view.language, "code");
  return (
    <Group title={words.code} text={view.code === null ? words.codeNone : words.codeNow(view.code)}>
      {view.failed_tries === 0 ? null : <p class="making-why">{words.tries(view.failed_tries)}</p>}
      <form method="post" action={actionOf(view, "code")} class="form">
        <Field
          id="code"
          name="code"
          label={label}
          value={view.state.values.code ?? ""}
          maxLength={60}
          {...(hint !== undefined && { hint })}
          {...(view.state.wrong.has("code") && { error: wrong })}
        />
        <div class="making-acts">
          <Button type="submit" name="act" value="set">
            {words.codeGo}
          </Button>
          <Button type="submit" name="act" value="make">
            {words.codeNew}
          </Button>
          {view.code === null ? null : (
            <Button type="submit" kind="quiet" name="act" value="drop">
              {words.codeOff}
            </Button>
          )}
        </div>
      </form>
    </Group>
  );
};
