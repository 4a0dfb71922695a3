const MOST_WORDS = 8;

/** Whether several words are a sentence or a note to the reader, and no passphrase. */
export function isProse(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length === 1) return false;
  return (
    words.length > MOST_WORDS ||
    /[.:?,;]$/.test(text) ||
    words.some((word) => NEVER_IN_PASSPHRASES.has(word.toLowerCase()))
  );
}

/** Words that join others to sentences, and words with which people speak about passwords. */
const NEVER_IN_PASSPHRASES: ReadonlySet<string> = new Set(
  `a an the is are be must should will can for of to in on at by with from and or not no if then else this that these those my
  our you your we it its see please enter use used uses using set sets when which here has have had was were as do does via per
  only any all into after before password passwords passphrase secret secrets token tokens key keys value string credential
  credentials file run default required optional none null`.split(/\s+/),
);
