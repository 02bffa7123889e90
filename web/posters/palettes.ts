// Printing inks that were chosen together: a ground, a drawing ink, and three colours that stand up to both.
export type Inks = {
  readonly ground: string;
  readonly ink: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
};

const inks = (ground: string, ink: string, a: string, b: string, c: string): Inks => ({ ground, ink, a, b, c });

export const PALETTES: readonly [Inks, ...Inks[]] = [
  inks("#f1e9d8", "#1b1b1f", "#e2412c", "#1f4e9e", "#f2b632"),
  inks("#0f3b3a", "#f3e9d2", "#f2704e", "#8cc7a8", "#e5a823"),
  inks("#f5b8c4", "#3b1c4a", "#e8384f", "#2a4bd7", "#fff3e2"),
  inks("#1e2fbf", "#f4f1e8", "#ff5a4a", "#f7b7c8", "#7fb2ff"),
  inks("#141416", "#f2eee3", "#ff6a2b", "#8f7bf0", "#e4d64a"),
  inks("#e9a62b", "#26201b", "#b8341b", "#1e6c66", "#fbf1dc"),
  inks("#b9cbb0", "#1d2f28", "#d3572f", "#33664e", "#f6efe0"),
  inks("#cdbbe8", "#2b1b52", "#ff7b3a", "#6a3fc7", "#fff6ea"),
  inks("#e5402b", "#1a1414", "#fbebd3", "#7c1224", "#ffa59a"),
  inks("#a9d3e6", "#102a43", "#e84a3c", "#2b6ca3", "#f6c945"),
  inks("#e4efe4", "#10382f", "#ff6f59", "#1f9d6b", "#ffcf52"),
  inks("#2c1338", "#f7e6d8", "#e0408d", "#7b4bc4", "#ff9a3d"),
  inks("#f5f3ee", "#141414", "#d7261e", "#9d988c", "#dcd6c8"),
  inks("#123c5a", "#f2efe6", "#f58f7c", "#4fb6b2", "#e6cf9c"),
  inks("#f7d9c4", "#20304f", "#ef5b3f", "#4a7d8c", "#f6b13d"),
  inks("#1f5c46", "#f6ecd6", "#f4b33d", "#e8674a", "#9fcbb0"),
];
