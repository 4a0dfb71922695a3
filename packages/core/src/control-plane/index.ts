export {
  API_SERVER_FACTS,
  CERTIFICATE_FACTS,
  CONTROL_PLANE,
  KUBELETS_FACTS,
  observedFieldText,
} from "./observed.ts";
export { observedFlagsOf } from "./observed-flags.ts";
