export { NAIVE_CHANNELS } from "./channels.ts";
export type { NaiveCheck } from "./statement.ts";
export { checkStatement } from "./statement.ts";
