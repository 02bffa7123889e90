// The bar under the thumb steps aside while the same action is on the screen, so that there is only one next thing.
export const stepAside = (): void => {
  const bar = document.querySelector(".action-bar");
  const action = document.querySelector(".sale-action");
  if (bar === null || action === null) return;
  new IntersectionObserver((entries) => {
    const seen = entries.some((entry) => entry.isIntersecting);
    bar.classList.toggle("action-bar-aside", seen);
  }).observe(action);
};
