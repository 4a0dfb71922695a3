import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { FACTS_GROUP } from "../snapshot/facts.ts";

/** What stands for all of it where resources are named that are read of a cluster, as `GROUP/PLURAL`. */
export const CONTROL_PLANE: string = `${FACTS_GROUP}/controlplane`;

/** What was seen of an API server that was asked, as checks name kinds. */
export const API_SERVER_FACTS: string = `${FACTS_GROUP}/APIServer`;

/** What a certificate says that stands in a field of an object, or that a server shows. */
export const CERTIFICATE_FACTS: string = `${FACTS_GROUP}/Certificate`;

/** Why the configuration of kubelets was not seen. */
export const KUBELETS_FACTS: string = `${FACTS_GROUP}/Kubelets`;

/** How each fact was found out: the request, as people would send it. */
const REQUESTS: ReadonlyMap<string, string> = new Map([
  ["addresses", "address"],
  ["anonymous", "without credentials GET"],
  ["authorization", "SubjectAccessReview of a user without rights"],
  ["certificates", "TLS certificate"],
  ["configuration", "GET /configz"],
  ["flags", "GET /flagz"],
  ["profiling", "GET /debug/pprof/"],
  ["version", "GET /version"],
]);

/** What people call a field of these facts: the request that shows it, and what it says there. */
export function observedFieldText(path: FieldPath): string {
  const [, key = "", , ...below] = path;
  const request = REQUESTS.get(String(key));
  if (path[0] !== "spec" || request === undefined) return formatFieldPath(path);
  if (below.length === 0) return request;
  // The paths that were asked stand as they are.
  const text = key === "anonymous" ? below.join(" ") : formatFieldPath(below);
  return `${request} ${text}`;
}
