export { ECOSYSTEM_GATHERED } from "./cves/ecosystem-records.ts";
export {
  type CveJudge,
  createCveJudge,
  type JudgedCve,
} from "./cves/judge.ts";
export { RECORDS_GATHERED } from "./cves/records.ts";
export { CVE_VERDICTS, type CveVerdict } from "./cves/verdicts.ts";
export {
  type ApiUse,
  apiUsesIn,
  auditEventsIn,
  byUrgency,
  type CallCollector,
  collectCalls,
  lifecycleOfKind,
  metricUses,
  minorText,
  type UseConfidence,
  usesOf,
} from "./deprecations/index.ts";
export { isRewritten, rewriteOf } from "./rewrites/rewritings.ts";
export {
  containerdSupportOn,
  minorOf,
  SUPPORT_TERMS_OF,
  type SupportTerm,
  supportOn,
} from "./support/support.ts";
