import { z } from 'zod';

const LONGEST = 200;
/** The title of a web page stands at its beginning; the rest may be megabytes. */
const HEAD = 8_192;

/** JSON:API, as BattleMetrics answers. */
const jsonApiErrors = z.object({
  errors: z
    .array(
      z.object({
        title: z.string().optional().catch(undefined),
        detail: z.string().optional().catch(undefined),
        meta: z
          .object({ tryAgain: z.string().optional().catch(undefined) })
          .optional()
          .catch(undefined),
      }),
    )
    .min(1),
});

/** FastAPI, as DCSServerBot answers: a text, or one complaint a field. */
const fastApiError = z.object({
  detail: z.union([z.string(), z.array(z.object({ msg: z.string(), loc: z.array(z.unknown()).optional() }))]),
});

/** What an API says about its refusal. */
export interface ApiMessage {
  /** One line, or undefined when the body says nothing. May quote the request: for operators, never in public. */
  readonly text: string | undefined;
  /** When BattleMetrics wants to be asked again, as it says. */
  readonly tryAgain: string | undefined;
  /** A web page: something in front of the API answered. */
  readonly isHtml: boolean;
}

/** Reads the API's own words out of the body of an error, in any form that either API uses. Never throws. */
export function readApiMessage(body: string): ApiMessage {
  if (looksLikeHtml(body)) {
    const title = /<title[^>]*>([^<]*)</i.exec(body.slice(0, HEAD))?.[1];
    return { text: title === undefined ? undefined : oneLine(title), tryAgain: undefined, isHtml: true };
  }
  const json = parse(body);
  const jsonApi = jsonApiErrors.safeParse(json).data;
  if (jsonApi !== undefined) {
    const said = jsonApi.errors
      .map(({ title, detail }) => detail ?? title)
      .filter((text) => text !== undefined);
    const tryAgain = jsonApi.errors.find(({ meta }) => meta?.tryAgain !== undefined)?.meta?.tryAgain;
    return { text: oneLine([...new Set(said)].join('; ')), tryAgain, isHtml: false };
  }
  const fastApi = fastApiError.safeParse(json).data;
  return {
    text: oneLine(fastApi === undefined ? plainText(body, json) : fromFastApi(fastApi.detail)),
    tryAgain: undefined,
    isHtml: false,
  };
}

/** Whether a body is a web page instead of what an API answers. */
export function looksLikeHtml(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--|title|center|h1)/i.test(body);
}

function fromFastApi(detail: string | readonly { msg: string; loc?: unknown[] | undefined }[]): string {
  if (typeof detail === 'string') return detail;
  // Not `input`, which repeats what was sent.
  return detail
    .map(({ msg, loc }) => (loc === undefined ? msg : `${loc.map(String).join('.')}: ${msg}`))
    .join('; ');
}

/** Plain text such as `Internal Server Error`; JSON of an unknown form is left out, for it may hold anything. */
function plainText(body: string, json: unknown): string {
  if (typeof json === 'string') return json;
  return json === undefined && !/^\s*[{[]/.test(body) ? body : '';
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Plain text is no failure here: the status already tells that the call failed.
    return undefined;
  }
}

function oneLine(text: string): string | undefined {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') return undefined;
  const points = [...line];
  return points.length <= LONGEST ? line : `${points.slice(0, LONGEST - 1).join('')}…`;
}
