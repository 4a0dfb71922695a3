export { cloudFactsOf } from "./facts-of.ts";
export { describesClusters } from "./manifests.ts";
export { recognise } from "./recognise.ts";
