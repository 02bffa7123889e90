// The island of the verification page: the browser does the sums.
import { render } from "preact";
import { VerifyApp } from "../line/verify/app.tsx";
import type { VerifyFacts } from "../line/verify/facts.ts";
import { callApi } from "./browser-api.ts";

const root = document.querySelector<HTMLElement>("[data-verify]");

if (root !== null) {
  // Written by this site's own page, of the same build.
  const facts = JSON.parse(root.dataset.verify ?? "") as VerifyFacts;
  root.replaceChildren();
  render(<VerifyApp facts={facts} call={callApi} />, root);
}
