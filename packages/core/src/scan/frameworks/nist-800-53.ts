import type { Control, Framework } from "./framework.ts";

/**
 * NIST SP 800-53 revision 5, the controls that objects and nodes of a cluster show something of; our words. Checks speak to them by the
 * risks of SP 800-190 and the controls of CIS that they refer to.
 */
const ROWS = `
AC-2 :: Accounts are managed :: 3.3.1 ::
AC-3 :: Access is enforced :: 3.3.2 :: 1.2.6 1.2.7 1.2.8 4.2.1 4.2.2
AC-4 :: Flows of information are enforced :: 3.3.3 3.4.2 :: 5.3.2
AC-6 :: Least privilege :: 3.3.1 3.4.3 :: 5.1.1 5.1.2 5.1.3
AC-17 :: Remote access :: 3.5.4 ::
AU-2 :: What is to be recorded :: :: 3.2.1 3.2.2
AU-6 :: Records are reviewed :: ::
AU-9 :: Records are protected :: ::
AU-11 :: Records are kept :: :: 1.2.17 1.2.18 1.2.19
AU-12 :: Records are made :: :: 1.2.16 3.2.1
CA-7 :: Continuous monitoring :: ::
CM-2 :: Baseline of the configuration :: 3.2.2 ::
CM-6 :: Settings of the configuration :: 3.1.2 3.4.3 4.1.2 ::
CM-7 :: Least functionality :: 3.4.3 3.5.1 ::
CM-8 :: Inventory of components :: 3.4.5 ::
IA-2 :: Users are identified :: 3.3.2 :: 1.2.1 4.2.1
IA-5 :: Credentials are managed :: 3.1.4 :: 1.2.2 4.2.10 4.2.11
IR-4 :: Incidents are handled :: ::
RA-5 :: Vulnerabilities are looked for :: 3.1.1 3.4.4 ::
SC-5 :: Protection against denial of service :: :: 4.2.13
SC-7 :: Boundaries are protected :: 3.3.3 3.4.2 :: 4.2.4 5.3.2
SC-8 :: Traffic is protected :: :: 1.2.24 2.1 2.4 4.2.9
SC-12 :: Keys are managed :: :: 1.2.27 1.2.28
SC-13 :: Cryptography is strong :: :: 1.2.29 4.2.12
SC-28 :: What is stored is protected :: 3.1.4 :: 1.2.27 1.2.28
SC-39 :: Processes are apart :: 3.3.4 3.5.2 :: 5.6.2
SI-2 :: Flaws are mended :: 3.1.1 3.4.4 ::
SI-3 :: Malware is kept out :: ::
SI-4 :: The system is monitored :: ::
SI-7 :: Software and files are whole :: 3.1.5 3.5.5 ::
SI-16 :: Memory is protected :: ::
`;

/** What no object and no node of a cluster shows: a person says. */
const BY_PEOPLE: readonly string[] = ["AU-6", "AU-9", "CA-7", "IR-4", "SI-3", "SI-4"];

function controlOf(row: string): Control {
  const [id = "", title = "", risks = "", cis = ""] = row.split("::").map((each) => each.trim());
  const idsIn = (text: string): readonly string[] => text.split(" ").filter((each) => each !== "");
  return {
    standard: "nist-800-53",
    id,
    title,
    judged: BY_PEOPLE.includes(id) ? "manual" : "partly",
    alsoBy: [
      ...idsIn(risks).map((each) => ({ standard: "nist-800-190", id: each })),
      ...idsIn(cis).map((each) => ({ standard: "cis-1.12", id: each })),
    ],
  };
}

/** NIST SP 800-53 revision 5, as far as a cluster shows it. */
export const NIST_800_53: Framework = {
  id: "nist-800-53",
  title: "NIST SP 800-53 revision 5",
  controls: ROWS.trim().split("\n").map(controlOf),
};
