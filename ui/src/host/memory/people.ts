// Believable people for the page without a server.
import type { AgentState, ClientState, Field, PhoneState } from "../bindings";

export interface Person {
  id: number;
  name: string;
  number: string;
  mobile: string;
  email: string;
  company: string;
  client: { state: ClientState; text: string | null } | null;
  phone: PhoneState | null;
  agent: AgentState | null;
  /** Null where the source gives no unique id. */
  favorite: boolean | null;
  /** The fields of an own contact, in the order they were given. */
  own: Field[] | null;
}

const colleagues: [string, string, ClientState, PhoneState, Partial<Person>?][] = [
  [
    "Alice Martin",
    "1001",
    "available",
    "available",
    { mobile: "+1 418 555 7676", agent: "loggedIn", favorite: true },
  ],
  ["Alicia Bélanger", "1014", "away", "talking"],
  ["Amalia O’Connor", "1027", "offline", "unavailable", { mobile: "+353 1 555 0199", agent: "loggedOut" }],
  ["Bob Barker", "1002", "doNotDisturb", "available", { mobile: "555 555 7676", favorite: true }],
  ["Chloé Alizadeh", "1033", "available", "ringing"],
  ["Malik Ndiaye", "1051", "offline", "unavailable"],
  ["Natalia 王", "1060", "available", "available", { agent: "paused", favorite: true }],
  ["Rosalie Tremblay", "1062", "away", "available"],
  ["Łukasz Øster", "1063", "unknown", "unknown"],
  ["Νίκος Παπαδόπουλος", "1064", "available", "holding"],
  ["Дарья Соколова", "1065", "offline", "unavailable", { agent: "unknown" }],
  ["Zoé Lambert", "1000", "available", "available"],
  ["François Lefèvre", "1003", "available", "progressing"],
  ["Jean-Baptiste de La Rochefoucauld-Montmorency", "1004", "available", "available"],
  ["Ana María Fernández de la Vega", "1005", "away", "available"],
  ["Émile Zola-Bouchard", "1006", "offline", "unavailable"],
  ["Ivy Nguyễn", "1007", "available", "available", { mobile: "+49 176 5550 123" }],
];
const firsts = ["Noah", "Maya", "Léo", "Sofia", "Théo", "Inès", "Omar", "Hana", "Pavel", "Grete"];
const lasts = ["Gagnon", "Åberg", "Rossi", "Kowalski"];
const statuses: Record<string, string> = { "1001": "in the lab until 3", "1062": "Lunch" };

function mailOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[^A-Za-z ]/g, "")
    .trim()
    .toLowerCase();
  return plain === "" ? "" : `${plain.replace(/ +/g, ".")}@acme.example`;
}

function colleague(
  id: number,
  name: string,
  number: string,
  client: ClientState,
  phone: PhoneState,
  more: Partial<Person> = {},
): Person {
  return {
    id,
    name,
    number,
    mobile: "",
    email: mailOf(name),
    company: "",
    client: { state: client, text: statuses[number] ?? null },
    phone,
    agent: null,
    favorite: false,
    own: null,
    ...more,
  };
}

/** An own contact as the list shows it. */
export function ownPerson(id: number, fields: Field[], favorite: boolean): Person {
  const value = (name: string) => fields.find((field) => field.name === name)?.value.trim() ?? "";
  const name = `${value("firstname")} ${value("lastname")}`.trim() || value("company") || value("email");
  return {
    id,
    name,
    number: value("number"),
    mobile: value("mobile"),
    email: value("email"),
    company: value("company"),
    client: null,
    phone: null,
    agent: null,
    favorite,
    own: fields.map((field) => ({ ...field })),
  };
}

export function everyone(): Person[] {
  let id = 1;
  const people = colleagues.map(([name, number, client, phone, more]) =>
    colleague(id++, name, number, client, phone, more),
  );
  for (const last of lasts) {
    for (const first of firsts) {
      people.push(colleague(id++, `${first} ${last}`, String(1070 + id), "offline", "unavailable"));
    }
  }
  people.push({
    ...colleague(id++, "Conference room 2", "4002", "unknown", "unknown", { favorite: null, email: "" }),
    client: null,
    phone: null,
  });
  const own: [string, string, string, string, string][] = [
    ["Centralia", "Supplies", "+1 514 555 0188", "orders@centralia.example", "Centralia"],
    ["John", "Doe", "555 555 1111", "john@doe.example", "Wazo"],
    ["Zoé", "Lévesque", "+1 418 555 2222", "zoe@levesque.example", ""],
    ["Marc", "Roy", "", "marc@roy.example", "Roy & fils"],
    ["<script>alert(1)</script>", "=1+1", "5551234", "", ""],
  ];
  for (const [firstname, lastname, number, email, company] of own) {
    const fields = Object.entries({ firstname, lastname, number, email, company, birthday: "" })
      .filter(([, value]) => value !== "")
      .map(([name, value]) => ({ name, value }));
    people.push(ownPerson(id++, fields, false));
  }
  return people;
}
