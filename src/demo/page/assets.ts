import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: string | Buffer;
}

const AVATARS: Readonly<Record<string, { readonly colour: string; readonly drawing: string }>> = {
  squawk: {
    colour: '#5865f2',
    drawing:
      '<path d="M32 10l5 19 17 10v5l-17-5-1 9 6 4v4l-10-3-10 3v-4l6-4-1-9-17 5v-5l17-10z" fill="#fff"/>',
  },
  clyde: { colour: '#4f545c', drawing: '<path d="M18 24h28v18H30l-8 7v-7h-4z" fill="#fff"/>' },
  member: { colour: '#3ba55d', drawing: person() },
  moderator: { colour: '#d08a1d', drawing: person() },
  admin: { colour: '#c9393c', drawing: person() },
};

/** The page's files: two bundles, the page itself, and avatars that are drawn here. */
export async function loadAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const file = async (name: string, type: string): Promise<Asset> => ({
    type,
    body: await readFile(join(folder, name)),
  });
  const assets = new Map<string, Asset>([
    ['/', await file('index.html', 'text/html; charset=utf-8')],
    ['/page.js', await file('page.js', 'text/javascript; charset=utf-8')],
    ['/page.css', await file('page.css', 'text/css; charset=utf-8')],
  ]);
  for (const [name, { colour, drawing }] of Object.entries(AVATARS)) {
    assets.set(`/avatars/${name}.svg`, {
      type: 'image/svg+xml',
      body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${colour}"/>${drawing}</svg>`,
    });
  }
  return assets;
}

function person(): string {
  return '<g fill="#fff"><circle cx="32" cy="25" r="10"/><path d="M12 56c0-12 9-19 20-19s20 7 20 19z"/></g>';
}
