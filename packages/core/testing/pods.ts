import fc from "fast-check";
import type { PodSpec, SecurityContext, VolumeMount } from "../src/kubernetes/api/types.ts";
import { formatFieldPath } from "../src/kubernetes/field-path.ts";
import type { JsonObject } from "../src/kubernetes/json.ts";
import { CAPABILITY_GRANTS } from "../src/node-escape/capabilities.ts";
import { escapesOf } from "../src/node-escape/escapes.ts";
import { HOST_PATH_GRANTS } from "../src/node-escape/host-path-grants.ts";

/** A pod whose second container has a security context. */
export function securedPod(securityContext: SecurityContext, more: Partial<PodSpec> = {}): PodSpec {
  return { ...more, containers: [{ name: "log" }, { name: "main", securityContext }] };
}

/** A pod whose only container mounts a path of its node. */
export function mountingPod(path: string, mount: Partial<VolumeMount> = {}): PodSpec {
  return {
    volumes: [{ name: "host", hostPath: { path } }],
    containers: [{ name: "main", volumeMounts: [{ name: "host", mountPath: "/host", ...mount }] }],
  };
}

/** Every escape of a pod as `path: what it says: what it gives, unless: why it is not sure`. */
export function escapesIn(
  spec: PodSpec,
  annotations: Readonly<Record<string, string>> = {},
): string[] {
  return escapesOf({ path: [], spec, metadata: { annotations } }).map(
    ({ path, message, gives, reason }) => {
      const doubt = reason === "" ? "" : `, unless: ${reason}`;
      return `${formatFieldPath(path)}: ${message}: ${gives}${doubt}`;
    },
  );
}

/** Records in which every field may be absent. */
function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
}

const PATHS = [
  ...HOST_PATH_GRANTS.map(({ path }) => path.replaceAll("*", "a")),
  "/srv/data",
  "/etc/localtime",
  "/home/ops/.aws",
];
const anyPath = fc
  .tuple(fc.constantFrom(...PATHS), fc.constantFrom("", "/", "/x", "/..", "/./x/../"))
  .map(([path, rest]) => path + rest);
const anyCapability = fc
  .tuple(
    fc.constantFrom(...CAPABILITY_GRANTS.map(({ name }) => name), "CHOWN", "NET_BIND_SERVICE"),
    fc.constantFrom("", "", "CAP_"),
    fc.boolean(),
  )
  .map(([name, prefix, isLower]) => (isLower ? (prefix + name).toLowerCase() : prefix + name));

const securityContexts = some({
  privileged: fc.boolean(),
  allowPrivilegeEscalation: fc.boolean(),
  runAsUser: fc.constantFrom(0, 1000),
  runAsNonRoot: fc.boolean(),
  procMount: fc.constantFrom("Default", "Unmasked"),
  capabilities: some({
    add: fc.array(anyCapability, { maxLength: 3 }),
    drop: fc.array(anyCapability, { maxLength: 2 }),
  }),
  windowsOptions: some({ hostProcess: fc.boolean() }),
});
const containers = fc.array(
  fc
    .tuple(
      fc.constantFrom("a", "b"),
      securityContexts,
      fc.array(
        some({ readOnly: fc.boolean(), subPath: fc.constantFrom("", "x", "etc") }).chain((mount) =>
          fc
            .constantFrom("v0", "v1")
            .map((name): JsonObject => ({ name, mountPath: "/m", ...mount })),
        ),
        { maxLength: 2 },
      ),
    )
    .map(([name, securityContext, volumeMounts]) => ({ name, securityContext, volumeMounts })),
  { minLength: 1, maxLength: 2 },
);

/** Specs of pods with fields that may give their node away, as JSON. */
export const escapingSpecs: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      hostPID: fc.boolean(),
      hostIPC: fc.boolean(),
      hostNetwork: fc.boolean(),
      hostUsers: fc.boolean(),
      runtimeClassName: fc.constantFrom("", "kata"),
      containers,
      initContainers: containers,
      ephemeralContainers: containers,
      volumes: fc
        .array(anyPath, { maxLength: 2 })
        .map((paths) => paths.map((path, index) => ({ name: `v${index}`, hostPath: { path } }))),
    },
    { requiredKeys: ["containers"] },
  )
  .map((spec) => spec as JsonObject);
