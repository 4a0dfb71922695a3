export { type ClairMoods, startClairStandIn } from "./clair-stand-in.ts";
export { SIGNED, startSignedRegistry } from "./signed-image.ts";
export { type StandIn, type StandInAnswer, startStandIn } from "./stand-in.ts";
