import { describe, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false, language: "fr_FR.UTF-8" });

describe("An import in French", () => {
  test("is planned", async () => {
    const { url, username, password } = here.sandbox;
    await here.page.field("Serveur").fill(url);
    await here.page.field("Nom d’utilisateur").fill(username);
    await here.page.field("Mot de passe").fill(password);
    await here.page.button("Se connecter").click();
    await here.page.button("Faire confiance à ce serveur").click();
    await here.page.tab("Mes contacts").click();
    const path = await here.home.write(
      "adresses.csv",
      "Prénom;Nom;Téléphone\nSophie;Germain;+33 1 55 50 01 80\nTrop;De;1;2\n",
    );
    await here.page.button("Importer").click();
    await here.program.files.choose(path);
    await here.page.dialog("Importer 1 contact de « adresses.csv »").appears();
    await here.page.audit();
  });

  test("is carried out, told of and undone", async () => {
    await here.page.dialog().button("Importer 1").click();
    await here.page.dialog("1 contact importé").appears();
    await here.page.audit();
    await here.page.dialog().button("Annuler cet import…").click();
    await here.page.audit();
    await here.page.alertdialog().button("Annuler l’import").click();
    await here.page.dialog().named("est annulé").appears();
    await here.page.audit();
  });
});
