// Encodings that contact files are found in: WHATWG labels and their usual names.

interface Encoding {
  label: string;
  name: string;
}

const usual: readonly Encoding[] = [
  { label: "utf-8", name: "UTF-8" },
  { label: "windows-1252", name: "Windows-1252" },
  { label: "iso-8859-15", name: "ISO-8859-15" },
  { label: "macintosh", name: "Mac Roman" },
  { label: "utf-16le", name: "UTF-16 LE" },
  { label: "utf-16be", name: "UTF-16 BE" },
  { label: "windows-1250", name: "Windows-1250" },
  { label: "windows-1251", name: "Windows-1251" },
  { label: "windows-1253", name: "Windows-1253" },
  { label: "windows-1254", name: "Windows-1254" },
  { label: "windows-1255", name: "Windows-1255" },
  { label: "windows-1256", name: "Windows-1256" },
  { label: "shift_jis", name: "Shift JIS" },
  { label: "gb18030", name: "GB 18030" },
  { label: "big5", name: "Big5" },
  { label: "euc-kr", name: "EUC-KR" },
];

/** The usual ones, and the one that was found if it is none of them. */
export function encodingsWith(found: string): readonly Encoding[] {
  const label = found.toLowerCase();
  return usual.some((one) => one.label === label) ? usual : [{ label, name: found }, ...usual];
}
