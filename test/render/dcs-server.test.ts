import { describe, expect, it } from 'vitest';
import type { DcsServer } from '../../src/dcsserverbot/model.ts';
import { renderDcsServer } from '../../src/render/dcs-server.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');

function lines(server: Partial<DcsServer>): string[] {
  const whole: DcsServer = {
    name: 'Alpha',
    status: 'running',
    statusText: 'Running',
    address: '',
    password: '',
    ...server,
  };
  return renderDcsServer(whole, { now: NOW, showPasswords: false }).value.split('\n');
}

describe('a DCS server', () => {
  it('without a status is of unknown status', () => {
    expect(lines({ status: 'unknown', statusText: '' })).toEqual(['**Unknown**']);
  });

  it('of a status that is new shows it in the word of the server', () => {
    expect(lines({ status: 'unknown', statusText: '*Melting*' })).toEqual(['**\\*Melting\\***']);
  });

  it('whose mission has neither name nor theatre shows no place', () => {
    expect(lines({ mission: { name: '', theatre: '', missionTime: '', uptimeSeconds: 60 } })).toEqual([
      '**Running**',
      expect.stringMatching(/^Up 1 min/u),
    ]);
  });

  it('whose slots are not known shows its players alone', () => {
    expect(lines({ players: 1 })).toEqual(['**Running** · **1** player']);
  });
});
