export { type ClairMoods, startClairStandIn } from "./clair-stand-in.ts";
export { type StandIn, type StandInAnswer, startStandIn } from "./stand-in.ts";
