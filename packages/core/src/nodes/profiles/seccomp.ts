import type { JsonObject } from "../../kubernetes/json.ts";
import type { Trace } from "./trace.ts";

/**
 * What the runtime itself calls between the moment that it loads the profile and that it starts the program, and what Go's runtime may
 * call meanwhile: seen by strace of runc 1.1 with and without no_new_privs.
 */
const OF_THE_RUNTIME: readonly string[] = (
  "capget capset chdir clone close close_range epoll_ctl epoll_pwait execve exit exit_group faccessat2 fchdir fcntl fstat fstatfs futex getcwd " +
  "getdents64 getpid getppid gettid lseek madvise mmap mprotect munmap nanosleep newfstatat openat prctl read rt_sigaction rt_sigprocmask rt_sigreturn " +
  "sched_yield setgid setgroups setuid sigaltstack tgkill write"
).split(" ");

/** A profile of seccomp that allows what a recording shows, what the runtime needs to start a container, and nothing else. */
export function seccompProfile({ syscalls, architectures }: Trace): JsonObject {
  const known = [...architectures].sort();
  return {
    defaultAction: "SCMP_ACT_ERRNO",
    architectures: known.length > 0 ? known : ["SCMP_ARCH_AARCH64", "SCMP_ARCH_X86_64"],
    syscalls: [
      {
        names: [...new Set([...OF_THE_RUNTIME, ...syscalls])].sort(),
        action: "SCMP_ACT_ALLOW",
      },
    ],
  };
}
