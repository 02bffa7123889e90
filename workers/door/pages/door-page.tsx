// The shell of a door: who it is for, until its script takes over.
import type { JSX } from "preact";
import type { DoorFacts } from "../../../web/door/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Document } from "../../kit/pages/document.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";

type Props = { readonly frame: PageFrame; readonly facts: DoorFacts; readonly title: string };

export const DoorPage = ({ frame, facts, title }: Props): JSX.Element => {
  const { gate } = wordsFor(frame.language);
  return (
    <Document frame={frame} title={title} description={gate.description} hidden class="gate-page">
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

export const ClosedDoorPage = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { gate } = wordsFor(frame.language);
  return (
    <Document frame={frame} title={gate.closedTitle} description={gate.closedText} hidden class="gate-page">
      <main id="content" class="gate-closed" tabIndex={-1}>
        <h1>{gate.closedTitle}</h1>
        <p>{gate.closedText}</p>
      </main>
    </Document>
  );
};
