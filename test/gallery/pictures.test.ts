import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import { hashReply, readManifest } from './manifest.ts';
import { SCENES } from './scenes.ts';

const FOLDER = fileURLToPath(new URL('../../docs/gallery/', import.meta.url));
const NAMES = Object.values(SCENES)
  .flat()
  .map(({ name }) => name);

const REPLY: ShownMessage = {
  id: '1',
  channel: '2',
  kind: 'message',
  author: { name: 'Squawk', avatar: '/avatars/squawk.svg', bot: true },
  at: 3,
  edited: false,
  ephemeral: true,
  content:
    'Discord 12 ms. If it stays so, give the reference `abc123`. Action qSoP03fIdHVB07He undoes `SbYwwCFz0ZyGnqf6`; schedule `0LCkrI`',
  embeds: [],
  components: [],
  attachments: [],
  pinged: [],
};

describe('The gallery', () => {
  it('has a picture of every scene, remembers its reply, and has no other picture', async () => {
    const pictures = (await readdir(FOLDER)).filter((file) => file.endsWith('.png')).sort();
    expect(pictures).toEqual(NAMES.map((name) => `${name}.png`).sort());
    expect(Object.keys(await readManifest(join(FOLDER, 'manifest.json'))).sort()).toEqual([...NAMES].sort());
  });

  it('is listed with a text for every picture, for those who do not see them', async () => {
    const listing = await readFile(join(FOLDER, 'README.md'), 'utf8');
    for (const { name, alt } of Object.values(SCENES).flat()) {
      expect(listing).toContain(`<img src="${name}.png" width="412" alt="${alt}">`);
    }
  });

  it('has a scene for every command', () => {
    const commands = [
      '/stats',
      '/topkdr',
      '/linkme',
      '/servers',
      '/ban',
      '/unban',
      '/flag',
      '/help',
      '/ping',
      '/leaderboard show',
      '/leaderboard schedule',
      '/leaderboard exclude',
      '/privacy',
      '/board',
      '/notify',
      '/player',
      '/ban-edit',
      '/bans',
      '/exemption',
      '/flags',
      '/note',
      '/slot',
      '/watch',
      '/rcon',
      '/audit',
    ];
    expect(Object.keys(SCENES)).toEqual(expect.arrayContaining(commands));
  });

  it('takes a reply for the same when ids, keys and measured times alone are others', () => {
    const again: ShownMessage = {
      ...REPLY,
      id: '4',
      at: 5,
      edited: true,
      content:
        'Discord 7.5 ms. If it stays so, give the reference `xyz789`. Action 0123456789abcdef undoes `qSoP03fIdHV-07He`; schedule `mqFYtb`',
    };
    expect(hashReply(again)).toBe(hashReply(REPLY));
  });

  it('takes a reply for another one when a word of it, or who sees it, is another', () => {
    expect(hashReply({ ...REPLY, content: 'Discord 12 ms.' })).not.toBe(hashReply(REPLY));
    expect(hashReply({ ...REPLY, ephemeral: false })).not.toBe(hashReply(REPLY));
    expect(hashReply({ ...REPLY, usedBy: { name: 'Member', avatar: '', command: 'ban' } })).not.toBe(
      hashReply(REPLY),
    );
  });
});
