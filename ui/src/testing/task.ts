// An import that is under way.
import type { Update } from "../host/host";

export const task = {
  kind: "task",
  task: "import",
  done: 3_200,
  total: 10_000,
  per_minute: 3_000,
  seconds_left: 130,
  state: "running",
} satisfies Update;
