/** Answers in the form in which the server gives them. */
export type Body = Readonly<Record<string, unknown>>;

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly extra: Body = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}

export function refuse(status: number, code: string, extra: Body = {}): never {
  throw new Refused(status, code, extra);
}

/** As much of a Response as is read. Real ones take turns of the event loop, which tests hold. */
function response(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Response {
  const text = JSON.stringify(body);
  const made = {
    ok: status < 400,
    status,
    headers: new Headers(headers),
    text: () => Promise.resolve(text),
  };
  return made as Response;
}

export function answer(status: number, data: unknown, seq?: number): Response {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (seq !== undefined) headers["X-Board-Seq"] = String(seq);
  return response(status, data, headers);
}

export function problem(error: unknown): Response {
  if (!(error instanceof Refused)) throw error;
  const { status, code, extra } = error;
  const said = {
    title: code,
    detail: `Refused: ${code}.`,
    status,
    code,
    request_id: "r1",
    ...extra,
  };
  const headers = { "Content-Type": "application/problem+json", ...error.headers };
  return response(status, said, headers);
}
