// The island of a sold-out show's page: where the fan stands in the lists for returned seats.
import { type JSX, render } from "preact";
import { useMemo } from "preact/hooks";
import { askLists } from "../returns/lists.ts";
import { type ReturnsFacts, ReturnsTold, useLists } from "../returns/told.tsx";
import { callApi } from "./browser-api.ts";
import { serverNowMs } from "./server-clock.ts";

type Given = ReturnsFacts & { readonly show_id: string };

const Told = ({ given }: { readonly given: Given }): JSX.Element => {
  const ask = useMemo(() => askLists(callApi, given.show_id), [given.show_id]);
  return <ReturnsTold facts={given} rounds={useLists(ask)} now_ms={serverNowMs()} />;
};

for (const root of document.querySelectorAll<HTMLElement>("[data-returns]")) {
  // Written by this site's own page, of the same build.
  const given = JSON.parse(root.dataset.returns ?? "") as Given;
  root.replaceChildren();
  render(<Told given={given} />, root);
}
