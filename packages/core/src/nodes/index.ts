export { benchmarks } from "./benchmarks/benchmarks.ts";
export { HARDENING } from "./benchmarks/ids.ts";
export { benchmarkRows } from "./evaluate/benchmark-rows.ts";
export type {
  EvaluationOptions,
  ManualAnswer,
  NodeEvaluation,
  ObjectsAnswer,
} from "./evaluate/evaluate.ts";
export { evaluateNode } from "./evaluate/evaluate.ts";
export type { ControlResult, ControlStatus } from "./evaluate/result.ts";
export type { ShownBy } from "./evaluate/shown-by.ts";
export { mergeNodeFacts } from "./facts/merge.ts";
export type { NodeFacts } from "./facts/node-facts.ts";
export { factsOfNode, NODE_FACTS_VERSION } from "./facts/node-facts.ts";
export { documentOfNodeFacts } from "./facts/write-node-facts.ts";
export { placesOfRoles } from "./files/roles.ts";
export { evaluateHardening } from "./hardening/evaluate.ts";
export { sysctlNames } from "./hardening/rows.ts";
export { factsOfObjects, keptNodeFacts } from "./imports/api.ts";
export { documentFactsOf } from "./imports/document-facts.ts";
export { factsOfLynis, isLynisReport } from "./imports/lynis.ts";
export { compareBaselines } from "./integrity/compare.ts";
export {
  baselineEndJson,
  baselineHeadJson,
  createBaselineReader,
  fileRecordJson,
  notReadJson,
} from "./integrity/document.ts";
export { explainChanges } from "./integrity/explain.ts";
export type {
  Baseline,
  BaselineHead,
  FileRecord,
  FileType,
  IntegrityRules,
  JudgedChange,
  PathNotRead,
} from "./integrity/model.ts";
export { createExclusion, DEFAULT_INTEGRITY_RULES } from "./integrity/rules.ts";
export type {
  DigestAlgorithm,
  KubeadmBackup,
  KubeletCertificate,
  PackageFile,
  Surroundings,
} from "./integrity/surroundings.ts";
export { appArmorProfile } from "./profiles/apparmor.ts";
export { seccompProfile } from "./profiles/seccomp.ts";
export type { Trace } from "./profiles/trace.ts";
export { readTrace } from "./profiles/trace.ts";
export { startedWith } from "./settings/programs.ts";
export type { ParseText } from "./settings/seen.ts";
