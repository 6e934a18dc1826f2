import { createServer, type RequestListener } from "node:http";
import { createServer as createSocket, type AddressInfo, type Server, type Socket } from "node:net";

/** Something that listens on this machine and is no Wazo server. */
export class Listener {
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      this.#open.add(socket);
      socket.on("close", () => this.#open.delete(socket)).on("error", () => socket.destroy());
    });
  }

  /** A web server that gives this answer to everything. */
  static web(answer: RequestListener): Promise<Listener> {
    return new Listener(createServer(answer)).#listen();
  }

  /** It takes connections and never says a word. */
  static silent(): Promise<Listener> {
    return new Listener(createSocket()).#listen();
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #listen(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => resolve(this));
    });
  }
}
