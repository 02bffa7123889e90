// The waiting page while a script runs: draws the session again at each word and each second.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { AskLists } from "../returns/lists.ts";
import { useLists } from "../returns/told.tsx";
import { type Announced, announce } from "./announcer.ts";
import { serverNow } from "./clock.ts";
import { faceOf, isSoldOut, tabTitle } from "./face.ts";
import type { Said } from "./face-shape.ts";
import { type LineFacts, lineWords } from "./facts.ts";
import type { LineSession } from "./line-session.ts";
import { keepReceipt } from "./receipt-file.ts";
import type { Signals } from "./signals.ts";
import { LineDialogs } from "./ui/dialogs.tsx";
import { LinePanel } from "./ui/panel.tsx";

export type AppProps = {
  readonly facts: LineFacts;
  readonly session: LineSession;
  readonly signals: Signals;
  readonly askLists: AskLists;
  readonly localMs: () => number;
};

const COPIED_MS = 2_500;

export const LineApp = ({ facts, session, signals, askLists, localMs }: AppProps): JSX.Element => {
  const [model, setModel] = useState(session.model);
  const [leaving, setLeaving] = useState(false);
  const [sound, setSound] = useState(false);
  const [copied, setCopied] = useState(false);
  const announced = useRef<Announced | null>(null);
  useEffect(() => session.watch(setModel), [session]);

  const local_ms = localMs();
  const said: Said = { words: lineWords(facts.language), facts, now_ms: serverNow(model.clock, local_ms) };
  const face = faceOf(model, said);
  announced.current = announce(face, model, said, announced.current) ?? announced.current;
  const lists = useLists(isSoldOut(face, model) ? askLists : null);
  const title = tabTitle(face, model, said);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const copy = (): void => {
    if (model.receipt === null) return;
    void navigator.clipboard.writeText(model.receipt).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    });
  };

  return (
    <>
      <p class="unseen" role="status" aria-live={face.scene === "turn" ? "assertive" : "polite"}>
        {announced.current?.text}
      </p>
      <LinePanel
        facts={facts}
        model={model}
        now_ms={said.now_ms}
        unheard_ms={local_ms - model.heard_local_ms}
        lists={lists}
        acts={{
          join: () => void session.join(),
          check: {
            sendMail: () => void session.mailCheck(),
            useCode: (token) => void session.join({ kind: "mail", token }),
          },
          enter: () => void session.enter(),
          prolong: () => void session.prolong(),
          askLeave: () => setLeaving(true),
          dismissNotice: () => session.send({ type: "dismissed", what: "notice" }),
          keepsake: {
            save: () => keepReceipt(facts.show_id, model.place?.position ?? 0, model.receipt),
            copy,
            copied,
          },
          sound: { on: sound, toggle: () => setSound(signals.toggleSound()) },
        }}
      />
      <LineDialogs
        facts={facts}
        model={model}
        leaving={leaving}
        acts={{
          leave: () => void session.leave().then(() => setLeaving(false)),
          stay: () => setLeaving(false),
          switchHere: () => {
            session.send({ type: "dismissed", what: "other_room" });
            void session.enter(true);
          },
          dismissOther: () => session.send({ type: "dismissed", what: "other_room" }),
        }}
      />
    </>
  );
};
