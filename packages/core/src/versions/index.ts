export { conditionFactsIn } from "./cves/conditions.ts";
export {
  type ConditionFacts,
  type CveJudge,
  createCveJudge,
  type JudgedCve,
} from "./cves/judge.ts";
export { minorOf, SUPPORT_TERMS_OF, type SupportTerm, supportOn } from "./support/support.ts";
