import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses that no receiver of notifications has, and at which clouds give out credentials. */
const REFUSED = new BlockList();
REFUSED.addSubnet("169.254.0.0", 16, "ipv4");
REFUSED.addSubnet("fe80::", 10, "ipv6");
REFUSED.addAddress("fd00:ec2::254", "ipv6");
REFUSED.addAddress("100.100.100.200", "ipv4");
REFUSED.addSubnet("0.0.0.0", 8, "ipv4");
REFUSED.addSubnet("224.0.0.0", 4, "ipv4");
REFUSED.addSubnet("ff00::", 8, "ipv6");

const REASON = "its address is link-local, multicast or one at which clouds give out credentials";

/** Whether an address is one that nothing is sent to. */
function isRefusedAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && REFUSED.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Throws where a host is written as an address that nothing is sent to: literals are not looked up. */
export function assertAllowedHost(host: string): void {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (isRefusedAddress(bare)) throw new Error(`nothing is sent to ${bare}: ${REASON}`);
}

/** A look-up of names for sockets that gives no such address, whatever a name leads to at this moment. */
export const guardedLookup: LookupFunction = (
  name: string,
  options: LookupOptions,
  done: (
    error: NodeJS.ErrnoException | null,
    address: string | LookupAddress[],
    family?: number,
  ) => void,
) => {
  systemLookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) {
      done(error, "");
      return;
    }
    const allowed = addresses.filter(({ address }) => !isRefusedAddress(address));
    const [first] = allowed;
    if (first === undefined) {
      done(new Error(`nothing is sent to ${name}: ${REASON}`), "");
    } else if (options.all === true) done(null, allowed);
    else done(null, first.address, first.family);
  });
};
