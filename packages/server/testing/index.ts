export { findingOf, viewOf } from "./clusters.ts";
