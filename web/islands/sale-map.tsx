// The island of the live sale's map: the plan that fans see, live; seats pressed are chosen and sent to the page that asks.
import { render } from "preact";
import type { SaleMapFacts } from "../live-sale/open-map.ts";
import { SaleMap } from "../live-sale/sale-map.tsx";
import { ledgerOverHttp } from "../seat-map/ledger-over-http.ts";
import { callApi } from "./browser-api.ts";
import { browserTimers } from "./browser-timers.ts";

const root = document.querySelector<HTMLElement>("[data-sale-map]");

if (root !== null) {
  // Written by this site's own page, of the same build.
  const facts = JSON.parse(root.dataset.saleMap ?? "") as SaleMapFacts;
  const client = ledgerOverHttp(callApi, facts.showtime_id);
  root.replaceChildren();
  render(<SaleMap facts={facts} client={client} timers={browserTimers} />, root);
}
