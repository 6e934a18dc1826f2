export { trayOf, type TrayFacts } from "./menu";
export { TrayIcon, type TrayDeeds } from "./tray.svelte";
