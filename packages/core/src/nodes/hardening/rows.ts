/**
 * What hardening asks of a host that runs Kubernetes, a line each: key :: wanted :: why, or the conflict with Kubernetes. Facts of Lynis'
 * default.prf and tests_ssh, Wazuh's SCA policies, and the kubelet (`protectKernelDefaults`); `-`: nothing is wanted, because a node needs it otherwise.
 */
export const SYSCTL_ROWS = `
vm.overcommit_memory :: 1 :: the kubelet needs 1, though general hardening wants 0 or 2
vm.panic_on_oom :: 0 :: the kubelet sets it
kernel.panic :: 10 :: the kubelet sets it
kernel.panic_on_oops :: 1 :: the kubelet sets it
kernel.keys.root_maxkeys :: 1000000 :: the kubelet sets it
kernel.keys.root_maxbytes :: 25000000 :: the kubelet sets it
fs.suid_dumpable :: 0 :: memory of privileged programs would be written to disk
fs.protected_hardlinks :: 1 :: links to files of others are a way to their rights
fs.protected_symlinks :: 1 :: links in shared folders are a way to files of others
fs.protected_fifos :: 2 :: pipes in shared folders mislead privileged programs
fs.protected_regular :: 2 :: files in shared folders mislead privileged programs
kernel.randomize_va_space :: 2 :: without it addresses of memory can be guessed
kernel.dmesg_restrict :: 1 :: the kernel's messages show addresses
kernel.kptr_restrict :: 1|2 :: addresses of the kernel help to attack it
kernel.yama.ptrace_scope :: 1|2|3 :: processes of one user read each other's memory
kernel.sysrq :: 0 :: keys of the console command the kernel
kernel.core_uses_pid :: 1 :: dumps overwrite each other
kernel.perf_event_paranoid :: 2|3|4 :: measurements show what others do
kernel.unprivileged_bpf_disabled :: 1|2 :: programs in the kernel are a way into it; eBPF agents are privileged and keep working
net.core.bpf_jit_harden :: 2 :: compiled programs in the kernel are a way into it; costs eBPF datapaths time
dev.tty.ldisc_autoload :: 0 :: line disciplines have been a way into the kernel
kernel.unprivileged_userns_clone :: - :: 0 breaks pods with hostUsers: false and runtimes without root
kernel.modules_disabled :: - :: kube-proxy, network and storage plugins load modules after the start
user.max_user_namespaces :: >0 :: 0 breaks pods with hostUsers: false
net.ipv4.ip_forward :: 1 :: a node forwards packets of pods, though general hardening wants 0
net.ipv4.conf.all.forwarding :: 1 :: a node forwards packets of pods, though general hardening wants 0
net.ipv6.conf.all.forwarding :: - :: 1 where pods have IPv6 addresses
net.bridge.bridge-nf-call-iptables :: 1? :: kube-proxy with iptables sees packets of bridges by it
net.ipv4.conf.all.rp_filter :: 1|2|0 :: strict filtering drops packets of some network plugins
net.ipv4.conf.all.route_localnet :: 0 :: neighbours reach services on 127.0.0.1 (CVE-2020-8558); kube-proxy sets 1 unless --iptables-localhost-nodeports=false
net.ipv4.conf.all.accept_redirects :: 0 :: neighbours change routes
net.ipv4.conf.all.secure_redirects :: 0 :: gateways change routes
net.ipv4.conf.all.send_redirects :: 0 :: a node is no router for neighbours
net.ipv4.conf.all.accept_source_route :: 0 :: senders choose the way past filters
net.ipv4.conf.all.log_martians :: 1 :: forged packets stay unseen; noisy with some network plugins
net.ipv6.conf.all.accept_redirects :: 0 :: neighbours change routes
net.ipv6.conf.all.accept_source_route :: 0 :: senders choose the way past filters
net.ipv6.conf.all.accept_ra :: - :: 0 against CVE-2020-10749, but clouds that advertise routes need 2
net.ipv4.conf.default.accept_redirects :: 0 :: neighbours change routes
net.ipv4.conf.default.secure_redirects :: 0 :: gateways change routes
net.ipv4.conf.default.send_redirects :: 0 :: a node is no router for neighbours
net.ipv4.conf.default.accept_source_route :: 0 :: senders choose the way past filters
net.ipv4.conf.default.log_martians :: 1 :: forged packets stay unseen; noisy with some network plugins
net.ipv6.conf.default.accept_redirects :: 0 :: neighbours change routes
net.ipv6.conf.default.accept_source_route :: 0 :: senders choose the way past filters
net.ipv6.conf.default.accept_ra :: - :: 0 against CVE-2020-10749, but clouds that advertise routes need 2
net.ipv4.icmp_echo_ignore_broadcasts :: 1 :: echoes amplify attacks
net.ipv4.icmp_ignore_bogus_error_responses :: 1 :: false answers fill logs
net.ipv4.tcp_syncookies :: 1 :: half-open connections exhaust the node
net.ipv4.tcp_timestamps :: 0|1 :: 2 and more are no value of it
`;

