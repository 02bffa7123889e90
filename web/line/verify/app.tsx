// The verification page while a script runs.
import type { JSX } from "preact";
import type { CallApi } from "../../islands/api.ts";
import type { VerifyFacts } from "./facts.ts";

export const VerifyApp = ({ facts }: { readonly facts: VerifyFacts; readonly call: CallApi }): JSX.Element => (
  <p>{facts.title}</p>
);
