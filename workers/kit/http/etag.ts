// Whether the asker has the very answer already.
export const hasIt = (if_none_match: string | undefined, etag: string): boolean =>
  if_none_match?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*") ?? false;
