export { type ClairMoods, startClairStandIn } from "./clair-stand-in.ts";
export { type StandIn, startStandIn } from "./stand-in.ts";
