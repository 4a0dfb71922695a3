import { listAt, textAt } from "../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  type PodSecurityConfiguration,
  parsePodSecurityConfiguration,
} from "../pod-security/configuration.ts";
import type { Assumption } from "../snapshot/assumptions.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";

/**
 * What the API server's Pod Security admission is configured to do, where the input shows that: by an AdmissionConfiguration that
 * holds it or names its file, or by a PodSecurityConfiguration alone. Several that differ say nothing.
 */
export function podSecurityDefaultOf(snapshot: Snapshot): Assumption<PodSecurityConfiguration> {
  const outer = ["apiserver.config.k8s.io", "apiserver.k8s.io"]
    .flatMap((group) => snapshot.ofKind(group, "AdmissionConfiguration"))
    .filter(({ object }) => holdsConfiguration(object));
  const alone = snapshot.ofKind("pod-security.admission.config.k8s.io", "PodSecurityConfiguration");
  const [first, ...others] = [...outer, ...alone].flatMap(({ object }) => {
    // A configuration with which the API server would not start configures nothing.
    const { configuration } = parsePodSecurityConfiguration(object);
    return configuration ? [configuration] : [];
  });
  return first && others.every((other) => isSame(first, other))
    ? { value: first, known: "observed" }
    : { value: DEFAULT_POD_SECURITY_CONFIGURATION, known: "defaulted" };
}

/** Whether it says something of Pod Security itself, and not only where that stands. */
function holdsConfiguration(object: KubernetesObject): boolean {
  const plugin = listAt(object, "plugins").find((each) => textAt(each, "name") === "PodSecurity");
  return plugin !== undefined && textAt(plugin, "path") === "";
}

function isSame(a: PodSecurityConfiguration, b: PodSecurityConfiguration): boolean {
  return JSON.stringify([a.defaults, a.exemptions]) === JSON.stringify([b.defaults, b.exemptions]);
}
