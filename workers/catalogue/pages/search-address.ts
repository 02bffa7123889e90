// Search filters as an address: only what is set stands in it, so that equal searches have equal addresses.
import { paths } from "../../kit/pages/paths.ts";
import type { SearchFilters } from "../../kit/pages/view-models.ts";

export const searchAddress = (filters: SearchFilters, cursor: string | null = null): string => {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null): void => {
    if (value !== null && value !== "") query.set(name, String(value));
  };
  set("q", filters.q);
  set("genre", filters.genre);
  set("region", filters.region);
  set("status", filters.status);
  set("from", filters.from);
  set("to", filters.to);
  set("price_min_krw", filters.price_min_krw);
  set("price_max_krw", filters.price_max_krw);
  if (filters.sort !== "soonest") set("sort", filters.sort);
  set("cursor", cursor);
  const text = query.toString();
  return text === "" ? paths.search : `${paths.search}?${text}`;
};
