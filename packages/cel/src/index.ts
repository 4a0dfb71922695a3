export { calledOverloads } from "./calls.ts";
export { estimateCost } from "./estimate/estimate.ts";
export { type RuleFault, violatedRules } from "./kubernetes/crd-rules.ts";
export { definitionFaults } from "./kubernetes/definition-rules.ts";
export {
  kubernetesEnvironment,
  NEWEST_MINOR,
  PLAIN_ENVIRONMENT,
} from "./kubernetes/environments.ts";
export { withMutations } from "./kubernetes/mutations.ts";
export { ruleEnvironment } from "./kubernetes/rule-programs.ts";
export { sizedTypeOf, sizesOf } from "./kubernetes/schema-sizes.ts";
export { valueOfSchema } from "./kubernetes/schema-values.ts";
export { AUTHORIZER_TYPE, AuthorizerValue } from "./libraries/authorization.ts";
export {
  type Bindings,
  type CelFault,
  type Compiled,
  compile,
  type Evaluation,
  type Phase,
} from "./program.ts";
export { showIssue } from "./syntax/source.ts";
export { type Environment, withVariables } from "./typing/environment.ts";
export { BOOL, DOUBLE, DYN, INT, listOf, mapOf, STRING, type Type } from "./typing/type.ts";
export { CelError, CelMap, Double, Optional, Uint, type Value } from "./values/value.ts";
export { valueFromJson, valueToJson } from "./values/value-json.ts";
