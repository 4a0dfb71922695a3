/** A flag as a component of Kubernetes reads it. */
export interface ComponentFlag {
  /** "true" where a boolean flag has none; "" where the word ends behind the equals sign. */
  readonly value: string;
  /** Of the word that sets it. */
  readonly index: number;
  /** Of the value, where it is a word of its own. */
  readonly valueIndex?: number;
  /** It needs a value and is the last word: the component says so and does not start. */
  readonly lacksValue?: true;
}

/**
 * The flags in the words behind a component's name, by their names with hyphens and without dashes. As pflag reads them: a
 * boolean flag never takes the next word, any other takes it whatever it looks like, `_` is `-`, lists grow and of all others the
 * last one counts. A single dash does for two, as in Go's own package, which etcd uses.
 */
export function componentFlagsOf(words: readonly string[]): ReadonlyMap<string, ComponentFlag> {
  const flags = new Map<string, ComponentFlag>();
  // What follows two dashes alone are no flags.
  const end = words.indexOf("--");
  const own = end < 0 ? words : words.slice(0, end);
  for (let index = 0; index < own.length; index++) {
    const [, written, value] = FLAG.exec(own[index] ?? "") ?? [];
    if (written === undefined) continue;
    const name = written.replaceAll("_", "-");
    const flag = flagAt({ words: own, index, name, value });
    flags.set(name, LISTS.has(name) ? joined(flags.get(name), flag) : flag);
    index = flag.valueIndex ?? index;
  }
  return flags;
}

function joined(before: ComponentFlag | undefined, flag: ComponentFlag): ComponentFlag {
  return before ? { ...flag, value: `${before.value},${flag.value}` } : flag;
}

interface WrittenFlag {
  readonly words: readonly string[];
  readonly index: number;
  readonly name: string;
  /** What stands behind the equals sign. */
  readonly value: string | undefined;
}

function flagAt({ words, index, name, value }: WrittenFlag): ComponentFlag {
  const next = words[index + 1];
  if (value !== undefined) return { value, index };
  if (BOOLEANS.has(name)) {
    // A word behind it is a mistake that stops the component; it goes with the flag.
    const strayed = /^(?:true|false)$/i.test(next ?? "") ? { valueIndex: index + 1 } : {};
    return { value: "true", index, ...strayed };
  }
  return next === undefined
    ? { value: "", index, lacksValue: true }
    : { value: next, index, valueIndex: index + 1 };
}

/**
 * The value of a flag as the component takes it: of a boolean one "true" or "false" for all that Go's `strconv.ParseBool` takes for
 * these.
 */
export function flagValueOf(name: string, value: string): string {
  if (!BOOLEANS.has(name)) return value;
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return "true";
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? "false" : value;
}

const FLAG = /^\s*--?([A-Za-z][\w.-]*)(?:=(.*))?$/s;

/** Flags that collect what is given in several places. */
const LISTS: ReadonlySet<string> = new Set(
  `admission-control allowed-unsafe-sysctls authorization-mode controllers cors-allowed-origins disable-admission-plugins
  enable-admission-plugins etcd-servers feature-gates runtime-config service-account-key-file tls-cipher-suites
  cipher-suites`.split(/\s+/),
);

/**
 * The boolean flags of the API server, the controller manager, the scheduler, etcd, the kubelet and kube-proxy, removed ones
 * included, as the references of their command lines list them. One name is of one type in all of them.
 */
const BOOLEANS: ReadonlySet<string> = new Set(
  `add-dir-header aggregator-reject-forwarding-redirect allocate-node-cidrs allow-privileged allow-untagged-cloud alsologtostderr
  anonymous-auth audit-log-batch-throttle-enable audit-log-compress audit-log-truncate-enabled audit-webhook-batch-throttle-enable
  audit-webhook-truncate-enabled authentication-skip-lookup authentication-token-webhook authentication-tolerate-lookup-failure
  auto-tls bind-address-hard-fail cgroups-per-qos cleanup cleanup-ipvs client-cert-auth compact-hash-check-enabled
  configure-cloud-routes conntrack-tcp-be-liberal containerized contention-profiling cpu-cfs-quota debug
  disable-attach-detach-reconcile-sync disable-force-detach-on-timeout emulation-forward-compatible enable-aggregator-routing
  enable-bootstrap-token-auth enable-cadvisor-json-endpoints enable-controller-attach-detach enable-custom-metrics
  enable-debugging-handlers enable-distributed-tracing enable-dsr enable-dynamic-provisioning enable-garbage-collector
  enable-grpc-gateway enable-hostpath-provisioner enable-leader-migration enable-lease-checkpoint
  enable-lease-checkpoint-persist enable-load-reader enable-log-rotation enable-logs-handler enable-pprof
  enable-priority-and-fairness enable-server enable-swagger-ui enable-system-log-handler enable-system-log-query
  enable-taint-manager enable-v2 encryption-provider-config-automatic-reload etcd-quorum-read exit-on-lock-contention
  experimental-compact-hash-check-enabled experimental-enable-distributed-tracing experimental-enable-lease-checkpoint
  experimental-enable-lease-checkpoint-persist experimental-initial-corrupt-check experimental-memory-mlock
  experimental-peer-skip-client-san-verification experimental-stop-grpc-service-on-defrag
  experimental-txn-mode-write-with-shared-buffer fail-swap-on force-new-cluster help horizontal-pod-autoscaler-use-rest-clients
  init-only initial-corrupt-check initial-election-tick-advance ipvs-strict-arp iptables-localhost-nodeports
  keep-terminated-pod-volumes kernel-memcg-notification kubelet-https leader-elect local-storage-capacity-isolation
  log-json-split-stream log-text-split-stream logtostderr make-iptables-util-chains masquerade-all memory-mlock one-output
  peer-auto-tls peer-client-cert-auth peer-skip-client-san-verification permit-address-sharing permit-port-sharing pre-vote
  profiling protect-kernel-defaults really-crash-for-testing redirect-container-streaming register-node register-schedulable
  repair-malformed-updates rotate-certificates rotate-server-certificates runonce runtime-config-emulation-forward-compatible
  seccomp-default serialize-image-pulls service-account-extend-token-expiration service-account-lookup
  shutdown-send-retry-after skip-headers skip-log-headers socket-reuse-address socket-reuse-port stop-grpc-service-on-defrag
  storage-driver-secure strict-reconfig-check txn-mode-write-with-shared-buffer unsafe-no-fsync use-legacy-policy-config
  use-service-account-credentials version watch-cache windows-service`.split(/\s+/),
);
