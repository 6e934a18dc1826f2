import { photograph } from "./photograph";

photograph({ width: 1440, height: 900 });
