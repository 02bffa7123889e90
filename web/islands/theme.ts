// Light or dark by the fan's choice: at once on the page, remembered in a cookie for the next one.
const YEAR_S = 31_536_000;

export const rememberTheme = (): void => {
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches("[data-theme-switch]")) return;
    const button = event instanceof SubmitEvent ? event.submitter : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const theme = button.value === "dark" ? "dark" : "light";
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", theme);
    // The pressed button is gone from view now; its counterpart takes the focus.
    button.form?.querySelector<HTMLButtonElement>(`button:not([value="${theme}"])`)?.focus();
  });
};
