import { z } from 'zod';
import { refuse } from './form.ts';

/** A URL that Discord takes; `attachment` lets a file of the same message be named. */
export function url(options: { readonly attachment?: boolean; readonly max?: number } = {}) {
  const schemes = options.attachment === true ? ['http', 'https', 'attachment'] : ['http', 'https'];
  const max = options.max ?? 2048;
  return z.string().transform((value, context) => {
    const trimmed = value.trim();
    if (trimmed.length > max) {
      refuse(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      return trimmed;
    }
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase();
    if (scheme !== undefined && !schemes.includes(scheme)) {
      const allowed = schemes.map((name) => `'${name}'`).join(', ');
      refuse(
        context,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`,
      );
    } else if (!isUrl(trimmed)) {
      refuse(context, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    }
    return trimmed;
  });
}

function isUrl(text: string): boolean {
  if (/\s/.test(text)) return false;
  if (/^attachment:\/\/./.test(text)) return true;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  // Discord refuses hosts without a dot, localhost among them.
  return new URL(text).hostname.includes('.');
}
