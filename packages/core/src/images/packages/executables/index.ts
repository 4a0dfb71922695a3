import { bytesOf, startsWithAt, uint32 } from "../bytes.ts";
import type { ReadPackages } from "../package-file.ts";
import { readElf } from "./elf.ts";
import type { Executable } from "./executable.ts";
import { goPackages } from "./go-build-info.ts";
import { isMachO, readMachO } from "./macho.ts";
import { readPe } from "./pe.ts";
import { rustPackages } from "./rust-audit.ts";

const ELF = bytesOf("\x7fELF");
const PE = bytesOf("MZ");
const FAT = 0xcafebabe;

/** Whether a file that begins with these bytes (four at least) may be a program. */
export function mayBeExecutable(head: Uint8Array): boolean {
  return startsWithAt(head, ELF) || startsWithAt(head, PE) || isMachO(head) || isFat(head);
}

/** The modules of Go and the crates of Rust (cargo-auditable) that programs say they were built from. */
export const readExecutable: ReadPackages = (file, tools) => {
  const executable = executableIn(file.bytes);
  const found = [goPackages(file, executable), rustPackages(file, executable, tools)];
  return {
    packages: found.flatMap(({ packages }) => packages),
    notRead: found.flatMap(({ notRead }) => notRead),
  };
};

function executableIn(bytes: Uint8Array): Executable {
  if (startsWithAt(bytes, ELF)) return readElf(bytes);
  if (startsWithAt(bytes, PE)) return readPe(bytes);
  // One program for several processors, all of the same source: the first.
  if (isFat(bytes)) {
    const at = uint32(bytes, 16, true);
    return readMachO(bytes.subarray(at, at + uint32(bytes, 20, true)));
  }
  return readMachO(bytes);
}

// Classes of Java begin in the same way; what follows there is a version, from 45, and not a number of processors.
function isFat(bytes: Uint8Array): boolean {
  return (
    uint32(bytes, 0, true) === FAT && uint32(bytes, 4, true) > 0 && uint32(bytes, 4, true) < 30
  );
}
