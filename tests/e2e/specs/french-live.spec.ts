import { afterAll, describe, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false, language: "fr_FR.UTF-8" });
afterAll(() => here.sandbox.exchange.hangUpAll());

const JOSEE = "Josée Beauchemin";
const GUDRUN = "Guðrún Jónsdóttir";

describe("In French", () => {
  test("a call rings, and is muted", async () => {
    await here.page.field("Serveur").fill(here.sandbox.url);
    await here.page.field("Nom d’utilisateur").fill(here.sandbox.username);
    await here.page.field("Mot de passe").fill(here.sandbox.password);
    await here.page.button("Se connecter").click();
    await here.page.button("Faire confiance à ce serveur").click();
    const calls = here.page.role("region", "Appels");
    await here.page.role("tab").named("Favoris").appears();
    await here.sandbox.wire.started(1);
    await here.sandbox.exchange.dial("1055", "1000");
    await calls.role("group", `${JOSEE} appelle`).button("Répondre").click();
    const line = calls.role("group", `Appel avec ${JOSEE}`);
    await line.shows("Vous a appelé");
    await line.button("Couper le micro").click();
    await line.shows("Votre micro est coupé");
    await here.page.audit();
  });

  test("a call is transferred", async () => {
    const calls = here.page.role("region", "Appels");
    const line = calls.role("group", `Appel avec ${JOSEE}`);
    await line.button("Transférer").click();
    const form = calls.role("form", `Transférer ${JOSEE} à`);
    await form.textbox("Nom ou numéro où transférer").fill("Jónsdóttir");
    await form.shows(`À ${GUDRUN} · 1044`);
    await here.page.audit();
    await form.button("Transférer").click();
    await line.shows("Sonne…");
    await line.button("Reprendre l’appelant").click();
    await line.shows("L’appelant est de retour chez vous");
    await here.page.audit();
  });

  test("a message comes in", async () => {
    await here.sandbox.say("1044", "1000", "Bonjour !");
    await here.page.role("banner").button("Messages, 1 non lu").click();
    await here.page.role("complementary", "Messages").role("button").named(GUDRUN).click();
    await here.page.role("log", `Conversation avec ${GUDRUN}`).shows("Bonjour !");
    await here.page.role("textbox", `Message à ${GUDRUN}`).focused();
    await here.page.audit();
  });
});
