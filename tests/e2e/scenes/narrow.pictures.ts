import { photograph } from "./photograph";

photograph({ width: 380, height: 720 });
