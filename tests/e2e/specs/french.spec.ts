import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false, language: "fr_FR.UTF-8" });

describe("In French", () => {
  test("the program speaks the language of the system", async () => {
    await here.page.button("Se connecter").appears();
    expect(await here.page.run(() => document.documentElement.lang)).toBe("fr");
    await here.page.audit();
  });

  test("from the sign-in to the list", async () => {
    await here.page.field("Serveur").fill(here.sandbox.url);
    await here.page.field("Nom d’utilisateur").fill(here.sandbox.username);
    await here.page.field("Mot de passe").fill(here.sandbox.password);
    await here.page.button("Se connecter").click();
    await here.page.button("Faire confiance à ce serveur").click();
    await here.page.role("tab").named("Favoris").appears();
    await here.page.role("tab").named("Mes contacts").click();
    await here.page.button("Nouveau contact").appears();
    await here.page.audit();
  });

  test("another language can be chosen, and is kept", async () => {
    await here.page.button("Réglages").click();
    await here.page.field("Langue").select("English");
    await here.page.dialog("Settings").button("Close").click();
    await here.page.tab("My contacts").appears();
    expect(await here.page.run(() => document.documentElement.lang)).toBe("en");
    await here.restart();
    await here.page.tab("My contacts").appears();
  });
});
