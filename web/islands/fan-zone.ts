// The browser's zone is the truth for a fan's own times: said to the service in a cookie, so that the next page is right
// before any script runs (D81).
const YEAR_S = 31_536_000;

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const rememberZone = (): void => {
  const said = `zone=${encodeURIComponent(browserZone())}`;
  if (document.cookie.split("; ").includes(said)) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
  document.cookie = `${said}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
};
