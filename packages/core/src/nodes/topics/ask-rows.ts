/**
 * Our words for what benchmarks ask of objects, providers and people, a line each: key :: who shows it :: control of the CIS benchmark 1.12 ::
 * title :: how to mend it.
 */
export const ASK_ROWS = `
cluster-admin :: objects :: 5.1.1 :: cluster-admin is bound only where it is needed :: Remove bindings of cluster-admin that nothing needs; \`watertight access who-can\` shows them
secret-access :: objects :: 5.1.2 :: Few may read Secrets :: Narrow the roles that read Secrets; \`watertight access who-can get secrets\` shows them
wildcards :: objects :: 5.1.3 :: Roles name what they allow :: Replace * in roles by the verbs and resources that are used; \`watertight access least-privilege\` proposes them
create-pods :: objects :: 5.1.4 :: Few may create pods :: Narrow the roles that create pods; \`watertight access who-can create pods\` shows them
default-service-account :: objects :: 5.1.5 :: Default service accounts are not used :: Give workloads accounts of their own, and default ones automountServiceAccountToken: false
token-mounts :: objects :: 5.1.6 :: Tokens are mounted only where they are used :: Set automountServiceAccountToken: false where a pod does not talk to the API server
system-masters :: objects :: 5.1.7 :: Nobody uses system:masters :: Give administrators groups of their own, bound to roles that can be taken away
escalation-rights :: objects :: 5.1.8 :: Few may bind, impersonate or escalate :: Narrow these rights; \`watertight access escalate\` shows where they lead
create-volumes :: objects :: 5.1.9 :: Few may create PersistentVolumes :: Leave volumes to provisioners
nodes-proxy :: objects :: 5.1.10 :: Few may use nodes/proxy :: Give monitoring nodes/metrics and nodes/stats in place of nodes/proxy
certificate-approval :: objects :: 5.1.11 :: Few may approve certificates :: Leave approval to the controllers that need it
webhook-configurations :: objects :: 5.1.12 :: Few may change admission webhooks :: Narrow rights on webhook configurations
token-creation :: objects :: 5.1.13 :: Few may create tokens of accounts :: Narrow rights on serviceaccounts/token
anonymous-bindings :: objects ::  :: Nothing is bound to system:anonymous :: Remove bindings to system:anonymous
unauthenticated-bindings :: objects ::  :: Only Kubernetes' own roles are bound to system:unauthenticated :: Remove other bindings to system:unauthenticated
authenticated-bindings :: objects ::  :: Only Kubernetes' own roles are bound to system:authenticated :: Remove other bindings to system:authenticated
policy-mechanism :: objects :: 5.2.1 :: Something refuses pods that go too far :: Enforce Pod Security Standards by labels of namespaces, or admission policies
privileged-containers :: objects :: 5.2.2 :: No privileged containers :: Remove securityContext.privileged
host-pid :: objects :: 5.2.3 :: No pods see the node's processes :: Remove hostPID
host-ipc :: objects :: 5.2.4 :: No pods share the node's memory segments :: Remove hostIPC
host-network :: objects :: 5.2.5 :: No pods on the node's network :: Remove hostNetwork
privilege-escalation :: objects :: 5.2.6 :: No process gains rights :: Set allowPrivilegeEscalation: false
root-containers :: objects :: 5.2.7 :: No containers as root :: Set runAsNonRoot: true
net-raw :: objects :: 5.2.8 :: No raw packets :: Drop NET_RAW, best with all capabilities
added-capabilities :: objects :: 5.2.9 :: No further capabilities :: Remove capabilities.add
capabilities :: objects :: 5.2.9 :: No capabilities that are not needed :: Set capabilities.drop: [ALL]
host-process :: objects :: 5.2.10 :: No HostProcess containers of Windows :: Remove windowsOptions.hostProcess
host-path :: objects :: 5.2.11 :: No folders of the node in pods :: Use other volumes than hostPath
host-ports :: objects :: 5.2.12 :: No ports of the node for pods :: Use Services in place of hostPort
security-context-constraints :: objects ::  :: Few may use privileged SecurityContextConstraints :: Narrow who may use privileged constraints
cni-network-policies :: people :: 5.3.1 :: The network plugin enforces network policies :: Choose a plugin that enforces them, such as Calico or Cilium
network-policies :: objects :: 5.3.2 :: Every namespace has network policies :: Add a policy that denies, then what is needed; \`watertight network synthesize\` proposes them
network-policy-enabled :: cloud :: 5.3.2 :: Network policies are switched on :: Switch them on in the cluster's settings
secrets-as-files :: objects :: 5.4.1 :: Secrets are files, not variables :: Mount Secrets as volumes
external-secrets :: people :: 5.4.2 :: Secrets may live outside of the cluster :: Consider an external store of secrets
image-provenance :: people :: 5.5.1 :: Only images that are known run :: Verify signatures of images at admission
namespaces :: people :: 5.6.1 :: Namespaces separate what belongs apart :: Give teams and stages namespaces of their own; \`watertight tenancy\` shows what they share
seccomp-profiles :: objects :: 5.6.2 :: Pods have a seccomp profile :: Set seccompProfile.type: RuntimeDefault
security-contexts :: objects :: 5.6.3 :: Pods have a security context :: Set securityContext as the restricted level of Pod Security asks
default-namespace :: objects :: 5.6.4 :: Nothing runs in the default namespace :: Move what runs there into namespaces of its own
pod-security-baseline :: objects :: 5.2.1 :: Namespaces enforce a Pod Security level :: Label namespaces with pod-security.kubernetes.io/enforce
audit-logs :: cloud ::  :: Audit logs are kept :: Switch audit logs on in the cluster's settings
image-scanning :: cloud ::  :: Images are examined in the registry :: Switch scanning on in the registry
registry-users :: cloud ::  :: Few people may change images :: Narrow who may push to the registry
registry-read-only :: cloud ::  :: Nodes may only read images :: Give nodes rights to pull alone
approved-registries :: people ::  :: Images come from known registries :: Refuse others at admission
workload-identity :: cloud ::  :: Workloads have cloud identities of their own :: Use workload identity in place of the node's account
secrets-encryption :: cloud ::  :: Secrets are encrypted with a key of one's own :: Switch encryption with a managed key on
metadata-server :: cloud ::  :: Pods do not reach the node's metadata :: Switch the metadata server for workloads on, and the old one off
disk-encryption :: cloud ::  :: Disks are encrypted with keys of one's own :: Choose a managed key for disks
endpoint-restricted :: cloud ::  :: The API server answers known networks alone :: Name the networks that may reach it
endpoint-private :: cloud ::  :: The API server has no public address :: Switch the public endpoint off
private-nodes :: cloud ::  :: Nodes have no public addresses :: Place nodes in private networks
node-firewall :: cloud ::  :: A firewall stands before nodes :: Let through to nodes what is needed alone
load-balancer-tls :: cloud ::  :: Load balancers speak TLS :: Give load balancers certificates
central-users :: cloud ::  :: Users come from the provider's directory :: Log in by the provider's identities
user-certificates :: people :: 3.1.1 :: People do not log in with certificates :: Log in by OIDC: certificates cannot be revoked
user-service-account-tokens :: people :: 3.1.2 :: People do not log in with tokens of accounts :: Log in by OIDC
user-bootstrap-tokens :: people :: 3.1.3 :: People do not log in with bootstrap tokens :: Log in by OIDC, and remove bootstrap tokens that have served
audit-policy-scope :: people :: 3.2.2 :: The audit policy records what matters :: Record Secrets, exec, port-forward and changes of pods; \`watertight audit level\` says what a policy records
etcd-own-ca :: objects :: 2.7 :: etcd has a CA of its own :: Sign etcd's certificates by another CA than the cluster's
basic-authentication :: cloud ::  :: No passwords for the API server :: Switch basic authentication off
legacy-authorization :: cloud ::  :: No authorization by attributes :: Switch legacy authorization off
sandboxed-workloads :: people ::  :: What is not trusted runs in a sandbox :: Use a RuntimeClass with a sandbox for it
node-auto-repair :: cloud ::  :: Nodes are repaired of themselves :: Switch auto-repair on
automatic-upgrades :: cloud ::  :: Versions are kept up to date :: Switch automatic upgrades on; \`watertight upgrade plan\` shows what stands in the way
shielded-nodes :: cloud ::  :: Nodes boot what is signed alone :: Switch secure boot and integrity monitoring on
logging :: cloud ::  :: Logs of nodes and network are kept :: Switch logging on
vpc-native :: cloud ::  :: Pods have addresses of the network itself :: Make the cluster VPC-native
dashboard :: objects ::  :: No dashboard :: Remove the dashboard
alpha-clusters :: cloud ::  :: No alpha cluster in production :: Use a cluster without alpha features
posture-service :: cloud ::  :: The provider's posture service is on :: Switch it on
`;
