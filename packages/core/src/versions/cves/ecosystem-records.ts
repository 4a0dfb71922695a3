/**
 * The same of what runs beside and below Kubernetes: container runtimes, CNI plug-ins, etcd, CoreDNS, and programs that clusters are run with.
 * A range that begins with `?` holds versions of which the source does not tell. Severities are in no feed.
 *
 * Written by tools/update-version-data.ts of golang/vulndb (CC-BY-4.0); how its ranges are read says
 * tools/version-data/osv-lines.ts. What `records.ts` has is left out here.
 */
export const ECOSYSTEM_LINES: string = `
CVE-2018-21034|GHSA-xj7v-c82w-92q2 GO-2023-1952|argo-cd|0..<1.5.0-rc1|unknown|||Argo Exposure of Sensitive Information|||
CVE-2020-11576|GHSA-vj54-cjrx-x696 GO-2022-0882|argo-cd|1.5.0..<1.5.1|unknown|||Observable Discrepancy in Argo|||
CVE-2020-8827|GHSA-xcqr-9h24-vrgw GO-2022-0892|argo-cd|0..<1.5.1|unknown|||Improper Restriction of Excessive Authentication Attempts in Argo API|||
CVE-2021-23347|GHSA-qq5v-f4c3-395c GO-2022-0869|argo-cd|0..<1.7.13 1.8.0..<1.8.6|unknown|||Possible XSS when using SSO with the CLI|||
CVE-2022-1025|GHSA-96jv-vj39-x4j6 GO-2022-0516|argo-cd|0..<2.1.14 2.2.0..<2.2.8 2.3.0..<2.3.2|unknown|||Argo CD improper access control bug can allow malicious user to escalate privileges to admin level|||
CVE-2022-24348|GHSA-63qx-x74g-jcr7 GO-2022-0304|argo-cd|0..<2.1.9 2.2.0..<2.2.4|unknown|||Path traversal and dereference of symlinks in Argo CD|||
CVE-2022-24730|GHSA-r9cr-hvjj-496v GO-2022-0357|argo-cd|0..<2.1.11 2.2.0..<2.2.6 2.3.0-rc1..<2.3.0|unknown|||Path traversal and improper access control allows leaking out-of-bound files from Argo CD repo-server|||
CVE-2022-24731|GHSA-h6h5-6fmq-rh28 GO-2022-0358|argo-cd|0..<2.1.11 2.2.0..<2.2.6 2.3.0-rc1..<2.3.0|unknown|||Path traversal allows leaking out-of-bound files from Argo CD repo-server|||
CVE-2022-24768|GHSA-2f5v-8r3f-8pww GO-2022-0359|argo-cd|0..<2.1.14 2.2.0..<2.2.8 2.3.0..<2.3.2|unknown|||Improper access control allows admin privilege escalation in Argo CD|||
CVE-2022-24904|GHSA-6gcg-hp2x-q54h GO-2022-0453|argo-cd|0..<2.1.15 2.2.0..<2.2.9 2.3.0..<2.3.4|unknown|||Symlink following allows leaking out-of-bound manifests and JSON files from Argo CD repo-server|||
CVE-2022-24905|GHSA-xmg8-99r8-jc2j GO-2022-0454|argo-cd|?0..<2.0.0 2.0.0..<2.1.15 2.2.0..<2.2.9 2.3.0..<2.3.4|unknown|||Login screen allows message spoofing if SSO is enabled|||
CVE-2022-29165|GHSA-r642-gv9p-2wjj GO-2022-0455|argo-cd|0..<2.1.15 2.2.0..<2.2.9 2.3.0..<2.3.4|unknown|||Argo CD will blindly trust JWT claims if anonymous access is enabled|||
CVE-2022-31016|GHSA-jhqp-vf4w-rpwq GO-2022-0495|argo-cd|0..<2.1.16 2.2.0..<2.2.10 2.3.0..<2.3.5 2.4.0..<2.4.1|unknown|||DoS through large manifest files in Argo CD|||
CVE-2022-31034|GHSA-2m7h-86qq-fp4v GO-2022-0497|argo-cd|0..<2.1.16 2.2.0..<2.2.10 2.3.0..<2.3.5 2.4.0..<2.4.1|unknown|||Insecure entropy in Argo CD's PKCE/Oauth2/OIDC params|||
CVE-2022-31035|GHSA-h4w9-6x78-8vrj GO-2022-0498|argo-cd|0..<2.1.16 2.2.0..<2.2.10 2.3.0..<2.3.5 2.4.0..<2.4.1|unknown|||Argo CD's external URLs for Deployments can include JavaScript|||
CVE-2022-31036|GHSA-q4w5-4gq2-98vm GO-2022-0499|argo-cd|0..<2.1.16 2.2.0..<2.2.10 2.3.0..<2.3.5 2.4.0..<2.4.1|unknown|||Symlink following allows leaking out-of-bounds YAML files from Argo CD repo-server|||
CVE-2022-31102|GHSA-pmjg-52h9-72qv GO-2022-0517|argo-cd|?0..<2.3.0 2.3.0..<2.3.6 2.4.0..<2.4.5|unknown|||Argo CD SSO users vulnerable to Cross-site Scripting|||
CVE-2022-31105|GHSA-7943-82jg-wmw5 GO-2022-0518|argo-cd|0..<2.2.11 2.3.0..<2.3.6 2.4.0..<2.4.5|unknown|||Argo CD certificate verification is skipped for connections to OIDC providers|||
CVE-2022-41354|GHSA-2q5c-qw9c-fmvq GO-2023-1670|argo-cd|0..<2.4.28 2.5.0..<2.5.16 2.6.0..<2.6.7|unknown|||Argo CD authenticated but unauthorized users may enumerate Application names via the API|||
CVE-2023-22482|GHSA-q9hr-j4rf-8fjc GO-2023-1520|argo-cd|0..<2.3.14 2.4.0..<2.4.20 2.5.0..<2.5.8 2.6.0-rc1..<2.6.0-rc5|unknown|||JWT audience claim is not verified|||
CVE-2023-22736|GHSA-6p4m-hw2h-6gmw GO-2023-1512|argo-cd|?0..<2.5.0-rc1 2.5.0-rc1..<2.5.8 2.6.0-rc4..<2.6.0-rc5|unknown|||Controller reconciles apps outside configured namespaces when sharding is enabled|||
CVE-2023-23947|GHSA-3jfq-742w-xg8j GO-2023-1577|argo-cd|?0..<2.3.0 2.3.0..<2.3.17 2.4.0..<2.4.23 2.5.0..<2.5.11 2.6.0..<2.6.2|unknown|||Users with any cluster secret update access may update out-of-bounds cluster secrets|||
CVE-2023-25163|GHSA-mv6w-j4xc-qpfw GO-2023-1548|argo-cd|2.6.0-rc1..<2.6.1|unknown|||Repository access credential leak|||
CVE-2023-40025|GHSA-c8xw-vjgf-94hr GO-2023-2018|argo-cd|?0..<2.6.0 2.6.0..<2.6.14 2.7.0..<2.7.12 2.8.0..<2.8.1|unknown|||Argo CD web terminal session doesn't expire|||
CVE-2023-40026|GHSA-6jqw-jwf5-rp8h GO-2023-2085|argo-cd|0..<2.3.0|unknown|||Path traversal allows leaking out-of-bound Helm charts from Argo CD repo-server|||
CVE-2023-40029|GHSA-fwr2-64vr-xv9m GO-2023-2049|argo-cd|?0..<2.2.0 2.2.0..<2.6.15 2.7.0..<2.7.14 2.8.0..<2.8.3|unknown|||Argo CD cluster secret might leak in cluster details page|||
CVE-2023-40584|GHSA-g687-f2gx-6wm8 GO-2023-2050|argo-cd|?0..<2.4.0 2.4.0..<2.6.15 2.7.0..<2.7.14 2.8.0..<2.8.3|unknown|||Argo CD repo-server Denial of Service vulnerability|||
CVE-2023-50726|GHSA-g623-jcgg-mhmm GO-2024-2643|argo-cd|?0..<2.0.0 2.0.0..<2.8.12 2.9.0..<2.9.8 2.10.0..<2.10.3|unknown|||Bypass manifest during application creation|||
CVE-2024-21661|GHSA-6v85-wr92-q4p7 GO-2024-2654|argo-cd|0..<2.8.13 2.9.0..<2.9.9 2.10.0..<2.10.4|unknown|||Denial of service|||
CVE-2024-21662|CVE-2024-21652 GHSA-2vgg-9h6w-m454 GHSA-x32m-mvfj-52xv GO-2024-2652|argo-cd|0..<2.8.13 2.9.0..<2.9.9 2.10.0..<2.10.4|unknown|||Brute force protection bypass|||
CVE-2024-28175|GHSA-jwv5-8mqv-g387 GO-2024-2646|argo-cd|?0..<2.0.0 2.0.0..<2.8.12 2.9.0..<2.9.8 2.10.0..<2.10.3|unknown|||Cross-site scripting on application summary component|||
CVE-2024-29893|GHSA-jhwx-mhww-rgc3 GO-2024-2667|argo-cd|2.4.0..<2.8.14 2.9.0..<2.9.10 2.10.0..<2.10.5|unknown|||Out of memory crash from malicious Helm registry|||
CVE-2024-31989|GHSA-9766-5277-j5hr GO-2024-2877|argo-cd|0..<2.8.19 2.9.0-rc1..<2.9.15 2.10.0-rc1..<2.10.10 2.11.0-rc1..<2.11.1|unknown|||ArgoCD Vulnerable to Use of Risky or Missing Cryptographic Algorithms in Redis Cache|||
CVE-2024-31990|GHSA-2gvw-w6fj-7m3c GO-2024-2728|argo-cd|?0..<2.4.0 2.4.0..<2.8.16 2.9.0..<2.9.12 2.10.0..<2.10.7|unknown|||Argo CD's API server does not enforce project sourceNamespaces|||
CVE-2024-32476|GHSA-9m6p-x4h2-6frq GO-2024-2792|argo-cd|0..<2.8.17 2.9.0..<2.9.13 2.10.0..<2.10.8|unknown|||Argo CD vulnerable to a Denial of Service via malicious jqPathExpressions in ignoreDifferences|||
CVE-2024-36106|GHSA-3cqf-953p-h5cp GO-2024-2898|argo-cd|0..<2.9.17 2.10.0..<2.10.12 2.11.0..<2.11.3|unknown|||Argo-cd authenticated users can enumerate clusters by name|||
CVE-2024-37152|GHSA-87p9-x75h-p4j2 GO-2024-2902|argo-cd|?0..<2.9.3 2.9.3..<2.9.17 2.10.0..<2.10.12 2.11.0..<2.11.3|unknown|||Unauthenticated Access to sensitive settings in Argo CD|||
CVE-2024-40634|GHSA-jmvp-698c-4x3w GO-2024-3002|argo-cd|0..<2.9.20 2.10.0..<2.10.15 2.11.0..<2.11.6|unknown|||Argo CD Unauthenticated Denial of Service (DoS) Vulnerability via /api/webhook Endpoint|||
CVE-2024-41666|GHSA-v8wx-v5jq-qhhw GO-2024-3006|argo-cd|?0..<2.6.0 2.6.0..<2.9.21 2.10.0..<2.10.16 2.11.0..<2.11.7|unknown|||The Argo CD web terminal session does not handle the revocation of user permissions properly|||
CVE-2025-23216|GHSA-47g2-qmh2-749v GO-2025-3433|argo-cd|0..<2.11.13 2.12.0..<2.12.10 2.13.0..<2.13.4|unknown|||Argo CD does not scrub secret values from patch errors|||
CVE-2025-47933|GHSA-2hj5-g64g-fp6p GO-2025-3720|argo-cd|2.0.0-rc3..<2.13.8 2.14.0-rc1..<2.14.13 3.0.0..<3.0.4|unknown|||Argo CD allows cross-site scripting on repositories page|||
CVE-2025-55190|GHSA-786q-9hcg-v9ff GO-2025-3934|argo-cd|2.13.0..<2.13.9 2.14.0..<2.14.16 3.0.0..<3.0.14 3.1.0-rc1..<3.1.2|unknown|||Argo CD's Project API Token Exposes Repository Credentials|||
CVE-2025-55191|GHSA-g88p-r42r-ppp9 GO-2025-3994|argo-cd|?0..<2.1.0 2.1.0..<2.14.20 3.0.0-rc1..<3.0.19 3.1.0-rc1..<3.1.8 3.2.0-rc1..<3.2.0-rc2|unknown|||Repository Credentials Race Condition Crashes Argo CD Server|||
CVE-2025-59531|GHSA-f9gq-prrc-hrhc GO-2025-3993|argo-cd|0..<2.14.20 3.0.0-rc1..<3.0.19 3.1.0-rc1..<3.1.8 3.2.0-rc1..<3.2.0-rc2|unknown|||Unauthenticated argocd-server panic via a malicious Bitbucket-Server webhook payload|||
CVE-2025-59537|GHSA-wp4p-9pxh-cgx2 GO-2025-3996|argo-cd|0..<2.14.20 3.0.0-rc1..<3.0.19 3.1.0-rc1..<3.1.8 3.2.0-rc1..<3.2.0-rc2|unknown|||argo-cd vulnerable unauthenticated DoS via malformed Gogs webhook payload|||
CVE-2025-59538|GHSA-gpx4-37g2-c8pv GO-2025-3995|argo-cd|?0..<2.9.0-rc1 2.9.0-rc1..<2.14.20 3.0.0-rc1..<3.0.19 3.1.0-rc1..<3.1.8 3.2.0-rc1..<3.2.0-rc2|unknown|||Argo CD Unauthenticated Remote DoS via malformed Azure DevOps git.push webhook|||
CVE-2026-42880|GHSA-3v3m-wc6v-x4x3 GO-2026-5099|argo-cd|0..|unknown|||ArgoCD ServerSideDiff is vulnerable to Kubernetes Secret Extraction|||
CVE-2026-45737|GHSA-rg3g-4rw9-gqrp GO-2026-5618|argo-cd|0..|unknown|||Argo CD: Kubernetes Secret Extraction via ArgoCD ServerSideDiff via sensitive annotations|||
CVE-2026-45738|GHSA-h98r-wv3h-fr38 GO-2026-5418|argo-cd|0..|unknown|||Argo CD: Stored XSS in application link annotations enables developer-to-admin privilege escalation|||
GHSA-6w87-g839-9wv7|GO-2022-0387|argo-cd|0..<1.7.14 1.8.0..<1.8.7|unknown|||Helm OCI credentials leaked into Argo CD logs|||
CVE-2024-33522|GHSA-6362-gv4m-53ww GO-2024-2801|calico|0..<3.26.5 3.27.0..<3.27.3|unknown|||Calico privilege escalation vulnerability|||
CVE-2026-41184|GHSA-9p7w-w5q6-mxj3 GO-2026-5888|calico|0..<3.31.6|unknown|||Calico Inserts Sensitive Information into Log File|||
CVE-2026-41185|GHSA-m67g-87rx-v42c GO-2026-5891|calico|0..<3.31.6|unknown|||Calico Inserts Sensitive Information into Log File|||
CVE-2024-12401|GHSA-r4pg-vg54-wxx4 GO-2024-3282|cert-manager|0..<1.12.14 1.13.0-alpha.0..<1.15.4 1.16.0-alpha.0..<1.16.2|unknown|||Potential slowdown / DoS when parsing specially crafted PEM inputs|||
CVE-2026-25518|GHSA-gx3x-vq4p-mhhv GO-2026-4399|cert-manager|1.18.0..<1.18.5 1.19.0..<1.19.3|unknown|||DoS in cert-manager-controller via Specially Crafted DNS Response|||
CVE-2022-29178|GHSA-6p8v-8cq8-v2r3 GO-2022-0457|cilium|0..<1.9.16 1.10.0..<1.10.11 1.11.0..<1.11.5|unknown|||Access to Unix domain socket can lead to privileges escalation in Cilium|||
CVE-2022-29179|GHSA-fmrf-gvjp-5j5g GO-2022-0458|cilium|0..<1.9.16 1.10.0..<1.10.11 1.11.0..<1.11.5|unknown|||Improper Privilege Management in Cilium|||
CVE-2023-27594|GHSA-8fg8-jh2h-f2hc GO-2023-1643|cilium|0..<1.11.15 1.12.0..<1.12.8 1.13.0..<1.13.1|unknown|||Potential network policy bypass when routing IPv6 traffic|||
CVE-2023-27595|GHSA-r5x6-w42p-jhpp GO-2023-1644|cilium|1.13.0..<1.13.1|unknown|||Cilium eBPF filters may be temporarily removed during agent restart|||
CVE-2023-29002|GHSA-pg5p-wwp8-97g8 GO-2023-1730|cilium|1.7.0..<1.11.16 1.12.0..<1.12.9 1.13.0..<1.13.2|unknown|||Debug mode leaks confidential data in Cilium|||
CVE-2023-30851|GHSA-2h44-x2wx-49f4 GO-2023-1785|cilium|0..<1.11.16 1.12.0..<1.12.9 1.13.0..<1.13.2|unknown|||Potential HTTP policy bypass when using header rules in Cilium|||
CVE-2023-34242|GHSA-r7wr-4w5q-55m6 GO-2023-1862|cilium|1.13.0..<1.13.4|unknown|||Cilium vulnerable to information leakage via incorrect ReferenceGrant handling|||
CVE-2023-39347|GHSA-gj2r-phwg-6rww GO-2023-2078|cilium|0..<1.12.14 1.13.0..<1.13.7 1.14.0..<1.14.2|unknown|||Kubernetes users may update Pod labels to bypass network policy|||
CVE-2023-41332|GHSA-24m5-r6hv-ccgp GO-2023-2079|cilium|0..<1.12.14 1.13.0..<1.13.7 1.14.0..<1.14.2|unknown|||Specific Cilium configurations vulnerable to DoS via Kubernetes annotations|||
CVE-2023-41333|GHSA-4xp2-w642-7mcx GO-2023-2080|cilium|0..<1.12.14 1.13.0..<1.13.7 1.14.0..<1.14.2|unknown|||Cilium vulnerable to bypass of namespace restrictions in CiliumNetworkPolicy|||
CVE-2024-25630|GHSA-7496-fgv9-xw82 GO-2024-2568|cilium|1.14.0..<1.14.7|unknown|||Unencrypted ingress/health traffic when using Wireguard transparent encryption|||
CVE-2024-25631|GHSA-x989-52fc-4vr4 GO-2024-2569|cilium|1.14.0..<1.14.7|unknown|||Unencrypted traffic between pods when using Wireguard and an external kvstore|||
CVE-2024-28248|GHSA-68mj-9pjq-mc85 GO-2024-2653|cilium|1.13.9..<1.13.13 1.14.0..<1.14.8 1.15.0..<1.15.2|unknown|||HTTP policy bypass|||
CVE-2024-28249|GHSA-j89h-qrvr-xc36 GO-2024-2656|cilium|0..<1.13.13 1.14.0..<1.14.8 1.15.0..<1.15.2|unknown|||Unencrypted traffic between nodes with IPsec|||
CVE-2024-28250|GHSA-v6q2-4qr3-5cw6 GO-2024-2657|cilium|1.14.0..<1.14.8 1.15.0..<1.15.2|unknown|||Unencrypted traffic between nodes with WireGuard|||
CVE-2024-28860|GHSA-pwqm-x5x6-5586 GO-2024-2666|cilium|0..<1.13.14 1.14.0..<1.14.9 1.15.0..<1.15.3|unknown|||Insecure IPsec transparent encryption|||
CVE-2024-37307|GHSA-wh78-7948-358j GO-2024-2922|cilium|1.13.0..<1.13.17 1.14.0..<1.14.12 1.15.0..<1.15.6|unknown|||Cilium leaks sensitive information in cilium-bugtool|||
CVE-2024-42486|GHSA-vwf8-q6fw-4wcm GO-2024-3074|cilium|1.15.0..<1.15.8 1.16.0..<1.16.1|unknown|||Cilium leaks information via incorrect ReferenceGrant update logic in Gateway API|||
CVE-2024-42487|GHSA-qcm3-7879-xcww GO-2024-3071|cilium|1.15.0..<1.15.8 1.16.0..<1.16.1|unknown|||Gateway API route matching order contradicts specification|||
CVE-2024-42488|GHSA-q7w8-72mr-vpgw GO-2024-3072|cilium|0..<1.14.14 1.15.0..<1.15.8|unknown|||Policy bypass for Host Firewall policy due to race condition in Cilium agent|||
CVE-2024-47825|GHSA-3wwx-63fv-pfq6 GO-2024-3208|cilium|1.14.0..<1.14.16 1.15.0..<1.15.10|unknown|||Cilium's CIDR deny policies may not take effect when a more narrow CIDR allow is present|||
CVE-2024-52529|GHSA-xg58-75qf-9r67 GO-2024-3290|cilium|1.16.0..<1.16.4|unknown|||Cilium's Layer 7 policy enforcement may not occur in policies with wildcarded port ranges|||
CVE-2025-23028|GHSA-9m5p-c77c-f9j7 GO-2025-3415|cilium|1.14.0..<1.14.18 1.15.0..<1.15.12 1.16.0..<1.16.5|unknown|||DoS in Cilium agent DNS proxy from crafted DNS responses|||
CVE-2025-23047|GHSA-h78m-j95m-5356 GO-2025-3416|cilium|1.14.0..<1.14.19 1.15.0..<1.15.13 1.16.0..<1.16.6|unknown|||Cilium has an information leakage via insecure default Hubble UI CORS header|||
CVE-2025-30162|GHSA-24qp-4xx8-3jvj GO-2025-3560|cilium|1.15.0..<1.15.15 1.16.0..<1.16.8 1.17.0..<1.17.2|unknown|||Cilium East-west traffic not subject to egress policy enforcement for requests via Gateway API load balancers|||
CVE-2025-30163|GHSA-c6pf-2v8j-96mc GO-2025-3561|cilium|1.16.0..<1.16.8 1.17.0..<1.17.2|unknown|||Cilium node based network policies may incorrectly allow workload traffic|||
CVE-2025-32793|GHSA-5vxx-c285-pcq4 GO-2025-3635|cilium|1.13.0..<1.15.16 1.16.0..<1.16.9 1.17.0..<1.17.3|unknown|||In Cilium, packets from terminating endpoints may not be encrypted in Wireguard-enabled clusters|||
CVE-2025-64715|GHSA-38pp-6gcp-rqvm GO-2025-4167|cilium|0..<1.16.17 1.17.0..<1.17.10 1.18.0..<1.18.4|unknown|||Cilium with misconfigured toGroups in policies can lead to unrestricted egress traffic|||
CVE-2026-26963|GHSA-5r23-prx4-mqg3 GO-2026-4522|cilium|1.18.0..<1.18.6|unknown|||Cilium may not enforce host firewall policies when Native Routing, WireGuard and Node Encryption are enabled|||
CVE-2026-33726|GHSA-hxv8-4j4r-cqgv GO-2026-4856|cilium|0..<1.17.14 1.18.0..<1.18.8 1.19.0..<1.19.2|unknown|||Cilium L7 proxy may bypass Kubernetes NetworkPolicy for same-node traffic|||
CVE-2026-41520|GHSA-gj49-89wh-h4gj GO-2026-5400|cilium|0..<1.17.15 1.18.0..<1.18.9 1.19.0..<1.19.3|unknown|||Cillium exposes sensitive information included in the cilium-bugtool debug archive|||
CVE-2026-49445|GHSA-3fcv-jvfp-m4q9 GO-2026-5905|cilium|0..<1.17.14 1.18.0..<1.18.8 1.19.0..<1.19.2|unknown|||Cilium vulnerable to sensitive information disclosure and cluster disruption via local Envoy admin socket access|||
CVE-2026-53935|GHSA-q6h5-q3q6-f87x GO-2026-5914|cilium|0..<1.17.16 1.18.2..<1.18.10 1.19.0..<1.19.4|unknown|||CiliumLocalRedirectPolicy addressMatcher allows cross-namespace service traffic hijacking and can break service translat|||
GHSA-c66w-hq56-4q97|GO-2022-0393|cilium|1.7.8..<1.7.15 1.8.3..<1.8.8 1.9.0..<1.9.5|unknown|||Network policy may be bypassed by some ICMP Echo Requests|||
GHSA-pfhr-pccp-hwmh|GO-2022-0959|cilium|0..<1.10.14 1.11.0..<1.11.8 1.12.0..<1.12.1|unknown|||Network Policies & (Clusterwide) Cilium Network Policies with namespace label selectors may unexpectedly select pods wit|||
CVE-2025-67499|GHSA-jv3w-x3r3-g6rm GO-2025-4222|cni-plugins|1.6.0..<1.9.0|unknown|||CNA Plugins Portmap nftables backend can intercept non-local traffic|||
CVE-2020-15157|GHSA-742w-89gc-8m9c GO-2022-0803|containerd|0..<1.2.14|unknown|||containerd v1.2.x can be coerced into leaking credentials during image pull|||
CVE-2020-15257|GHSA-36xw-fx78-c5r4 GO-2022-0784|containerd|0..<1.3.9 1.4.0..<1.4.3|unknown|||containerd-shim API Exposed to Host Network Containers|||
CVE-2021-32760|GHSA-c72p-9xmj-rx3w GO-2022-0921|containerd|0..<1.4.8 1.5.0..<1.5.4|unknown|||Archive package allows chmod of file outside of unpack target directory|||
CVE-2021-41103|GHSA-c2h3-6mxw-7mvq GO-2022-0938|containerd|0..<1.4.11 1.5.0..<1.5.7|unknown|||Insufficiently restricted permissions on plugin directories|||
CVE-2021-43816|GHSA-mvff-h3cj-wj9c GO-2022-0278|containerd|1.5.0..<1.5.9|unknown|||Unprivileged pod using hostPath can side-step active LSM when it is SELinux|||
CVE-2022-23471|GHSA-2qjp-425j-52j9 GO-2022-1147|containerd|0..<1.5.16 1.6.0..<1.6.12|unknown|||containerd CRI stream server vulnerable to host memory exhaustion via terminal|||
CVE-2022-23648|GHSA-crp2-qrr5-8pq7 GO-2022-0344|containerd|0..<1.4.13 1.5.0..<1.5.10 1.6.0..<1.6.1|unknown|||containerd CRI plugin: Insecure handling of image volumes|||
CVE-2022-31030|GHSA-5ffw-gxpp-mxpf GO-2022-0482|containerd|0..<1.5.13 1.6.0..<1.6.6|unknown|||containerd CRI plugin: Host memory exhaustion through ExecSync|||
CVE-2023-25153|GHSA-259w-8hf6-59c2 GO-2023-1573|containerd|0..<1.5.18 1.6.0..<1.6.18|unknown|||Memory exhaustion via OCI image importer|||
CVE-2023-25173|GHSA-hmfx-3pcx-653p GO-2023-1574|containerd|0..<1.5.18 1.6.0..<1.6.18|unknown|||Privilege escalation via supplementary groups|||
CVE-2024-25621|GHSA-pwhc-rpq9-4c8w GO-2025-4100|containerd|0..<1.7.29 2.0.0..<2.0.7 2.1.0-beta.0..<2.1.5 2.2.0-beta.0..<2.2.0|unknown|||containerd affected by a local privilege escalation via wide permissions on CRI directory|||
CVE-2024-40635|GHSA-265r-hfxg-fhmg GO-2025-3528|containerd|0..<1.6.38 1.7.0-beta.0..<1.7.27 2.0.0..<2.0.4|unknown|||containerd has an integer overflow in User ID handling|||
CVE-2025-47290|GHSA-cm76-qm8v-3j95 GO-2025-3699|containerd|2.1.0..<2.1.1|unknown|||Allows host filesystem access on pull|||
CVE-2025-47291|GHSA-cxfp-7pvr-95ff GO-2025-3701|containerd|2.0.1..<2.0.5|unknown|||Incorrect cgroup assignment for containers running in usernamespaced Kubernetes pods|||
CVE-2025-64329|GHSA-m6hq-p25p-ffr2 GO-2025-4108|containerd|0..<1.7.29 2.0.0..<2.0.7 2.1.0-beta.0..<2.1.5 2.2.0-beta.0..<2.2.0|unknown|||containerd CRI server: Host memory exhaustion through Attach goroutine leak|||
CVE-2026-46680|GHSA-fqw6-gf59-qr4w GO-2026-5378|containerd|1.7.27..<1.7.32 2.0.4..<2.0.9 2.1.0-beta.0..<2.2.4 2.3.0-beta.0..<2.3.1|unknown|||containerd user ID handling bypass allows runAsNonRoot evasion|||
CVE-2026-47262|GHSA-jpcc-p29g-p8mq GO-2026-5475|containerd|1.7.0..<1.7.33 2.0.0..<2.0.10 2.1.0..<2.1.9 2.2.0..<2.2.5 2.3.0..<2.3.2|unknown|||containerd image-triggered runtime DoS via unbounded group parsing|||
CVE-2026-50195|GHSA-cvxm-645q-p574 GO-2026-5338|containerd|?0..<2.1.0 2.1.0..<2.1.9 2.2.0..<2.2.5 2.3.0..<2.3.2|unknown|||containerd: CRI checkpoint import allows local image tag poisoning|||
CVE-2026-53488|GHSA-xhf5-7wjv-pqxp GO-2026-5758|containerd|1.7.0..<1.7.33 2.0.0..<2.0.10 2.1.0..<2.1.9 2.2.0..<2.2.5 2.3.0..<2.3.2|unknown|||containerd CRI — image-config LABEL flows to restart-monitor binary:// logger: host-root command execution from an i|||
CVE-2026-53489|GHSA-rgh6-rfwx-v388 GO-2026-5622|containerd|?0..<2.1.0 2.1.0..<2.1.9 2.2.0..<2.2.5 2.3.0..<2.3.2|unknown|||Arbitrary host CRI log file read via symlink following in CRI checkpoint restore|||
CVE-2026-53492|GHSA-33vj-92qq-66hc GO-2026-5064|containerd|?0..<2.1.0 2.1.0..<2.1.9 2.2.0..<2.2.5 2.3.0..<2.3.2|unknown|||containerd CRI checkpoint restore CDI annotation smuggling|||
GHSA-5j5w-g665-5m35|GO-2022-0360|containerd|0..<1.4.12 1.5.0..<1.5.8|unknown|||Ambiguous OCI manifest parsing|||
GHSA-7ww5-4wqc-m92c|GO-2023-2412|containerd|0..<1.6.26 1.7.0..<1.7.11|unknown|||RAPL accessibility|||
GHSA-c9cp-9c75-9v8c|GO-2024-2846|containerd|0..<1.5.11 1.6.0..<1.6.2|unknown|||Containers started with non-empty inheritable Linux process capabilities|||
CVE-2023-28452|GHSA-hfmw-7g3m-gj6q GO-2024-3130|coredns|0..<1.11.0|unknown|||CoreDNS vulnerable to TuDoor Attacks|||
CVE-2023-30464|GHSA-h92q-fgpp-qhrq GO-2024-3134|coredns|0..<1.11.0|unknown|||CoreDNS Cache Poisoning via a birthday attack|||
CVE-2024-0874|GHSA-m9w6-wp3h-vq8g GO-2024-2785|coredns|0..<1.11.2|unknown|||CoreDNS may return invalid cache entries|||
CVE-2025-47950|GHSA-cvx7-x8pj-x2gw GO-2025-3743|coredns|0..<1.12.2|unknown|||CoreDNS Vulnerable to DoQ Memory Exhaustion via Stream Amplification|||
CVE-2025-58063|GHSA-93mf-426m-g6x9 GO-2025-3942|coredns|1.2.0..<1.12.4|unknown|||CoreDNS: DNS Cache Pinning via etcd Lease ID Confusion|||
CVE-2025-68151|GHSA-527x-5wrf-22m2 GO-2026-4289|coredns|0..<1.14.0|unknown|||CoreDNS gRPC/HTTPS/HTTP3 servers lack resource limits, enabling DoS via unbounded connections and oversized messages|||
CVE-2026-26017|GHSA-c9v3-4pv7-87pr GO-2026-4630|coredns|0..<1.14.2|unknown|||CoreDNS ACL Bypass|||
CVE-2026-26018|GHSA-h75p-j8xm-m278 GO-2026-4635|coredns|0..<1.14.2|unknown|||CoreDNS Loop Detection Denial of Service Vulnerability|||
CVE-2026-32934|GHSA-2wpx-qpw2-g5h5 GO-2026-4969|coredns|0..<1.14.3|unknown|||CoreDNS' DoQ worker pool does not bound stream backlog|||
CVE-2026-32936|GHSA-63cw-r7xf-jmwr GO-2026-5164|coredns|0..<1.14.3|unknown|||CoreDNS DoH GET oversized dns= query parameter causes pre-validation CPU and memory amplification|||
CVE-2026-33190|GHSA-qhmp-q7xh-99rh GO-2026-5583|coredns|0..<1.14.3|unknown|||CoreDNS has TSIG authentication bypass on DoT, DoH, DoH3, DoQ, and gRPC|||
CVE-2026-33489|GHSA-h8mm-c463-wjq3 GO-2026-5417|coredns|0..<1.14.3|unknown|||CoreDNS' transfer stanza selection uses lexicographic compare (subzone ACL bypass)|||
CVE-2026-35579|GHSA-vp29-5652-4fw9 GO-2026-5667|coredns|0..<1.14.3|unknown|||CoreDNS has TSIG authentication bypass on gRPC and QUIC transports|||
GHSA-gv9j-4w24-q7vx|GO-2022-0368|coredns|0..<1.6.6|unknown|||Improper random number generation|||
CVE-2022-0532|GHSA-jqmc-79gx-7g8p GO-2022-0608|cri-o|0..<1.23.1|unknown|||Incorrect Permission Assignment for Critical Resource in CRI-O|||
CVE-2022-0811|GHSA-6x2m-w449-qwx7 GO-2022-0354|cri-o|1.19.0..<1.19.6 1.20.0..<1.20.7 1.21.0..<1.21.6 1.22.0..<1.22.3 1.23.0..<1.23.2|unknown|||Code Injection in CRI-O|||
CVE-2022-1708|GHSA-fcm2-6c3h-pg6j GO-2022-0480|cri-o|0..<1.22.5 1.23.0..<1.23.3 1.24.0..<1.24.1|unknown|||Node DOS by way of memory exhaustion through ExecSync request in CRI-O|||
CVE-2022-27652|GHSA-4hj2-r2pm-3hc6 GO-2022-0426|cri-o|0..<1.24.0|unknown|||Incorrect Default Permissions in CRI-O|||
CVE-2022-2995|GHSA-phjr-8j92-w5v7 GO-2022-1014|cri-o|0..<1.25.0|unknown|||CRI-O incorrect handling of supplementary groups may lead to sensitive information disclosure|||
CVE-2022-4318|GHSA-cm9x-c3rh-7rc4 GO-2022-1206|cri-o|0..<1.26.0|unknown|||CRI-O vulnerable to /etc/passwd tampering resulting in Privilege Escalation|||
CVE-2023-6476|GHSA-p4rx-7wvg-fwrc GO-2024-2458|cri-o|0..<1.27.3 1.28.0..<1.28.3 1.29.0..<1.29.1|unknown|||CRI-O's pods can break out of resource confinement on cgroupv2|||
CVE-2024-3154|GHSA-2cgq-h8xw-2v5j GO-2024-2791|cri-o|0..<1.27.6 1.28.0..<1.28.6 1.29.0..<1.29.4|unknown|||CRI-O vulnerable to an arbitrary systemd property injection|||
CVE-2024-5154|GHSA-j9hf-98c3-wrm8 GO-2024-2919|cri-o|1.28.6..<1.28.7 1.29.4..<1.29.5 1.30.0..<1.30.1|unknown|||malicious container creates symlink "mtab" on the host External|||
CVE-2024-8676|GHSA-7p9f-6x8j-gxxp GO-2024-3292|cri-o|0..<1.29.11 1.30.0..<1.30.8 1.31.0..<1.31.3|unknown|||CRI-O: Maliciously structured checkpoint file can gain arbitrary node access|||
CVE-2025-0750|GHSA-hp5j-2585-qx6g GO-2025-3426|cri-o|0..|unknown|||CRI-O Path Traversal vulnerability|||
CVE-2025-4437|GHSA-8f93-j3fx-72f3 GO-2025-3897|cri-o|0..|unknown|||CRI-O has Potential High Memory Consumption from File Read|||
GHSA-w2j5-3rcx-vx7x|GO-2022-0363|cri-o|1.18.0..<1.19.5 1.20.0..<1.20.6 1.21.0..<1.21.5 1.22.0..<1.22.2 1.23.0..<1.23.1|unknown|||Sysctls applied to containers with host IPC or host network namespaces can affect the host|||
CVE-2014-3499|GHSA-wxj3-qwv4-cvfm GO-2022-0752|docker|0..<1.0.1|unknown|||Privilege Escalation in Docker|||
CVE-2014-5277|GHSA-8w94-cf6g-c8mg GO-2022-0636|docker|0..<1.3.1|unknown|||Man-in-the-Middle (MitM)|||
CVE-2014-6407|GHSA-5qgp-p5jc-w2rm GO-2022-0630|docker|0..<1.3.2|unknown|||Arbitrary Code Execution in Docker|||
CVE-2014-6408|GHSA-44gg-pmqr-4669 GO-2022-0625|docker|1.3.0..<1.3.2|unknown|||Access Restriction Bypass in Docker|||
CVE-2014-9356|GHSA-vj3f-3286-r4pf GO-2022-0751|docker|0..<1.3.3|unknown|||Path Traversal in Docker|||
CVE-2014-9357|GHSA-997c-fj8j-rq5h GO-2022-0640|docker|0..<1.3.3|unknown|||Arbitrary Code Execution|||
CVE-2014-9358|GHSA-qmmc-jppf-32wv GO-2022-0705|docker|0..<1.3.2|unknown|||Directory Traversal in Docker|||
CVE-2015-3627|GHSA-g7v2-2qxx-wjrw GO-2022-0649|docker|0..<1.6.1|unknown|||Symlink Attack in Libcontainer and Docker Engine|||
CVE-2015-3629|GHSA-g44j-7vp3-68cv GO-2022-0647|docker|1.6.0..<1.6.1|unknown|||Arbitrary File Write in Libcontainer|||
CVE-2015-3630|GHSA-8fvr-5rqf-3wwh GO-2022-0638|docker|1.6.0..<1.6.1|unknown|||Information Exposure in Docker Engine|||
CVE-2015-3631|GHSA-v4h8-794j-g8mm GO-2022-0708|docker|0..<1.6.1|unknown|||Arbitrary File Override in Docker Engine|||
CVE-2019-14271|GHSA-v2cv-wwxq-qq97 GO-2024-2521|docker|19.03.0..<19.03.1|unknown|||Moby Docker cp broken with debian containers|||
CVE-2021-41089|GHSA-v994-f8vw-g7j4 GO-2024-2913|docker|0..<20.10.9|unknown|||Unexpected chmod of host files via 'docker cp' in Moby Docker Engine|||
CVE-2021-41091|GHSA-3fwx-pjgw-3558 GO-2024-2500|docker|0..<20.10.9|unknown|||Moby (Docker Engine) Insufficiently restricted permissions on data directory|||
CVE-2022-24769|GHSA-2mm7-x5h6-5pvq GO-2022-0390|docker|0..<20.10.14|unknown|||Moby (Docker Engine) started with non-empty inheritable Linux process capabilities|||
CVE-2022-36109|GHSA-rc4r-wh2q-q6c4 GO-2022-0985|docker|0..<20.10.18|unknown|||Docker supplementary group permissions not set up properly, allowing attackers to bypass primary group restrictions|||
CVE-2023-28840|GHSA-232p-vwff-86mp GO-2023-1699|docker|1.12.0..<20.10.24 23.0.0..<23.0.3|unknown|||Docker Swarm encrypted overlay network may be unauthenticated|||
CVE-2023-28841|GHSA-33pg-m6jh-5237 GO-2023-1700|docker|1.12.0..<20.10.24 23.0.0..<23.0.3|unknown|||Docker Swarm encrypted overlay network traffic may be unencrypted|||
CVE-2023-28842|GHSA-6wrf-mxfj-pf5p GO-2023-1701|docker|1.12.0..<20.10.24 23.0.0..<23.0.3|unknown|||Docker Swarm encrypted overlay network with a single endpoint is unauthenticated|||
CVE-2024-24557|GHSA-xw73-rw38-6vjc GO-2024-2512|docker|0..<24.0.9 25.0.0..<25.0.2|unknown|||Classic builder cache poisoning|||
CVE-2024-29018|GHSA-mq39-4gv4-mvpx GO-2024-2659|docker|25.0.0..<25.0.5 26.0.0-rc1..<26.0.0-rc3|unknown|||Data exfiltration from internal networks|||
CVE-2024-32473|GHSA-x84c-p2g9-rqv9 GO-2024-2737|docker|26.0.0..<26.0.2|unknown|||IPv6 enabled on IPv4-only network interfaces|||
CVE-2024-36620|GHSA-q59j-vv4j-v33c GO-2024-3311|docker|25.0.0..<26.1.0|unknown|||NULL Pointer Dereference on moby image history|||
CVE-2024-36621|GHSA-2mj3-vfvx-fc43 GO-2024-3304|docker|0..<26.0.0|unknown|||Moby Race Condition vulnerability|||
CVE-2024-36623|GHSA-gh5c-3h97-2f3q GO-2024-3305|docker|0..<26.0.0|unknown|||Moby Race Condition vulnerability|||
CVE-2024-41110|GO-2024-3005|docker|19.0.0..<19.03.16 20.0.0..<20.10.28 23.0.0..<23.0.15 24.0.0..<24.0.10 25.0.0..<25.0.6 26.0.0..<26.0.3 26.1.0..<26.1.15 27.0.0..<27.0.4 27.1.0..<27.1.1|unknown|||Moby authz zero length regression|||
CVE-2025-54388|GHSA-x4rx-4gw3-53p4 GO-2025-3830|docker|28.2.0..<28.3.3|unknown|||Moby firewalld reload makes published container ports accessible from remote hosts|||
CVE-2025-54410|GHSA-4vq8-7jfc-9cvp GO-2025-3829|docker|0..<25.0.13|unknown|||Moby firewalld reload removes bridge network isolation|||
CVE-2026-33997|GHSA-pxq6-2prw-chj9 GO-2026-4883|docker|0..<2.0.0-beta.8|unknown|||Moby has an Off-by-one error in its plugin privilege validation|||
CVE-2026-34040|GHSA-x744-4wpc-v9h2 GO-2026-4887|docker|0..<2.0.0-beta.8|unknown|||Moby has AuthZ plugin bypass when provided oversized request bodies|||
CVE-2026-41567|GHSA-x86f-5xw2-fm2r GO-2026-5746|docker|0..<2.0.0-beta.14|unknown|||Docker: 'PUT /containers/{id}/archive' executes container binary on the host|||
CVE-2026-41568|GHSA-vp62-88p7-qqf5 GO-2026-5668|docker|0..<2.0.0-beta.14|unknown|||Race condition in 'docker cp' in github.com/docker/docker allows creation of arbitrary files|||
CVE-2026-42306|GHSA-rg2x-37c3-w2rh GO-2026-5617|docker|0..<2.0.0-beta.14|unknown|||Race condition in 'docker cp' in github.com/docker/docker allows bind mount redirection|||
GHSA-vp35-85q5-9f25|GO-2022-1107|docker|0..<20.10.20|unknown|||Container build can leak any path on the host into the container|||
GHSA-xmmx-7jpf-fx42|GO-2024-2914|docker|0..<20.10.11|unknown|||Moby (Docker Engine) is vulnerable to Ambiguous OCI manifest parsing|||
CVE-2018-16886|GHSA-h6xx-pmxh-3wgp GO-2021-0077|etcd|3.2.0..<3.2.26 3.3.0..<3.3.11|unknown|2021-04-14||Authentication bypass|||the database has a commit; releases after CVE-2018-16886, which needs --client-cert-auth and RBAC
CVE-2020-15106|CVE-2020-15112 GHSA-m332-53r6-2w93 GHSA-p4g4-wgrh-qrg2 GO-2020-0005|etcd|0..<3.3.23 3.4.0-rc.0..<3.4.10|unknown|2021-04-14||Panic due to malformed WALs|||the database has a commit; releases after the advisory GHSA-p4g4-wgrh-qrg2
CVE-2026-33343|GHSA-rfx7-8w68-q57q GO-2026-4808|etcd|0..<3.4.42 3.5.0-alpha.0..<3.5.28 3.6.0-alpha.0..<3.6.9|unknown|||Nested etcd transactions bypass RBAC authorization checks|||
CVE-2026-33413|GHSA-q8m4-xhhv-38mg GO-2026-4806|etcd|0..<3.4.42 3.5.0-alpha.0..<3.5.28 3.6.0-alpha.0..<3.6.9|unknown|||Authorization bypasses in multiple APIs|||
CVE-2026-44283|GHSA-x35m-3gp4-4fh5 GO-2026-5736|etcd|0..<3.4.44 3.5.0..<3.5.30 3.6.0..<3.6.11|unknown|||Etcd RBAC bypass via PrevKv/lease in nested transactions in go.etcd.io/etcd/v3|||both lists of the record are read: one has what is no Go module, the other the rest
CVE-2026-73499|GHSA-xg4h-6gfc-h4m8 GO-2026-6114|etcd|0..<3.5.33 3.6.0..<3.6.14 3.7.0-alpha.0..<3.7.1|unknown|||Watch API authorization bypass|||
GHSA-5x4g-q5rc-36jp|GO-2024-2527|etcd|3.2.22..<3.4.22|unknown|||Insecure ciphers are allowed by default|||
GHSA-j86v-2vjr-fg8f|GO-2024-2528|etcd|0..<3.3.23 3.4.0-rc.0..<3.4.10|unknown|||Etcd Gateway TLS endpoint validation only confirms TCP reachability|||
GHSA-pm3m-32r3-7mfh|GO-2024-2529|etcd|0..<3.3.23 3.4.0-rc.0..<3.4.10|unknown|||Etcd embed auto compaction retention negative value causing a compaction loop or a crash|||
GHSA-vjg6-93fv-qv64|GO-2024-2530|etcd|0..<3.3.23 3.4.0-rc.0..<3.4.10|unknown|||Etcd auth Inaccurate logging of authentication attempts for users with CN-based auth only|||
CVE-2019-16097|GHSA-9wvh-ff5f-xjpj GO-2022-0818|harbor|1.7.0..<1.9.0-rc1|unknown|||Missing Authorization in Harbor|||
CVE-2019-19023|GHSA-q6cj-6jvq-jwmh GO-2022-0863|harbor|1.7.0..<1.8.6 1.9.0..<1.9.3|unknown|||Privilege Escalation in Cloud Native Computing Foundation Harbor|||
CVE-2019-19025|GHSA-gcqm-v682-ccw6 GHSA-rffr-c932-cpxv GO-2022-0876|harbor|1.7.0..<1.8.6 1.9.0..<1.9.3|unknown|||Cross-site Request Forgery (CSRF) in Cloud Native Computing Foundation Harbor|||
CVE-2019-19026|GHSA-rh89-vvrg-fg64 GHSA-w4x5-jqq4-qc8x GO-2022-0883|harbor|1.7.0..<1.8.6 1.9.0..<1.9.3|unknown|||SQL Injection in Cloud Native Computing Foundation Harbor|||
CVE-2019-19029|GHSA-jr34-mff8-pc6f GHSA-qcfv-8v29-469w GO-2022-0853|harbor|1.7.0..<1.8.6 1.9.0..<1.9.3|unknown|||SQL Injection in Cloud Native Computing Foundation Harbor|||
CVE-2019-19030|GHSA-q9x4-q76f-5h5j GO-2022-0704|harbor|1.7.0..<1.10.3 2.0.0..<2.0.1|unknown|||Unauthenticated users can exploit an enumeration vulnerability in Harbor (CVE-2019-19030)|||
CVE-2020-13788|GHSA-33p6-fx42-7rf5 GO-2022-0781|harbor|1.8.0..<2.0.1|unknown|||Harbor is vulnerable to a limited Server-Side Request Forgery (SSRF) (CVE-2020-13788)|||
CVE-2020-13794|GHSA-q9p8-33wc-h432 GO-2022-0865|harbor|0..<2.0.3|unknown|||Authenticated users can exploit an enumeration vulnerability in Harbor|||
CVE-2020-29662|GHSA-38r5-34mr-mvm7 GO-2022-0785|harbor|0..<2.0.5 2.1.0..<2.1.2|unknown|||"catalog's registry v2 api exposed on unauthenticated path in Harbor"|||
CVE-2022-31668|GHSA-r864-28pw-8682 GO-2024-3268|harbor|2.0.0..<2.4.3 2.5.0..<2.5.2|unknown|||Harbor fails to validate the user permissions when updating p2p preheat policies|||
CVE-2023-20902|GHSA-mq6f-5xh5-hgcf GO-2023-2109|harbor|0..<1.10.18 2.0.0..<2.7.3 2.8.0..<2.8.3|unknown|||Harbor timing attack risk|||
CVE-2024-22244|GHSA-5757-v49g-f6r7 GO-2024-2915|harbor|0..<2.8.5 2.9.0..<2.9.3 2.10.0..<2.10.1|unknown|||Open Redirect URL in Harbor|||
CVE-2024-22261|GHSA-vw63-824v-qf2j GO-2024-2916|harbor|0..<2.8.6 2.9.0..<2.9.4 2.10.0..<2.10.2|unknown|||SQL Injection in Harbor scan log API|||
CVE-2024-22278|GHSA-hw28-333w-qxp3 GO-2024-3013|harbor|0..<2.9.5 2.10.0..<2.10.3|unknown|||Harbor fails to validate the user permissions when updating project configurations|||
CVE-2025-30086|GHSA-h27m-3qw8-3pw8 GO-2025-3826|harbor|?0..|unknown|||Possible ORM Leak Vulnerability in the Harbor|||
CVE-2025-32019|GHSA-f9vc-vf3r-pqqq GO-2025-3825|harbor|2.12.0-rc1..<2.12.4-rc1 2.13.0-rc1..<2.13.1-rc1|unknown|||Harbor repository description page has Cross-site Scripting vulnerability|||
CVE-2026-4404|GHSA-hj7x-hmf2-hc2p GO-2026-4845|harbor|0..|unknown|||Harbor allows the use of the default password for web UI login|||
GHSA-prh4-vhfh-24mj|GO-2026-4876|harbor|2.13.0..<2.13.5 2.14.0..<2.14.3|unknown|||Harbor: LDAP password and OIDC secret are not redacted in the audit log|||
CVE-2021-32690|GHSA-56hp-xqp3-w2jf GHSA-7jr6-prv4-5wf5 GO-2022-0384|helm|0..<3.6.1|unknown|2022-07-15||Repository credentials passed to alternate domain|||
CVE-2022-36055|GHSA-7hfp-qfw3-5jxh GO-2022-0962|helm|0..<3.9.4|unknown|2022-09-02||Denial of service through string value parsing|||
CVE-2022-23524|GHSA-6rx9-889q-vv2r GO-2022-1167|helm|0..<3.10.3|unknown|2022-12-14||Denial of service in string value parsing|||
CVE-2019-1000008|GHSA-xrxm-mvqm-r553 GO-2023-1948|helm|2.0.0..<2.12.2|unknown|||Helm Path Traversal|||
CVE-2019-1010275|GHSA-x6r5-vxfg-gq3v GO-2023-1993|helm|0..<2.7.2|unknown|||Helm Improper Certificate Validation|||
CVE-2019-18658|GHSA-p5pc-m4q7-7qm9 GO-2023-1938|helm|2.0.0..<2.15.2|unknown|||Helm Unsafe Link Following|||
CVE-2021-21303|GHSA-c38g-469g-cmgx GO-2022-1040|helm|3.0.0..<3.5.2|unknown|||Insufficient sanitization of data files|||
CVE-2022-23525|GHSA-53c4-hhmh-vw5q GO-2022-1165|helm|0..<3.10.3|unknown|||Denial of service via repository index file|||
CVE-2022-23526|GHSA-67fx-wx78-jx33 GO-2022-1166|helm|0..<3.10.3|unknown|||Denial of service via schema file|||
CVE-2023-25165|GHSA-pwcw-6f5g-gxf8 GO-2023-1547|helm|0..<3.11.1|unknown|||Information disclosure|||
CVE-2024-25620|GHSA-v53g-5gjp-272r GO-2024-2554|helm|0..<3.14.1|unknown|||Path traversal|||
CVE-2024-26147|GHSA-r53h-jv2g-vpx6 GO-2024-2575|helm|0..<3.14.2|unknown|||Helm's Missing YAML Content Leads To Panic|||
CVE-2025-32386|GHSA-4hfp-h4cw-hj8p GO-2025-3601|helm|0..<3.17.3|unknown|||Helm Allows A Specially Crafted Chart Archive To Cause Out Of Memory Termination|||
CVE-2025-32387|GHSA-5xqw-8hwv-wg92 GO-2025-3602|helm|0..<3.17.3|unknown|||Helm Allows A Specially Crafted JSON Schema To Cause A Stack Overflow|||
CVE-2025-53547|GHSA-557j-xg8c-q2mm GO-2025-3802|helm|0..<3.18.4|unknown|||Helm vulnerable to Code Injection through malicious chart.yaml content|||
CVE-2025-55198|GHSA-f9f8-9pmf-xv68 GO-2025-3888|helm|0..<3.18.5|unknown|||Helm May Panic Due To Incorrect YAML Content|||
CVE-2025-55199|GHSA-9h84-qmv7-982p GO-2025-3887|helm|0..<3.18.5|unknown|||Helm Charts with Specific JSON Schema Values Can Cause Memory Exhaustion|||
CVE-2026-35204|GHSA-vmx8-mqv2-9gmg GO-2026-5666|helm|4.0.0..<4.1.4|unknown|||Helm path traversal in plugin metadata version enables arbitrary file write outside Helm plugin directory|||
CVE-2026-35205|GHSA-q5jf-9vfq-h4h7 GO-2026-5566|helm|4.0.0..<4.1.4|unknown|||Helm's plugin verification fails open when .prov is missing, allowing unsigned plugin install|||
CVE-2026-35206|GHSA-hr2v-4r36-88hr GO-2026-5435|helm|0..<3.20.2|unknown|||Helm Chart extraction output directory collapse via Chart.yaml name dot-segment|||
CVE-2026-39350|GHSA-9gcg-w975-3rjh GO-2026-5289|istio|?0..|unknown|||Istio: AuthorizationPolicy serviceAccounts regex injection via unescaped dots|||
CVE-2026-41413|GHSA-fgw5-hp8f-xfhc GO-2026-5363|istio|?0..|unknown|||Istio: SSRF via RequestAuthentication jwksUri|||
CVE-2020-14316|GHSA-828r-r2c8-rfw3 GO-2024-2756|kubevirt|0..<0.30.0|unknown|||Privilege Escalation in kubevirt|||
CVE-2020-1701|GHSA-849r-8wvp-4wwg GO-2024-2765|kubevirt|0..<0.26.0|unknown|||Permissions bypass in KubeVirt|||
CVE-2024-31420|GHSA-vjhf-6xfr-5p9g GO-2024-2688|kubevirt|0..|unknown|||KubeVirt NULL pointer dereference flaw|||
CVE-2024-33394|GHSA-4q63-mr2m-57hf GO-2024-2816|kubevirt|0..|unknown|||kubevirt allows a local attacker to execute arbitrary code via a crafted command|||
CVE-2025-14525|GHSA-25mh-hp8x-cgrv GO-2026-4384|kubevirt|0..|unknown|||KubeVirt Guest Agent DoS via Excessive Network Interface Reports|||
CVE-2025-64324|GHSA-46xp-26xh-hpqh GO-2025-4110|kubevirt|0..<1.6.1 1.6.2..<1.7.0-rc.0|unknown|||KubeVirt Vulnerable to Arbitrary Host File Read and Write|||
CVE-2025-64432|GHSA-38jw-g2qx-4286 GO-2025-4103|kubevirt|0..<1.5.3 1.6.0-alpha.0..<1.6.0-beta.0.0.20250730135146-231dc69723f3 1.6.0-rc.0..<1.6.1 1.6.2..<1.7.0-rc.0|unknown|||KubeVirt Affected by an Authentication Bypass in Kubernetes Aggregation Layer|||
CVE-2025-64433|GHSA-qw6q-3pgr-5cwq GO-2025-4109|kubevirt|0..<1.5.3 1.6.0-alpha.0..<1.6.0-beta.0.0.20250801195231-a81b27d4600c 1.6.0-rc.0..<1.6.1|unknown|||KubeVirt Arbitrary Container File Read|||
CVE-2025-64434|GHSA-ggp9-c99x-54gp GO-2025-4107|kubevirt|0..<1.5.3 1.6.0-alpha.0..<1.6.0-beta.0.0.20250730135146-231dc69723f3 1.6.0-rc.0..<1.6.1|unknown|||KubeVirt Improper TLS Certificate Management Handling Allows API Identity Spoofing|||
CVE-2025-64435|GHSA-9m94-w2vq-hcf9 GO-2025-4105|kubevirt|0..<1.7.0-beta.0|unknown|||KubeVirt VMI Denial-of-Service (DoS) Using Pod Impersonation|||
CVE-2025-64437|GHSA-2r4r-5x78-mvqf GO-2025-4102|kubevirt|0..<1.5.3 1.6.0-alpha.0..<1.6.0-beta.0.0.20250801202148-3ce9f41c54d0|unknown|||KubeVirt Isolation Detection Flaw Allows Arbitrary File Permission Changes|||
CVE-2026-6383|GHSA-j6cv-3w8p-vrg8 GO-2026-5450|kubevirt|0..|unknown|||KubeVirt's authorization mechanism improperly truncates subresource names|||
CVE-2026-7374|GHSA-7jcp-v9w4-wjmg GO-2026-5848|kubevirt|0..<1.6.6 1.7.0-alpha.0..<1.7.4 1.8.0-alpha.0..<1.8.3|unknown|||KubeVirt has a Link Following vulnerability|||
CVE-2026-9804|GHSA-mpmf-3w4r-qfpf GO-2026-5883|kubevirt|0..|unknown|||KubeVirt has a Link Following issue|||
GHSA-qv98-3369-g364|GO-2022-1000|kubevirt|0.20.0..<0.55.1|unknown|||KubeVirt vulnerable to arbitrary file read on host|||
CVE-2022-47633|GHSA-m3cq-xcx9-3gvm GO-2022-1180|kyverno|1.8.3..<1.8.5|unknown|||Verification rule bypass|||
CVE-2023-33191|GHSA-33hq-f2mf-jm3c GO-2023-1801|kyverno|1.9.2..<1.9.4|unknown|||kyverno seccomp control can be circumvented|||
CVE-2023-34091|GHSA-hq4m-4948-64cc GO-2023-1819|kyverno|0..<1.10.0|unknown|||Kyverno resource with a deletionTimestamp may allow policy circumvention|||
CVE-2023-42813|GHSA-wc3x-5rfv-hh5v GO-2023-2335|kyverno|?0..|unknown|||Denial of service from malicious manifest in kyverno|||
CVE-2023-42814|GHSA-9g37-h7p2-2c6r GO-2023-2336|kyverno|?0..|unknown|||Denial of service from malicious image manifest in kyverno|||
CVE-2023-42815|GHSA-hjpv-68f4-2262 GO-2023-2337|kyverno|?0..|unknown|||Denial of service from malicious image manifest in kyverno|||
CVE-2023-42816|GHSA-4mp4-46gq-hv3r GO-2023-2338|kyverno|?0..|unknown|||Denial of service from malicious signature in kyverno|||
CVE-2023-47630|GHSA-3hfq-cx9j-923w GO-2023-2340|kyverno|0..<1.10.5|unknown|||Attacker can cause Kyverno user to unintentionally consume insecure image|||
CVE-2024-48921|GHSA-qjvc-p88j-j9rm GO-2024-3230|kyverno|0..<1.13.0|unknown|||Kyverno's PolicyException objects can be created in any namespace by default|||
CVE-2025-29778|GHSA-46mp-8w32-6g94 GO-2025-3562|kyverno|0..<1.14.0-alpha.1|unknown|||Kyverno ignores subjectRegExp and IssuerRegExp|||
CVE-2025-46342|GHSA-jrr2-x33p-6hvc GO-2025-3652|kyverno|0..<1.13.5 1.14.0-alpha.1..<1.14.0|unknown|||Kyverno vulnerable to bypass of policy rules that use namespace selectors in match statements|||
CVE-2025-47281|GHSA-r5p3-955p-5ggq GO-2025-3823|kyverno|0..<1.14.2|unknown|||Kyverno's Improper JMESPath Variable Evaluation Lead to Denial of Service|||
CVE-2026-22039|GHSA-8p9x-46gm-qfx2 GO-2026-4381|kyverno|0..<1.15.3 1.16.0-rc.1..<1.16.3|unknown|||Kyverno Cross-Namespace Privilege Escalation via Policy apiCall|||
CVE-2026-23881|GHSA-r2rj-wwm5-x6mq GO-2026-4382|kyverno|0..<1.15.3 1.16.0-rc.1..<1.16.3|unknown|||Kyverno Denial of Service via Context Variable Amplification in Policy Engine|||
CVE-2026-40868|GHSA-q93q-v844-jrqp GO-2026-5575|kyverno|0..<1.17.0|unknown|||kyverno apicall servicecall implicit bearer token injection leaks kyverno serviceaccount token|||
CVE-2026-41068|GHSA-cvq5-hhx3-f99p GO-2026-5337|kyverno|0..|unknown|||Kyverno: Cross-Namespace Read Bypasses RBAC Isolation (CVE-2026-22039 Incomplete Fix)|||
CVE-2026-41323|GHSA-f9g8-6ppc-pqq4 GO-2026-5351|kyverno|0..<1.17.0|unknown|||Kyverno: ServiceAccount token leaked to external servers via apiCall service URL|||
CVE-2026-41485|GHSA-fpjq-c37h-cqcv GO-2026-5374|kyverno|1.13.0..<1.16.4 1.17.0-rc.1..<1.17.2|unknown|||Kyverno Controller Denial of Service via forEach Mutation Panic|||
CVE-2026-4789|GHSA-rggm-jjmc-3394 GO-2026-5621|kyverno|1.16.0..<1.17.0|unknown|||Kyverno has SSRF via CEL http.Get/http.Post in NamespacedValidatingPolicy allows cross-namespace data access|||
GHSA-459x-q9hg-4gpq|GO-2025-3615|kyverno|0..|unknown|||Kyverno vulnerable to SSRF via Service Calls|||
GHSA-8wfp-579w-6r25|GO-2026-5268|kyverno|0..<1.17.0|unknown|||Kyverno apiCall automatically forwards ServiceAccount token to external endpoints (credential leak)|||
GHSA-fmqp-4wfc-w3v7|GO-2026-5371|kyverno|0..<1.16.2|unknown|||Kyverno APICall SSRF Vulnerability Leading to Multi-Tenant Isolation Breach|||
GHSA-gg4x-fgg2-h9w9|GO-2026-4285|kyverno|1.9.0..<1.13.0|unknown|||Bypassing Kyverno Policies via Double Policy Exceptions|||
GHSA-hgv6-w7r3-w4qw|GO-2023-1804|kyverno|0..<1.9.5|unknown|||Kyverno vulnerable due to usage of insecure cipher|||
GHSA-qr4g-8hrp-c4rw|GO-2026-5594|kyverno|0..|unknown|||Kyverno has unrestricted outbound requests in Kyverno apiCall enabling SSRF|||
CVE-2024-0132|GHSA-mjjw-553x-87pq GO-2024-3239|nvidia-container-toolkit|0..<1.16.2|unknown|||NVIDIA Container Toolkit contains a Time-of-check Time-of-Use (TOCTOU) vulnerability|||
CVE-2024-0133|GHSA-f748-7hpg-88ch GO-2024-3237|nvidia-container-toolkit|0..<1.16.2|unknown|||NVIDIA Container Toolkit allows specially crafted container image to create empty files on the host file system|||
CVE-2025-23266|GHSA-vmg3-7v43-9g23 GO-2025-3992|nvidia-container-toolkit|0..<1.17.8|unknown|||NVIDIA Container Toolkit for all platforms contains an Untrusted Search Path|||
CVE-2025-23267|GHSA-67jc-hmvg-q4c7 GO-2025-3998|nvidia-container-toolkit|0..<1.17.8|unknown|||NVIDIA Container Toolkit for all platforms contains a vulnerability in the update-ldcache hook|||
CVE-2019-13209|GHSA-xhg2-rvm8-w2jh GO-2022-0755|rancher|0..<2.2.5-rc6.0.20190621200032-0ddffe484adc|unknown|2021-05-18||Cross-site request forgery|||
CVE-2017-7297|GHSA-w3x4-9854-95x8 GO-2023-1973|rancher|1.2.0..<1.2.4 1.3.0..<1.3.5 1.4.0..<1.4.3 1.5.0..<1.5.3|unknown|||Rancher Access Control Vulnerability|||
CVE-2018-20321|GHSA-9qq2-xhmc-h9qr GO-2022-0644|rancher|2.0.0..<2.1.6|unknown|||Access Control Bypass|||
CVE-2019-11202|GHSA-xh8x-j8h3-m5ph GO-2024-2784|rancher|2.0.0..<2.2.2|unknown|||Rancher Recreates Default User With Known Password Despite Deletion|||
CVE-2019-11881|GHSA-2p4g-jrmx-r34m GO-2024-2761|rancher|0..|unknown|||Rancher Login Parameter Can Be Edited|||
CVE-2019-12274|GHSA-gc62-j469-9gjm GO-2023-1991|rancher|0..<1.6.27 2.0.0..<2.2.4|unknown|||Rancher Privilege Escalation Vulnerability|||
CVE-2019-12303|GHSA-53pj-67m4-9w98 GO-2024-2762|rancher|2.0.0..<2.2.4|unknown|||Rancher code injection via fluentd config commands|||
CVE-2019-6287|GHSA-6r7x-4q7g-h83j GO-2024-2764|rancher|2.0.0..<2.1.6|unknown|||Rancher Project Members Have Continued Access to Namespaces After Being Removed From Them|||
CVE-2021-25318|GHSA-f9xf-jq4j-vqw4 GO-2024-2768|rancher|0..<2.4.16 2.5.0..<2.5.9|unknown|||Rancher does not properly specify ApiGroup when creating Kubernetes RBAC resources|||
CVE-2021-25320|GHSA-gqf8-rvrh-g7w6 GO-2026-4589|rancher|0..<2.4.16 2.5.0..<2.5.9|unknown|||Rancher cloud credentials can be used through proxy API by users without access|||
CVE-2021-31999|GHSA-pvxj-25m6-7vqr GO-2024-2778|rancher|0..<2.4.16 2.5.0..<2.5.9|unknown|||Rancher Privilege escalation vulnerability via malicious "Connection" header|||
CVE-2021-36775|GHSA-28g7-896h-695v GO-2024-2760|rancher|0..<2.4.18 2.5.0..<2.5.12 2.6.0..<2.6.3|unknown|||Rancher's Failure to delete orphaned role bindings does not revoke project level access from group based authentication|||
CVE-2021-36776|GHSA-gvh9-xgrq-r8hw GO-2024-2771|rancher|2.5.0..<2.5.10|unknown|||Rancher's Steve API Component Improper authorization check allows privilege escalation|||
CVE-2022-45157|GHSA-xj7w-r753-vj8v GO-2024-3223|rancher|2.7.0..<2.8.9 2.9.0..<2.9.3|unknown|||Exposure of vSphere's CPI and CSI credentials in Rancher|||
CVE-2023-22649|GHSA-xfj7-qf8w-2gcr GO-2024-2537|rancher|2.6.0..<2.6.14 2.7.0..<2.7.10 2.8.0..<2.8.2|unknown|||Rancher 'Audit Log' leaks sensitive information|||
CVE-2023-22650|GHSA-9ghh-mmcq-8phc GO-2024-2931|rancher|2.7.0..<2.7.14 2.8.0..<2.8.5|unknown|||Rancher does not automatically clean up a user deleted or disabled from the configured Authentication Provider|||
CVE-2023-32194|GHSA-c85r-fwc7-45vc GO-2024-2535|rancher|2.6.0..<2.6.14 2.7.0..<2.7.10 2.8.0..<2.8.2|unknown|||Rancher permissions on 'namespaces' in any API group grants 'edit' permissions on namespaces in 'core'|||
CVE-2023-32196|GHSA-64jq-m7rq-768h GO-2024-2929|rancher|2.7.0..<2.7.14 2.8.0..<2.8.5|unknown|||Rancher's External RoleTemplates can lead to privilege escalation|||
CVE-2023-32197|GHSA-7h8m-pvw3-5gh4 GO-2024-3220|rancher|2.7.0..<2.8.9 2.9.0..<2.9.3|unknown|||Rancher allows privilege escalation in Windows nodes due to Insecure Access Control Lists|||
CVE-2023-32199|GHSA-j4vr-pcmw-hx59 GO-2025-4073|rancher|?0..|unknown|||Rancher user retains access to clusters despite Global Role removal|||
CVE-2024-22030|GHSA-h4h5-9833-v2p4 GO-2024-3161|rancher|2.7.0..<2.7.15 2.8.0..<2.8.8 2.9.0..<2.9.2|unknown|||Rancher agents can be hijacked by taking over the Rancher Server URL|||
CVE-2024-22031|GHSA-8h6m-wv39-239m GO-2025-3647|rancher|2.8.0..<2.9.9 2.10.0..<2.10.5 2.11.0..<2.11.1|unknown|||Rancher users who can create Projects can gain access to arbitrary projects|||
CVE-2024-22032|GHSA-q6c7-56cq-g2wm GO-2024-2932|rancher|2.7.0..<2.7.14 2.8.0..<2.8.5|unknown|||Rancher's RKE1 Encryption Config kept in plain-text within cluster AppliedSpec|||
CVE-2024-22036|GHSA-h99m-6755-rgwc GO-2024-3221|rancher|2.7.0..<2.7.16 2.8.0..<2.8.9 2.9.0..<2.9.3|unknown|||Rancher Remote Code Execution via Cluster/Node Drivers|||
CVE-2024-52281|GHSA-2v2w-8v8c-wcm9 GO-2025-3391|rancher|2.9.0..<2.9.4|unknown|||Rancher UI has Stored Cross-site Scripting vulnerability|||
CVE-2024-52282|GHSA-9c5p-35gj-jqp4 GO-2024-3280|rancher|2.8.0..<2.8.10 2.9.0..<2.9.4|unknown|||Rancher Helm Applications may have sensitive values leaked|||
CVE-2024-58259|GHSA-4h45-jpvh-6p5j GO-2025-3923|rancher|2.9.0..<2.9.11 2.10.0..<2.10.9 2.11.0..<2.11.5 2.12.0..<2.12.1|unknown|||Rancher affected by unauthenticated Denial of Service|||
CVE-2024-58260|GHSA-q82v-h4rq-5c86 GO-2025-3983|rancher|2.9.0..<2.9.12 2.10.0..<2.10.10 2.11.0..<2.11.6 2.12.0..<2.12.2|unknown|||Rancher update on users can deny the service to the admin|||
CVE-2024-58267|GHSA-v3vj-5868-2ch2 GO-2025-3984|rancher|2.9.0..<2.9.12 2.10.0..<2.10.10 2.11.0..<2.11.6 2.12.0..<2.12.2|unknown|||Rancher CLI SAML authentication is vulnerable to phishing attacks|||
CVE-2024-58269|GHSA-mw39-9qc2-f7mg GO-2025-4074|rancher|?0..|unknown|||Rancher exposes sensitive information through audit logs|||
CVE-2025-23387|GHSA-5qmp-9x47-92q8 GO-2025-3489|rancher|2.8.0..<2.8.13 2.9.0..<2.9.7 2.10.0..<2.10.3|unknown|||Rancher's SAML-based login via CLI can be denied by unauthenticated users|||
CVE-2025-23388|GHSA-xr9q-h9c7-xw8q GO-2025-3491|rancher|2.8.0..<2.8.13 2.9.0..<2.9.7 2.10.0..<2.10.3|unknown|||Rancher allows an unauthenticated stack overflow in /v3-public/authproviders API|||
CVE-2025-23389|GHSA-mq23-vvg7-xfm4 GO-2025-3490|rancher|2.8.0..<2.8.13 2.9.0..<2.9.7 2.10.0..<2.10.3|unknown|||Rancher does not Properly Validate Account Bindings in SAML Authentication Enables User Impersonation on First Login|||
CVE-2025-23391|GHSA-8p83-cpfg-fj3g GO-2025-3586|rancher|2.8.0..<2.8.14 2.9.0..<2.9.8 2.10.0..<2.10.4|unknown|||Rancher: Restricted Administrator can change Administrator's passwords|||
CVE-2025-54468|GHSA-mjcp-rj3c-36fr GO-2025-3982|rancher|2.9.0..<2.9.12 2.10.0..<2.10.10 2.11.0..<2.11.6 2.12.0..<2.12.2|unknown|||Rancher sends sensitive information to external services through the /meta/proxy endpoint|||
CVE-2025-67601|GHSA-mc24-7m59-4q5p GO-2026-4393|rancher|2.10.0..<2.10.11 2.11.0..<2.11.10 2.12.0..<2.12.6 2.13.0..<2.13.2|unknown|||Rancher CLI skips TLS verification on Rancher CLI login command|||
CVE-2026-25705|GHSA-5v3h-x4wf-5c35 GO-2026-5154|rancher|2.10.11..<2.11.13 2.12.0..<2.12.9 2.13.0..<2.13.5 2.14.0..<2.14.1|unknown|||Rancher Extensions have arbitrary file access via path traversal|||
CVE-2026-41052|GHSA-vx8h-4prv-g744 GO-2026-5876|rancher|2.12.0..<2.12.10 2.13.0..<2.13.6 2.14.0..<2.14.2|unknown|||Rancher has Privilege Escalation from Project Owner to Host|||
CVE-2026-41053|GHSA-4j6x-2764-m8gh GO-2026-5869|rancher|2.13.0..<2.13.6 2.14.0..<2.14.2|unknown|||Rancher has over-inclusive team membership expansion in GitHub App authentication provider|||
CVE-2026-44939|GHSA-mhc6-2gfq-xx62 GO-2026-5875|rancher|2.10.0..<2.10.12 2.11.0..<2.11.14 2.12.0..<2.12.10 2.13.0..<2.13.6 2.14.0..<2.14.2|unknown|||Rancher vulnerable to command injection through unsanitized YAML parameter|||
GHSA-hwm2-4ph6-w6m5|GO-2026-4590|rancher|0..<2.6.4|unknown|||Rancher's restricted PodSecurityPolicy does not prevent containers from running as a privileged user|||
CVE-2016-3697|GHSA-q3j5-32m5-58c2 GO-2021-0070|runc|0..<0.1.0|unknown|2021-04-14||Privilege escalation|||
CVE-2019-16884|GHSA-fgv8-vj5c-2ppq GO-2021-0085|runc|0..<1.0.0-rc8.0.20190930145003-cad42f6e0932|unknown|2021-04-14||Authorization bypass|||
CVE-2019-19921|GHSA-fh74-hm69-rqjw GO-2021-0087|runc|0..<1.0.0-rc9.0.20200122160610-2fc03cc11c77|unknown|2021-04-14||Race condition|||
CVE-2021-43784|GHSA-v95c-p5hm-xq8f GO-2022-0274|runc|1.0.1-0.20211012131345-9c444070ec7b..<1.1.0|unknown|2022-07-15||Namespace restriction bypass|||
CVE-2016-9962|GHSA-gp4j-w3vj-7299 GO-2022-0835|runc|0..<1.0.0-rc3|unknown|||Information Exposure in RunC|||
CVE-2021-30465|GHSA-c3xm-pvg7-gh7r GO-2022-0914|runc|0..<1.0.0-rc95|unknown|||Mount destinations can be swapped via symlink-exchange to cause mounts outside the rootfs|||
CVE-2022-29162|GHSA-f3fp-gc8g-vw66 GO-2022-0452|runc|0..<1.1.2|unknown|||Default inheritable capabilities for linux container should be empty|||
CVE-2023-25809|GHSA-m8cg-xc2p-r3fc GO-2023-1682|runc|0..<1.1.5|unknown|||Rootless: /sys/fs/cgroup is writable when cgroupns isn't unshared|||
CVE-2023-27561|GHSA-vpvm-3wq2-2wvm GO-2023-1627|runc|1.0.0-rc95..<1.1.5|unknown|||Opencontainers runc Incorrect Authorization vulnerability|||
CVE-2023-28642|GHSA-g2j6-57v7-gm8c GO-2023-1683|runc|0..<1.1.5|unknown|||AppArmor bypass with symlinked /proc|||
CVE-2024-21626|GHSA-xr7r-f8xq-vfvv GO-2024-2491|runc|1.0.0-rc93..<1.1.12|unknown|||Container breakout through process.cwd trickery and leaked fds|||
CVE-2024-45310|GHSA-jfvp-7x6p-h2pv GO-2024-3110|runc|0..<1.1.14 1.2.0-rc.1..<1.2.0-rc.3|unknown|||Can be confused to create empty files/directories on the host|||
CVE-2025-31133|GHSA-9493-h29p-rfm2 GO-2025-4096|runc|0..<1.2.8 1.3.0-rc.1..<1.3.3 1.4.0-rc.1..<1.4.0-rc.3|unknown|||Container escape via "masked path" abuse due to mount race conditions|||
CVE-2025-52565|GHSA-qw9x-cqr3-wc7r GO-2025-4097|runc|1.0.0-rc3..<1.2.8 1.3.0-rc.1..<1.3.3 1.4.0-rc.1..<1.4.0-rc.3|unknown|||Container escape with malicious config due to /dev/console mount and related races|||
CVE-2025-52881|GHSA-cgrx-mc8f-2prm GO-2025-4098|runc|0..<1.2.8 1.3.0-rc.1..<1.3.3 1.4.0-rc.1..<1.4.0-rc.3|unknown|||Container escape and DDoS due to arbitrary write gadgets and procfs write redirects|||
CVE-2026-41579|GHSA-xjvp-4fhw-gc47 GO-2026-5761|runc|0..<1.3.6 1.4.0..<1.4.3 1.5.0-rc.1..<1.5.0-rc.3|unknown|||Malicious image with /dev symlink can trigger limited host filesystem integrity violations|||
GHSA-g54h-m393-cpwq|GO-2022-0396|runc|0..<1.0.0-rc91|unknown|||Devices resource list treated as a blacklist by default|||
CVE-2018-15598|GHSA-2cjc-rgmp-x649 GO-2023-1950|traefik|1.6.0..<1.6.6|unknown|||Traefik Missing Authentication|||
CVE-2019-12452|GHSA-r3fq-cmmw-cpmm GO-2023-1919|traefik|1.7.0..<1.7.12|unknown|||Containous Traefik Exposes Password Hashes|||
CVE-2020-9321|GHSA-7h6j-2268-fhcm GO-2022-0808|traefik|0..|unknown|||Improper Certificate Handling|||
CVE-2021-32813|GHSA-m697-4v8f-55qg GO-2022-0923|traefik|0..<2.4.13|unknown|||Header dropping in traefik|||
CVE-2022-23469|GHSA-h2ph-vhm7-g4hp GO-2022-1154|traefik|0..<2.9.6|unknown|||Traefik may display authorization header in the debug logs|||
CVE-2022-23632|GHSA-hrhx-6h34-j5hc GO-2022-0325|traefik|0..<2.6.1|unknown|||Skip the router TLS configuration when the host header is an FQDN|||
CVE-2022-46153|GHSA-468w-8x39-gj5v GO-2022-1152|traefik|0..<2.9.6|unknown|||Traefik routes exposed with an empty TLSOption|||
CVE-2023-47106|GHSA-fvhj-4qfh-q2hm GO-2023-2376|traefik|0..<2.10.6|unknown|||Traefik incorrectly processes fragment in the URL, leads to Authorization Bypass|||
CVE-2023-47124|GHSA-8g85-whqh-cr2f GO-2023-2381|traefik|0..<2.10.6|unknown|||Traefik vulnerable to potential DDoS via ACME HTTPChallenge|||
CVE-2023-47633|GHSA-6fwg-jrfw-ff7p GO-2023-2377|traefik|0..<2.10.6|unknown|||Traefik docker container using 100% CPU|||
CVE-2024-28869|GHSA-4vwx-54mw-vqfw GO-2024-2722|traefik|0..<2.11.2 3.0.0-beta3..<3.0.0-rc5|unknown|||Traefik vulnerable to denial of service with Content-length header|||
CVE-2024-39321|GHSA-gxrv-wf35-62w9 GO-2024-2973|traefik|0..<2.11.6 3.0.0-beta3..<3.0.4 3.1.0-rc1..<3.1.0-rc3|unknown|||Bypassing IP allow-lists in traefik via HTTP/3 early data requests in QUIC 0-RTT handshakes|||
CVE-2024-45410|GHSA-62c8-mh53-4cqv GO-2024-3135|traefik|0..<2.11.9 3.0.0-beta3..<3.1.3|unknown|||HTTP client can manipulate custom HTTP headers that are added by Traefik|||
CVE-2024-52003|GHSA-h924-8g65-j9wg GO-2024-3299|traefik|0..<2.11.14 3.0.0..<3.2.1|unknown|||Traefik's X-Forwarded-Prefix Header still allows for Open Redirect|||
CVE-2025-32431|GHSA-6p68-w45g-48j7 GO-2025-3634|traefik|0..<2.11.23 3.0.0..<3.3.6 3.4.0-rc1..<3.4.0-rc2|unknown|||Traefik has a possible vulnerability with the path matchers|||
CVE-2025-47952|GHSA-vrch-868g-9jx5 GO-2025-3719|traefik|0..<2.11.25 3.0.0..<3.4.1|unknown|||Traefik allows path traversal using url encoding|||
CVE-2025-54386|GHSA-q6gg-9f92-r9wg GO-2025-3835|traefik|0..<2.11.28 3.0.0..<3.4.5 3.5.0-rc1..<3.5.0|unknown|||Traefik Client Plugin's Path Traversal Vulnerability Allows Arbitrary File Overwrite and Remote Code Execution|||
CVE-2025-66490|GHSA-gm3x-23wp-hc2c GO-2025-4206|traefik|0..<2.11.32 3.0.0..<3.6.3|unknown|||Path Normalization Bypass in Traefik Router + Middleware Rules|||
CVE-2025-66491|GHSA-7vww-mvcr-x6vj GO-2025-4205|traefik|0..|unknown|||Traefik Inverted TLS Verification Logic in ingress-nginx Provider|||
CVE-2026-22045|GHSA-cwjm-3f7h-9hwq GO-2026-4322|traefik|0..<2.11.35 3.0.0..<3.6.7|unknown|||Traefik's ACME TLS-ALPN fast path lacks timeouts and close on handshake stall|||
CVE-2026-25949|GHSA-89p3-4642-cr2w GO-2026-4484|traefik|0..|unknown|||Traefik: TCP readTimeout bypass via STARTTLS on Postgres|||
CVE-2026-26998|GHSA-fw45-f5q2-2p4x GO-2026-4593|traefik|0..<2.11.38 3.0.0..<3.6.9|unknown|||Traefik has unbounded io.ReadAll on auth server response body that causes OOM DOS|||
CVE-2026-26999|GHSA-xw98-5q62-jx94 GO-2026-4594|traefik|0..<2.11.38 3.0.0..<3.6.9|unknown|||Traefik: tcp router clears read deadlines before tls forwarding, enabling stalled handshakes (Slowloris DOS)|||
CVE-2026-29054|GHSA-92mv-8f8w-wq52 GO-2026-4597|traefik|?0..<2.11.9 2.11.9..<2.11.38 3.1.3..<3.6.9|unknown|||traefik CVE-2024-45410 fix bypass: lowercase Connection tokens can delete traefik-managed forwarded identity headers (|||
CVE-2026-29777|GHSA-8q2w-wr49-whqj GO-2026-4679|traefik|0..|unknown|||Traefik: kubernetes gateway rule injection via unescaped backticks in HTTPRoute match values|||
CVE-2026-32305|GHSA-wvvq-wgcr-9q48 GO-2026-4793|traefik|0..<2.11.41 3.0.0..<3.6.11 3.7.0-ea.1..<3.7.0-ea.2|unknown|||Traefik has a Potential mTLS Bypass via Fragmented TLS ClientHello Causing Pre-SNI Sniff Fallback to Default Non-mTLS TL|||
CVE-2026-32595|GHSA-g3hg-j4jv-cwfr GO-2026-4792|traefik|0..<2.11.41 3.0.0..<3.6.11 3.7.0-ea.1..<3.7.0-ea.2|unknown|||Traefik Affected by BasicAuth Middleware Timing Attack Allows Username Enumeration|||
CVE-2026-32695|GHSA-67jx-r9pv-98rj GO-2026-4880|traefik|0..|unknown|||Traefik has Knative Ingress Rule Injection that Allows Host Restriction Bypass|||
CVE-2026-33433|GHSA-qr99-7898-vr7c GO-2026-4893|traefik|0..<2.11.42 3.0.0-beta1..<3.6.12 3.7.0-ea.1..<3.7.0-ea.3|unknown|||Traefik Vulnerable to BasicAuth/DigestAuth Identity Spoofing via Non-Canonical headerField|||
CVE-2026-35051|GHSA-6384-m2mw-rf54 GO-2026-5163|traefik|0..<2.11.43 3.0.0-beta1..<3.6.14 3.7.0-ea.1..<3.7.0-rc.2|unknown|||Traefik's ForwardAuth trustForwardHeader=false allows spoofed X-Forwarded-Prefix to bypass authentication|||
CVE-2026-39858|GHSA-5m6w-wvh7-57vm GO-2026-5149|traefik|0..<2.11.43 3.0.0-beta1..<3.6.14 3.7.0-ea.1..<3.7.0-rc.2|unknown|||Traefik: Pre-authentication decision bypass due to forwarded alias spoofing|||
CVE-2026-40912|GHSA-6jwx-7vp4-9847 GO-2026-5180|traefik|0..<2.11.43 3.0.0-beta1..<3.6.14 3.7.0-ea.1..<3.7.0-rc.2|unknown|||Traefik has an StripPrefixRegex Middleware Authorization Bypass via Path/RawPath Desync|||
CVE-2026-41174|GHSA-xhjw-95fp-8vgq GO-2026-5760|traefik|0..<2.11.43 3.0.0-beta1..<3.6.14 3.7.0-ea.1..<3.7.0-rc.2|unknown|||Traefik Kubernetes CRD allows unauthorized cross-namespace middleware binding|||
CVE-2026-41181|GHSA-p6hg-qh38-555r GO-2026-5532|traefik|0..<2.11.44 3.0.0..<3.6.15 3.7.0-rc.1..<3.7.0-rc.3|unknown|||Authorization and Cookie headers forwarded to error page service|||
CVE-2026-41263|GHSA-6x2q-h3cr-8j2h GO-2026-5195|traefik|0..<2.11.43 3.0.0-beta1..<3.6.14 3.7.0-ea.1..<3.7.0-rc.2|unknown|||Traefik: A timing side-channel vulnerability allows for valid username enumeration via BasicAuth middleware|||
CVE-2026-44774|GHSA-96qj-4jj5-wcjc GO-2026-5277|traefik|0..<2.11.46 3.0.0..<3.6.17 3.7.0..<3.7.1|unknown|||Traefik: Gateway API TraefikService backend accepts rest@internal, allowing unauthorized exposure of the REST provider d|||
CVE-2026-48020|GHSA-xf64-8mw2-4gr2 GO-2026-5752|traefik|0..<2.11.48 3.0.0..<3.6.19 3.7.0-ea.1..<3.7.3|unknown|||Traefik has a StripPrefix Route-Level Auth Bypass via Path Normalization|||
CVE-2026-48491|GHSA-5r4w-85f3-pw66 GO-2026-5152|traefik|0..<2.11.48 3.7.0..<3.7.3|unknown|||Traefik: SNICheck ignores wildcard TLSOptions mappings|||
CVE-2026-53622|GHSA-9cr8-q42q-g8m7 GO-2026-5287|traefik|0..<2.11.51 3.0.0..<3.7.3|unknown|||Traefik: HTTP/3 mTLS bypass via exact SNI TLSOptions lookup for wildcard and mixed-case hosts|||
CVE-2026-54761|GHSA-3g6v-2r68-prfc GO-2026-5083|traefik|0..|unknown|||Traefik: Kubernetes Gateway crossProviderNamespaces bypass allows HTTPRoute outside the allowlist to expose internal Tra|||
CVE-2026-54762|GHSA-4mr2-fg2p-w63c GO-2026-5128|traefik|0..|unknown|||Traefik Kubernetes Ingress NGINX provider fails open when auth-secret resolution fails|||
CVE-2026-54763|GHSA-x677-9fxg-v5c5 GO-2026-6211|traefik|0..<2.11.51 3.0.0..<3.6.22 3.7.0..<3.7.6|unknown|||Traefik: Incomplete fix for CVE-2026-33433 + CVE-2026-39858 cross-cohort: headerField underscore-variant identity spoofi|||
CVE-2026-54764|GHSA-3q9r-p662-5j8m GO-2026-6202|traefik|0..<2.11.51 3.0.0..<3.6.22 3.7.0..<3.7.6|unknown|||Traefik: ForwardAuth middleware leaks X-Forwarded-Port spoofing via untrusted X-Forwarded-Proto when trustForwardHeader=|||
CVE-2026-54765|GHSA-6p8f-p8j2-rqmv GO-2026-6205|traefik|0..|unknown|||Traefik: Gateway HTTPRoute backendRef filters can leak backend context across routes sharing a Service:port|||
CVE-2026-65600|GHSA-cxjq-mrr5-89rv GO-2026-6208|traefik|0..<2.11.52 3.0.0..<3.6.23 3.7.0..<3.7.7|unknown|||Traefik: Authentication Bypass via Path Traversal in ReplacePathRegex Middleware|||
CVE-2026-65601|GHSA-qq9q-x9w4-chhj GO-2026-6198|traefik|3.7.0..<3.7.7|unknown|||Traefik Gateway API HTTPRoute BackendRef ExtensionRef Namespace Confusion|||
CVE-2026-65602|GHSA-42cj-m3vj-89wv GO-2026-6192|traefik|0..|unknown|||Traefik CRD IngressRouteTCP ServersTransport Cross-Provider Namespace Bypass|||
CVE-2026-67309|GHSA-8rxv-jg7p-wvg3 GO-2026-6207|traefik|0..|unknown|||Traefik: Kubernetes Ingress NGINX RewriteTarget Path Traversal Allows Route-Level Authentication Bypass|||
CVE-2026-71324|GHSA-3ccp-42pg-hgv6 GO-2026-6201|traefik|0..<2.11.53 3.0.0..<3.6.24 3.7.0..<3.7.9|unknown|||Traefik: Cross-user response poisoning via proxied CONNECT on Traefik's shared backend keep-alive pool|||
CVE-2026-71325|GHSA-62fc-8686-hfmq GO-2026-6203|traefik|0..<2.11.54 3.0.0..<3.6.25 3.7.0..<3.7.10|unknown|||Traefik: allowCrossNamespace=false bypass via @kubernetescrd TraefikService backendRef|||
CVE-2026-71326|GHSA-6765-c87h-8mrf GO-2026-6204|traefik|0..|unknown|||Traefik: BasicAuth singleflight key collision allows authenticated identity spoofing|||
CVE-2026-71327|GHSA-fgjj-px3w-67xx GO-2026-6209|traefik|0..|unknown|||Traefik: Gateway API route identity collision allows cross-namespace backend hijacking|||
GHSA-46wh-3698-f2cx|GO-2026-4897|traefik|0..<2.11.42 3.0.0-beta3..<3.6.12 3.7.0-ea.1..<3.7.0-ea.3|unknown|||Traefik: Deny Rule Bypass via Unauthenticated Malicious gRPC Requests in gRPC-Go Dependency (CVE-2026-33186)|||
GHSA-4hjq-9h5c-252j|GO-2026-4684|traefik|0..<2.11.40 3.0.0..<3.6.10|unknown|||Traefik: HTTP/2 frames can cause a running server to panic|||
GHSA-5423-jcjm-2gpv|GO-2025-3627|traefik|0..<2.11.24 3.0.0..<3.3.6 3.4.0-rc1..<3.4.0-rc2|unknown|||Traefik affected by Go HTTP Request Smuggling Vulnerability|||
GHSA-7f4j-64p6-5h5v|GO-2024-2726|traefik|0..<2.11.2 3.0.0-rc1..<3.0.0-rc5|unknown|||Traefik affected by HTTP/2 CONTINUATION flood in net/http|||
GHSA-7jmw-8259-q9jx|GO-2024-2917|traefik|0..<2.11.4 3.0.0-beta3..<3.0.2|unknown|||Traefik has unexpected behavior with IPv4-mapped IPv6 addresses|||
GHSA-f7cq-5v43-8pwp|GO-2024-2880|traefik|0..<2.11.3 3.0.0..<3.0.1|unknown|||Traefik vulnerable to GO issue allowing malformed DNS message to cause infinite loop|||
GHSA-gv8r-9rw9-9697|GO-2026-4530|traefik|0..<2.11.37 3.0.0..<3.6.8|unknown|||Traefik affected by TLS ClientAuth Bypass on HTTP/3|||
GHSA-hxr6-2p24-hf98|GO-2024-3342|traefik|0..<2.11.15 3.0.0..<3.2.2|unknown|||Traefik affected by CVE-2024-53259|||
GHSA-rvj4-q8q5-8grf|GO-2024-2941|traefik|0..<2.11.5 3.0.0..<3.0.3|unknown|||ACME DNS: Azure Identity Libraries Elevation of Privilege Vulnerability|||
`;

/** The day of the source. */
export const ECOSYSTEM_GATHERED = "2026-08-21";
