// The shell of a door: who it is for, until its script takes over. And the page where a door's code is typed.
import type { JSX } from "preact";
import { Button } from "../../../web/components/button.tsx";
import { Field } from "../../../web/components/field.tsx";
import type { DoorFacts } from "../../../web/door/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Document } from "../../kit/pages/document.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { doorPaths } from "./paths.ts";

type Props = { readonly frame: PageFrame; readonly facts: DoorFacts; readonly title: string };

export const DoorPage = ({ frame, facts, title }: Props): JSX.Element => {
  const { gate } = wordsFor(frame.language);
  return (
    <Document
      frame={frame}
      title={title}
      description={gate.description}
      hidden
      class="gate-page"
      tellsConnection
      appUrl={doorPaths.app(facts.pass)}
    >
      <main id="content" tabIndex={-1}>
        <div data-gate={JSON.stringify(facts)}>
          <div class="gate">
            <h1 class="gate-door">{facts.door}</h1>
            <p class="gate-show">{facts.title}</p>
            <noscript>
              <p>{gate.needsScript}</p>
            </noscript>
          </div>
        </div>
      </main>
    </Document>
  );
};

/** `facts`: of a door whose device may still have something to tell. */
type ClosedProps = { readonly frame: PageFrame; readonly facts: DoorFacts | null };

export const ClosedDoorPage = ({ frame, facts }: ClosedProps): JSX.Element => {
  const { gate } = wordsFor(frame.language);
  return (
    <Document frame={frame} title={gate.closedTitle} description={gate.closedText} hidden class="gate-page">
      <main id="content" class="gate-closed" tabIndex={-1}>
        <div {...(facts !== null && { "data-gate": JSON.stringify(facts) })}>
          <h1>{gate.closedTitle}</h1>
          <p>{gate.closedText}</p>
        </div>
        <p>
          <a class="link-line" href={doorPaths.find}>
            {gate.findTitle}
          </a>
        </p>
      </main>
    </Document>
  );
};

/** `wrong`: what was typed and is no door's. */
export const FindDoorPage = ({ frame, wrong }: { readonly frame: PageFrame; readonly wrong: string }): JSX.Element => {
  const { gate } = wordsFor(frame.language);
  return (
    <Document frame={frame} title={gate.findTitle} description={gate.findText} hidden class="gate-page">
      <main id="content" class="gate-closed" tabIndex={-1}>
        <h1>{gate.findTitle}</h1>
        <p>{gate.findText}</p>
        <form class="form" method="post" action={doorPaths.find}>
          <Field
            id="code"
            name="code"
            label={gate.findCode}
            hint={gate.findHint}
            value={wrong}
            {...(wrong !== "" && { error: gate.findNone })}
            autoComplete="off"
            maxLength={20}
            required
          />
          <Button type="submit" kind="primary" wide>
            {gate.findOpen}
          </Button>
        </form>
      </main>
    </Document>
  );
};
