import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/log.ts';

function capture(secrets: readonly string[]) {
  const lines: string[] = [];
  const log = createLogger({ level: 'trace', secrets, destination: { write: (line) => lines.push(line) } });
  return { log, text: () => lines.join('') };
}

describe('the log', () => {
  it('cuts a secret from wherever it stands: message, field, header, stack', () => {
    const secret = 'abc"def\\ghi';
    const { log, text } = capture([secret, '']);
    log.info({ headers: { authorization: `Bearer ${secret}` } }, `using ${secret}`);
    log.error({ err: new Error(`refused ${secret}`) }, 'failed');
    expect(text()).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(text().match(/\[secret\]/gu)?.length).toBeGreaterThanOrEqual(3);
  });

  it('stays one JSON object a line after the cut', () => {
    const { log, text } = capture(['top-secret']);
    log.info({ value: 'a top-secret b' }, 'said');
    expect(JSON.parse(text())).toMatchObject({ value: 'a [secret] b', msg: 'said' });
  });

  it('leaves out what an error carries beside the known fields, such as the body of a Discord request', () => {
    const { log, text } = capture([]);
    const error = Object.assign(new Error('Invalid Form Body'), {
      code: 50035,
      requestBody: { json: { content: '76561198000000001' } },
    });
    log.error({ err: error }, 'reply failed');
    expect(text()).not.toContain('requestBody');
    expect(JSON.parse(text())).toMatchObject({ err: { code: 50035, message: 'Invalid Form Body' } });
  });

  it('follows the chain of causes', () => {
    const { log, text } = capture([]);
    log.error(
      { err: new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'ECONNRESET' }) }) },
      'x',
    );
    expect(JSON.parse(text())).toMatchObject({ err: { cause: { message: 'inner', code: 'ECONNRESET' } } });
  });

  it('hides Steam ids, DCS ids and addresses in error texts', () => {
    const { log, text } = capture([]);
    const cause = Object.assign(new Error('x'), {
      apiMessage: 'Player 76561198000000001 at 203.0.113.7 is banned',
    });
    log.error({ err: new Error('ucid 66d16d26ddd03a1ce6eb8b8fab2a906f', { cause }) }, 'failed');
    expect(text()).not.toMatch(/76561198000000001|203\.0\.113\.7|66d16d26/u);
    expect(text()).toContain('is banned');
  });

  it('hides addresses of the sixth version too, and keeps the own machine, places in the code and times', () => {
    const { log, text } = capture([]);
    const error = new Error('2001:db8::7 refused; connect ECONNREFUSED 127.0.0.1:9876 at 12:34:56');
    log.error({ err: error }, 'failed');
    expect(text()).not.toContain('2001:db8');
    expect(text()).toContain('ECONNREFUSED 127.0.0.1:9876 at 12:34:56');
    expect(text()).toMatch(/log\.test\.ts:\d+:\d+/u);
  });
});
