export { found, object, picture } from "./found.ts";
export { describeStore } from "./store-contract.ts";
