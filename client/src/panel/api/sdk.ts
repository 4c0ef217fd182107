/** Miro's Web SDK, as far as the panel uses it ("Web SDK reference", Miro). */

export interface MiroBoard {
  /** A JWT that says who looks, and in which team; signed by Miro with the secret of our app. */
  getIdToken(): Promise<string>;
  getInfo(): Promise<{ readonly id: string }>;
  readonly ui: {
    on(event: "icon:click", handler: () => void): unknown;
    canOpenPanel(): Promise<boolean>;
    openPanel(options: { readonly url: string }): Promise<unknown>;
  };
}

declare global {
  interface Window {
    miro?: { readonly board: MiroBoard };
  }
}

/** Miro's part of the page is not there, or does not answer. */
export class SdkError extends Error {
  constructor(
    /** Whether it loaded. */
    readonly loaded: boolean,
  ) {
    super(loaded ? "Miro's Web SDK does not answer." : "Miro's Web SDK did not load.");
    this.name = "SdkError";
  }
}

/** Outside of Miro the SDK asks a page that never answers. */
const PATIENCE_MS = 15_000;

/** Where the SDK is, as the server wrote it into the page; "" where no app at Miro is set up. */
export function sdkAddress(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="miro-sdk"]')?.content ?? "";
}

/**
 * Load it.
 *
 * @throws SdkError if it cannot be.
 */
export function loadSdk(address: string): Promise<MiroBoard> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => {
      const board = window.miro?.board;
      if (board) resolve(board);
      else reject(new SdkError(false));
    };
    script.onerror = () => {
      script.remove();
      reject(new SdkError(false));
    };
    document.head.append(script);
  });
}

/**
 * What Miro answers.
 *
 * @throws SdkError if it does not, for a while.
 */
export async function answered<T>(asked: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer = 0;
  const silence = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new SdkError(true)), patienceMs);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    window.clearTimeout(timer);
  }
}
