import type { Locator } from "../driver/locator";
import type { Page } from "../driver/page";
import { CallBar } from "./call-bar";
import { ChatPanel } from "./chat-panel";
import { Header } from "./header";
import type { Sandbox } from "./sandbox";

/** A section of the settings. */
export type Section = "General" | "Calls" | "Notifications" | "Desktop" | "Directory" | "About";

export type View = "All" | "Favorites" | "My contacts";

/** What a person does in the window, step by step. */
export class Window {
  readonly header: Header;
  readonly calls: CallBar;
  readonly chat: ChatPanel;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.header = new Header(page);
    this.calls = new CallBar(page);
    this.chat = new ChatPanel(page);
  }

  get omnibox(): Locator {
    return this.#page.field("Search a name or dial a number");
  }

  get grid(): Locator {
    return this.#page.role("grid", "People");
  }

  /** Fills in the form and sends it; what comes then is the test's business. */
  async askToSignIn({
    server,
    username,
    password,
    stay = false,
  }: {
    server: string;
    username: string;
    password: string;
    stay?: boolean;
  }): Promise<void> {
    await this.#page.field("Server").fill(server);
    await this.#page.field("User name").fill(username);
    await this.#page.field("Password").fill(password);
    if (stay !== (await this.#page.checkbox("Stay signed in").checked()))
      await this.#page.checkbox("Stay signed in").click();
    await this.#page.button("Sign in").click();
  }

  /** Signs in as the sandbox's demo user or a colleague, trusting its certificate, and waits for the list. */
  async signIn(sandbox: Sandbox, { stay = false, as = sandbox.username } = {}): Promise<void> {
    const { url: server, password } = sandbox;
    const username = as;
    await this.askToSignIn({ server, username, password, stay });
    await this.#page.button("Trust this server").click();
    await this.people();
  }

  /** Signs in where the certificate is trusted already. */
  async signInAgain(sandbox: Sandbox, { as = sandbox.username, stay = false } = {}): Promise<void> {
    const { url: server, password } = sandbox;
    await this.askToSignIn({ server, username: as, password, stay });
    await this.people();
  }

  async signOut({ wipe = false } = {}): Promise<void> {
    await this.#page.button("Settings").click();
    await this.#page.button("Sign out").click();
    const question = this.#page.alertdialog("Sign out?");
    if (wipe) await question.field("Also wipe the copy of the directory on this computer").click();
    await question.button("Sign out").click();
    await this.#page.field("Password").appears();
  }

  /** Waits until people are listed. */
  async people(): Promise<void> {
    await this.grid.row("").nth(1).appears();
  }

  async show(view: View): Promise<void> {
    await this.#page.tab(view).click();
    await this.#page.tabs.role("tab", undefined, { selected: true }).named(view).appears();
  }

  /** Types into the omnibox in place of what is there. */
  async search(text: string): Promise<void> {
    await this.omnibox.fill(text);
  }

  /** Searches for words that only one has, and waits until that one alone is listed. */
  async searchOne(text: string): Promise<void> {
    // What an earlier search found is no answer to this one.
    await this.search("");
    await this.grid.role("mark").gone();
    await this.search(text);
    await this.found("1 person");
    await this.grid.role("mark").appears();
  }

  /** Waits for the number of people that the search says it found. */
  async found(words: string): Promise<void> {
    await this.#page.role("search").shows(words);
  }

  /** Opens the menu of a row that is painted, by its arrow. */
  async openMenu(name: string): Promise<Locator> {
    await this.grid.row(name).hover();
    await this.grid.row(name).button(`More ways to reach ${name}`).click();
    return this.#page.role("menu").appears();
  }

  /** Chooses what stands under *More*, below the own contacts. */
  async more(entry: string): Promise<void> {
    await this.#page.button("More").click();
    await this.#page.role("menu", "More").role("menuitem").named(entry).click();
  }

  /** Asks to delete all own contacts; in a narrow window that stands under *More*. */
  async deleteAll(): Promise<void> {
    const entry = "Delete all contacts";
    if (await this.#page.button(entry).there()) await this.#page.button(entry).click();
    else await this.more(entry);
  }

  /** Opens the settings at a section. */
  async settings(section: Section = "General"): Promise<Locator> {
    await this.#page.button("Settings").click();
    const settings = this.#page.dialog("Settings");
    await settings.role("tab").named(section).click();
    await settings.role("tabpanel", section).appears();
    return settings;
  }

  /** Chooses a theme in the settings. */
  async theme(name: string): Promise<void> {
    const settings = await this.settings();
    await settings.role("radiogroup", "Theme").role("radio", name).click();
    await settings.button("Close").click();
    await settings.gone();
  }

  /** The rows that are painted, without the header. */
  async rows(): Promise<string[]> {
    return (await this.grid.role("row").texts()).slice(1);
  }

  /** Chooses a profile in the settings. */
  async profile(name: string): Promise<void> {
    const settings = await this.settings("Directory");
    await settings.field("Profile").fill(name);
    await settings.button("Use").click();
    await settings.button("Close").click();
    await settings.gone();
  }

  /** Takes every notice away that is shown now. */
  async dismissNotices(): Promise<void> {
    await this.#page.run((label: string) => {
      for (const button of document.querySelectorAll<HTMLElement>(`button[aria-label="${label}"]`))
        button.click();
    }, "Dismiss");
  }

  /** Closes what stands open and empties the search, so that the next test starts from the list of everyone. */
  async rest(): Promise<void> {
    while (
      (await this.#page.dialog().there()) ||
      (await this.#page.alertdialog().there()) ||
      (await this.#page.role("menu").there())
    ) {
      await this.#page.press("Escape");
    }
    await this.dismissNotices();
    await this.search("");
    await this.show("All");
  }
}
