// The button that prints a page: hidden until there is a script that can.
export function offerPrinting(): void {
  const button = document.querySelector<HTMLElement>("[data-print]");
  if (button === null) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
