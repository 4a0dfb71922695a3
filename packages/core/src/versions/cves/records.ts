/**
 * The CVEs of Kubernetes and of what belongs to it, a line each: id, aliases, components, affected ranges, severity, day, issue (`#`
 * of kubernetes/kubernetes), title, condition, mitigation, remark. A range is `from..<fixed`, `from..=last` or `from..`; `fixed:`
 * names a version with the fix that no range ends at. A CVE that two components have in other versions has a line for each.
 *
 * Gathered on 2026-08-22 from kubernetes-sigs/cve-feed-osv and aquasecurity/vuln-list-k8s (Apache-2.0), golang/vulndb (CC-BY-4.0)
 * and the issues with the label official-cve-feed of kubernetes/kubernetes; titles in our words, remarks where the feeds differ.
 */
export const CVE_LINES: string = `
CVE-2015-5305|GHSA-jp32-vmm6-3vf5 GO-2022-0701|kube-apiserver|0..<1.1.1|medium|2015-11-06||Path traversal in object type names reaches etcd keys|||
CVE-2015-7528|GHSA-mqf3-28j7-3mj6 GO-2022-0857|kube-apiserver|0..<1.2.0|medium|2016-04-11||Anonymous reading of pod logs (missing authorization)|||
CVE-2015-7561|GHSA-2h9c-34v6-3qmr GO-2023-1985|kube-apiserver|0..<1.2.0-alpha.6|low|2017-08-07||OpenShift: access-control bypass via build/secret handling|||
CVE-2016-1905|GHSA-xx8c-m748-xr4j GO-2022-0893|kube-apiserver|0..<1.2.0-alpha.6|high|2016-02-03|#19479|Admission control bypass using a patched object|||
CVE-2016-1906|GHSA-m3fm-h5jp-q79p GO-2022-0854|kube-apiserver|0..<1.1.8|critical|2016-02-03||Privilege gain through edited build configuration|||primarily OpenShift; the ranges were seen in no feed
CVE-2016-7075||kube-apiserver|0..<1.2.7 1.3.0..<1.3.9 1.4.0..<1.4.3|high|2018-09-10|#34517|Client certificate chain not verified properly (cert auth bypass)|||the ranges were seen in no feed
CVE-2017-1000056|GHSA-2jx2-76rc-2v7v GO-2023-1492|kube-apiserver|1.5.0..<1.5.5|critical|2017-03-17|#43459|PodSecurityPolicy bypass: any existing PSP could be used|||
CVE-2017-1002100||kube-controller-manager|1.6.0..<1.6.6|medium|2017-09-14|#47611|Azure PV blobs created with public container access|the in-tree Azure disk provisioner is used||a range of 1.7.0 that ends at 1.7.0 holds nothing and is left out; the ranges were seen in no feed
CVE-2017-1002101||kubelet|1.3.0..<1.7.14 1.8.0..<1.8.9 1.9.0..<1.9.4|high|2018-03-05|#60813|subPath volume mounts give host filesystem access||restrict subPath/hostPath with admission policy|
CVE-2017-1002102|GHSA-mm7g-f2gg-cw8g GO-2023-1977|kubelet|1.3.0..<1.7.14 1.8.0..<1.8.9 1.9.0..<1.9.4|medium|2018-03-05|#60814|secret/configMap/projected/downwardAPI volumes can delete host files|||
CVE-2018-1002100|GHSA-2jq6-ffph-p4h8 GO-2023-1959|kubectl|1.5.0..<1.9.6|medium|2018-03-16|#61297|kubectl cp path traversal writes outside target directory|||
CVE-2018-1002101|GHSA-wqwf-x5cj-rg56 GO-2022-0886|kubelet|1.9.0..<1.9.10 1.10.0..<1.10.6 1.11.0..<1.11.2|medium|2018-07-03|#65750|SMB mount command injection (Windows)|Windows nodes||
CVE-2018-1002102||kube-apiserver|0..<1.14.0|low|2019-12-03|#85867|API server follows redirects from a malicious kubelet|||OSV feed says fixed 1.12.2; CVE text says before 1.14.0; kept the wider range
CVE-2018-1002103|GHSA-6pcv-qqx4-mxm3 GO-2023-1961|minikube|0.3.0..=0.29.0 fixed:0.30.0|high|2018-12-05|kubernetes/minikube/issues/3208|minikube dashboard DNS rebinding RCE|||fixed 0.30.0
CVE-2018-1002104|GHSA-p3x5-5xpx-9phm GO-2023-1953|ingress-nginx|0..<1.5.0|medium|2020-01-14||default-backend exposes Prometheus metrics publicly|the default backend is older than this version (the controller's version does not decide)||the record speaks of the default backend's image; the ranges were seen in no feed
CVE-2018-1002105|GHSA-579h-mv94-g4gp GO-2022-0792|kube-apiserver|1.0.0..<1.10.11 1.11.0..<1.11.5 1.12.0..<1.12.3|critical|2018-11-26|#71411|Proxied upgrade requests leave backend connection open: unauthenticated privilege escalation|||
CVE-2019-1002100|GHSA-q4rr-64r9-fwgf GO-2023-1946|kube-apiserver|1.0.0..<1.11.8 1.12.0..<1.12.6 1.13.0..<1.13.4|medium|2019-02-25|#74534|json-patch requests exhaust apiserver resources|||
CVE-2019-1002101|GHSA-34jx-wx69-9x8v GO-2022-0782|kubectl|0..<1.11.9 1.12.0..<1.12.7 1.13.0..<1.13.5|high|2019-03-28|#75037|kubectl cp symlink attack via malicious tar in container|||SRC text calls it High; fixed also in 1.14.0
CVE-2019-9946|GO-2023-2261|kubelet|0..<1.11.9 1.12.0..<1.12.7 1.13.0..<1.13.5|medium|2019-03-28|#75455|CNI portmap plugin inserts NAT rule ahead of NetworkPolicy rules|a CNI configuration uses portmap||CNI plugins < 0.7.5; SRC text in PR 75455 says Medium; only with CNI configurations using portmap
CVE-2019-9946|GO-2023-2261|cni-plugins|0..<0.7.5|medium|2019-03-28|#75455|CNI portmap plugin inserts NAT rule ahead of NetworkPolicy rules|a CNI configuration uses portmap||CNI plugins < 0.7.5; SRC text in PR 75455 says Medium; only with CNI configurations using portmap
CVE-2019-11243|GHSA-gc2p-g4fg-29vh GO-2025-3645|client-go|1.12.0..<1.12.5 1.13.0..<1.13.1|low|2019-04-18|#76797|rest.AnonymousClientConfig keeps service-account credentials|||
CVE-2019-11244|GHSA-2575-pghm-6qqx GO-2022-0777|kubectl|1.8.0..<1.12.9 1.13.0..<1.13.7 1.14.0..<1.14.3|low|2019-04-16|#76676|kubectl --http-cache writes world-writable cache|||
CVE-2019-11245|GHSA-r76g-g87f-vw8f GO-2024-2780|kubelet|1.13.6..<1.13.7 1.14.2..<1.14.3|medium|2019-05-24|#78308|container runs as uid 0 on restart although image user is non-root|||
CVE-2019-11246|GO-2023-2230|kubectl|0..<1.12.9 1.13.0..<1.13.6 1.14.0..<1.14.2|medium|2019-06-21|#76788|kubectl cp symlink: incomplete fix of CVE-2019-1002101|||fix PR 76788; ranges per golang/vulndb issue 2230
CVE-2019-11247|GHSA-fp37-c92q-4pwq GO-2023-1937|kube-apiserver|1.7.0..<1.13.9 1.14.0..<1.14.5 1.15.0..<1.15.2|medium|2019-08-05|#80983|namespaced RBAC role reaches cluster-scoped custom resources|||
CVE-2019-11248||kubelet|0..<1.12.10 1.13.0..<1.13.8 1.14.0..<1.14.4|medium|2019-08-06|#81023|kubelet healthz port exposes /debug/pprof|||
CVE-2019-11249||kubectl|1.0.0..<1.13.9 1.14.0..<1.14.5 1.15.0..<1.15.2|medium|2019-08-05|#80984|kubectl cp path traversal: further incomplete fix|||
CVE-2019-11250|GHSA-jmrx-5g74-6v2f GO-2021-0065|client-go kube-apiserver|0..<1.16.0|medium|2019-08-08|#81114|bearer tokens logged at verbosity >= 7|||
CVE-2019-11251|GHSA-6qfg-8799-r575 GO-2022-0802|kubectl|1.13.10..<1.13.11 1.14.6..<1.14.7 1.15.3..<1.15.4|medium|2020-02-03|#87773|kubectl cp double symlink writes outside directory|||symlink support removed in 1.16.0; only three patch releases affected (SRC issue 87773)
CVE-2019-11253|GHSA-pmqp-h87c-mr78 GO-2022-0703|kube-apiserver|1.0.0..<1.13.12 1.14.0..<1.14.8 1.15.0..<1.15.5 1.16.0..<1.16.2|high|2019-09-27|#83253|YAML/JSON "billion laughs" denial of service|||before 1.14 reachable by anonymous users
CVE-2019-11254|GHSA-wxc4-f4m6-wwqv GO-2020-0036|kube-apiserver|0..<1.15.10 1.16.0..<1.16.7 1.17.0..<1.17.3|medium|2020-03-26|#89535|malicious YAML consumes CPU|||
CVE-2019-11255|GHSA-f4w6-3rh6-6q4q GO-2023-1943|csi-external-provisioner|0..<0.4.3 1.0.0..<1.0.2 1.1.0..<1.2.2 1.3.0..<1.3.1|medium|2019-11-13|#85233|CSI snapshot/clone/resize give unauthorized volume access|||the text of the CVE names 1.1 as well, which the feed leaves out
CVE-2019-11255|GHSA-f4w6-3rh6-6q4q GO-2023-1943|csi-external-snapshotter|0..<0.4.2 1.0.0..<1.0.2 1.1.0..<1.2.2|medium|2019-11-13|#85233|CSI snapshot/clone/resize give unauthorized volume access|||the text of the CVE names 1.1 as well, which the feed leaves out
CVE-2019-11255|GHSA-f4w6-3rh6-6q4q GO-2023-1943|csi-external-resizer|0..<0.3.0|medium|2019-11-13|#85233|CSI snapshot/clone/resize give unauthorized volume access|||
CVE-2019-10223|CVE-2019-17110 GHSA-2v6x-frw8-7r7f GHSA-c92w-72c5-9x59 GO-2022-0621|kube-state-metrics|1.7.0..<1.7.2|medium|2019-08-09||kube-state-metrics exposes annotations incl. last-applied secrets|||
CVE-2020-8551|GHSA-qhm4-jxv7-j9pq GO-2022-0867|kubelet|1.15.0..<1.15.10 1.16.0..<1.16.7 1.17.0..<1.17.3|medium|2020-03-23|#89377|kubelet API denial of service (also unauthenticated read-only port)|||golang/vulndb has 1.16.6/1.17.2 as fixed, which are the last affected
CVE-2020-8552|GHSA-82hx-w2r5-c2wq GO-2022-0809|kube-apiserver|0..<1.15.10 1.16.0..<1.16.7 1.17.0..<1.17.3|medium|2020-03-23|#89378|apiserver memory exhaustion by label cardinality|||
CVE-2020-8553|GHSA-hhpm-74pm-hf35 GO-2023-1916|ingress-nginx|0..<0.28.0|medium|2020-02-19|#126818|auth-secret annotation lets cross-namespace credential overwrite|||
CVE-2020-8554|GHSA-j9wf-vvm6-4r9w GO-2022-0940|kube-apiserver|0..|medium|2020-12-04|#97076|Man-in-the-middle via Service externalIPs or LoadBalancer status patch|multi-tenant clusters|DenyServiceExternalIPs admission plugin (1.21+), policy on spec.externalIPs, no tenant access to services/status|
CVE-2020-8555|GHSA-x6mj-w4jf-jmgw GO-2022-0890|kube-controller-manager|0..<1.15.12 1.16.0..<1.16.9 1.17.0..<1.17.5 1.18.0..<1.18.1|medium|2020-05-28|#91542|half-blind SSRF through volume provisioners|||vulndb says 1.17.4
CVE-2020-8557|GHSA-55qj-gj3x-jq9r GO-2024-2753|kubelet|1.1.0..<1.16.13 1.17.0..<1.17.9 1.18.0..<1.18.6|medium|2020-07-13|#93032|pod fills node disk by writing /etc/hosts|||
CVE-2020-8558|GHSA-wqv3-8cm6-h6wg GO-2022-0885|kubelet kube-proxy|0..<1.16.11 1.17.0..<1.17.7 1.18.0..<1.18.4|medium|2020-06-19|#92315|route_localnet lets neighbours reach 127.0.0.1 services|||
CVE-2020-8559|GHSA-33c5-9fx5-fvjm GO-2024-2748|kube-apiserver|1.6.0..<1.16.13 1.17.0..<1.17.9 1.18.0..<1.18.6|medium|2020-07-08|#92914|redirected upgrade request: node compromise to cluster compromise|||vulndb lists 1.18.7; issue lists 1.18.6
CVE-2020-8561|GHSA-74j8-88mm-7496 GO-2022-0904|kube-apiserver|0..|medium|2021-09-01|#104720|webhook redirects reach private networks of the apiserver||log level < 10, --profiling=false, restrict webhook configuration|
CVE-2020-8562|GHSA-qh36-44jv-c8xj GO-2022-0617|kube-apiserver|0..|low|2021-04-26|#101493|API server proxy IP restriction TOCTOU (DNS)||local caching DNS for kube-apiserver with min-cache-ttl; konnectivity|OSV feed wrongly gives last_affected 1.21.0
CVE-2020-8563|GHSA-5xfg-wv98-264m GO-2024-2755|kube-controller-manager|1.19.0..<1.19.3|medium|2020-10-15|#95621|vSphere credentials in logs at verbosity >= 4|||
CVE-2020-8564|GHSA-8mjg-8c8g-6h85 GO-2021-0066|kubelet kubectl|0..<1.17.13 1.18.0..<1.18.10 1.19.0..<1.19.3|medium|2020-10-15|#95622|malformed docker config logged at verbosity >= 4|||
CVE-2020-8565|GHSA-8cfg-vx93-jvxw GO-2021-0064|client-go kube-apiserver kubectl|0..<1.17.16 1.18.0..<1.18.14 1.19.0..<1.19.6|medium|2020-10-15|#95623|tokens logged at verbosity >= 9|||fixed in 1.20.0
CVE-2020-8566|GHSA-5x96-j797-5qqw GO-2024-2754|kube-controller-manager|0..<1.17.13 1.18.0..<1.18.10 1.19.0..<1.19.3|medium|2020-10-15|#95624|Ceph RBD admin secret logged at verbosity >= 4|||
CVE-2020-8567|GHSA-2v35-wj4r-rcmv GO-2024-2750|secrets-store-csi-driver-provider-vault|0..<0.0.6|medium|2020-11-16|kubernetes-sigs/secrets-store-csi-driver/issues/384|SecretProviderClass path traversal (Vault/Azure/GCP plugins)|||
CVE-2020-8567|GHSA-2v35-wj4r-rcmv GO-2024-2750|secrets-store-csi-driver-provider-azure|0..<0.0.10|medium|2020-11-16|kubernetes-sigs/secrets-store-csi-driver/issues/384|SecretProviderClass path traversal (Vault/Azure/GCP plugins)|||
CVE-2020-8567|GHSA-2v35-wj4r-rcmv GO-2024-2750|secrets-store-csi-driver-provider-gcp|0..<0.2.0|medium|2020-11-16|kubernetes-sigs/secrets-store-csi-driver/issues/384|SecretProviderClass path traversal (Vault/Azure/GCP plugins)|||
CVE-2020-8568|GHSA-5cgx-vhfp-6cf9 GO-2022-0629|secrets-store-csi-driver|0.0.15..<0.0.17|medium|2020-11-16||path traversal writes files on host|||
CVE-2020-8569|GHSA-hwrr-rhmm-vcvf GO-2022-0848|csi-snapshot-controller|0..<2.1.3 3.0.0..<3.0.2|medium|2020-11-03|kubernetes-csi/external-snapshotter/issues/421|nil dereference crash loop|||the ranges were seen in no feed
CVE-2020-8570||client-java|0..<9.0.2 10.0.0..<10.0.1|medium|2021-01-11|kubernetes-client/java/issues/1491|Copy path traversal|||
CVE-2020-10749|GHSA-fx6x-h9g4-56f8 GO-2023-1915|kubelet|0..<1.16.11 1.17.0..<1.17.7 1.18.0..<1.18.4|medium|2020-05-27|#91507|containers can spoof IPv6 router advertisements (CNI plugins < 0.8.6)|||OSV feed has 1.17.17 (typo)
CVE-2020-10749|GHSA-fx6x-h9g4-56f8 GO-2023-1915|cni-plugins|0..<0.8.6|medium|2020-05-27|#91507|containers can spoof IPv6 router advertisements (CNI plugins < 0.8.6)|||
CVE-2021-25735|GHSA-g42g-737j-qx6j GO-2022-0907|kube-apiserver|0..<1.18.18 1.19.0..<1.19.10 1.20.0..<1.20.6|medium|2021-03-10|#100096|node updates bypass validating admission webhooks|||
CVE-2021-25736|GHSA-35c7-w35f-xwgh GO-2023-2159|kube-proxy|0..<1.21.0|medium|2021-05-10||Windows kube-proxy forwards LoadBalancer traffic to local processes|Windows nodes||backports 1.18.19/1.19.10/1.20.6 not recorded in vulndb
CVE-2021-25737|GHSA-mfv7-gq43-w965 GO-2022-0908|kube-apiserver|1.16.0..<1.18.19 1.19.0..<1.19.11 1.20.0..<1.20.7 1.21.0..<1.21.1|low|2021-05-18|#102106|EndpointSlice validation permits host network hijack|||
CVE-2021-25738||client-java|0..<11.0.1 12.0.0..<12.0.1|medium|2021-05-18|kubernetes-client/java/issues/1698|YAML load code execution|||
CVE-2021-25740|GHSA-vw47-mr44-3jf9 GO-2022-0909|kube-apiserver|0..|low|2021-07-14|#103675|Endpoints/EndpointSlice permission forwards traffic across namespaces||1.22+: default edit/admin roles no longer write endpoints on NEW clusters; audit bindings for endpoints/endpointslices write; on upgraded clusters re-create the aggregated roles|
CVE-2021-25741|GHSA-f5f7-6478-qm6p GO-2022-0910|kubelet|0..<1.19.15 1.20.0..<1.20.11 1.21.0..<1.21.5 1.22.0..<1.22.2|high|2021-09-13|#104980|subPath symlink exchange gives host filesystem access|||OSV feed file says 1.19.16 / 1.22.1; SRC issue text says 1.19.15 / 1.22.2
CVE-2021-25742||ingress-nginx|0..=0.49.0 1.0.0..=1.0.0|high|2021-10-21|#126811|custom snippets read all cluster secrets||allow-snippet-annotations: "false" (0.49.1, 1.0.1)|
CVE-2021-25743|GHSA-f9jg-8p32-2f55 GO-2022-0983|kubectl|0..<1.26.0|low|2021-12-31|#101695|kubectl does not filter terminal escape sequences|||
CVE-2021-25745|GHSA-pvmg-xgmx-9mxh GO-2022-0613|ingress-nginx|0..<1.2.0|high|2022-04-22|#126812|path field can point to service-account token|||
CVE-2021-25746||ingress-nginx|0..<1.2.0|high|2022-04-22|#126813|directive injection via annotations|||
CVE-2021-25748|GHSA-863x-868h-968x GO-2023-1789|ingress-nginx|0..<1.2.1|high|2022-06-10|#126814|path sanitization bypass with newline|||
CVE-2021-25749||kubelet|1.20.0..<1.22.14 1.23.0..<1.23.11 1.24.0..<1.24.5|low|2022-09-01|#112192|runAsNonRoot bypass on Windows|Windows workloads||
CVE-2022-2385|GHSA-pp3f-98qg-5g75 GO-2022-0547|aws-iam-authenticator|0..<0.5.9|high|2022-07-11||AccessKeyID validation bypass lets user change username|||
CVE-2022-3162|GHSA-2394-5535-8j88 GO-2023-1628|kube-apiserver|0..<1.22.16 1.23.0..<1.23.14 1.24.0..<1.24.8 1.25.0..<1.25.4|medium|2022-11-08|#113756|reading one CRD permits reading others in same group|2+ CRDs share an API group||
CVE-2022-3172||kube-apiserver|0..=1.21.14 1.22.0..<1.22.14 1.23.0..<1.23.11 1.24.0..<1.24.5 1.25.0..<1.25.1|medium|2022-09-16|#112513|aggregated API server can redirect clients (credential theft)||--aggregator-reject-forwarding-redirect (default true after fix)|OSV feed calls 1.21.14 fixed; the issue says <=1.21.14 is affected
CVE-2022-3294|GHSA-jh36-q97c-9928 GO-2023-1629|kube-apiserver|0..<1.22.16 1.23.0..<1.23.14 1.24.0..<1.24.8 1.25.0..<1.25.4|medium|2022-11-08|#113757|node address not verified when proxying||restrict nodes/proxy and node writes; konnectivity|
CVE-2022-4886|GHSA-gvrm-w2f9-f77q GO-2023-2175|ingress-nginx|0..<1.8.0|medium|2023-10-25|#126815|path sanitization bypass with log_format|||
CVE-2023-1174||minikube|1.26.0..<1.30.0|critical|2023-05-24||minikube docker-driver SSH port exposed with known credentials (macOS)|||the ranges were seen in no feed
CVE-2023-1943|GHSA-8gwj-m6vh-2g6j GO-2023-2125|kops|0..<1.25.4 1.26.0..<1.26.2|high|2023-10-11||GCE provider gossip mode privilege escalation|||
CVE-2023-1944|GO-2023-1787|minikube|0..<1.30.0|high|2023-05-24||minikube ssh server default password|||the ranges were seen in no feed
CVE-2023-2431|GHSA-xc8m-28vv-4pjc GO-2023-1864|kubelet|0..<1.24.14 1.25.0..<1.25.10 1.26.0..<1.26.5 1.27.0..<1.27.2|low|2023-06-15|#118690|empty localhostProfile disables seccomp|||
CVE-2023-2727|GHSA-qc2g-gmh6-95p4 GO-2023-1891|kube-apiserver|0..<1.24.15 1.25.0..<1.25.11 1.26.0..<1.26.6 1.27.0..<1.27.3|medium|2023-06-13|#118640|ImagePolicyWebhook bypass using ephemeral containers|ImagePolicyWebhook plugin with ephemeral containers||
CVE-2023-2728|GHSA-cgcv-5272-97pr GO-2023-1892|kube-apiserver|0..<1.24.15 1.25.0..<1.25.11 1.26.0..<1.26.6 1.27.0..<1.27.3|medium|2023-06-13|#118640|mountable-secrets policy bypass using ephemeral containers|kubernetes.io/enforce-mountable-secrets annotation used||
CVE-2023-2878|GHSA-g82w-58jf-gcxx GO-2023-1793|secrets-store-csi-driver|0..<1.3.3|medium|2023-06-02|#118419|service-account tokens in logs|TokenRequests set and log level >= 2||
CVE-2023-3676|GHSA-7fxm-f474-hf8w GO-2023-2330|kubelet|0..<1.24.17 1.25.0..<1.25.13 1.26.0..<1.26.8 1.27.0..<1.27.5 1.28.0..<1.28.1|high|2023-07-14|#119339|Windows: PowerShell injection in paths|Windows nodes||
CVE-2023-3893|GHSA-r6cc-7wj7-gfx2 GO-2023-2176|csi-proxy|0..<1.1.3 2.0.0-alpha.0..<2.0.0-alpha.1|high|2023-07-26|#119594|Windows: injection in csi-proxy|Windows nodes||
CVE-2023-3955|GHSA-q78c-gwqw-jcmc GO-2023-2170|kubelet|0..<1.24.17 1.25.0..<1.25.13 1.26.0..<1.26.8 1.27.0..<1.27.5 1.28.0..<1.28.1|high|2023-07-14|#119595|Windows: injection in mount-utils|Windows nodes||
CVE-2023-5043|GHSA-5wj4-wffq-3378 GO-2023-2174|ingress-nginx|0..<1.9.0|high|2023-10-25|#126816|annotation configuration-snippet injection|||
CVE-2023-5044|GHSA-fp9f-44c2-cw27 GO-2024-2428|ingress-nginx|0..<1.9.0|high|2023-10-25|#126817|permanent-redirect annotation code injection|||
CVE-2023-5528|GHSA-hq6q-c2x6-hmch GO-2023-2341|kubelet|1.8.0..<1.25.16 1.26.0..<1.26.11 1.27.0..<1.27.8 1.28.0..<1.28.4|high|2023-11-14|#121879|Windows: in-tree storage plugin injection|Windows nodes with in-tree storage||
CVE-2024-0793|GHSA-h7wq-jj8r-qm7p GO-2024-3277|kube-controller-manager|0..<1.27.0|high|2024-11-17||nil dereference crashes controller manager via v1 HPA patch|||vulndb fixed 1.27.0-alpha.1
CVE-2024-3177|GHSA-pxhw-596r-rwq5 GO-2024-2746|kube-apiserver|0..<1.27.13 1.28.0..<1.28.9 1.29.0..<1.29.4|low|2024-04-16|#124336|mountable-secrets policy bypass with envFrom|kubernetes.io/enforce-mountable-secrets used||upstream OSV file has publication year 2018 by mistake
CVE-2024-3744|GHSA-qjqg-4wg7-957h GO-2024-2861|azurefile-csi-driver|0..<1.29.4 1.30.0..<1.30.1|medium|2024-05-08|#124759|service-account tokens in logs|TokenRequests set and log level >= 2||
CVE-2024-5321|GHSA-82m2-cv7p-4m75 GO-2024-2994|kubelet|0..<1.27.16 1.28.0..<1.28.12 1.29.0..<1.29.7 1.30.0..<1.30.3|medium|2024-07-17|#126161|Windows container log permissions|Windows nodes||
CVE-2024-7598|GHSA-r56h-j38w-hrqq GO-2025-3547|kube-apiserver|1.3.0..|low|2025-03-20|#126587|NetworkPolicies may be deleted before pods during namespace deletion||OrderedNamespaceDeletion feature gate (1.30+ patch releases, on by default later)|
CVE-2024-7646|GO-2024-3075|ingress-nginx|0..<1.11.2|high|2024-08-16|#126744|annotation validation bypass (carriage return)|||
CVE-2024-9042|GHSA-vv39-3w5q-974q GO-2025-3522|kubelet|0..<1.29.13 1.30.0..<1.30.9 1.31.0..<1.31.5 1.32.0..<1.32.1|medium|2025-01-15|#129654|Windows: command injection via node logs query|Windows nodes||
CVE-2024-9486|GO-2024-3203|image-builder|0..<0.1.38|critical|2024-10-14|#128006|Proxmox images keep default credentials|||
CVE-2024-9594|GO-2024-3204|image-builder|0..<0.1.38|medium|2024-10-14|#128007|default credentials during image build|||
CVE-2024-10220|GHSA-27wf-5967-98gx GO-2024-3286|kubelet|0..<1.28.12 1.29.0..<1.29.7 1.30.0..<1.30.3|high|2024-11-20|#128885|gitRepo volume: arbitrary command execution (git hooks)||forbid gitRepo volumes by policy|
CVE-2025-0426|GHSA-jgfp-53c3-624w GO-2025-3465|kubelet|0..<1.29.14 1.30.0..<1.30.10 1.31.0..<1.31.6 1.32.0..<1.32.2|medium|2025-02-13|#130016|checkpoint API on the read-only port fills node disk|read-only port 10255 on, ContainerCheckpoint gate (on since 1.30), CRI-O >=1.25 with checkpoint or containerd 2.0 with criu|readOnlyPort: 0|
CVE-2025-1097|GHSA-823x-fv5p-h7hw GO-2025-3565|ingress-nginx|0..<1.11.5 1.12.0-beta.0..<1.12.1|high|2025-03-24|#131007|auth-tls-match-cn annotation configuration injection|||
CVE-2025-1098|GHSA-vg63-w3p9-jc9m GO-2025-3568|ingress-nginx|0..<1.11.5 1.12.0-beta.0..<1.12.1|high|2025-03-24|#131008|mirror annotations configuration injection|||
CVE-2025-1767|GHSA-3wgm-2gw2-vh5m GO-2025-3521|kubelet|0..|medium|2025-03-13|#130786|gitRepo volume reads local repositories of other pods||gitRepo is off by default from 1.33; forbid by policy|
CVE-2025-1974|GHSA-mgvx-rpfc-9mpv GO-2025-3567|ingress-nginx|0..<1.11.5 1.12.0-beta.0..<1.12.1|critical|2025-03-24|#131009|IngressNightmare: unauthenticated RCE through admission controller from the pod network|||
CVE-2025-24513|GHSA-242m-6h72-7hgp GO-2025-3564|ingress-nginx|0..<1.11.5 1.12.0-beta.0..<1.12.1|medium|2025-03-24|#131005|auth secret file path traversal|||
CVE-2025-24514|GHSA-fwwp-xcxw-39vq GO-2025-3566|ingress-nginx|0..<1.11.5 1.12.0-beta.0..<1.12.1|high|2025-03-24|#131006|auth-url annotation configuration injection|||
CVE-2025-4563|GHSA-hj2p-8wj8-pfq4 GO-2025-3774|kube-apiserver|1.32.0..<1.32.6 1.33.0..<1.33.2|low|2025-06-19|#132151|NodeRestriction: node bypasses DRA authorization with mirror pods|DynamicResourceAllocation enabled and static pods||
CVE-2025-5187|GHSA-4x4m-3c2p-qppc GO-2025-3915|kube-apiserver|0..<1.31.12 1.32.0..<1.32.8 1.33.0..<1.33.4|medium|2025-08-13|#133471|NodeRestriction: node deletes itself by OwnerReference||OwnerReferencesPermissionEnforcement admission plugin|
CVE-2025-7342||image-builder|0..=0.1.44|high|2025-07-21|#133115|Windows images (Nutanix/OVA) default credentials|||
CVE-2025-7445|GHSA-rcw7-pqfp-735x GO-2025-3939|secrets-store-sync-controller|0..<0.0.2|medium|2025-09-03|#133897|service-account tokens in logs|||
CVE-2025-9708||client-csharp|0..=17.0.13|medium|2025-09-15|#134063|custom CA certificate validation accepts any CA|||
CVE-2025-13281|GHSA-r6j8-c6r2-37rr GO-2025-4240|kube-controller-manager|0..<1.32.10 1.33.0..<1.33.6 1.34.0..<1.34.2|medium|2025-11-30|#135525|in-tree Portworx StorageClass half-blind SSRF|in-tree Portworx (CSIMigrationPortworx off)||1.30 and 1.31 lines got no fix
CVE-2025-14269||headlamp|0..<0.39.0|high|2025-12-17|#135798|cached credentials reused by unauthenticated users when Helm is enabled|||
CVE-2025-15566||ingress-nginx|0..<1.12.5 1.13.0..<1.13.1|high|2026-02-06|#136789|auth-proxy-set-headers annotation configuration injection|||
CVE-2026-1580|GHSA-9h3p-52vh-959w GO-2026-4423|ingress-nginx|0..<1.13.7 1.14.0..<1.14.3|high|2026-02-02|#136677|auth-method annotation configuration injection|||
CVE-2026-24512|GHSA-jx8c-56mg-h6vp GO-2026-4426|ingress-nginx|0..<1.13.7 1.14.0..<1.14.3|high|2026-02-02|#136678|rules.http.paths.path configuration injection|||
CVE-2026-24513|GHSA-4g2f-xcph-2335 GO-2026-4419|ingress-nginx|0..<1.13.7 1.14.0..<1.14.3|low|2026-02-02|#136679|auth-url protection bypass with broken custom-errors backend|||
CVE-2026-24514|GHSA-2pf9-vr92-6h3v GO-2026-4417|ingress-nginx|0..<1.13.7 1.14.0..<1.14.3|medium|2026-02-02|#136680|admission controller denial of service by large requests|||
CVE-2026-3288||ingress-nginx|0..<1.13.8 1.14.0..<1.14.4|high|2026-03-09|#137560|rewrite-target annotation configuration injection|||
CVE-2026-3864|GHSA-2mjq-54qg-7w6j GO-2026-4816|csi-driver-nfs|0..<4.13.1|medium|2026-03-17|#137797|subDir path traversal deletes directories|||
CVE-2026-3865||csi-driver-smb|0..<1.20.1|medium|2026-04-10|#138319|subDir path traversal deletes directories|||
CVE-2026-4342|GHSA-f53h-mxv9-cp98 GO-2026-4796|ingress-nginx|0..<1.13.9 1.14.0..<1.14.5 1.15.0..<1.15.1|high|2026-03-19|#137893|comment-based nginx configuration injection|||
CVE-2026-15687||client-java|10.0.0..<25.0.1 26.0.0..<26.0.1|low|2026-07-22|kubernetes-client/java/issues/4861|copyDirectoryFromPod path traversal|||
`;

/** The day on which they were gathered. */
export const RECORDS_GATHERED = "2026-08-22";
