// Styles and islands for the browser; hashed names, a manifest that the pages read.
import { defineConfig } from "vite";
import { commonFonts } from "./ops/fonts.ts";

/** Entries for the browser: the site's own script and the islands of single pages. */
const ISLANDS = [
  "site.ts",
  "account.ts",
  "bell.ts",
  "service-banner.ts",
  "notifications.tsx",
  "line.tsx",
  "verify.tsx",
  "seat-map.tsx",
  "layout-editor.tsx",
  "live-sale.tsx",
  "sale-map.tsx",
  "practice.ts",
  "checkout.tsx",
  "returns-told.tsx",
  "returns-check.ts",
  "booking.ts",
  "ticket.ts",
  "docs.ts",
  "poster.ts",
  "making.ts",
  "gate.tsx",
  "gate-keeper.ts",
  "ticket-worker.ts",
];
const islands = ISLANDS.map((name) => [name.replace(/\.tsx?$/, ""), `web/islands/${name}`]);

export default defineConfig({
  publicDir: false,
  plugins: [commonFonts],
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: {
    outDir: "dist/client",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: {
      // Rules, shapes and words do nothing by being loaded: a page that asks for one constant is not sent the validators.
      treeshake: { moduleSideEffects: (id) => !/\/(?:schema|domain|web\/words|web\/components)\//.test(id) },
      input: { ...Object.fromEntries(islands), index: "web/styles/index.css", fonts: "web/styles/fonts.css" },
    },
  },
});
