// The package brings no types of its own.
declare module "subset-font" {
  export default function subset(
    font: Uint8Array,
    text: string,
    wish: { readonly targetFormat: "woff2" },
  ): Promise<Uint8Array>;
}
