// What the build makes of files that are no scripts: their address.
declare module "*.wasm?url" {
  const url: string;
  export default url;
}
declare module "*?worker&url" {
  const url: string;
  export default url;
}
