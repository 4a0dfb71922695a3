import type { NodeFacts, SecurityFacts, SystemFacts } from "./node-facts.ts";

/** What several sources say of one node, as one: of what two of them say, the first counts. */
export function mergeNodeFacts(first: NodeFacts, second: NodeFacts): NodeFacts {
  return {
    node: first.node,
    sources: [...first.sources, ...second.sources],
    system: mergedSystem(first.system, second.system),
    files: [...first.files, ...second.files],
    texts: [...first.texts, ...second.texts],
    processes: first.processes ?? second.processes,
    staticPods: first.staticPods ?? second.staticPods,
    configz: first.configz ?? second.configz,
    kubeProxyConfig: first.kubeProxyConfig ?? second.kubeProxyConfig,
    kubeletDefaults: first.kubeletDefaults ?? second.kubeletDefaults,
    cniNames: first.cniNames ?? second.cniNames,
    ...mergedHost(first, second),
    security: mergedSecurity(first.security, second.security),
    notRead: [...first.notRead, ...second.notRead],
  };
}

function mergedSecurity(first: SecurityFacts, second: SecurityFacts): SecurityFacts {
  return {
    lockdown: first.lockdown || second.lockdown,
    lsms: first.lsms ?? second.lsms,
    apparmorProfiles: first.apparmorProfiles ?? second.apparmorProfiles,
    selinux: first.selinux || second.selinux,
    selinuxTypes: first.selinuxTypes ?? second.selinuxTypes,
    seccompProfiles: first.seccompProfiles ?? second.seccompProfiles,
  };
}

type Host = Pick<
  NodeFacts,
  | "sysctls"
  | "mounts"
  | "sshd"
  | "users"
  | "groups"
  | "sudo"
  | "authorizedKeys"
  | "modules"
  | "services"
>;

function mergedHost(first: NodeFacts, second: NodeFacts): Host {
  return {
    sysctls: first.sysctls ?? second.sysctls,
    mounts: first.mounts ?? second.mounts,
    sshd: first.sshd ?? second.sshd,
    users: first.users ?? second.users,
    groups: first.groups ?? second.groups,
    sudo: first.sudo ?? second.sudo,
    authorizedKeys: first.authorizedKeys ?? second.authorizedKeys,
    modules: first.modules ?? second.modules,
    services: first.services ?? second.services,
  };
}

function mergedSystem(first: SystemFacts, second: SystemFacts): SystemFacts {
  const known = Object.entries(first).filter(([, value]) => value !== "");
  return { ...second, ...Object.fromEntries(known) };
}
