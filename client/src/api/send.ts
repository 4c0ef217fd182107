/** One request: JSON out and in, with a limit in time; what is no success is thrown. */
import { ApiError, apiErrorOf, OfflineError } from "./errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Asking {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Our own `X-Request-ID`; the events that come of the request carry it. */
  readonly requestId?: string;
  readonly signal?: AbortSignal;
  /** In milliseconds. */
  readonly timeoutMs?: number;
}

export interface Answer<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  /** `X-Board-Seq`: the number of the board's last event that the answer knows of. */
  readonly seq: number | null;
}

const TIMEOUT_MS = 20_000;

/**
 * @param options with whether the browser's cookies go along.
 * @throws ApiError for every answer that is no success.
 * @throws OfflineError if no answer came.
 */
export async function send<T>(
  fetcher: typeof fetch,
  method: Method,
  path: string,
  options: Asking & Pick<RequestInit, "credentials" | "keepalive">,
): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const { signal, credentials, keepalive } = options;
  try {
    const response = await fetcher(path, {
      method,
      headers: headersOf(options),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(credentials ? { credentials } : {}),
      ...(keepalive ? { keepalive } : {}),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    return await answerOf<T>(response);
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    throw new OfflineError(timeout.aborted, { cause: error });
  }
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

function headersOf({ headers, body, requestId }: Asking): Record<string, string> {
  return {
    Accept: "application/json",
    ...headers,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(requestId === undefined ? {} : { "X-Request-ID": requestId }),
  };
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const body = text === "" ? null : parsed(text, response);
  if (!response.ok) throw apiErrorOf(response, body);
  const seq = response.headers.get("X-Board-Seq");
  return {
    data: body as T,
    status: response.status,
    headers: response.headers,
    seq: seq === null ? null : Number(seq),
  };
}

/** JSON; of a refusal that has none, null. A success that is no JSON did not come from Trivet. */
function parsed(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!response.ok) return null;
    throw new TypeError("The answer is no JSON.", { cause: error });
  }
}
