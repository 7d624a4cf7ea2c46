import { describe, expect, it } from 'vitest';
import { answered, ask, fileOf, told, toldSoFar } from './moderating.ts';
import { buttonsOf, fieldOf, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

const steamId = (index: number) => String(76561199000000000n + BigInt(index));
const HEAD = 'type,identifier,reason,duration,note';
/** A list of so many whom BattleMetrics does not know. */
const listOf = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, nth) => `steamID,${steamId(from + nth)},Cheating elsewhere,perm,`);
const file = (lines: readonly string[], name = 'friends.csv') => ({
  file: { name, text: [HEAD, ...lines].join('\n') },
});

describe('a list of bans', () => {
  const scene = useScene({ dcs: false });
  const all = () => scene.battlemetrics.world.bans;
  const imports = () => scene.writes('POST', /^\/bans\/import$/u);

  it('is exported as a file in the form of a game, for an admin alone', async () => {
    const user = scene.stage.admin();
    const answer = await ask(scene, user, 'bans export', { format: 'squad/Bans.cfg' });
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toMatch(/Bans exported[\s\S]*bans-squad-\d{4}-\d\d-\d\d\.cfg/u);
    const active = all().filter(({ expires }) => expires === null || expires > Date.now());
    const lines = fileOf(scene, answer).trim().split('\n');
    expect(lines.length).toBeGreaterThan(15);
    expect(lines[0]).toMatch(/^7656\d+:\d+ \/\/ seed\d+$/u);
    for (const line of lines) expect(active.map(({ uid }) => uid)).toContain(line.split(' // ')[1]);
    const empty = await ask(scene, user, 'bans export', { format: 'rust/bansip_SERVER.ini' });
    expect(empty.text).toContain('There is no ban to export in that format');
    expect(empty.message.attachments).toEqual([]);
  });

  it('is imported after a dry run that says who is left out and why, with a bar, and told once', async () => {
    const user = scene.stage.admin('Importing Admin');
    const banned = scene.player('Grey Harrier').identifiers.find(({ type }) => type === 'steamID');
    const lines = [
      ...listOf(0, 120),
      `steamID,${steamId(3)},Twice,perm,`,
      `steamID,${banned?.identifier},Banned here already,perm,`,
      'steamID,nonsense,Unreadable,perm,',
      `steamID,${steamId(900)},No end,soon,`,
    ];
    const before = all().length;
    const question = await ask(scene, user, 'bans import', file(lines));
    expect(question.ephemeral).toBe(true);
    expect(question.text).toContain('**120 bans** of friends.csv, read as CSV');
    expect(fieldOf(question.message, /The first of them/u)).toMatch(
      /steamID 76561199000000000 for good[\s\S]*more/u,
    );
    expect(fieldOf(question.message, /Left out/u)).toBe('1 banned already\n1 twice in the file');
    expect(fieldOf(question.message, /Could not be read/u)).toMatch(
      /Line 124: .*no steamID\nLine 125: .*no duration/u,
    );
    expect(buttonsOf(question.message)).toEqual(['Import 120 bans', 'Cancel']);
    expect(imports()).toEqual([]);

    // Slow enough that each state of the bar is seen.
    const end = scene.battlemetrics.faults.add({ fault: { kind: 'slow', ms: 400 }, path: '/bans/import' });
    const press = scene.press(user, question.message, 'Import 120 bans');
    const done = await replyLike(press, /✅ Imported/u);
    end();
    expect(done.text).toContain('120 of 120 bans of friends.csv are there');
    const states = press.versions.map(textOf);
    expect(states.some((text) => /▰{5}▱{7} \*\*50\*\* of 120/u.test(text))).toBe(true);
    expect(states.some((text) => /▰{10}▱{2} \*\*100\*\* of 120/u.test(text))).toBe(true);
    expect(all()).toHaveLength(before + 120);
    expect(imports()).toHaveLength(3);
    expect(all().at(-1)).toMatchObject({ reason: 'Cheating elsewhere', expires: null, orgWide: true });

    const record = await told(scene, /^Import bans[\s\S]*✅ Done[\s\S]*Importing Admin/u);
    expect(record.text).toMatch(/friends\.csv[\s\S]*120/u);
    expect(record.text).not.toContain('7656');
    expect(toldSoFar(scene, /Importing Admin/u)).toHaveLength(1);
  });

  it('bans nobody when it is imported again', async () => {
    const before = all().length;
    const again = await ask(scene, scene.stage.admin(), 'bans import', file(listOf(0, 120)));
    expect(again.text).toMatch(/Nobody is left to import[\s\S]*120 on that list are banned already/u);
    expect(buttonsOf(again.message)).toEqual([]);
    expect(all()).toHaveLength(before);
    const more = await ask(scene, scene.stage.admin(), 'bans import', file(listOf(115, 10)));
    expect(more.text).toMatch(/\*\*5 bans\*\*[\s\S]*5 banned already/u);
  });

  it('is imported whole, each ban once, when an answer in the middle gets lost', async () => {
    const user = scene.stage.admin('Unlucky Admin');
    const [before, sent] = [all().length, imports().length];
    const question = await ask(scene, user, 'bans import', file(listOf(200, 120), 'more.csv'));
    const path = '/bans/import';
    scene.battlemetrics.faults.add({ fault: { kind: 'slow', ms: 1 }, path, times: 1 });
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-reset' }, path, times: 1 });
    const press = scene.press(user, question.message, 'Import 120 bans');
    await replyLike(press, /Looking whether it happened/u);
    await replyLike(press, /✅ Imported[\s\S]*120 of 120/u);
    expect(all()).toHaveLength(before + 120);
    expect(imports()).toHaveLength(sent + 3);
    expect(new Set(all().map(({ uid }) => uid)).size).toBe(all().length);
    await told(scene, /✅ Done[\s\S]*Unlucky Admin/u);
    expect(toldSoFar(scene, /Unlucky Admin/u)).toHaveLength(1);
  });

  it('stops where BattleMetrics refuses a part, says how far it came, and goes on with the same file', async () => {
    const user = scene.stage.admin('Refused Admin');
    const before = all().length;
    const options = file(listOf(400, 70), 'part.csv');
    const question = await ask(scene, user, 'bans import', options);
    const path = '/bans/import';
    scene.battlemetrics.faults.add({ fault: { kind: 'slow', ms: 1 }, path, times: 1 });
    scene.battlemetrics.faults.add({ fault: { kind: 'status', status: 422 }, path, times: 1 });
    const part = await answered(scene, user, question, 'Import 70 bans', /Partly imported/u);
    expect(part.text).toMatch(/50 of 70 bans[\s\S]*same file again/u);
    await told(scene, /Partly done: 50 of 70 bans are there[\s\S]*Refused Admin/u);
    const rest = await ask(scene, user, 'bans import', options);
    expect(rest.text).toMatch(/\*\*20 bans\*\*[\s\S]*50 banned already/u);
    await answered(scene, user, rest, 'Import 20 bans', /✅ Imported/u);
    expect(all()).toHaveLength(before + 70);
  });

  it('is imported once of two previews that are both confirmed', async () => {
    const user = scene.stage.admin('Doubling Admin');
    const before = all().length;
    const previews = [
      await ask(scene, user, 'bans import', file(listOf(600, 60), 'twice.csv')),
      await ask(scene, user, 'bans import', file(listOf(610, 60), 'nearly.csv')),
    ];
    const presses = previews.map(({ message }) => scene.press(user, message, 'Import 60 bans'));
    const texts = () =>
      presses
        .flatMap(({ message, followUps }) => [...(message === undefined ? [] : [message]), ...followUps])
        .map(textOf)
        .join('\n');
    await expect.poll(texts, { timeout: 10_000 }).toMatch(/✅ Imported/u);
    expect(texts()).toMatch(
      /imported bans of this list since this preview, or still does\. Nothing was sent/u,
    );
    expect(all()).toHaveLength(before + 60);
    const rest = await ask(scene, user, 'bans import', file(listOf(610, 60), 'nearly.csv'));
    await answered(scene, user, rest, 'Import 10 bans', /✅ Imported/u);
    expect(all()).toHaveLength(before + 70);
  });

  it('refuses what is no list, in words that say what to do', async () => {
    const user = scene.stage.admin();
    const [before, sent] = [all().length, imports().length];
    const cases: readonly (readonly [text: string, says: RegExp])[] = [
      ['', /That file is empty/u],
      ['Dear all, here are some bans', /cannot tell what kind of list that is/u],
      [[HEAD, `steamID,${steamId(800)},,perm,`].join('\n'), /has no reason/u],
      [[HEAD, `steamID,${steamId(800)},Cheating,,`].join('\n'), /does not say for how long/u],
      [[HEAD, ...listOf(2_000, 1_001)].join('\n'), /1001 entries.*1000[\s\S]*Split/u],
    ];
    for (const [text, says] of cases) {
      const answer = await ask(scene, user, 'bans import', { file: { name: 'x.csv', text } });
      expect(answer.text).toMatch(says);
      expect(answer.ephemeral).toBe(true);
      expect(buttonsOf(answer.message)).toEqual([]);
    }
    expect(all()).toHaveLength(before);
    expect(imports()).toHaveLength(sent);
  });
});
