// The version of the contract, as OpenAPI and the metrics tell it.
export const VERSION = "1";