/** Modules that nothing on a node needs: key :: why, or what may need it; `needed:`: a node does not work without. */
export const MODULE_ROWS = `
cramfs :: old file systems are badly tested
freevxfs :: old file systems are badly tested
hfs :: old file systems are badly tested
hfsplus :: old file systems are badly tested
jffs2 :: old file systems are badly tested
squashfs :: old file systems are badly tested; snap needs it
udf :: old file systems are badly tested
usb-storage :: data leaves by it, where the node is a machine
dccp :: protocols that nobody uses have had holes
tipc :: protocols that nobody uses have had holes
rds :: protocols that nobody uses have had holes
sctp :: protocols that nobody uses have had holes; Services with SCTP need it
firewire-core :: devices read memory by it
can :: protocols that nobody uses have had holes
atm :: protocols that nobody uses have had holes
overlay :: needed: containers lie on it, though general hardening wants it kept out
`;

/** Options of the SSH daemon: option :: wanted :: its default (OpenSSH 9, sshd_config(5)). */
export const SSHD_ROWS = `
PermitRootLogin :: no|prohibit-password|without-password|forced-commands-only :: prohibit-password
PasswordAuthentication :: no :: yes
PermitEmptyPasswords :: no :: no
X11Forwarding :: no :: no
AllowTcpForwarding :: no|local :: yes
AllowAgentForwarding :: no :: yes
GatewayPorts :: no :: no
PermitTunnel :: no :: no
PermitUserEnvironment :: no :: no
IgnoreRhosts :: yes :: yes
HostbasedAuthentication :: no :: no
StrictModes :: yes :: yes
MaxAuthTries :: <=4 :: 6
MaxSessions :: <=10 :: 10
LoginGraceTime :: <=60 :: 120
ClientAliveInterval :: 1-300 :: 0
ClientAliveCountMax :: <=3 :: 3
LogLevel :: VERBOSE|INFO :: INFO
UseDNS :: no :: no
TCPKeepAlive :: no :: yes
Compression :: no|delayed :: yes
MaxStartups :: 10:30:60 :: 10:30:100
Banner :: set :: none
DisableForwarding :: yes :: no
KexAlgorithms :: !sha1 :: ok
Ciphers :: !cbc,3des,arcfour :: ok
MACs :: !md5,-96,sha1 :: ok
`;

/** Files of the host: path :: most :: owner; a star stands for a part of a name. */
export const FILE_ROWS = `
/etc/kubernetes/manifests :: 700 :: root:root
/etc/kubernetes/bootstrap-kubelet.conf :: 600 :: root:root
/var/lib/kubelet/pki/*.key :: 600 :: root:root
/var/lib/kubelet/pki/*-current.pem :: 600 :: root:root
/etc/cni/net.d/* :: 600 :: root:root
/etc/containerd/config.toml :: 600 :: root:root
/run/containerd/containerd.sock :: 660 :: root:root
/etc/ssh/sshd_config :: 600 :: root:root
/etc/passwd :: 644 :: root:root
/etc/shadow :: 640 :: root:root|root:shadow
/etc/group :: 644 :: root:root
/etc/gshadow :: 640 :: root:root|root:shadow
/boot/grub/grub.cfg :: 600 :: root:root
/boot/grub2/grub.cfg :: 600 :: root:root
/etc/crontab :: 600 :: root:root
/etc/cron.d :: 700 :: root:root
`;

/** Mounts: folder :: options that it should have. */
export const MOUNT_ROWS = `
/tmp :: nodev,nosuid
/var/tmp :: nodev,nosuid
/dev/shm :: nodev,nosuid,noexec
/home :: nodev,nosuid
`;

/** The fields of a row. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" :: "));
}

/** The kernel's settings that are judged: what a collector has to read. */
export function sysctlNames(): readonly string[] {
  return rowsOf(SYSCTL_ROWS).map(([name = ""]) => name);
}
