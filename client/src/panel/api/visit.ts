/** Somebody's visit of the panel: on which board, and as whom. */
import { BearerHttp, openly } from "../../api/bearer";
import type { components } from "../../api/schema";
import { answered, loadSdk, type MiroBoard } from "./sdk";

type SignedIn = components["schemas"]["SignedInOut"];

export interface Visitor {
  /** Miro's id of the board that is open. */
  readonly boardId: string;
  /** What the person is called here. */
  readonly name: string;
}

export class Visit {
  readonly http = new BearerHttp(() => this.#signIn(false));
  readonly #load: () => Promise<MiroBoard>;
  #sdk: Promise<MiroBoard> | null = null;
  #name = "";

  /** @param load brings Miro's SDK. */
  constructor(load: () => Promise<MiroBoard>) {
    this.#load = load;
  }

  static at(sdk: string): Visit {
    return new Visit(() => loadSdk(sdk));
  }

  /**
   * Sign in as whoever has the board open.
   *
   * @throws SdkError if Miro's part of the page does not do its own.
   * @throws ApiError `miro_person_unknown` if nobody here has their Miro account, and others.
   * @throws OfflineError if the server does not answer.
   */
  async begin(): Promise<Visitor> {
    await this.http.begin();
    return this.#visitor();
  }

  /**
   * Sign in as them, with an account that is made by the one at Miro if there is none.
   *
   * @throws the same.
   */
  async signUp(): Promise<Visitor> {
    this.http.adopt(await this.#signIn(true));
    return this.#visitor();
  }

  /** A session is of no use to anybody once the panel is closed. */
  end(): void {
    this.http.end();
  }

  async #visitor(): Promise<Visitor> {
    const { id } = await answered((await this.#board()).getInfo());
    return { boardId: id, name: this.#name };
  }

  async #signIn(signUp: boolean): Promise<SignedIn> {
    const board = await this.#board();
    const body = { id_token: await answered(board.getIdToken()), sign_up: signUp };
    const { data } = await openly<SignedIn>("POST", "/auth/miro/session", { body });
    this.#name = data.user.name;
    return data;
  }

  async #board(): Promise<MiroBoard> {
    this.#sdk ??= this.#load();
    try {
      return await this.#sdk;
    } catch (error) {
      this.#sdk = null; // The next one who asks loads it again.
      throw error;
    }
  }
}
