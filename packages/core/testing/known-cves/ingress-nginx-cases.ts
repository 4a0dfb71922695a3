import { ingressController, JANE, type ReadingCase, SERVER, SNIPPETS, so } from "./objects.ts";

/** CVEs that whoever writes Ingresses exploits. */
const INJECTIONS: readonly (readonly [id: string, version: string])[] = [
  ["CVE-2020-8553", "0.27.0"],
  ["CVE-2021-25745", "1.1.0"],
  ["CVE-2021-25746", "1.1.0"],
  ["CVE-2021-25748", "1.2.0"],
  ["CVE-2022-4886", "1.7.0"],
  ["CVE-2023-5043", "1.8.0"],
  ["CVE-2023-5044", "1.8.0"],
  ["CVE-2024-7646", "1.11.1"],
  ["CVE-2025-1097", "1.11.4"],
  ["CVE-2025-1098", "1.11.4"],
  ["CVE-2025-24513", "1.11.4"],
  ["CVE-2025-24514", "1.11.4"],
  ["CVE-2025-15566", "1.12.4"],
  ["CVE-2026-1580", "1.13.6"],
  ["CVE-2026-24512", "1.13.6"],
  ["CVE-2026-3288", "1.13.7"],
  ["CVE-2026-4342", "1.15.0"],
];

/** Every object that decides, and the same cluster without it. */
export const INGRESS_NGINX_CASES: readonly ReadingCase[] = [
  ...INJECTIONS.flatMap(([id, version]) => [
    so(id, "ingress-nginx", version)("mitigated", SERVER),
    so(id, "ingress-nginx", version)("affected", SERVER, ...JANE.ingresses),
  ]),
  so("CVE-2021-25742", "ingress-nginx", "1.0.0")("affected", SERVER, ...JANE.ingresses),
  so("CVE-2021-25742", "ingress-nginx", "1.0.0")("mitigated", SERVER, ...JANE.ingresses, SNIPPETS),
  so("CVE-2025-1974", "ingress-nginx", "1.11.4")("mitigated", SERVER, ingressController()),
  so("CVE-2025-1974", "ingress-nginx", "1.11.4")(
    "affected",
    SERVER,
    ingressController("--validating-webhook=:8443"),
  ),
  so("CVE-2026-24514", "ingress-nginx", "1.11.4")("mitigated", SERVER, ingressController()),
  so("CVE-2026-24514", "ingress-nginx", "1.11.4")(
    "affected",
    SERVER,
    ingressController("--validating-webhook=:8443"),
  ),
];
