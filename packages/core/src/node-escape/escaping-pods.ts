import type { PodSpec, SecurityContext } from "../kubernetes/api/types.ts";
import { CAPABILITY_GRANTS, type CapabilityGrant } from "./capabilities.ts";
import { CLOUD_FILES, CLOUD_FOLDERS, HOST_PATH_GRANTS } from "./host-path-grants.ts";

/** The plainest pod for everything that gives something of a node, each with what its escape needs besides. */
export function escapingPods(): readonly PodSpec[] {
  return [
    withSecurity({ privileged: true }),
    withSecurity({ windowsOptions: { hostProcess: true } }),
    withSecurity({ procMount: "Unmasked" }),
    ...CAPABILITY_GRANTS.map(withCapability),
    ...(["hostPID", "hostNetwork", "hostIPC"] as const).map((field) => ({
      ...withSecurity({}),
      [field]: true,
    })),
    ...[
      ...HOST_PATH_GRANTS.map(({ path }) => path.replaceAll("*", "a")),
      ...CLOUD_FOLDERS.map((folder) => `/srv/${folder}`),
      ...CLOUD_FILES,
    ].map(withHostPath),
  ];
}

/** A pod with one container that has a security context. */
function withSecurity(securityContext: SecurityContext): PodSpec {
  return { containers: [{ name: "main", securityContext }] };
}

/** A pod that adds a capability. */
function withCapability({ name, needs }: CapabilityGrant): PodSpec {
  const others = typeof needs === "object" ? [needs.capability] : [];
  const privileged = needs === "devices" ? { privileged: true } : {};
  return {
    ...withSecurity({ capabilities: { add: [name, ...others] }, ...privileged }),
    ...(needs === "host-processes" ? { hostPID: true } : {}),
    ...(needs === "host-network" ? { hostNetwork: true } : {}),
  };
}

/** A pod that mounts a path of its node, writable. */
function withHostPath(path: string): PodSpec {
  return {
    containers: [{ name: "main", volumeMounts: [{ name: "host", mountPath: "/host" }] }],
    volumes: [{ name: "host", hostPath: { path } }],
  };
}
