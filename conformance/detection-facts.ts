/**
 * What trivy's detection cases take as known (aquasecurity/trivy, pkg/detector/ospkg/…/testdata/fixtures), as rows: ecosystem of OSV,
 * package, id, fixed version ("" = none), CVE where the id is an announcement, architecture.
 */
type Row = readonly [
  ecosystem: string,
  name: string,
  id: string,
  fixed: string,
  cve?: string,
  arch?: string,
];

const RHEL7 = "Red Hat:enterprise_linux:7::server";
const RHEL8 = "Red Hat:enterprise_linux:8::baseos";

const ROWS: readonly Row[] = [
  ["Amazon Linux:1", "bind", "CVE-2020-8625", "32:9.8.2-0.68.rc1.86.amzn1"],
  ["Amazon Linux:2", "bash", "CVE-2019-9924", "4.2.46-34.amzn2"],
  ["Amazon Linux:2022", "log4j", "CVE-2021-44228", "2.15.0-1.amzn2022.0.1"],
  ["Amazon Linux:2023", "protobuf", "CVE-2022-1941", "3.19.6-1.amzn2023.0.1"],
  ["Ubuntu:19.04", "wpa", "UBUNTU-CVE-2019-9243", "", "CVE-2019-9243"],
  ["Ubuntu:20.04:LTS", "wpa", "UBUNTU-CVE-2021-27803", "2:2.9-1ubuntu4.3", "CVE-2021-27803"],
  ["Ubuntu:20.04:LTS", "wpa", "UBUNTU-CVE-2019-9243", "", "CVE-2019-9243"],
  ["Ubuntu:20.04:LTS", "wpa", "UBUNTU-CVE-2016-4476", "2.4-0ubuntu10", "CVE-2016-4476"],
  [
    "Rocky Linux:8",
    "nginx:1.16::nginx",
    "RLSA-2021:2258",
    "1:1.16.1-2.module+el8.4.0+543+efbf198b.1",
    "CVE-2021-23017",
    "x86_64",
  ],
  [
    "Rocky Linux:8",
    "bpftool",
    "RLSA-2021:4647",
    "4.18.0-348.2.1.el8_5",
    "CVE-2021-20317",
    "x86_64",
  ],
  [
    "Rocky Linux:8",
    "bpftool",
    "RLSA-2021:4647",
    "5.18.0-348.2.1.el8_5",
    "CVE-2021-20317",
    "aarch64",
  ],
  ["Photon OS:1.0", "PyYAML", "CVE-2017-18342", "3.12-3.ph1"],
  ["Photon OS:1.0", "PyYAML", "CVE-2020-1747", "3.12-5.ph1"],
  ["Echo", "python3", "CVE-2020-26116", "3.6.9"],
  ["Echo", "apache2", "CVE-2020-11985", "2.4.25-1"],
  ["Echo", "apache2", "CVE-2021-11111", "2.4.25-1"],
  ["Echo", "apache2", "CVE-2021-11113", ""],
  ["Debian:12", "openssl", "DEBIAN-CVE-2024-13176", "3.0.16-1~deb12u1", "CVE-2024-13176"],
  ["Debian:12", "openssl", "DEBIAN-CVE-2025-27587", "3.0.16-1~deb12u1", "CVE-2025-27587"],
  [
    "Root:Debian:12",
    "openssl",
    "ROOT-OS-DEBIAN-CVE-2024-13176",
    "3.0.15-1~deb12u1.root.io.1",
    "CVE-2024-13176",
  ],
  [
    "Root:Ubuntu:20.04",
    "nginx",
    "ROOT-OS-UBUNTU-CVE-2023-44487",
    "1.22.1-9+deb12u2.root.io.1",
    "CVE-2023-44487",
  ],
  ["Root:Alpine:3.19", "less", "ROOT-OS-ALPINE-CVE-2024-32487", "643-r10072", "CVE-2024-32487"],
  [RHEL7, "vim-minimal", "RHSA-2019:1619", "2:7.4.160-6.el7_6", "CVE-2019-12735"],
  [RHEL8, "vim-minimal", "RHSA-2019:1619", "2:7.4.160-7.el8_7", "CVE-2019-12735"],
  [RHEL7, "vim-minimal", "CVE-2017-5953", ""],
  [RHEL7, "nss", "RHSA-2021:0538", "0:3.53.1-17.el7_3", "CVE-2020-12403"],
  [RHEL7, "nss", "RHSA-2021:0876", "0:3.36.0-9.el7_6", "CVE-2020-12403"],
  [RHEL7, "nss", "RHSA-2021:0876", "0:3.36.0-9.el7_6", "CVE-2019-17007"],
  [
    RHEL8,
    "php:7.2::php",
    "RHSA-2020:0322",
    "0:7.2.11-1.1.module+el8.0.0+4664+17bd8d65",
    "CVE-2019-11043",
  ],
  [RHEL7, "php", "CVE-2006-4023", ""],
  [RHEL7, "kernel-headers", "RHSA-2016:2098", "0:3.10.0-327.36.3.el7", "CVE-2016-5195", "x86_64"],
  [RHEL7, "kernel-headers", "RHSA-2017:0372", "0:4.5.0-15.2.1.el7", "CVE-2016-5195", "aarch64"],
  [RHEL8, "expat", "RHSA-2024:6989-2", "0:2.2.5-17.el8_10", "CVE-2024-45490", "x86_64"],
  [RHEL8, "expat", "RHSA-2024:6989-3", "0:2.2.5-18.el8_10", "CVE-2024-45490", "x86_64"],
  [RHEL8, "expat", "RHSA-2024:6989", "0:2.2.5-15.el8_10", "CVE-2024-45490", "x86_64"],
  [RHEL8, "expat", "RHSA-2024:6989", "0:2.2.5-15.el8_10", "CVE-2024-45491", "x86_64"],
  [RHEL8, "expat", "RHSA-2024:6989", "0:2.2.5-15.el8_10", "CVE-2024-45492", "x86_64"],
  [RHEL8, "expat", "CVE-2024-45490", ""],
  [RHEL8, "expat", "CVE-2024-45491", ""],
  [RHEL8, "expat", "CVE-2024-45492", ""],
];

/** The rows as OSV records. */
export function detectionRecords(): readonly Record<string, unknown>[] {
  const ids = [...new Set(ROWS.map(([, , id]) => id))];
  return ids.map((id) => {
    const rows = ROWS.filter((row) => row[2] === id);
    const cves = [...new Set(rows.flatMap(([, , , , cve]) => cve ?? []))];
    return { id, upstream: cves, affected: rows.map(affectedOf) };
  });
}

function affectedOf([ecosystem, name, , fixed, , arch]: Row): Record<string, unknown> {
  const purl =
    arch === undefined ? {} : { purl: `pkg:rpm/vendor/${name.replace(/^.*::/, "")}?arch=${arch}` };
  const events = [{ introduced: "0" }, ...(fixed === "" ? [] : [{ fixed }])];
  return { package: { ecosystem, name, ...purl }, ranges: [{ type: "ECOSYSTEM", events }] };
}
