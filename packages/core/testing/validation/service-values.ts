import type { JsonValue } from "../../src/kubernetes/json.ts";

/** By the name of a field of Services and Ingresses, values that it takes and some that it nearly takes. */
export const SERVICE_VALUES: Readonly<Record<string, readonly JsonValue[]>> = {
  "ServiceSpec.type": ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "", "x"],
  clusterIP: ["10.0.0.5", "None", "", "fd00::5", "010.0.0.1", "x", "none"],
  clusterIPs: ["10.0.0.5", "fd00::5", "None", "", "10.0.0.6", "x"],
  ipFamilies: ["IPv4", "IPv6", "", "IPv5"],
  ipFamilyPolicy: ["SingleStack", "PreferDualStack", "RequireDualStack", "", "x"],
  externalName: ["a.example", "a.example.", "", "A.example", "."],
  externalIPs: [
    ...["8.8.8.8", "127.0.0.1", "0.0.0.0", "169.254.1.1", "224.0.0.5", "fe80::1", "ff02::1", "::"],
    ...["::1", "ff12::1", "010.0.0.1", "x", ""],
  ],
  externalTrafficPolicy: ["Cluster", "Local", "", "x"],
  internalTrafficPolicy: ["Cluster", "Local", "", "x"],
  trafficDistribution: ["PreferClose", "PreferSameZone", "PreferSameNode", "", "x"],
  healthCheckNodePort: [30000, 0, -1, 70000],
  nodePort: [0, 30000, 30001, -1],
  sessionAffinity: ["ClientIP", "None", "", "x"],
  timeoutSeconds: [1, 0, 86400, 86401, -1, 30, 31],
  loadBalancerClass: ["example.com/lb", "", "a b"],
  loadBalancerSourceRanges: ["10.0.0.0/8", " 10.0.0.0/8 ", "10.0.0.1/8", "x", "", "fd00::/8"],
  targetPort: ["web", 8080, 0, "", -1, 70000, "Bad", "80"],
  appProtocol: ["http", "kubernetes.io/h2c", "", "a b"],
  host: ["a.example", "*.a.example", "", "*", "a.*.b", "10.0.0.1", "A.example", "fd00::1"],
  hosts: ["a.example", "*.a.example", "", "*", "A.example"],
  pathType: ["Exact", "Prefix", "ImplementationSpecific", "", "x"],
  "HTTPIngressPath.path": [
    ...["/a", "", "a", "//", "/a/../b", "/a/./b", "/..", "/a/.", "/a%2fb", "/a%2Fb", "/", "/a/..b"],
  ],
  number: [80, 0, -1, 70000],
  secretName: ["cert", "", "Bad_Name"],
  ingressClassName: ["nginx", "", "Bad_Name", "web"],
  minAvailable: ["25%", "101%", "x", 1, -1, 0, "5"],
  unhealthyPodEvictionPolicy: ["IfHealthyBudget", "AlwaysAllow", "", "x"],
};
