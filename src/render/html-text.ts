import { Parser } from 'htmlparser2';

/** Characters of HTML that are looked at, and of text that come out: several times what a note can hold. */
const LONGEST_HTML = 50_000;
const LONGEST_TEXT = 10_000;
const ELLIPSIS = '…';

/** An angle bracket alone is no sign of HTML: people write `<3` and `<Kestrel>`. */
const TAG =
  /<\/?(?:a|b|blockquote|br|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|template|th|thead|tr|u|ul)(?=[\s/>])/iu;
const ENTITY = /&(?:[a-z][a-z\d]{1,31}|#\d{1,7}|#x[\da-f]{1,6});/iu;
/** What escaping would have left nowhere. */
const UNESCAPED = /[<>]|&(?!(?:[a-z][a-z\d]{1,31}|#\d{1,7}|#x[\da-f]{1,6});)/iu;

/** Blocks with an empty line around them, and those that only begin a line. */
const APART = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'table', 'hr']);
const BLOCKS = new Set(['div', 'li', 'tr', 'section', 'article', 'header', 'footer', 'dl', 'dt', 'dd']);
const UNSEEN = new Set(['script', 'style', 'template', 'iframe']);

/**
 * A note as people read it: BattleMetrics returns HTML, though text was sent. Paragraphs, line breaks and lists become
 * lines, links keep their address, everything else leaves its text. Text that is no HTML comes back as it is. Never
 * throws; at most 10,000 characters. The result is as hostile as the note.
 */
export function htmlToText(html: string): string {
  const isHtml = TAG.test(html) || (ENTITY.test(html) && !UNESCAPED.test(html));
  const text = isHtml ? read(html.slice(0, LONGEST_HTML)) : html;
  if (text.length <= LONGEST_TEXT) return text;
  // Not between the halves of a character.
  return `${text.slice(0, LONGEST_TEXT - ELLIPSIS.length).replace(/[\ud800-\udbff]$/u, '')}${ELLIPSIS}`;
}

function read(html: string): string {
  const lines = new Lines();
  const lists: { next: number | undefined }[] = [];
  let unseen = 0;
  let link: { readonly href: string; text: string } | undefined;

  const gap = () => (lists.length > 0 ? 1 : 2);
  const endLink = () => {
    if (link !== undefined) lines.write(addressOf(link));
    link = undefined;
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      if (UNSEEN.has(name)) unseen += 1;
      else if (name === 'br') lines.write('\n');
      else if (name === 'a') {
        endLink();
        link = { href: attributes['href'] ?? '', text: '' };
      } else if (name === 'img') {
        const text = attributes['alt'] ?? '';
        lines.write(text + addressOf({ href: attributes['src'] ?? '', text }));
      } else if (name === 'td' || name === 'th') lines.write(' ');
      else if (name === 'ul' || name === 'ol') {
        lines.end(gap());
        lists.push({ next: name === 'ol' ? 1 : undefined });
      } else if (APART.has(name)) lines.end(gap());
      else if (BLOCKS.has(name)) lines.end(1);
      if (name === 'li') lines.mark(markOf(lists));
    },
    ontext(text) {
      if (unseen > 0) return;
      lines.write(text);
      if (link !== undefined) link.text += text;
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1;
      else if (name === 'a') endLink();
      else if (name === 'ul' || name === 'ol') {
        lines.end(1);
        lists.pop();
        lines.end(gap());
      } else if (APART.has(name)) lines.end(gap());
      else if (BLOCKS.has(name)) lines.end(1);
    },
  });
  parser.end(html);
  endLink();
  lines.end(0);
  return lines.text;
}

/** Collects blocks of text, with as many line breaks between two as the wider of the gaps there. */
class Lines {
  text = '';
  #block = '';
  #mark = '';
  #gap = 0;

  write(text: string): void {
    this.#block += text;
  }

  /** What stands before the next block. */
  mark(mark: string): void {
    this.#mark = mark;
  }

  /** Ends the block, if there is one. Line breaks inside it were typed, those at its ends lay the HTML out. */
  end(gap: number): void {
    const block = this.#block.replaceAll('\u00a0', ' ').replace(/\r\n?/gu, '\n').trim();
    this.#block = '';
    if (block !== '') {
      this.text += `${this.text === '' ? '' : '\n'.repeat(Math.max(1, this.#gap))}${this.#mark}${block}`;
      this.#mark = '';
      this.#gap = 0;
    }
    this.#gap = Math.max(this.#gap, gap);
  }
}

/** As deep as its list, at most so deep that something is left of the line. */
function markOf(lists: readonly { next: number | undefined }[]): string {
  const list = lists.at(-1);
  const indent = '  '.repeat(Math.min(Math.max(0, lists.length - 1), 5));
  if (list?.next === undefined) return `${indent}• `;
  list.next += 1;
  return `${indent}${list.next - 1}. `;
}

/** What is written behind a link's text: its address, unless it is the text, or none that leads somewhere. */
function addressOf({ href, text }: { readonly href: string; readonly text: string }): string {
  const address = href.trim();
  if (!/^(?:https?:\/\/|mailto:)\S+$/iu.test(address)) return '';
  const label = text.trim();
  if (label === '') return address;
  const bare = (one: string) => one.replace(/^(?:https?:\/\/|mailto:)/iu, '').replace(/\/$/u, '');
  return bare(label) === bare(address) ? '' : ` (${address.replace(/^mailto:/iu, '')})`;
}
