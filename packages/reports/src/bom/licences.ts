/** Identifiers of SPDX's list that packages use most; whatever is not here is written as a name, which is always right. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    "0BSD AFL-2.1 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-1.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-4-Clause " +
    "BSL-1.0 BlueOak-1.0.0 CC-BY-3.0 CC-BY-4.0 CC0-1.0 CDDL-1.0 CDDL-1.1 EPL-1.0 EPL-2.0 EUPL-1.2 GPL-2.0-only GPL-2.0-or-later " +
    "GPL-3.0-only GPL-3.0-or-later HPND ISC LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 MPL-1.1 MPL-2.0 " +
    "OFL-1.1 OpenSSL PSF-2.0 PostgreSQL Python-2.0 Ruby Unicode-DFS-2016 Unlicense Vim WTFPL X11 ZPL-2.1 Zlib bzip2-1.0.6 curl"
  ).split(" "),
);

/** Whether a text is an identifier of SPDX's list of licences, as far as this program knows the list. */
export function isSpdxLicence(text: string): boolean {
  return KNOWN.has(text);
}
