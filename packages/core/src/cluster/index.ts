export { podSecurityFactsOf } from "./pod-facts.ts";
