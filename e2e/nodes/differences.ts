import type { Dress } from "./dress.ts";

/** Controls of which kube-bench says otherwise than we, with the reason; in the order of the benchmark. */
export const DIFFERENCES: ReadonlyMap<Dress, ReadonlyMap<string, string>> = new Map<
  Dress,
  ReadonlyMap<string, string>
>([
  [
    "good",
    new Map([
      [
        "1.1.9",
        "it looks where --cni-conf-dir says, a flag that kubelets no longer have, and at leases of addresses, not into /etc/cni/net.d",
      ],
      ["1.1.10", "the same of owners"],
      ["1.2.20", "it leaves the control to people; the default is what the benchmark wants"],
    ]),
  ],
  [
    "bad",
    new Map([
      ["4.2.5", "it compares texts: 0s is another than 0"],
      ["4.2.8", "it asks for 0 or more, which nothing fails"],
    ]),
  ],
]);
