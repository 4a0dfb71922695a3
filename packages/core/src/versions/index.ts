export { conditionFactsIn } from "./cves/conditions.ts";
export {
  type ConditionFacts,
  type CveJudge,
  createCveJudge,
  type JudgedCve,
} from "./cves/judge.ts";
