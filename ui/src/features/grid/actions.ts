// What a grid asks of its surroundings.
import type { Row, Sort, ViewLayout } from "../../host/host";
import type { OpenMenu } from "../../lib/menu";
import type { Box } from "../../lib/place";

export interface RowActions {
  call: (row: Row) => void;
  /** The menu of ways to reach somebody. */
  actions: (row: Row, anchor: Box) => void;
  copyMenu: (row: Row, anchor: Box) => void;
  copyNumber: (row: Row) => void;
  /** Opens the conversation with a colleague. */
  chat: (row: Row) => void;
  card: (row: Row) => void;
  favorite: (row: Row) => void;
  edit: (row: Row) => void;
  remove: (row: Row) => void;
}

export interface HeadActions {
  sort: (sort: Sort | null) => void;
  layout: (layout: ViewLayout) => void;
  /** A width that is still being dragged: shown, not kept. */
  preview: (layout: ViewLayout) => void;
  menu: (menu: OpenMenu) => void;
  announce: (text: string) => void;
}
