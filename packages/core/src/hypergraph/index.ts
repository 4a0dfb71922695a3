export { createBreakers } from "./breakers.ts";
export { compactOf } from "./compact.ts";
export { UNREACHABLE } from "./costs.ts";
export { smallestCut } from "./cut.ts";
export type { Heading } from "./heading.ts";
export { headingTo } from "./heading.ts";
export type {
  Alternative,
  Edge,
  Edit,
  Hypergraph,
  HypergraphBuilder,
  Need,
  Premises,
} from "./hypergraph.ts";
export { createHypergraph } from "./hypergraph.ts";
export type { Cut, Quest, SearchBounds, Way } from "./quest.ts";
export { sameAs } from "./quest.ts";
export type { Reach } from "./reach.ts";
export { computeReach } from "./reach.ts";
export type { FoundWays } from "./search.ts";
export { cheapestWay, findWays } from "./search.ts";
