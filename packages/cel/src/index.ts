export {
  kubernetesEnvironment,
  NEWEST_MINOR,
  PLAIN_ENVIRONMENT,
} from "./kubernetes/environments.ts";
export { compile } from "./program.ts";
export { withVariables } from "./typing/environment.ts";
